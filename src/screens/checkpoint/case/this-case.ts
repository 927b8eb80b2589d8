/** What the pieces of a case's page read from its row. Thin: what may be done stands in `allowed`, and nowhere else. */
import type { Delivered } from '../../../contract/doors.ts';
import { STATES } from '../../../contract/form-words.ts';
import { stands } from '../../../contract/standings.ts';
import type { Json } from '../../../contract/streams.ts';
import { textIn, within } from '../../shared/rows.ts';
import type { Said } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';

export const nameIn = ({ row }: Delivered): Said => {
  const name = textIn(row, 'person.name');
  return name === '' ? CHECKPOINT.unnamed : { zh: name, en: name };
};

/** Where a region of the case stands, as the house says it; undefined once the case is closed. */
export const regionOf = ({ row }: Delivered, region: string): Json | undefined =>
  within(row['state'], `open.${region}`);

export const isOpen = ({ row }: Delivered): boolean => stands(row['state'], 'open');
export const isAt = ({ row }: Delivered, path: string): boolean => stands(row['state'], path);

/** A state of a region in words: its innermost word, with what it stands in where that says more. */
export function stateWords(state: Json | undefined): Said {
  if (typeof state === 'string') return STATES[state] ?? CHECKPOINT.todo;
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return CHECKPOINT.todo;
  const [name = '', inner] = Object.entries(state)[0] ?? [];
  const within = stateWords(inner);
  if (['met', 'unmet', 'pending', 'stops'].includes(name)) return within;
  const outer = STATES[name];
  if (outer === undefined || outer.zh === '') return within;
  return within.zh === '' ? outer : { zh: `${outer.zh} · ${within.zh}`, en: `${outer.en}, ${within.en}` };
}

/** The office that is asked now, or that has answered: whose number is called. */
export function officeOf({ row }: Delivered): string | null {
  const rung = textIn(row, 'context.request.rung');
  const asked = rung === 'supervisor' ? 'streetOffice' : rung;
  const office =
    textIn(row, 'context.consent.office') || (asked === '' ? '' : textIn(row, `context.request.${asked}`));
  return office === '' ? null : office;
}

export const needsOf = ({ row }: Delivered): readonly string[] => {
  const needs = within(row, 'needs');
  return Array.isArray(needs) ? needs.map(String) : [];
};

/** Vulnerable people go first: whoever has a need marked, or is under 14. */
export const goesFirst = (one: Delivered): boolean =>
  needsOf(one).length > 0 || within(one.row, 'context.isUnder14') === true;

/** The handoffs of this family that are decided together with this one. */
export function familyOf({ row }: Delivered): readonly string[] {
  const wards = within(row, 'context.wards');
  const guardian = textIn(row, 'context.guardian');
  return [...(Array.isArray(wards) ? wards.map(String) : []), ...(guardian === '' ? [] : [guardian])];
}
