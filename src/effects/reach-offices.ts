/**
 * Reaching offices: the lanes of the outbox, each worked on by itself.
 *
 * Every message at least once, in the order of its case, with the same id on every attempt; what fails waits longer each
 * time, is set aside after twelve attempts and shows. A receiver that fails again and again is left alone for a while, and
 * none holds up another. Every attempt is a row on its case (`recordDelivery`): who, by what, how long, how it went.
 */
import { v7 as uuid } from 'uuid';
import { type ChannelKindName, CHANNEL_KINDS, isReaching } from '../contract/channels.ts';
import type { Answered, By, Command } from '../contract/doors.ts';
import {
  claimMessages,
  type DueEffect,
  dueLanes,
  failuresInARow,
  type LaneTerms,
  type Message,
  openPart,
  readRows,
  settleMessages,
  type Storage,
  type Tried,
} from '../storage/index.ts';
import { derivedId } from './derived-id.ts';
import { caseNumber } from './paper-facts.ts';
import { outgoing, type Told } from './reach-words.ts';
import { type Destination, type Gateway, send, type Sent } from './send.ts';

export interface ReachOptions {
  readonly storage: Storage;
  /** A channel by its id; undefined where this process has not learned of it yet. */
  readonly channel: (
    id: string,
  ) => { readonly office: string; readonly kind: ChannelKindName; readonly isClosed: boolean } | undefined;
  readonly officeKind: (code: string) => 'checkpoint' | 'community' | 'streetOffice' | 'district' | undefined;
  /** The address people type, without a closing slash. */
  readonly publicUrl: string;
  readonly gateway: Gateway | null;
  readonly submit: (command: Command, by: By) => Promise<Answered>;
  readonly house: By;
  /** Now, by the clock that set what is due. */
  readonly now: () => Promise<number>;
  readonly onFault: (error: unknown) => void;
  /** From 0 to 1; where a test hands it in. */
  readonly random?: () => number;
  /** How long a receiver has to answer. */
  readonly answerWithinMs?: number;
}

/** Attempts until a message is set aside. Sent again by hand, it gets as many once more. */
export const ATTEMPTS = 12;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;
/** So many failures in a row, and the receiver is left alone. */
const FAILURES = 3;
const LONGEST_REST_MS = 60_000;
const ANSWER_MS = 5_000;
const LEASE_MS = 20_000;
/** Longest between writing an attempt down and making it. */
const START_WITHIN_MS = 4_000;
const AT_ONCE = 20;
const LANES_AT_ONCE = 16;
/** The terminal at which an office of a kind works. */
const TERMINAL_OF_KIND = {
  checkpoint: 'checkpoint',
  community: 'community',
  streetOffice: 'community',
  district: 'supervisor',
} as const;

export class ReachOffices {
  readonly #options: ReachOptions;
  readonly #working = new Map<string, Promise<void>>();
  /** What is being sent right now. */
  readonly #sending = new Set<AbortController>();
  #isEnding = false;

  constructor(options: ReachOptions) {
    this.#options = options;
  }

  /** Sets to work on every lane in which something is due and nobody is at work; waits for none. */
  async turn(): Promise<void> {
    if (this.#isEnding) return;
    const { storage, now, onFault } = this.#options;
    for (const lane of await dueLanes(storage.read, await now())) {
      if (this.#working.size >= LANES_AT_ONCE) return;
      if (this.#working.has(lane)) continue;
      const work = this.#work(lane)
        .catch(onFault)
        .finally(() => this.#working.delete(lane));
      this.#working.set(lane, work);
    }
  }

  /** Waits until everything that is due now was tried. */
  async settle(): Promise<void> {
    do {
      await this.turn();
      await Promise.all(this.#working.values());
    } while ((await this.#isDue()) && !this.#isEnding);
  }

  /** What is under way is given up; whoever opens the house next tries it again, with the same id. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    for (const one of this.#sending) one.abort();
    await Promise.all(this.#working.values());
  }

  async #isDue(): Promise<boolean> {
    const { storage, now, channel } = this.#options;
    const lanes = await dueLanes(storage.read, await now());
    return lanes.some((lane) => channel(lane) !== undefined);
  }

  async #work(lane: string): Promise<void> {
    const { storage, now, channel } = this.#options;
    const known = channel(lane);
    if (known === undefined) return;
    const destination = known.isClosed ? null : await destinationOf(storage, lane, known.kind);
    while (!this.#isEnding) {
      const at = await now();
      const messages = await storage.write((writer) =>
        claimMessages(writer, lane, at, this.#terms(known.kind), () => uuid({ msecs: at })),
      );
      if (messages.length === 0) return;
      const tried = await Promise.all(messages.map((message) => this.#try(message, known, destination, at)));
      if (this.#isEnding) return;
      const rests = tried.map(({ restMs }) => restMs);
      const failures = await failuresInARow(storage.read, lane);
      const done = await now();
      const rest = Math.max(...rests, tried.some(isDelivered) ? 0 : this.#restMs(failures + 1));
      await storage.write((writer) =>
        settleMessages(
          writer,
          lane,
          done,
          tried.map(({ tried: one }) => one),
          rest > 0 ? done + rest : 0,
        ),
      );
    }
  }

  async #try(
    message: Message,
    { office, kind }: { readonly office: string; readonly kind: ChannelKindName },
    destination: Destination | null,
    at: number,
  ): Promise<{ readonly tried: Tried; readonly restMs: number }> {
    const { answerWithinMs = ANSWER_MS, now, gateway } = this.#options;
    if (destination === null) {
      await this.#record(message, kind, at, { outcome: 'givenUp', tookMs: 0, why: 'channelClosed' });
      return { tried: { message, outcome: 'dropped' }, restMs: 0 };
    }
    const told = message.effects.map(toldOf);
    const sending = outgoing(message.id, office, told, this.#linkOf(office), at, caseNumber);
    // Whoever slept on it has no claim on the lane any more, nor on a place in the receiver's minute.
    const isLate = (await now()) - at > START_WITHIN_MS;
    const sent: Sent = isLate
      ? { isDelivered: false, error: 'lateStart' }
      : await this.#within(answerWithinMs, (signal) => send(destination, sending, gateway, at, signal));
    const done = await now();
    const tookMs = Math.max(0, Math.round(done - at));
    if (this.#isEnding && !sent.isDelivered)
      return { tried: { message, outcome: 'failed', error: sent.error, again: at }, restMs: 0 };
    if (sent.isDelivered) {
      await this.#record(message, kind, at, { outcome: 'delivered', tookMs });
      return { tried: { message, outcome: 'delivered' }, restMs: 0 };
    }
    const isLast = message.attempt % ATTEMPTS === 0;
    const again = isLast ? null : done + this.#jittered(waitMs(message.attempt % ATTEMPTS));
    await this.#record(message, kind, at, {
      outcome: isLast ? 'givenUp' : 'failed',
      tookMs,
      why: sent.error,
    });
    return { tried: { message, outcome: 'failed', error: sent.error, again }, restMs: sent.restMs ?? 0 };
  }

  /** Every attempt on its case, before the outbox lets go of it: killed in between, it is tried again and never forgotten. */
  async #record(
    message: Message,
    kind: ChannelKindName,
    at: number,
    came: { readonly outcome: string; readonly tookMs: number; readonly why?: string },
  ): Promise<void> {
    const { submit, house } = this.#options;
    const answers = await Promise.all(
      message.effects
        .filter(({ streamKind }) => streamKind === 'handoff')
        .map(({ streamId, version, n, type, params }) => {
          const { fact, office } = params as { readonly fact: string; readonly office: string };
          const text = `recordDelivery/${message.id}/${message.attempt}/${streamId}/${version}/${n}`;
          return submit(
            {
              type: 'recordDelivery',
              streamId,
              body: {
                effect: type,
                office,
                told: fact,
                channel: message.lane,
                channelKind: kind,
                message: message.id,
                attempts: message.attempt,
                ...came,
              },
              envelope: { commandId: derivedId(at, text) },
            },
            house,
          );
        }),
    );
    const undecided = answers.find(
      (one) => one.outcome === 'refused' && (one.code === 'houseIsReady' || one.code === 'storageIsFull'),
    );
    if (undecided !== undefined) throw new Error('An attempt could not be written down.');
  }

  #terms(kind: ChannelKindName): LaneTerms {
    const { together, perMinute } = CHANNEL_KINDS[kind];
    const { answerWithinMs = ANSWER_MS } = this.#options;
    const overAfterMs = START_WITHIN_MS + answerWithinMs + 1_000;
    return { together, perMinute, atOnce: AT_ONCE, overAfterMs, leaseMs: overAfterMs + LEASE_MS };
  }

  async #within<T>(ms: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ms);
    this.#sending.add(controller);
    try {
      return await act(controller.signal);
    } finally {
      clearTimeout(timer);
      this.#sending.delete(controller);
    }
  }

  #linkOf(office: string): string {
    const { publicUrl, officeKind } = this.#options;
    return `${publicUrl}/desk/${TERMINAL_OF_KIND[officeKind(office) ?? 'community']}`;
  }

  #restMs(failures: number): number {
    return failures < FAILURES
      ? 0
      : this.#jittered(Math.min(LONGEST_REST_MS, FIRST_WAIT_MS * 2 ** (failures - FAILURES)));
  }

  /** Between half and the whole of a wait, so that what failed together is not tried together. */
  #jittered(ms: number): number {
    return Math.round(ms * (0.5 + (this.#options.random ?? Math.random)() / 2));
  }
}

const isDelivered = ({ tried }: { readonly tried: Tried }) => tried.outcome !== 'failed';

const waitMs = (attempt: number) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));

function toldOf({ streamKind, streamId, params }: DueEffect): Told {
  const { fact, at } = params as { readonly fact: string; readonly at: number };
  if (!isReaching(fact)) throw new Error(`No office is reached about ${fact}.`);
  return { fact, at, handoff: streamKind === 'handoff' ? streamId : null };
}

/** Where a channel leads, opened for one turn of work; null where its key is gone. */
async function destinationOf(
  storage: Storage,
  channel: string,
  kind: ChannelKindName,
): Promise<Destination | null> {
  const [row] = await readRows(storage.read, { streamKind: 'channel', streamId: channel }, 0, 1);
  const parts = row?.sealedParts ?? [];
  const keys = await storage.keys.byId([...new Set(parts.map(({ keyId }) => keyId))]);
  const said = (field: string): string | null => {
    const part = parts.find((one) => one.field === field);
    if (row === undefined || part === undefined) return null;
    const opened = openPart(keys, row, part);
    return opened.outcome === 'open' ? (JSON.parse(opened.text) as string) : null;
  };
  const address = said('address');
  return address === null ? null : { kind, address, secret: said('secret') };
}
