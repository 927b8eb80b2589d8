/** What a command wants for its stream alone: an open case of a person, a test. Only keyed digests leave this file. */
import type { RefusalCode } from '../contract/refusals.ts';
import type { BlindIndex, ReservationKey } from '../storage/index.ts';
import { proofIdOf } from './certificates.ts';
import type { Prepared } from './command.ts';

export interface Wanted extends ReservationKey {
  /** What is said where another stream holds it. */
  readonly refusal: RefusalCode;
}

/** Full-width digits and spaces are the reader's, not the number's (the number alone is folded, never a name). */
export function documentText(document: { readonly type: string; readonly number?: string }): string | null {
  const number = document.number?.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return number === undefined || number === '' ? null : `${document.type}:${number}`;
}

/** The reservations of a command. A person has one open case, and a test stands for one person at a time. */
export function reservationsOf(
  { command, body, certificate }: Prepared,
  blind: BlindIndex,
): readonly Wanted[] {
  const wanted: Wanted[] = [];
  const document = body['document'] as { type: string; number?: string } | undefined;
  const text = document === undefined ? null : documentText(document);
  if (
    text !== null &&
    ['openHandoff', 'recordDetails', 'correctDetails', 'readDocument'].includes(command.type)
  )
    wanted.push({
      kind: 'openCase',
      keyedDigest: blind.digest('document', text),
      refusal: 'personHasNoOtherCase',
    });
  const testId =
    certificate === null ? (body['test'] as { testId?: string } | undefined)?.testId : proofIdOf(certificate);
  if (testId !== undefined)
    wanted.push({
      kind: 'test',
      keyedDigest: blind.digest('test', testId),
      refusal: 'testIsNotUsedByAnother',
    });
  return wanted;
}
