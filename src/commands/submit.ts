/**
 * Submit: the one way in. People, timers and the house's own effects all pass here.
 *
 * Commands that wait together share one commit: each is decided in order on a private overlay, their rows are written
 * by few statements, and nobody is told before the commit. If a statement fails, the overlay is dropped and each
 * command runs alone, so that one bad row refuses one command.
 */
import { randomUUID } from 'node:crypto';
import { type Actor, covers, type Place, reachOf } from '../access/index.ts';
import { commandRow } from '../contract/commands.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { MachineInput, SealedPart, SpineInput, StreamKey } from '../contract/streams.ts';
import type { TimerName } from '../contract/timers.ts';
import {
  type ClaimResult,
  cancelTimers,
  claimCommandIds,
  Fault,
  faultOf,
  findReservations,
  freeReservationsOf,
  listView,
  lockStreams,
  type Reservation,
  putReadBackCode,
  readRows,
  readViews,
  type SealingKey,
  type Storage,
  shiftWaits,
  streamKeyText,
  timersOf,
  tryReadBackCode,
  writeBatch,
  type Writer,
} from '../storage/index.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import type { Standing } from '../../workflows/standing.ts';
import { isIn } from '../../workflows/standing.ts';
import type { StopContext } from '../../workflows/stop.ts';
import type { Answered, By, Command, Prepared } from './command.ts';
import { type Change, decide, migration, runningTimers } from './decide.ts';
import { findingsFor } from './findings.ts';
import { findingsElsewhere } from './findings-elsewhere.ts';
import { heardCode } from './read-back-code.ts';
import { KeysAtHand, purposesOf } from './keys-at-hand.ts';
import { type Live, liveOf, newStream } from './live.ts';
import { placeOf } from './place.ts';
import { prepare, type Witnesses } from './prepare.ts';
import { LEARNED_KINDS, Registry } from './registry.ts';
import { reservationsOf, type Wanted } from './wanted.ts';

export interface SpineOptions {
  readonly storage: Storage;
  readonly witnesses: Witnesses;
  /** The house's clock. Inside a transaction on PostgreSQL the database's is asked instead, unless the clock is manual. */
  readonly clock: () => number;
  /** The clock is moved by hand (demonstration and tests): the database's is not asked. */
  readonly clockIsManual?: boolean;
  /** Milliseconds that only ever grow within one boot. */
  readonly monotonic: () => number;
  /** Told after each commit. A hint: whoever listens reads from their own cursor. */
  readonly afterCommit?: () => void;
  /** Told of every fault that cost a command its answer, for the log. */
  readonly onFault?: (error: unknown) => void;
}

/** How many commands share a commit at most. */
const BATCH = 256;
/** How often a code may be read back wrong. */
const CODE_TRIES = 5;
/** How many streams stay in memory. */
const CACHED = 20_000;

interface Waiting {
  readonly prepared: Prepared;
  readonly resolve: (answered: Answered) => void;
}

interface Decided {
  readonly changes: readonly Change[];
  readonly taken: readonly Reservation[];
}

/** What statements of the transaction found out for one command. */
interface Gathered {
  /** Facts that came in after the version the command says it rests on. */
  readonly cameBetween: readonly string[];
  readonly codeWasRight: boolean;
  readonly nothingInMyName: boolean;
  readonly noShiftRuns: boolean;
  /** When the timer that fires is due, as its row says in this transaction; null where none is set. */
  readonly timerDueAt: number | null;
}

type Outcome = { readonly answered: Answered; readonly decided: Decided | null; readonly stored: boolean };

export class Spine {
  readonly registry = new Registry();
  readonly #options: SpineOptions;
  readonly bootId = randomUUID();
  readonly #cache = new Map<string, Live>();
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(options: SpineOptions) {
    this.#options = options;
  }

  /**
   * Answers a command, after its commit. The same command id with the same body gets the same answer for ever.
   * Throws only what no answer exists for: a bug, or a storage that is gone for good.
   */
  async submit(command: Command, by: By): Promise<Answered> {
    if (this.#closed) return refused('houseIsReady');
    const { storage, witnesses, clock } = this.#options;
    const preparation = await prepare(storage, witnesses, command, by, clock()).catch((error: unknown) => {
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
    const wanted = new Map(
      running.map((prepared): [Prepared, readonly Wanted[]] => [
        prepared,
        reservationsOf(prepared, this.#options.storage.blind),
      ]),
    );
    const taken = new Map(
      (await findReservations(writer, [...wanted.values()].flat())).map((one) => [
        `${one.kind} ${one.keyedDigest}`,
        one.streamId,
      ]),
    );

    const outcomes: Outcome[] = [];
    const sealing = new KeysAtHand(keys);
    for (const [index, prepared] of batch.entries()) {
      const claim = claims[index] as ClaimResult;
      const known = answerOfClaim(claim, outcomes);
      if (known !== null) {
        outcomes.push({ answered: known, decided: null, stored: false });
        continue;
      }
      const gathered = await this.#gather(writer, prepared, live, now);
      const outcome = this.#decideOne(
        prepared,
        live,
        wanted.get(prepared) ?? [],
        taken,
        sealing,
        gathered,
        now,
      );
      for (const change of outcome.decided?.changes ?? [])
        live.set(streamKeyText(change.live.key), change.live);
      for (const one of outcome.decided?.taken ?? [])
        taken.set(`${one.kind} ${one.keyedDigest}`, one.streamId);
      outcomes.push(outcome);
    }
    await this.#write(writer, batch, outcomes);
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

  /** What only a statement of this very transaction can tell. */
  async #gather(
    writer: Writer,
    prepared: Prepared,
    live: ReadonlyMap<string, Live>,
    now: number,
  ): Promise<Gathered> {
    const { command, key } = prepared;
    const { type, envelope, body } = command;
    const here = live.get(streamKeyText(key)) as Live;
    let cameBetween: readonly string[] = [];
    if (commandRow(type).dependsOn !== undefined && (envelope.basedOn ?? 0) < here.version) {
      const rows = await readRows(writer, key, envelope.basedOn);
      const stored = rows.flatMap(({ facts }) => facts.map((fact) => fact.type));
      // Rows of this batch are not written yet; what they changed stands in the overlay alone.
      cameBetween =
        rows.length + (envelope.basedOn ?? 0) < here.version
          ? [...stored, ...(commandRow(type).dependsOn ?? [])]
          : stored;
    }
    // A code that was misheard uses up no try; its check character says so.
    const code = type === 'recordOralAnswer' ? heardCode(String(body['code'])) : null;
    const codeWasRight =
      code !== null &&
      (await tryReadBackCode(
        writer,
        {
          ...key,
          subject: String(body['worker']),
          digest: this.#options.storage.blind.digest('readBackCode', code),
        },
        now,
      ));
    const leaving =
      type === 'endShift' ? prepared.by.actor.account : type === 'eraseAccount' ? key.streamId : null;
    const nothingInMyName =
      leaving === null || (await listView(writer, 'handoff', [`mine/${leaving}`], '', 1)).length === 0;
    const noShiftRuns =
      type !== 'startShift' ||
      (await listView(writer, 'shift', [`onShift/${prepared.by.actor.account}`], '', 1)).length === 0;
    const timerDueAt =
      type === 'dueTimerFired'
        ? ((await timersOf(writer, key)).find(({ name }) => name === body['timer'])?.dueAt ?? null)
        : null;
    return { cameBetween, codeWasRight, nothingInMyName, noShiftRuns, timerDueAt };
  }

  #decideOne(
    prepared: Prepared,
    live: ReadonlyMap<string, Live>,
    wanted: readonly Wanted[],
    taken: ReadonlyMap<string, string>,
    sealing: KeysAtHand,
    gathered: Gathered,
    now: number,
  ): Outcome {
    const no = (code: RefusalCode): Outcome => ({ answered: refused(code), decided: null, stored: true });
    const { command, key, touches } = prepared;
    const here = live.get(streamKeyText(key)) as Live;
    const touched = touches.map((one) => live.get(streamKeyText(one)) as Live);
    const row = commandRow(command.type);

    if (touches.length > 11) return no('atMostTwelveStreams');
    const isNew = here.version === 0;
    const mayBeNew = row.starts === true || key.streamKind === 'trust';
    if ((isNew && !mayBeNew) || (!isNew && row.starts === true)) return no('thingIsKnown');
    if (touched.some(({ version }) => version === 0)) return no('thingIsKnown');
    const place = placeAmong(prepared, here, touched);
    const places = [place, ...placesNamed(prepared, touched)];
    if (!places.every((one) => this.#reaches(prepared.by.actor, prepared, one))) return no('thingIsKnown');
    if (row.secondPerson === true && !this.#secondReaches(prepared, place)) return no('secondPersonIsProved');
    if (command.type === 'handOverHold' && !this.#isPolice(String(command.body['to']), place))
      return no('theOtherOfficerIsAnother');
    // Nobody has read what is not there yet.
    if (row.dependsOn !== undefined && (command.envelope.basedOn ?? 0) > here.version)
      return no('nothingCameInBetween');
    if (row.dependsOn?.some((fact) => gathered.cameBetween.includes(fact)) === true)
      return no('nothingCameInBetween');
    if (command.type === 'dueTimerFired' && !timerStands(here, command)) return no('timerIsOvertaken');
    if (gathered.timerDueAt !== null && gathered.timerDueAt > now) return no('timerIsDue');
    for (const one of wanted) {
      const holder = taken.get(`${one.kind} ${one.keyedDigest}`);
      if (holder !== undefined && holder !== key.streamId) return no(one.refusal);
    }

    const surroundings = {
      registry: this.registry,
      place,
      now,
      bootId: this.bootId,
      monoMs: Math.round(this.#options.monotonic()),
    };
    const changes: Change[] = [];
    for (const { live: one, input, parts } of this.#inputsFor(
      prepared,
      here,
      touched,
      sealing,
      gathered,
      now,
    )) {
      const first = one.older === null ? [] : [migration(prepared, one, surroundings)];
      const from = first[0]?.live ?? one;
      const decision = decide(prepared, from, input, parts, sealing.sealCode(prepared), surroundings);
      if ('refused' in decision) return no(decision.refused);
      changes.push(...first, decision.change);
    }
    const main = lastOn(changes, key) as Change;
    return {
      answered: { outcome: 'accepted', streamId: key.streamId, version: main.live.version },
      decided: {
        changes,
        taken: wanted
          .filter((one) => !taken.has(`${one.kind} ${one.keyedDigest}`))
          .map(({ kind, keyedDigest }) => ({ ...key, kind, keyedDigest, subject: key.streamId })),
      },
      stored: true,
    };
  }

  /** The machine's whole input, for the command's own stream and for every other it writes to. */
  #inputsFor(
    prepared: Prepared,
    here: Live,
    touched: readonly Live[],
    sealing: KeysAtHand,
    gathered: Gathered,
    now: number,
  ): { live: Live; input: MachineInput; parts: readonly SealedPart[] }[] {
    const { command, key, coded, by, secondPerson } = prepared;
    const at = Math.min(command.envelope.occurredAt ?? now, now);
    const said = { type: command.type, by: by.actor.account, second: secondPerson, at } satisfies SpineInput;
    const parts = sealing.seal(prepared);
    const input = (extra: SpineInput) => ({ ...coded, ...said, ...extra }) as unknown as MachineInput;
    const findings = (live: Live) => this.#findings(prepared, live, touched, gathered, now, at);
    const own = { live: here, input: input(findings(here)), parts };
    switch (command.type) {
      case 'openHandoff':
        return [
          own,
          {
            live: touched[0] as Live,
            input: input({ handoff: key.streamId }),
            parts: [],
          },
        ];
      case 'tieToGuardian':
        return [own, { live: touched[0] as Live, input: input({ ward: key.streamId }), parts: [] }];
      case 'releaseTraveller':
      case 'clearTraveller':
      case 'turnTravellerBack': {
        const together = (prepared.body['together'] as string[] | undefined) ?? [];
        const others = touched.filter(({ key: { streamId } }) => together.includes(streamId));
        return [own, ...others.map((live) => ({ live, input: input(findings(live)), parts: [] }))];
      }
      default:
        return [own];
    }
  }

  #findings(
    prepared: Prepared,
    live: Live,
    touched: readonly Live[],
    gathered: Gathered,
    now: number,
    at: number,
  ): SpineInput {
    const { command, by, secondPerson, body, pledgeDigest, codeShownBy } = prepared;
    const { registry } = this;
    const stop = touched.find(({ key }) => key.streamKind === 'stop')?.standing as
      | Standing<StopContext>
      | undefined;
    const handoffs = touched.filter(({ key }) => key.streamKind === 'handoff');
    if (live.key.streamKind === 'handoff') {
      const together = (body['together'] as string[] | undefined) ?? [];
      const family = new Map(
        handoffs.map(({ key, standing }): [string, 'open' | 'decidedWithThis' | 'closed'] => {
          if (!isIn(standing.value, 'open')) return [key.streamId, 'closed'];
          return [key.streamId, together.includes(key.streamId) ? 'decidedWithThis' : 'open'];
        }),
      );
      return findingsFor({
        type: command.type,
        standing: live.standing as HandoffStanding,
        stop: stop ?? null,
        body,
        actor: by.actor,
        secondPerson,
        registry,
        now,
        at,
        codeWasRight: gathered.codeWasRight,
        pledgeDigest,
        codeShownBy,
        family,
      });
    }
    return findingsElsewhere({
      type: command.type,
      kind: live.key.streamKind,
      standing: live.standing,
      body,
      actor: by.actor,
      registry,
      handoff: (handoffs[0]?.standing as HandoffStanding | undefined) ?? null,
      handoffs: handoffs.map(({ standing }) => standing as HandoffStanding),
      gathered: { noShiftRuns: gathered.noShiftRuns, nothingInMyName: gathered.nothingInMyName },
    });
  }

  #reaches(actor: Actor, { command, body }: Prepared, place: Place): boolean {
    const reach = reachOf(actor.role, command.type);
    if (reach === null || !covers(actor, reach, place)) return false;
    // An office speaks for itself alone.
    const speaks = actor.role === 'communityWorker' || actor.role === 'streetOfficer';
    return !speaks || body['office'] === undefined || actor.covers.has(String(body['office']));
  }

  /** Two persons answer for it, so the second must be somebody who may do it here, not anybody with a password. */
  #secondReaches(prepared: Prepared, place: Place): boolean {
    const account = prepared.secondPerson ?? '';
    const grants = this.registry.accounts.get(account)?.grants ?? [];
    return grants.some(({ role, scope }) =>
      this.#reaches({ account, role, scope, covers: this.registry.below(scope) }, prepared, place),
    );
  }

  /** Whether somebody serves at the checkpoint that owns the case. */
  #isPolice(account: string, { owners: [checkpoint = ''] }: Place): boolean {
    const { registry } = this;
    return (['officer', 'dutySuperior'] as const).some((role) => registry.holds(account, role, checkpoint));
  }

  async #write(writer: Writer, batch: readonly Prepared[], outcomes: readonly Outcome[]): Promise<void> {
    for (const [index, { decided }] of outcomes.entries()) {
      const prepared = batch[index] as Prepared;
      if (decided === null || prepared.readBackCode === null) continue;
      const due = lastOn(decided.changes, prepared.key)?.live.row?.timers['readBackCodeDue']?.dueAt ?? 0;
      await putReadBackCode(writer, {
        ...prepared.key,
        subject: String(prepared.body['worker']),
        digest: this.#options.storage.blind.digest('readBackCode', prepared.readBackCode),
        expiresAt: due,
        triesLeft: CODE_TRIES,
      });
    }
    const decided = outcomes.flatMap(({ decided }) => decided ?? []);
    const changes = decided.flatMap((one) => one.changes);
    const lastOf = <T>(list: readonly T[], key: (one: T) => string) => [
      ...new Map(list.map((one) => [key(one), one])).values(),
    ];
    const last = lastOf(changes, ({ live }) => streamKeyText(live.key));
    const timers = new Map(
      changes.flatMap((change) => [
        ...change.cancelled.map((one) => [timerText(one), null] as const),
        ...change.timers.map((one) => [timerText(one), one] as const),
      ]),
    );
    const cancelled = lastOf(
      changes.flatMap((change) => change.cancelled),
      timerText,
    );
    await freeReservationsOf(
      writer,
      changes.flatMap(({ live, freed }) => freed.map((kind) => ({ ...live.key, kind }))),
    );
    await cancelTimers(
      writer,
      cancelled.filter((one) => timers.get(timerText(one)) === null),
    );
    await writeBatch(writer, {
      rows: changes.map(({ row }) => row),
      snapshots: last.map(({ live, snapshot }) => ({ ...live.key, snapshot })),
      taken: decided.flatMap(({ taken }) => taken),
      timers: [...timers.values()].flatMap((timer) => timer ?? []),
      effects: changes.flatMap(({ effects }) => effects),
      puts: last.map(({ put }) => put),
      answers: outcomes.flatMap(({ answered, stored }, index) => {
        const prepared = batch[index] as Prepared;
        return stored
          ? [
              {
                actor: prepared.by.actor.account,
                commandId: prepared.command.envelope.commandId,
                answer: answered,
                refused: answered.outcome === 'refused',
              },
            ]
          : [];
      }),
    });
    for (const { row } of changes)
      if (row.command.type === 'recordClockJump')
        await shiftWaits(writer, {
          byMs: Number(row.command['wallMs']),
          bootId: this.bootId,
          sinceMonoMs: Number(row.command['monoMs']),
        });
  }

  #remember(live: Live): void {
    const text = streamKeyText(live.key);
    this.#cache.delete(text);
    this.#cache.set(text, live);
    if (this.#cache.size > CACHED) this.#cache.delete(this.#cache.keys().next().value as string);
  }
}

const refused = (code: RefusalCode, field?: string): Answered =>
  field === undefined ? { outcome: 'refused', code } : { outcome: 'refused', code, field };

/** Another node was faster, or a lock was lost: the same command may well pass when it looks again. */
const mayPassNow = (error: unknown) =>
  error instanceof Fault && (error.code === 'uniqueIsTaken' || error.code === 'storageIsBusy');

/** Where the command's thing lies; a trust file lies where the handoff does that it watches over. */
function placeAmong({ key, body }: Prepared, here: Live, touched: readonly Live[]): Place {
  const stop = touched.find((one) => one.key.streamKind === 'stop')?.standing.context as
    | StopContext
    | undefined;
  const { key: at, standing } = key.streamKind === 'trust' ? (touched[0] ?? here) : here;
  return placeOf(at.streamKind, at.streamId, standing.context, body, stop ?? null);
}

/** Where the other cases lie that the command names and writes to: whoever sends it must reach those as well. */
function placesNamed({ body }: Prepared, touched: readonly Live[]): Place[] {
  const named = [body['guardian'], ...((body['together'] as string[] | undefined) ?? [])];
  return touched
    .filter(({ key }) => key.streamKind === 'handoff' && named.includes(key.streamId))
    .map(({ key, standing }) => placeOf(key.streamKind, key.streamId, standing.context, body, null));
}

const timerText = ({ streamKind, streamId, name }: StreamKey & { readonly name: string }) =>
  `${streamKind}/${streamId}/${name}`;

/** A timer is refused, silently, where the stream has moved it since, or a newer machine runs it no longer. */
function timerStands({ key, row, standing }: Live, { body }: Command): boolean {
  const timer = String(body['timer']);
  return (
    row?.timers[timer]?.setByVersion === body['setByVersion'] &&
    runningTimers(key.streamKind, standing).has(timer as TimerName)
  );
}

/** What a command came to on its own stream, whatever was written there before it. */
const lastOn = (changes: readonly Change[], key: StreamKey) =>
  changes.findLast(({ live }) => streamKeyText(live.key) === streamKeyText(key));

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
