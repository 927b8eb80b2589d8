/** A command on its way through the spine, and the answers it can get. */
import type { Answered, By, Command } from '../contract/doors.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { RetentionClass, StreamKey } from '../contract/streams.ts';
import type { DocumentsThatStand } from './age-at-arrival.ts';
import type { CertificateSeen } from './certificates.ts';

export type { Answered, By, Command } from '../contract/doors.ts';

/** A named no. `field` names what of the body is wrong. */
export const refused = (code: RefusalCode, field?: string): Answered =>
  field === undefined ? { outcome: 'refused', code } : { outcome: 'refused', code, field };

/** A personal field of the body, in memory only until its batch has its keys. */
export interface PlainPart {
  readonly field: string;
  readonly retention: RetentionClass;
  readonly text: string;
}

/** A command made ready: shape checked, rights checked, personal parts apart, and what had to be looked up at hand. */
export interface Prepared {
  readonly command: Command;
  readonly by: By;
  /** The stream the command is for; its id was made here where it starts one. */
  readonly key: StreamKey;
  /** Further streams it writes to, all or none. */
  readonly touches: readonly StreamKey[];
  /** Coded fields alone: what may stand in the journal. */
  readonly coded: Readonly<Record<string, unknown>>;
  readonly parts: readonly PlainPart[];
  /** The whole body, personal fields included. Never written, never logged. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly bodyDigest: string;
  readonly secondPerson: string | null;
  /** The digest of the pledge's text as it would be shown now, where the command is a signature. */
  readonly pledgeDigest: string | null;
  /** On whose terminal the code of a signature is shown. */
  readonly codeShownBy: string | null;
  /** A scanned certificate that the body shows as a test, verified. */
  readonly certificate: CertificateSeen | null;
  /** The documents by which the traveller's age is known once it is taken; null where it leaves that as it was. */
  readonly documents: DocumentsThatStand | null;
  /** The fresh code, where the command sends one; it leaves in a sealed part of the outbox alone. */
  readonly readBackCode: string | null;
}
