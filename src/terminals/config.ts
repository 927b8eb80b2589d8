/** What the doors must be told besides the house and who there is. */
import type { Writable } from 'node:stream';
import type { CertificateAnswer, ScannedCertificate } from '../contract/certificates.ts';
import type { Measure } from '../contract/measures.ts';
import type { Actor, Role } from '../contract/roles.ts';
import type { By } from '../contract/doors.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { SourceHealth } from '../contract/sources.ts';
import type { TrustListHandedIn, TrustListLook } from '../contract/trust-lists.ts';
import type { TryAnswer, TryAsked } from '../contract/trying-measures.ts';

/** The words of a pledge and their digest; null where there is no such handoff for this viewer, `notYet` while something of it is missing. */
export type PledgeText = (
  viewer: Actor,
  handoff: string,
  language: 'zh-CN' | 'en',
) => Promise<{ readonly text: string; readonly digest: string } | 'notYet' | null>;

/** The bytes of a paper of one handoff; null where there is none for this viewer. */
export type PaperBytes = (
  viewer: Actor,
  handoff: string,
  paper: string,
) => Promise<{ readonly kind: string; readonly bytes: Buffer } | null>;

/** Somebody who was released: by whom and when, who has them in their care, and whether their arrival can still be confirmed. */
export interface LetGo {
  readonly checkpoint: string;
  readonly releasedAt: number;
  /** Null until an arrival was confirmed. */
  readonly arrivedAt: number | null;
  readonly office: string;
  readonly isAwaited: boolean;
}
/** Null for a handoff that released nobody. */
export type ReadLetGo = (handoff: string) => Promise<LetGo | null>;

/** What a scanned certificate is found to be; null where there is no such handoff for this viewer. */
export type VerifyCertificate = (
  viewer: Actor,
  handoff: string,
  scanned: ScannedCertificate,
) => Promise<CertificateAnswer | null>;

/** Who works at an office: active accounts with a grant of that very scope, by name; and which contacts of it cool. */
export type StaffAt = (office: string) => Promise<{
  readonly staff: readonly StaffShown[];
  readonly cooling: readonly { readonly number: string; readonly until: number }[];
}>;

/** The read-back codes of a handoff that can still be tried; null where there is none, or this viewer may not know of it. */
export type ReadBackCodes = (
  viewer: Actor,
  handoff: string,
) => Promise<
  readonly { readonly worker: string; readonly expiresAt: number; readonly triesLeft: number }[] | null
>;

/** Some of the staff by account, as colleagues know them; who is none of the staff is not in the answer. */
export type Colleagues = (accounts: readonly string[]) => Promise<ReadonlyMap<string, object>>;

export interface StaffShown {
  readonly account: string;
  readonly role: Role;
  readonly surname: string;
  readonly staffNumber: string;
  readonly hasChannel: boolean;
  readonly isOnDuty: boolean;
  readonly coolsAt?: number;
}

/** The announcement and measure in force at a place now, or null. */
export type InForceAt = (place: string) => {
  readonly announcement: { readonly number: string };
  readonly measure: Measure;
} | null;

/** Tries a draft of a measure. Whoever asks may send `simulateMeasure`; what it opens is written down in their name. */
export type TryMeasure = (
  asked: TryAsked,
  by: By,
) => Promise<TryAnswer | { readonly outcome: 'refused'; readonly code: RefusalCode }>;

/** What a list of trusted issuers says, and all that keeps the house from taking it. Nothing is kept of it. */
export type CheckTrustList = (text: string) => TrustListLook;
/** The same of one that was handed in; null where there is none, or this viewer may not know of it. */
export type ReadTrustList = (viewer: Actor, id: string) => Promise<TrustListHandedIn | null>;

/** How the channels of some offices stand. Counted, of nobody. */
export type ChannelStates = (isWanted: (office: string) => boolean) => Promise<readonly ChannelStateShown[]>;
export interface ChannelStateShown {
  readonly channel: string;
  readonly waiting: number;
  readonly parked: number;
  readonly delivered: number;
  readonly nextAt: number | null;
  readonly deliveredAt: number | null;
  readonly failedAt: number | null;
  readonly lastError: string | null;
}

export interface TerminalsConfig {
  /** The house is a demonstration, and every page says so. */
  readonly demonstration?: boolean;
  /** Who a visitor can sign in as, in the demonstration; shown nowhere else. */
  readonly signIns?: readonly { readonly name: string; readonly words: string }[];
  readonly version: string;
  /** The key and certificate, where the house speaks TLS itself. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Addresses of proxies whose forwarding headers are believed, as Fastify takes them. */
  readonly trustProxy?: string;
  /** Browsers reach the house by TLS: cookies are marked so. */
  readonly isSecure: boolean;
  /** Origins that are ours beside the address that was asked. */
  readonly origins: readonly string[];
  readonly log: {
    readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
    readonly stream?: Writable;
  };
  /** Requests a minute: for each session, and for each address where nobody is signed in. */
  readonly perMinute: { readonly session: number; readonly address: number };
  /** How often a live feed is asked whether it is still there; `PING_MS` where nothing is said. */
  readonly pingEveryMs?: number;
  /** What keeps the house from being ready, in words; empty where nothing does. */
  readonly notReadyBecause: () => Promise<readonly string[]>;
  readonly pledgeText: PledgeText;
  readonly paper: PaperBytes;
  readonly verifyCertificate: VerifyCertificate;
  readonly letGo: ReadLetGo;
  readonly staffAt: StaffAt;
  readonly readBackCodes: ReadBackCodes;
  readonly colleagues: Colleagues;
  readonly inForceAt: InForceAt;
  readonly tryMeasure: TryMeasure;
  readonly checkTrustList: CheckTrustList;
  readonly readTrustList: ReadTrustList;
  /** How the connected sources are doing; empty where none is. */
  readonly sources: () => readonly SourceHealth[];
  readonly channelStates: ChannelStates;
}

/** Whoever does not answer one ping by the next is gone: found within twice this time, half a minute at most. */
export const PING_MS = 14_000;

/** Forty cases a minute of honest work are some 1,600 requests; a limit only stops what nobody's hands can do. */
export const PER_MINUTE = { session: 6_000, address: 600 } as const;
