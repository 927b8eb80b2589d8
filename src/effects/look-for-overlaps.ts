/**
 * Looks whether one person or one telephone has come to answer for several communities (`contract/overlaps.ts`).
 *
 * Asked after every change by which that can happen: accounts, roles, duty, channels, the directory. Staff numbers and
 * telephone numbers are compared by keyed digests, which stand in rows that go with whose they are; the journal hears
 * which communities it is about, and never by which number.
 */
import { v7 as uuid } from 'uuid';
import { type OfficeEntry, standsAt } from '../contract/directory.ts';
import type { Command } from '../contract/doors.ts';
import { type Overlap, type OverlapName, type OverlapPlace, saysMore } from '../contract/overlaps.ts';
import type { Role } from '../contract/roles.ts';
import type { JournalRow } from '../contract/streams.ts';
import {
  type BlindIndex,
  type DueEffect,
  findByPerson,
  findReservations,
  knownAround,
  openPart,
  putPersons,
  readRows,
  readViews,
  removePersons,
  type Storage,
  takeReservations,
} from '../storage/index.ts';

/** What the house knows of who answers. */
export interface Answering {
  /** Whether a row of the log is known here already; another node may have written it. */
  readonly hasLearned: (streamId: string, version: number) => boolean;
  readonly offices: () => readonly OfficeEntry[];
  readonly office: (code: string) => OfficeEntry | undefined;
  /** An office and everything above it. */
  readonly above: (code: string) => readonly string[];
  readonly account: (id: string) =>
    | {
        readonly status: string;
        readonly grants: readonly { readonly role: Role; readonly scope: string }[];
        readonly onDutyUntil: number | null;
      }
    | undefined;
  readonly channel: (id: string) => { readonly office: string; readonly isClosed: boolean } | undefined;
  readonly now: () => number;
}

export interface LookingForOverlaps {
  readonly storage: Storage;
  readonly answering: Answering;
  /** Sends a command of the house for an effect; said twice, it is done once. */
  readonly send: (effect: DueEffect, command: Omit<Command, 'envelope'>, about: string) => Promise<void>;
}

/** Somebody, or something, that answers for an office. */
interface Holder {
  readonly office: string;
  readonly where: OverlapPlace;
  /** Whose it is: an account, a channel, an entry of the directory. */
  readonly by: string;
  readonly account?: string;
}

const STAFF_NUMBER = 'staffNumber';
const NUMBER = 'answeringNumber';
/** Whoever is found at more is found at enough. */
const MOST = 60;

export async function lookForOverlaps(options: LookingForOverlaps, effect: DueEffect): Promise<void> {
  const { answering, storage } = options;
  if (!answering.hasLearned(effect.streamId, effect.version))
    throw new Error('What happened is not known on this node yet.');
  const look = new Look(options, effect);
  if (effect.streamKind === 'account') {
    const rows = await readRows(storage.read, effect);
    await look.ofAccount(rows);
  }
  if (effect.streamKind === 'channel') await look.ofChannel(await readRows(storage.read, effect));
  if (effect.streamKind === 'directory') {
    const rows = await readRows(storage.read, effect);
    const entries = rows.flatMap(({ command }) => (command['entries'] ?? []) as unknown as OfficeEntry[]);
    await look.ofNumbers(entries.flatMap(({ numbers }) => numbers.map(({ number }) => number)));
  }
}

class Look {
  readonly #options: LookingForOverlaps;
  readonly #effect: DueEffect;

  constructor(options: LookingForOverlaps, effect: DueEffect) {
    this.#options = options;
    this.#effect = effect;
  }

  async ofAccount(rows: readonly JournalRow[]): Promise<void> {
    const { storage } = this.#options;
    const account = this.#effect.streamId;
    await this.#raise('sameAccount', account, account, this.#holders(account));
    const staffNumber = await this.#opened(rows, 'staffNumber');
    if (typeof staffNumber === 'string') {
      const digest = storage.blind.digest(STAFF_NUMBER, staffNumber.trim().toUpperCase());
      await this.#remember(STAFF_NUMBER, digest);
      const accounts = await findByPerson(storage.read, STAFF_NUMBER, [digest], MOST);
      const holders = accounts.flatMap(({ streamId }) => this.#holders(streamId));
      await this.#raise('sameStaffNumber', digest, account, holders);
    }
    const channel = (await this.#opened(rows, 'channel')) as { kind: string; address: string } | null;
    if (channel === null) return;
    const digest = numberDigest(storage.blind, channel.address, channel.kind);
    await this.#remember(NUMBER, digest);
    await this.#ofDigests([digest]);
  }

  async ofChannel(rows: readonly JournalRow[]): Promise<void> {
    const { storage, answering } = this.#options;
    const registered = rows[0]?.command;
    if (registered?.['kind'] !== 'sms') return;
    if (answering.channel(this.#effect.streamId)?.isClosed === true)
      return storage.write((writer) => removePersons(writer, this.#effect, NUMBER));
    const address = await this.#opened(rows, 'address');
    if (typeof address !== 'string') return;
    const digest = numberDigest(storage.blind, address);
    await this.#remember(NUMBER, digest);
    await this.#ofDigests([digest]);
  }

  ofNumbers(numbers: readonly string[]): Promise<void> {
    const { blind } = this.#options.storage;
    return this.#ofDigests([...new Set(numbers)].map((number) => numberDigest(blind, number)));
  }

  /** Those numbers by which more than one is reached. */
  async #ofDigests(digests: readonly string[]): Promise<void> {
    const { storage } = this.#options;
    const listed = this.#directory();
    const known = await knownAround(storage.read, [NUMBER], [NUMBER], { digests, subjects: [] });
    const held = new Map<string, string[]>();
    for (const { digest, subject } of known) held.set(digest, [...(held.get(digest) ?? []), subject]);
    for (const digest of digests) {
      const offices = listed.get(digest) ?? [];
      const others = held.get(digest) ?? [];
      if (offices.length + others.length < 2) continue;
      const holders = [
        ...offices.map((office): Holder => ({ office, where: 'directory', by: office })),
        ...others.flatMap((subject) => this.#holders(subject, 'workerChannel')),
      ];
      await this.#raise('sameNumber', digest, null, holders);
    }
  }

  /** What an account, or a channel of an office, answers for now. */
  #holders(subject: string, where?: OverlapPlace): Holder[] {
    const { answering } = this.#options;
    const channel = answering.channel(subject);
    if (channel !== undefined)
      return channel.isClosed ? [] : [{ office: channel.office, where: 'officeChannel', by: subject }];
    const account = answering.account(subject);
    if (account?.status !== 'active') return [];
    const { grants, onDutyUntil } = account;
    if (onDutyUntil !== null && onDutyUntil <= answering.now()) return [];
    return grants.map(({ scope }) => ({
      office: scope,
      where: where ?? (onDutyUntil === null ? 'role' : 'onDuty'),
      by: subject,
      account: subject,
    }));
  }

  /** The offices under each number of the directory. */
  #directory(): ReadonlyMap<string, readonly string[]> {
    const { answering, storage } = this.#options;
    const offices = answering.offices();
    const known = LISTED.get(offices);
    if (known !== undefined) return known;
    const listed = new Map<string, string[]>();
    for (const office of offices) {
      const digests = new Set(office.numbers.map(({ number }) => numberDigest(storage.blind, number)));
      for (const digest of digests) {
        const there = listed.get(digest);
        if (there === undefined) listed.set(digest, [office.code]);
        else there.push(office.code);
      }
    }
    LISTED.set(offices, listed);
    return listed;
  }

  async #remember(kind: string, digest: string): Promise<void> {
    const { streamKind, streamId } = this.#effect;
    await this.#options.storage.write(async (writer) => {
      await removePersons(writer, { streamKind, streamId }, kind);
      await putPersons(writer, [{ kind, digest, streamKind, streamId, subject: streamId }]);
    });
  }

  /** Says which communities it is about, where there are several and nobody above all of them is among the holders. */
  async #raise(
    overlap: OverlapName,
    digest: string,
    subject: string | null,
    holders: readonly Holder[],
  ): Promise<void> {
    const { answering, storage, send } = this.#options;
    const now = answering.now();
    const isCommunity = (code: string) => {
      const office = answering.office(code);
      return office?.kind === 'community' && standsAt(office, now);
    };
    const here = holders.filter(({ office }) => isCommunity(office));
    const communities = [...new Set(here.map(({ office }) => office))].sort().slice(0, MOST);
    const isOfOffice = holders.some(
      ({ office }) =>
        !isCommunity(office) && communities.every((community) => answering.above(community).includes(office)),
    );
    // What one account alone does is an overlap of that account.
    const isOneAccount = overlap !== 'sameAccount' && new Set(here.map(({ by }) => by)).size < 2;
    if (communities.length < 2 || isOfOffice || isOneAccount) return;
    const offices = communities.map((office) => ({
      office,
      where: [...new Set(here.filter((one) => one.office === office).map(({ where }) => where))].sort(),
    }));
    const streamId = await this.#streamOf(storage.blind.digest('overlap', `${overlap} ${digest}`), subject);
    const [put] = await readViews(storage.read, [{ view: 'overlap', key: streamId }]);
    const known = (put?.row as unknown as { readonly context: Overlap } | undefined)?.context;
    if (known !== undefined && !saysMore(known, offices)) return;
    const accounts = [...new Set(here.flatMap(({ account }) => account ?? []))].sort().slice(0, MOST);
    await send(
      this.#effect,
      { type: 'noteOverlap', streamId, body: { overlap, offices, accounts } },
      overlap,
    );
  }

  /** The stream of the overlap of one person or number: the first who finds it names it, and everybody after finds that. */
  async #streamOf(keyedDigest: string, subject: string | null): Promise<string> {
    const { storage } = this.#options;
    const key = { kind: 'overlap', keyedDigest };
    const { at } = this.#effect;
    return storage.write(async (writer) => {
      const [taken] = await findReservations(writer, [key]);
      if (taken !== undefined) return taken.streamId;
      const streamId = uuid({ msecs: at });
      await takeReservations(writer, [{ ...key, streamKind: 'overlap', streamId, subject }]);
      return streamId;
    });
  }

  /** The newest of a sealed field of the stream; null where there is none, or its key is gone. */
  async #opened(rows: readonly JournalRow[], field: string): Promise<unknown> {
    const row = rows.findLast(({ sealedParts }) => sealedParts.some((part) => part.field === field));
    const part = row?.sealedParts.find((one) => one.field === field);
    if (row === undefined || part === undefined || part.sealed === '') return null;
    const opened = openPart(await this.#options.storage.keys.byId([part.keyId]), row, part);
    return opened.outcome === 'open' ? (JSON.parse(opened.text) as unknown) : null;
  }
}

const LISTED = new WeakMap<readonly OfficeEntry[], ReadonlyMap<string, readonly string[]>>();

/** A number is the same however its digits are set apart, and with the country's code or without. */
function numberDigest(blind: BlindIndex, address: string, kind = 'sms'): string {
  if (kind !== 'sms' && kind !== 'landline') return blind.digest(NUMBER, `${kind} ${address.trim()}`);
  const digits = address.replaceAll(/[^\d+]/g, '');
  const abroad = digits.replace(/^\+86(?=1[3-9]\d{9}$)/, '').replace(/^\+86/, '0');
  return blind.digest(NUMBER, abroad);
}
