/**
 * What the house looks up while deciding: offices, accounts, measures, announcements, the list of trusted issuers.
 *
 * Kept in memory and learned from the journal's own rows, so that a lookup never waits inside a transaction.
 * Every decision writes down which announcement and measure it was made by.
 */
import type { KeyObject } from 'node:crypto';
import type { ChannelKindName } from '../contract/channels.ts';
import { COOLING_MS, type OfficeEntry, standsAt } from '../contract/directory.ts';
import type { Role } from '../contract/roles.ts';
import type { Measure } from '../contract/measures.ts';
import type { MachineInput, StreamKind } from '../contract/streams.ts';
import { checkTrustList, type TrustList, type TrustListRead } from '../evidence/index.ts';
import { loadMeasure } from '../measures/index.ts';

/** An office as the directory in force knows it. */
export type Office = OfficeEntry;

export interface Account {
  readonly id: string;
  readonly grants: readonly { readonly role: Role; readonly scope: string }[];
  readonly status: 'proposed' | 'active' | 'disabled';
  readonly createdBy: string;
  /** Who confirmed it, beside its creator. */
  readonly confirmedBy: string | null;
  readonly confirmedAt: number;
  readonly hasChannel: boolean;
  /** Since when its channel counts as edited; 0 where it came with the account itself. */
  readonly channelEditedAt: number;
  /** When the duty of somebody registered by their street office ends; null for an account that lasts. */
  readonly onDutyUntil: number | null;
}

export interface Announcement {
  readonly id: string;
  readonly measure: string;
  readonly measureVersion: number;
  readonly area: readonly string[];
  readonly number: string;
  readonly issuer: string;
  readonly legalBasis: string;
  readonly from: number;
  readonly to: number;
  readonly ended: boolean;
}

/** A receiver of an office’s messages. Where it lies is sealed and not known here. */
export interface OfficeChannel {
  readonly id: string;
  readonly office: string;
  readonly kind: ChannelKindName;
  readonly isClosed: boolean;
}

/** A journal row as far as the registry learns from it. */
export interface Learned {
  readonly streamKind: StreamKind;
  readonly streamId: string;
  readonly version: number;
  readonly command: MachineInput;
  readonly performedBy: string;
  readonly recordedAt: number;
}

/** What the directory said of an office from one approval on. */
export interface Known {
  /** The row that put it in force: `<stream>@<version>`. */
  readonly directoryVersion: string;
  readonly recordedAt: number;
  readonly office: Office;
  /** Who handed it in, and who put it in force. */
  readonly proposedBy: string;
  readonly approvedBy: string;
}

/** A channel that is registered this soon after an account was confirmed belongs to the making of the account. */
const SETTING_UP_MS = 3_600_000;

interface HandedInTrustList {
  readonly id: string;
  readonly listNumber: number;
  readonly text: string;
}

/** The kinds of streams the registry learns from; rows of every other kind pass it by. */
export const LEARNED_KINDS: readonly StreamKind[] = [
  'account',
  'directory',
  'measure',
  'announcement',
  'trustList',
  'channel',
];

export class Registry {
  readonly offices = new Map<string, Office>();
  readonly accounts = new Map<string, Account>();
  readonly announcements = new Map<string, Announcement>();
  readonly channels = new Map<string, OfficeChannel>();
  readonly #measures = new Map<string, Measure>();
  readonly #proposedMeasures = new Map<string, Measure>();
  readonly #proposedOffices = new Map<string, { readonly entries: readonly Office[]; readonly by: string }>();
  readonly #learned = new Map<string, number>();
  readonly #children = new Map<string, Set<string>>();
  readonly #channelsOf = new Map<string, readonly OfficeChannel[]>();
  readonly #below = new Map<string, ReadonlySet<string>>();
  readonly #history = new Map<string, Known[]>();
  /** When a number was put in place of others, by office and digits. What an office began with is not here. */
  readonly #numberEditedAt = new Map<string, number>();
  #directoryVersion = '';
  #holders: ReadonlyMap<string, readonly string[]> | null = null;
  readonly #trustKey: KeyObject | null;
  readonly #proposedTrustLists = new Map<string, HandedInTrustList>();
  #trustListInForce: HandedInTrustList | null = null;
  /** What the text in force says; undefined until somebody asks, for a start reads many and needs the last. */
  #trustList: TrustList | null | undefined = null;

  /** `trustKey`: the public half of the key that lists of issuers are signed with, kept offline. Without it none is taken. */
  constructor(trustKey: KeyObject | null = null) {
    this.#trustKey = trustKey;
  }

  /** Takes in one accepted row, once: what was learned from this process’s own commit is passed over in the log. */
  learn({ streamKind, streamId, version, command, performedBy, recordedAt }: Learned): void {
    if (version <= (this.#learned.get(streamId) ?? 0)) return;
    this.#learned.set(streamId, version);
    const input = command as unknown as Record<string, unknown>;
    if (streamKind === 'account') this.#learnAccount(streamId, input, performedBy, recordedAt);
    if (streamKind === 'directory') this.#learnDirectory(streamId, version, input, performedBy, recordedAt);
    if (streamKind === 'measure') this.#learnMeasure(streamId, input);
    if (streamKind === 'channel') this.#learnChannel(streamId, input);
    if (streamKind === 'announcement') this.#learnAnnouncement(streamId, input);
    if (streamKind === 'trustList') this.#learnTrustList(streamId, input);
  }

  /** Whether a row of a learned kind is known here. */
  hasLearned(streamId: string, version: number): boolean {
    return version <= (this.#learned.get(streamId) ?? 0);
  }

  office(code: string | undefined | null): Office | undefined {
    return code === undefined || code === null ? undefined : this.offices.get(code);
  }

  /** The row of the journal that the directory in force was last changed by; empty where there is none. Requests, calls and answers cite it. */
  get directoryVersion(): string {
    return this.#directoryVersion;
  }

  /** Everything the directory ever said of an office, oldest first. */
  historyOf(code: string): readonly Known[] {
    return this.#history.get(code) ?? [];
  }

  /** Whether a community stands in the directory at an instant and may be asked. */
  isCommunityAt(code: string, at: number): boolean {
    return this.offices.get(code)?.kind === 'community' && this.stands(code, at);
  }

  /** Whether an office stands in the directory at an instant; what was ended, and what never was there, does not. */
  stands(code: unknown, at: number): boolean {
    const office = this.offices.get(String(code));
    return office !== undefined && standsAt(office, at);
  }

  /** When a duty number, or somebody's channel, has cooled since it was edited; 0 where it never was. */
  coolsAt(what: { readonly office: string; readonly number: string } | { readonly account: string }): number {
    const editedAt =
      'account' in what
        ? (this.accounts.get(what.account)?.channelEditedAt ?? 0)
        : (this.#numberEditedAt.get(numberKey(what.office, what.number)) ?? 0);
    return editedAt === 0 ? 0 : editedAt + COOLING_MS;
  }

  measure(id: string, version: number): Measure | undefined {
    return this.#measures.get(`${id}@${version}`);
  }

  /** The list of trusted issuers in force, its signature checked again; null where there is none. */
  get trustList(): TrustList | null {
    if (this.#trustList === undefined) {
      const inForce = this.#trustListInForce;
      this.#trustList = inForce === null ? null : this.readTrustList(inForce.text);
    }
    return this.#trustList;
  }

  /** The stream of the list in force; null where there is none. */
  get trustListInForce(): string | null {
    return this.trustList === null ? null : (this.#trustListInForce?.id ?? null);
  }

  /** A list as handed in; null where it is none, or is not signed by the key that is configured. */
  readTrustList(text: string): TrustList | null {
    return this.checkTrustList(text).list;
  }

  /** The same with everything that is wrong with it. */
  checkTrustList(text: string): TrustListRead {
    return checkTrustList(text, this.#trustKey);
  }

  /** The channels an office is reached by now, in the order they were registered. */
  channelsOf(office: string): readonly OfficeChannel[] {
    return this.#channelsOf.get(office) ?? [];
  }

  /** The announcement in force at a checkpoint at an instant, with its measure; undefined where nobody can be held. */
  inForce(checkpoint: string, at: number): { announcement: Announcement; measure: Measure } | undefined {
    const above = new Set(this.above(checkpoint));
    for (const announcement of this.announcements.values()) {
      if (announcement.ended || at < announcement.from || at >= announcement.to) continue;
      if (!announcement.area.some((code) => above.has(code))) continue;
      const measure = this.measure(announcement.measure, announcement.measureVersion);
      if (measure !== undefined) return { announcement, measure };
    }
    return undefined;
  }

  /** An office and everything above it, itself first. */
  above(code: string): readonly string[] {
    const chain: string[] = [];
    for (
      let office = this.office(code);
      office !== undefined && !chain.includes(office.code);
      office = this.office(office.parent)
    )
      chain.push(office.code);
    return chain;
  }

  /** An office and everything below it. */
  below(code: string): ReadonlySet<string> {
    let below = this.#below.get(code);
    if (below === undefined) {
      below = code === '*' ? new Set(['*', ...this.offices.keys()]) : new Set(this.#under(code));
      this.#below.set(code, below);
    }
    return below;
  }

  /** The offices right below one; those that stand under none for null. */
  childrenOf(code: string | null): readonly Office[] {
    return [...(this.#children.get(code ?? '') ?? [])].flatMap((child) => this.offices.get(child) ?? []);
  }

  /** Whether an active account holds this role over an office. */
  holds(account: string | null | undefined, role: Role, office: string): boolean {
    const known = account === null || account === undefined ? undefined : this.accounts.get(account);
    if (known?.status !== 'active') return false;
    const scopes = this.#scopesOver(office);
    return known.grants.some((grant) => grant.role === role && scopes.includes(grant.scope));
  }

  /** The active accounts with this role over an office, by id, so that every node names them in one order. */
  holdersOver(role: Role, office: string): readonly string[] {
    return [...new Set(this.#scopesOver(office).flatMap((scope) => this.#holdersOf(role, scope)))].sort();
  }

  /** The first of them. */
  whoHolds(role: Role, office: string): string | undefined {
    return this.holdersOver(role, office)[0];
  }

  /** Communities of an area, of those that stand then, that lack a named decider on some rung of the ladder. */
  incompleteLadders(area: readonly string[], at: number): string[] {
    const inArea = new Set(area.flatMap((code) => [...this.below(code)]));
    const named = (role: Role, office: string | undefined) =>
      office !== undefined &&
      this.#scopesOver(office).some((scope) =>
        // Somebody on duty for a shift is no rung of a ladder that stands for weeks.
        this.#holdersOf(role, scope).some((id) => this.accounts.get(id)?.onDutyUntil === null),
      );
    return [...inArea].filter((code) => {
      const office = this.offices.get(code);
      if (office?.kind !== 'community' || !standsAt(office, at)) return false;
      const body = this.office(office.parent)?.parent;
      return !(
        named('communityWorker', code) &&
        named('streetOfficer', office.parent) &&
        named('supervisor', body)
      );
    });
  }

  /** Administrators whose account counts: active, and confirmed by somebody other than its creator. */
  confirmedAdministrators(): string[] {
    return [...this.accounts.values()]
      .filter(
        ({ status, grants }) => status === 'active' && grants.some(({ role }) => role === 'administrator'),
      )
      .map(({ id }) => id);
  }

  isApprovedMeasure(id: string, version: number): boolean {
    return this.#measures.has(`${id}@${version}`);
  }

  /** The scopes that cover an office: its own code, those above it, and the whole house's. */
  #scopesOver(office: string): readonly string[] {
    const above = this.above(office);
    return above.length === 0 ? [office] : [...above, '*'];
  }

  #holdersOf(role: Role, scope: string): readonly string[] {
    if (this.#holders === null) {
      const holders = new Map<string, string[]>();
      for (const { id, status, grants } of this.accounts.values())
        if (status === 'active')
          for (const grant of grants) {
            const key = `${grant.role} ${grant.scope}`;
            const known = holders.get(key);
            if (known === undefined) holders.set(key, [id]);
            else known.push(id);
          }
      this.#holders = holders;
    }
    return this.#holders.get(`${role} ${scope}`) ?? [];
  }

  #under(code: string): string[] {
    return [code, ...[...(this.#children.get(code) ?? [])].flatMap((child) => this.#under(child))];
  }

  #learnAccount(id: string, input: Record<string, unknown>, by: string, at: number): void {
    this.#holders = null;
    const known = this.accounts.get(id);
    const grant = { role: input['role'] as Role, scope: String(input['scope'] ?? '') };
    const change = (fields: Partial<Account>) => {
      if (known !== undefined) this.accounts.set(id, { ...known, ...fields });
    };
    switch (input['type']) {
      case 'createAccount':
        this.accounts.set(id, {
          id,
          grants: [grant],
          status: 'proposed',
          createdBy: by,
          confirmedBy: null,
          confirmedAt: 0,
          hasChannel: false,
          channelEditedAt: 0,
          onDutyUntil: null,
        });
        break;
      case 'registerOnDuty':
        this.accounts.set(id, {
          id,
          grants: [{ role: 'communityWorker', scope: String(input['office']) }],
          status: 'active',
          createdBy: by,
          confirmedBy: by,
          confirmedAt: at,
          hasChannel: true,
          channelEditedAt: 0,
          onDutyUntil: Number(input['until']),
        });
        break;
      case 'confirmAccount':
        change({ status: 'active', confirmedBy: by, confirmedAt: at });
        break;
      case 'grantRole':
        change({ grants: [...(known?.grants ?? []), grant] });
        break;
      case 'registerChannel':
        change({
          hasChannel: true,
          channelEditedAt:
            known?.hasChannel === true || at > (known?.confirmedAt ?? 0) + SETTING_UP_MS ? at : 0,
        });
        break;
      case 'disableAccount':
        change({ status: 'disabled' });
        break;
      default:
    }
  }

  #learnDirectory(id: string, version: number, input: Record<string, unknown>, by: string, at: number): void {
    if (input['type'] !== 'approveChange') {
      this.#proposedOffices.set(id, { entries: input['entries'] as readonly Office[], by });
      return;
    }
    const directoryVersion = `${id}@${version}`;
    const { entries, by: proposedBy } = this.#proposedOffices.get(id) ?? { entries: [], by: '' };
    for (const office of entries) {
      this.#noteNumbers(office, at);
      const before = this.offices.get(office.code);
      if (before !== undefined) this.#children.get(before.parent ?? '')?.delete(office.code);
      const siblings = this.#children.get(office.parent ?? '');
      if (siblings === undefined) this.#children.set(office.parent ?? '', new Set([office.code]));
      else siblings.add(office.code);
      this.offices.set(office.code, office);
      const known = { directoryVersion, recordedAt: at, office, proposedBy, approvedBy: by };
      const history = this.#history.get(office.code);
      if (history === undefined) this.#history.set(office.code, [known]);
      else history.push(known);
    }
    this.#proposedOffices.delete(id);
    this.#directoryVersion = directoryVersion;
    this.#below.clear();
  }

  /** A number beside or in place of those an office had is an edit; what an office begins with is none. */
  #noteNumbers({ code, numbers }: Office, at: number): void {
    const had = this.offices.get(code)?.numbers ?? [];
    if (had.length === 0) return;
    const kept = new Set(had.map(({ number }) => numberKey(code, number)));
    for (const { number } of numbers) {
      const key = numberKey(code, number);
      if (!kept.has(key)) this.#numberEditedAt.set(key, at);
    }
  }

  #learnChannel(id: string, input: Record<string, unknown>): void {
    if (input['type'] === 'registerOfficeChannel')
      this.channels.set(id, {
        id,
        office: String(input['office']),
        kind: input['kind'] as ChannelKindName,
        isClosed: false,
      });
    const known = this.channels.get(id);
    if (known === undefined) return;
    if (input['type'] === 'closeOfficeChannel') this.channels.set(id, { ...known, isClosed: true });
    this.#channelsOf.set(
      known.office,
      [...this.channels.values()].filter(({ office, isClosed }) => office === known.office && !isClosed),
    );
  }

  #learnMeasure(id: string, input: Record<string, unknown>): void {
    if (input['type'] === 'proposeMeasure') {
      const loaded = loadMeasure(String(input['text']));
      if (loaded.loaded) this.#proposedMeasures.set(id, loaded.measure);
    } else if (input['type'] === 'approveMeasure') {
      const measure = this.#proposedMeasures.get(id);
      if (measure !== undefined) this.#measures.set(`${measure.id}@${measure.version}`, measure);
    }
  }

  #learnTrustList(id: string, input: Record<string, unknown>): void {
    if (input['type'] === 'proposeTrustList')
      this.#proposedTrustLists.set(id, {
        id,
        listNumber: Number(input['listNumber']),
        text: String(input['text']),
      });
    else {
      const approved = this.#proposedTrustLists.get(id);
      this.#proposedTrustLists.delete(id);
      // Two may be proposed at once; the newer stays, whichever is approved first.
      if (approved === undefined || approved.listNumber <= (this.#trustListInForce?.listNumber ?? 0)) return;
      this.#trustListInForce = approved;
      this.#trustList = undefined;
    }
  }

  #learnAnnouncement(id: string, input: Record<string, unknown>): void {
    if (input['type'] === 'recordAnnouncement')
      this.announcements.set(id, {
        id,
        measure: String(input['measure']),
        measureVersion: Number(input['measureVersion']),
        area: input['area'] as string[],
        number: String(input['number']),
        issuer: String(input['issuer']),
        legalBasis: String(input['legalBasis']),
        from: Number(input['from']),
        to: Number(input['to']),
        ended: false,
      });
    else {
      const known = this.announcements.get(id);
      if (known !== undefined) this.announcements.set(id, { ...known, ended: true });
    }
  }
}

/** A number is the same however its digits are set apart. */
const numberKey = (office: string, number: string) => `${office} ${number.replaceAll(/[^\d+]/g, '')}`;
