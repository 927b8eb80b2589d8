/**
 * What the doors keep of signing in. Tokens are kept as SHA-256 digests, names as keyed digests, secrets sealed.
 *
 * These rows are no facts and no commands write them. Storage keeps them; how long each is good, the doors decide.
 */
import type { RefusedAttempt } from './attempts.ts';
import type { Role, Terminal } from './roles.ts';
import type { Instant } from './streams.ts';

export interface KeptSession {
  /** SHA-256 of the token; the token itself is nowhere. */
  readonly digest: string;
  readonly account: string;
  readonly terminal: Terminal;
  readonly role: Role;
  readonly scope: string;
  readonly begunAt: Instant;
  readonly seenAt: Instant;
}

export interface KeptStepUp {
  readonly digest: string;
  readonly account: string;
  readonly command: string;
  /** Empty where the command starts its stream. */
  readonly streamId: string;
  readonly provedAt: Instant;
  /** The command id it was used for, or null. */
  readonly usedFor: string | null;
}

export type LinkPurpose = 'enrolment' | 'traveller' | 'release' | 'witness';

export interface KeptLink {
  readonly digest: string;
  readonly purpose: LinkPurpose;
  /** The account or the handoff the link, or the code, is for. */
  readonly subject: string;
  readonly expiresAt: Instant;
  /** What must also be known, as a digest, or what the link says; never personal. */
  readonly detail: string;
}

export interface DeviceKey {
  readonly digest: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: string;
}

export interface SecondFactor {
  readonly secret: string;
  /** A code of it was given once; before that it is not asked for. */
  readonly confirmed: boolean;
  /** The last time step that was used; the same code is never taken twice. */
  readonly lastStep: number;
}

export interface AuthRows {
  /** A keyed digest of something that must not stand in clear. */
  digest(kind: 'signIn' | 'lastFour' | 'drafts' | 'witness' | 'release', value: string): string;
  /** The account a sign-in name stands for. */
  findSignIn(nameDigest: string): Promise<string | null>;
  /** Gives an account its sign-in name. False where another account has it; the same again is no change. */
  putSignIn(nameDigest: string, account: string): Promise<boolean>;
  /** Frees the name of an account that never came to be. */
  removeSignIn(account: string): Promise<void>;
  findPassword(account: string): Promise<string | null>;
  /** Uses an enrolment link up and sets the password, both or neither; gives the account. Its sessions and second factor end. */
  enrol(linkDigest: string, hash: string, now: Instant): Promise<string | null>;
  putSession(session: KeptSession): Promise<void>;
  /** The sessions behind some tokens; a token without one is not in the answer. */
  findSessions(digests: readonly string[]): Promise<KeptSession[]>;
  touchSession(digest: string, seenAt: Instant): Promise<void>;
  endSession(digest: string): Promise<void>;
  /** Ends every session of an account, or of all accounts. */
  endSessions(account: string | null): Promise<void>;
  putStepUp(stepUp: KeptStepUp): Promise<void>;
  /**
   * Uses a step-up for one command id. True once, and again for the same command id only: a command that is sent again
   * must find its answer. A proof not younger than `notBefore` is used for nothing new.
   */
  useStepUp(digest: string, commandId: string, notBefore: Instant): Promise<boolean>;
  findStepUp(digest: string): Promise<KeptStepUp | null>;
  /** Keeps a link; with `only`, every other link of the same purpose and subject is void from now on. */
  putLink(link: KeptLink, only: boolean): Promise<void>;
  /** A link that was good at `now`. */
  findLink(digest: string, purpose: LinkPurpose, now: Instant): Promise<KeptLink | null>;
  /** Counts one try at a link and says whether it was still within `most` since the window began. */
  countTry(digest: string, now: Instant, windowMs: number, most: number): Promise<boolean>;
  putDeviceKey(key: DeviceKey, now: Instant): Promise<void>;
  findDeviceKey(digest: string): Promise<DeviceKey | null>;
  putSecondFactor(account: string, secret: string): Promise<void>;
  findSecondFactor(account: string): Promise<SecondFactor | null>;
  /** Uses a time step up, and confirms the factor. False where it, or a later one, was used already. */
  useTimeStep(account: string, step: number): Promise<boolean>;
  putRefusedAttempt(attempt: RefusedAttempt): Promise<void>;
  /** The attempts before one, or the last ones; the newest first. */
  refusedAttempts(before: string | null, limit: number): Promise<RefusedAttempt[]>;
  /** Takes away what nobody can use any more. A release slip that is over stays known for a month, to be told from a forged one. */
  forgetStale(now: Instant, sessionsBegunBefore: Instant): Promise<void>;
}
