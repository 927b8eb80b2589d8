/**
 * What a body says of who somebody is, put right before it is sealed, and refused by name where it cannot be.
 *
 * A name is kept normalised, so that it is found and compared; how it was typed is kept beside it where that differs
 * (DOMAIN §2.4). A number is kept without what keyboards and printers add to it.
 */
import type { CommandType } from '../contract/commands.ts';
import { checkDocument } from '../contract/identity/check-document.ts';
import type { DocumentShown } from '../contract/identity/document-key.ts';
import { normalName } from '../contract/identity/name.ts';
import { normalNumber } from '../contract/identity/number.ts';
import { normalPlate } from '../contract/plate.ts';
import type { RefusalCode } from '../contract/refusals.ts';

type Body = Readonly<Record<string, unknown>>;

/** The commands that say who somebody is. */
const IDENTIFIES: readonly CommandType[] = ['openHandoff', 'recordDetails', 'correctDetails', 'readDocument'];
export const identifies = (type: CommandType): boolean => IDENTIFIES.includes(type);

interface Identity {
  readonly document?: DocumentShown;
  readonly further?: readonly DocumentShown[];
  readonly name?: string;
}

/** The documents of a body, the one the case goes by first. */
export function documentsIn(body: Body): readonly DocumentShown[] {
  const { document, further = [] } = body as Identity;
  return document === undefined ? further : [document, ...further];
}

/** The body with names and numbers as they are kept. */
export function putRight(type: CommandType, body: Body): Body {
  if (type === 'openStop' && typeof body['plate'] === 'string')
    // Where nothing is left of it, it is kept as it came: a plate never stops anybody.
    return { ...body, plate: normalPlate(body['plate']) || body['plate'] };
  if (!identifies(type)) return body;
  const { document, further, name } = body as Identity;
  const kept = (one: DocumentShown) =>
    one.number === undefined ? one : { ...one, number: normalNumber(one.number) };
  return {
    ...body,
    ...(name === undefined ? {} : { name: normalName(name) }),
    ...(document === undefined ? {} : { document: kept(document) }),
    ...(further === undefined ? {} : { further: further.map(kept) }),
  };
}

/** Why a body that was put right cannot be taken, and the field; null where it can. */
export function faultInIdentity(
  type: CommandType,
  body: Body,
  now: number,
): { readonly refused: RefusalCode; readonly field: string } | null {
  if (!identifies(type)) return null;
  const { document, further = [], name } = body as Identity;
  if (name === '') return { refused: 'bodyIsMalformed', field: 'name' };
  const none = further.findIndex((one) => one.type === 'NONE');
  if (none !== -1) return { refused: 'bodyIsMalformed', field: `further.${none}.type` };
  const named = [
    ...(document === undefined ? [] : [['document', document] as const]),
    ...further.map((one, nth) => [`further.${nth}`, one] as const),
  ];
  for (const [field, one] of named) {
    const [fault] = checkDocument(one, now).faults;
    // What is printed on a worn card is recorded as it is printed, and alarms; what was not typed at all is nowhere printed.
    if (fault !== undefined && (one.asPrinted !== true || fault.what === 'documentNumberIsGiven'))
      return { refused: fault.what, field: `${field}.number` };
  }
  return null;
}
