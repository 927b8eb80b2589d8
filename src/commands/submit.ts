/**
 * Submit: the one way in. People, timers and the house's own effects all pass here.
 *
 * Commands that wait together share one commit: each is decided in order on a private overlay, their rows are written
 * by few statements, and nobody is told before the commit. If a statement fails, the overlay is dropped and each
 * command runs alone, so that one bad row refuses one command.
 */
import { type KeyObject, randomUUID } from 'node:crypto';
import type { SourceRegion } from '../contract/sources.ts';
import type { JournalRow, StreamKey } from '../contract/streams.ts';
import {
  type ClaimResult,
  claimCommandIds,
  Fault,
  faultOf,
  findReservations,
  lockStreams,
  readViews,
  type Reservation,
  type SealingKey,
  type Storage,
  streamKeyText,
  type Writer,
} from '../storage/index.ts';
import { type Answered, type By, type Command, type Prepared, refused } from './command.ts';
import { decideCommand, type Outcome } from './decide-command.ts';
import { gather } from './gather.ts';
import type { Held } from './inputs.ts';
import { KeysAtHand, purposesOf } from './keys-at-hand.ts';
import { type Live, liveOf, newStream } from './live.ts';
import { keysGivenUp, NOBODY, People } from './people.ts';
import { prepare, type Witnesses } from './prepare.ts';
import { LEARNED_KINDS, Registry } from './registry.ts';
import { casesOf, proofsIn, receiversOf, textOf, type Wanted } from './wanted.ts';
import { writeOutcomes } from './write-outcomes.ts';

export interface SpineOptions {
  readonly storage: Storage;
  readonly witnesses: Witnesses;
  /** The house's clock. Inside a transaction on PostgreSQL the database's is asked instead, unless the clock is manual. */
  readonly clock: () => number;
  /** The clock is moved by hand (demonstration and tests): the database's is not asked. */
  readonly clockIsManual?: boolean;
  /** Milliseconds that only ever grow within one boot. */
  readonly monotonic: () => number;
  /** The public half of the key that lists of trusted issuers are signed with; without it no certificate is verified. */
  readonly trustKey?: KeyObject | null;
  /** What a source is connected for; none where nothing is said. */
  readonly connected?: ReadonlySet<SourceRegion>;
  /** Told after each commit. A hint: whoever listens reads from their own cursor. */
  readonly afterCommit?: () => void;
  /** Told of every fault that cost a command its answer, for the log. */
  readonly onFault?: (error: unknown) => void;
}

/** How many commands share a commit at most. */
const BATCH = 256;
/** How many streams stay in memory. */
const CACHED = 20_000;

const NONE: ReadonlySet<SourceRegion> = new Set();

interface Waiting {
  readonly prepared: Prepared;
  readonly resolve: (answered: Answered) => void;
}

export class Spine {
  readonly registry: Registry;
  readonly #options: SpineOptions;
  readonly bootId = randomUUID();
  readonly #cache = new Map<string, Live>();
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(options: SpineOptions) {
    this.#options = options;
    this.registry = new Registry(options.trustKey);
  }

  /**
   * Answers a command, after its commit. The same command id with the same body gets the same answer for ever.
   * Throws only what no answer exists for: a bug, or a storage that is gone for good.
   */
  async submit(command: Command, by: By): Promise<Answered> {
    if (this.#closed) return refused('houseIsReady');
    const { storage, witnesses, clock } = this.#options;
    const preparation = await prepare(
      storage,
      witnesses,
      command,
      by,
      clock(),
      this.registry.trustList,
    ).catch((error: unknown) => {
      const fault = faultOf(error, 'preparing');
      if (fault instanceof Fault) return { answered: this.#answerToFault(fault) };
      throw error;
    });
    if ('answered' in preparation) return preparation.answered;
    if ('refused' in preparation) return refused(preparation.refused, preparation.field);
    return new Promise((resolve) => {
      this.#waiting.push({ prepared: preparation.prepared, resolve });
      this.#running ??= this.#run();
    });
  }

  /** Forgets what is in memory of the streams, so that each is loaded anew. */
  forget(): void {
    this.#cache.clear();
  }

  /** Takes no more commands and waits for those under way. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the loop lets commands that arrive together share a commit.
    await new Promise((next) => setImmediate(next));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      await this.#commit(batch);
    }
    this.#running = null;
  }

  async #commit(batch: readonly Waiting[], triesLeft = 3): Promise<void> {
    try {
      const answers = await this.#attempt(batch.map(({ prepared }) => prepared));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answered);
      this.#options.afterCommit?.();
    } catch (error) {
      // What is in memory may be behind what another node wrote; what is kept decides.
      this.forget();
      const [only] = batch;
      if (batch.length > 1) for (const waiting of batch) await this.#commit([waiting]);
      else if (only !== undefined && triesLeft > 0 && mayPassNow(error))
        await this.#commit(batch, triesLeft - 1);
      else if (only !== undefined) only.resolve(this.#answerToFault(error));
    }
  }

  #answerToFault(error: unknown): Answered {
    this.#options.onFault?.(error);
    return refused(
      error instanceof Fault && error.code === 'storageIsFull' ? 'storageIsFull' : 'houseIsReady',
    );
  }

  async #attempt(batch: readonly Prepared[]): Promise<Answered[]> {
    const { storage, clock } = this.#options;
    const keys = await storage.keys.makeKeys(batch.flatMap(purposesOf), clock());
    const { outcomes, learned } = await storage.write(async (writer) => {
      const outcomes = await this.#decideAll(writer, batch, keys);
      return { outcomes, learned: outcomes.flatMap(({ decided }) => decided?.changes ?? []) };
    });
    for (const { live, row } of learned) {
      this.#remember(live);
      if (LEARNED_KINDS.includes(live.key.streamKind)) this.registry.learn(row);
    }
    // Every clock has moved: what is remembered of them is behind.
    if (batch.some(({ command }) => command.type === 'recordClockJump')) this.forget();
    return outcomes.map(({ answered }) => answered);
  }

  async #decideAll(
    writer: Writer,
    batch: readonly Prepared[],
    keys: readonly SealingKey[],
  ): Promise<Outcome[]> {
    const house = this.#options.clock();
    const { blind } = this.#options.storage;
    const claims = await claimCommandIds(
      writer,
      batch.map(({ by, command, bodyDigest }) => ({
        actor: by.actor.account,
        commandId: command.envelope.commandId,
        bodyDigest,
      })),
      house,
    );
    const running = batch.filter((_, index) => claims[index]?.outcome === 'claimed');
    const { live, now } = await this.#load(writer, running, house);
    const people = await People.around(writer, running, blind);
    const wanted = new Map(
      running.map((prepared): [Prepared, readonly Wanted[]] => [
        prepared,
        [
          ...casesOf(people.after(prepared, blind)?.person ?? NOBODY, blind),
          ...proofsIn(prepared, blind),
          ...receiversOf(prepared, blind),
        ],
      ]),
    );
    const found = await findReservations(writer, [...wanted.values()].flat());
    const taken = new Map(found.map((one) => [textOf(one), one.streamId]));
    const checkpoints = await checkpointsOf(writer, found);
    await people.meet(
      writer,
      [...taken].flatMap(([text, holder]) => (text.startsWith('openCase ') ? [] : [holder])),
    );
    const outcomes: Outcome[] = [];
    const unwritten: JournalRow[] = [];
    const sealing = new KeysAtHand(keys);
    for (const [index, prepared] of batch.entries()) {
      const claim = claims[index] as ClaimResult;
      const known = answerOfClaim(claim, outcomes);
      if (known !== null) {
        outcomes.push({ answered: known, decided: null, stored: false });
        continue;
      }
      const held: Held = {
        here: live.get(streamKeyText(prepared.key)) as Live,
        touched: prepared.touches.map((one) => live.get(streamKeyText(one)) as Live),
      };
      const identified = people.after(prepared, blind);
      const outcome = decideCommand(prepared, held, {
        registry: this.registry,
        wanted: wanted.get(prepared) ?? [],
        taken,
        checkpoints,
        people,
        identified,
        sealing,
        connected: this.#options.connected ?? NONE,
        gathered: await gather(writer, prepared, held.here, unwritten, blind, this.registry, now),
        now,
        bootId: this.bootId,
        monoMs: Math.round(this.#options.monotonic()),
      });
      for (const change of outcome.decided?.changes ?? []) {
        live.set(streamKeyText(change.live.key), change.live);
        unwritten.push(change.row);
      }
      if (identified !== null && outcome.decided !== null) {
        people.note(prepared.key.streamId, identified.person);
        for (const keyedDigest of keysGivenUp(identified, blind)) {
          const text = textOf({ kind: 'openCase', keyedDigest });
          if (taken.get(text) === prepared.key.streamId) taken.delete(text);
        }
      }
      for (const one of outcome.decided?.taken ?? []) {
        taken.set(textOf(one), one.streamId);
        if (one.kind === 'openCase')
          checkpoints.set(one.streamId, checkpointIn(live.get(streamKeyText(one))));
      }
      outcomes.push(outcome);
    }
    await writeOutcomes(writer, batch, outcomes, { blind, bootId: this.bootId });
    return outcomes;
  }

  /** Loads and locks every stream of the batch; what is cached is only checked. */
  async #load(
    writer: Writer,
    batch: readonly Prepared[],
    house: number,
  ): Promise<{ live: Map<string, Live>; now: number }> {
    const keys = new Map<string, StreamKey>();
    for (const { key, touches } of batch)
      for (const one of [key, ...touches]) keys.set(streamKeyText(one), one);
    const wanted = [...keys].map(([text, key]) => {
      const cached = this.#cache.get(text);
      return cached === undefined ? key : { ...key, cachedVersion: cached.version };
    });
    const locked = await lockStreams(writer, wanted);
    const missing = [...locked.streams].filter(([, head]) => head.snapshot !== null);
    const views = await readViews(
      writer,
      missing.map(([, { streamKind, streamId }]) => ({ view: streamKind, key: streamId })),
    );
    const rows = new Map(views.map((put) => [`${put.view}/${put.key}`, put]));
    const live = new Map<string, Live>();
    for (const [text, key] of keys) {
      const head = locked.streams.get(text);
      if (head === undefined) live.set(text, newStream(key));
      else
        live.set(
          text,
          head.snapshot === null ? (this.#cache.get(text) as Live) : liveOf(head, rows.get(text)),
        );
    }
    return { live, now: this.#options.clockIsManual === true ? house : (locked.now ?? house) };
  }

  #remember(live: Live): void {
    const text = streamKeyText(live.key);
    this.#cache.delete(text);
    this.#cache.set(text, live);
    if (this.#cache.size > CACHED) this.#cache.delete(this.#cache.keys().next().value as string);
  }
}

/** At which checkpoint the cases lie that hold a person already. */
async function checkpointsOf(writer: Writer, found: readonly Reservation[]): Promise<Map<string, string>> {
  const cases = found.filter(({ kind }) => kind === 'openCase');
  const rows = await readViews(
    writer,
    cases.map(({ streamKind, streamId }) => ({ view: streamKind, key: streamId })),
  );
  return new Map(
    rows.map((put) => [put.key, checkpointIn({ standing: put.row as unknown as Live['standing'] })]),
  );
}
const checkpointIn = (live: Pick<Live, 'standing'> | undefined): string =>
  (live?.standing.context as { checkpoint?: string } | undefined)?.checkpoint ?? '';

/** Another node was faster, or a lock was lost: the same command may well pass when it looks again. */
const mayPassNow = (error: unknown) =>
  error instanceof Fault && (error.code === 'uniqueIsTaken' || error.code === 'storageIsBusy');

/** What is known of a command without running it: it ran before, or its id stands for something else. */
function answerOfClaim(claim: ClaimResult, outcomes: readonly Outcome[]): Answered | null {
  switch (claim.outcome) {
    case 'claimed':
      return null;
    case 'answered':
      return claim.answer as unknown as Answered;
    case 'otherBody':
      return refused('commandIdIsNew');
    default:
      return (outcomes[claim.of] as Outcome).answered;
  }
}
