/**
 * What the house looks up while deciding: offices, accounts, measures, announcements, the list of trusted issuers.
 *
 * Kept in memory and learned from the journal's own rows, so that a lookup never waits inside a transaction.
 * Every decision writes down which announcement and measure it was made by.
 */
import type { KeyObject } from 'node:crypto';
import type { ChannelKindName } from '../contract/channels.ts';
import type { Role } from '../contract/roles.ts';
import type { Measure } from '../contract/measures.ts';
import type { MachineInput, StreamKind } from '../contract/streams.ts';
import { readTrustList, type TrustList } from '../evidence/index.ts';
import { loadMeasure } from '../measures/index.ts';

export interface Office {
  readonly code: string;
  readonly kind: 'checkpoint' | 'community' | 'streetOffice' | 'district';
  readonly parent?: string;
  readonly zh: string;
  readonly en?: string;
  readonly numbers: readonly { readonly number: string; readonly hours?: string }[];
  readonly compounds?: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly grants: readonly { readonly role: Role; readonly scope: string }[];
  readonly status: 'proposed' | 'active' | 'disabled';
  readonly createdBy: string;
  /** Who confirmed it, beside its creator. */
  readonly confirmedBy: string | null;
  readonly hasChannel: boolean;
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
  readonly #proposedOffices = new Map<string, readonly Office[]>();
  readonly #learned = new Map<string, number>();
  readonly #channelsOf = new Map<string, readonly OfficeChannel[]>();
  readonly #below = new Map<string, ReadonlySet<string>>();
  readonly #trustKey: KeyObject | null;
  readonly #proposedTrustLists = new Map<string, { readonly listNumber: number; readonly text: string }>();
  #trustListInForce: { readonly listNumber: number; readonly text: string } | null = null;
  /** What the text in force says; undefined until somebody asks, for a start reads many and needs the last. */
  #trustList: TrustList | null | undefined = null;

  /** `trustKey`: the public half of the key that lists of issuers are signed with, kept offline. Without it none is taken. */
  constructor(trustKey: KeyObject | null = null) {
    this.#trustKey = trustKey;
  }

  /** Takes in one accepted row, once: what was learned from this process’s own commit is passed over in the log. */
  learn({ streamKind, streamId, version, command, performedBy }: Learned): void {
    if (version <= (this.#learned.get(streamId) ?? 0)) return;
    this.#learned.set(streamId, version);
    const input = command as unknown as Record<string, unknown>;
    if (streamKind === 'account') this.#learnAccount(streamId, input, performedBy);
    if (streamKind === 'directory') this.#learnDirectory(streamId, input);
    if (streamKind === 'measure') this.#learnMeasure(streamId, input);
    if (streamKind === 'channel') this.#learnChannel(streamId, input);
    if (streamKind === 'announcement') this.#learnAnnouncement(streamId, input);
    if (streamKind === 'trustList') this.#learnTrustList(streamId, input);
  }

  office(code: string | undefined | null): Office | undefined {
    return code === undefined || code === null ? undefined : this.offices.get(code);
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

  /** A list as handed in; null where it is none, or is not signed by the key that is configured. */
  readTrustList(text: string): TrustList | null {
    return this.#trustKey === null ? null : readTrustList(text, this.#trustKey);
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
    if (code === '*') return new Set(['*', ...this.offices.keys()]);
    let below = this.#below.get(code);
    if (below === undefined) {
      below = new Set([
        code,
        ...[...this.offices.keys()].filter((other) => this.above(other).includes(code)),
      ]);
      this.#below.set(code, below);
    }
    return below;
  }

  /** Whether an active account holds this role over an office. */
  holds(account: string | null | undefined, role: Role, office: string): boolean {
    const known = account === null || account === undefined ? undefined : this.accounts.get(account);
    return (
      known?.status === 'active' &&
      known.grants.some((grant) => grant.role === role && this.below(grant.scope).has(office))
    );
  }

  /** The first active account with this role over an office, by id, so that every node names the same. */
  whoHolds(role: Role, office: string): string | undefined {
    return [...this.accounts.keys()].sort().find((id) => this.holds(id, role, office));
  }

  /** Communities of an area that lack a named decider on some rung of the ladder. */
  incompleteLadders(area: readonly string[]): string[] {
    const inArea = new Set(area.flatMap((code) => [...this.below(code)]));
    const named = (role: Role, office: string | undefined) =>
      office !== undefined &&
      [...this.accounts.values()].some(
        ({ id, onDutyUntil }) => onDutyUntil === null && this.holds(id, role, office),
      );
    return [...this.offices.values()]
      .filter(({ code, kind }) => kind === 'community' && inArea.has(code))
      .filter(({ code, parent }) => {
        const body = this.office(parent)?.parent;
        return !(
          named('communityWorker', code) &&
          named('streetOfficer', parent) &&
          named('supervisor', body)
        );
      })
      .map(({ code }) => code);
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

  #learnAccount(id: string, input: Record<string, unknown>, by: string): void {
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
          hasChannel: false,
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
          hasChannel: true,
          onDutyUntil: Number(input['until']),
        });
        break;
      case 'confirmAccount':
        change({ status: 'active', confirmedBy: by });
        break;
      case 'grantRole':
        change({ grants: [...(known?.grants ?? []), grant] });
        break;
      case 'registerChannel':
        change({ hasChannel: true });
        break;
      case 'disableAccount':
        change({ status: 'disabled' });
        break;
      default:
    }
  }

  #learnDirectory(id: string, input: Record<string, unknown>): void {
    if (input['type'] === 'approveChange') {
      for (const office of this.#proposedOffices.get(id) ?? []) this.offices.set(office.code, office);
      this.#proposedOffices.delete(id);
      this.#below.clear();
    } else this.#proposedOffices.set(id, input['entries'] as readonly Office[]);
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
