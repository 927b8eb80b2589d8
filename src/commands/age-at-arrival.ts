/**
 * How old somebody was when they arrived, as far as the documents that stand for them say it.
 *
 * Only what a sound number or the machine-readable lines carry counts: a number that cannot be one proves no age. Two
 * digits of a year leave the century open; that an officer entered the traveller as under 14 decides it.
 */
import type { CommandType } from '../contract/commands.ts';
import { ageOn } from '../contract/identity/birth.ts';
import { checkDocument } from '../contract/identity/check-document.ts';
import type { DocumentShown } from '../contract/identity/document-key.ts';
import { documentsIn, identifies } from './identity-fields.ts';

type Body = Readonly<Record<string, unknown>>;

/** The documents of a traveller, the one the case goes by first. */
export interface DocumentsThatStand {
  readonly documents: readonly DocumentShown[];
  /** The version of the case at which those were opened that the command does not say itself; null where it says all that counts. */
  readonly restsOn: number | null;
}

/** Whole years on the day of the arrival in Beijing; null where no document says it, or leaves two ages open. */
export function ageAtArrival(
  documents: readonly DocumentShown[],
  {
    arrivedAt,
    isUnder14,
    now,
  }: { readonly arrivedAt: number; readonly isUnder14: boolean; readonly now: number },
): number | null {
  for (const document of documents) {
    const { isSound, maybeBornOn } = checkDocument(document, now);
    if (!isSound || maybeBornOn.length === 0) continue;
    const ages = maybeBornOn.map((born) => ageOn(born, arrivedAt));
    const [age = null, other] = ages.length === 1 || !isUnder14 ? ages : ages.filter((years) => years < 14);
    // Born after the arrival is born when nobody knows.
    return other === undefined && age !== null && age >= 0 ? age : null;
  }
  return null;
}

/** Whether what a command says can change how old somebody is, or the command asks it anew. */
const asksTheAge = (type: CommandType, body: Body) =>
  type === 'applyMilderMeasure' ||
  (identifies(type) &&
    (body['document'] !== undefined || body['further'] !== undefined || body['isUnder14'] !== undefined));

/** The documents that stand once a command is taken; null where it leaves the age as it was. Opens what is recorded only where it must. */
export async function documentsAfter(
  type: CommandType,
  body: Body,
  recorded: () => Promise<(Body & { readonly version: number }) | null>,
  now: number,
): Promise<DocumentsThatStand | null> {
  if (!asksTheAge(type, body)) return null;
  const [first] = documentsIn({ document: body['document'] });
  const saysItself = first !== undefined && checkDocument(first, now).bornOn !== null;
  if (type === 'openHandoff' || saysItself) return { documents: documentsIn(body), restsOn: null };
  const known = await recorded();
  if (known === null) return saidBy(body);
  return {
    documents: documentsIn({
      document: body['document'] ?? known['document'],
      further: body['further'] ?? known['further'],
    }),
    restsOn: known.version,
  };
}

/** What the command says itself: all that is left where what was opened is not what stands any more. */
export function saidBy(body: Body): DocumentsThatStand | null {
  const documents = documentsIn(body);
  return documents.length === 0 ? null : { documents, restsOn: null };
}
