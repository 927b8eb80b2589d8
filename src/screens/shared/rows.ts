/** What the rows of handoffs have in common, read from the loose rows the house delivers. */
import type { Delivered } from '../../contract/doors.ts';
import { standingOf, type Standing } from '../../contract/standings.ts';
import type { Json } from '../../contract/streams.ts';
import type { TimerName } from '../../contract/timers.ts';

type Row = { readonly [field: string]: Json | undefined };

const isRow = (value: Json | undefined): value is { readonly [field: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field within a row, by its path; undefined where the row does not have it. */
export function within(row: Json | Row | undefined, path: string): Json | undefined {
  let here = row as Json | undefined;
  for (const step of path.split('.')) here = isRow(here) ? here[step] : undefined;
  return here;
}

export function textIn(row: Json | Row | undefined, path: string): string {
  const value = within(row, path);
  return typeof value === 'string' ? value : '';
}

export function numberIn(row: Json | Row | undefined, path: string): number | null {
  const value = within(row, path);
  return typeof value === 'number' ? value : null;
}

/** Where a case stands, what is waited for, and the clock of that wait where one runs. */
export function standingIn({ row }: Delivered): Standing & { readonly due: number | null } {
  const standing = standingOf(row['state']);
  const due = (standing.until ?? []).map((timer) => dueOf(row, timer)).find((at) => at !== null);
  return { ...standing, due: due ?? null };
}

/** When a timer of this row falls due; null where it does not run. */
export const dueOf = (row: Row, timer: TimerName): number | null => numberIn(row, `timers.${timer}.dueAt`);

/** What the house says of a command on this row: true, or the code of the refusal; undefined where it is not offered. */
export function allowedIn({ row }: Delivered, command: string): true | string | undefined {
  const said = within(row, `allowed.${command}`);
  return said === true || typeof said === 'string' ? said : undefined;
}
