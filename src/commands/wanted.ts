/** What a command wants for its stream alone: an open case of a person, a proof. Only keyed digests leave this file. */
import type { BlindIndex, ReservationKey } from '../storage/index.ts';
import { proofIdOf } from './certificates.ts';
import type { Prepared } from './command.ts';
import { caseKeysOf, type Person } from './people.ts';

/**
 * What only one may have. `openCase` is freed when the case ends, `channel` when it is closed; a proof stays its first
 * bearer's until they are erased.
 */
export type WantedKind = 'openCase' | 'test' | 'picture' | 'channel';
/** The proofs of a body: what they are told apart by, and as what they are kept. */
const PROOFS = [
  ['testId', 'test'],
  ['picture', 'picture'],
] as const;
export type ProofKind = (typeof PROOFS)[number][1];

export interface Wanted extends ReservationKey {
  readonly kind: WantedKind;
  /** Taken only where the document itself is another's, who bears another name. */
  readonly insteadOf?: string;
}

export const textOf = ({ kind, keyedDigest }: ReservationKey): string => `${kind} ${keyedDigest}`;

/** The proofs that a command shows. */
export function proofsIn(
  { body, certificate }: Prepared,
  blind: BlindIndex,
): readonly (Wanted & { readonly kind: ProofKind })[] {
  // What a scanned certificate is told apart by is its own id, and only once its signature says that it is one.
  if (certificate !== null) {
    const id = proofIdOf(certificate);
    return id === undefined ? [] : [{ kind: 'test', keyedDigest: blind.digest('test', id) }];
  }
  const test = body['test'] as Readonly<Record<string, unknown>> | undefined;
  return PROOFS.flatMap(([field, kind]) => {
    const value = test?.[field];
    return typeof value === 'string' ? [{ kind, keyedDigest: blind.digest(kind, value) }] : [];
  });
}

/** One open case per document of a person. */
export const casesOf = (person: Person, blind: BlindIndex): readonly Wanted[] =>
  caseKeysOf(person, blind).flatMap(({ document, underThisName }): Wanted[] => [
    { kind: 'openCase', keyedDigest: document },
    ...(underThisName === null
      ? []
      : [{ kind: 'openCase' as const, keyedDigest: underThisName, insteadOf: document }]),
  ]);

/** One channel per receiver: two would each keep its limit, and both together would not. */
export const receiversOf = ({ command, body }: Prepared, blind: BlindIndex): readonly Wanted[] =>
  command.type === 'registerOfficeChannel'
    ? [{ kind: 'channel', keyedDigest: blind.digest('channel', String(body['address'])) }]
    : [];
