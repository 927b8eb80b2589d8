/** The addresses that are neither a command nor a view. */
import { CASE_ROUTES } from './plain/cases.ts';
import { COMPARING_ROUTES } from './plain/comparing.ts';
import { HOUSE_ROUTES } from './plain/house.ts';
import { PAGE_ROUTES } from './plain/pages.ts';
import type { PlainRow } from './plain/row.ts';
import { SESSION_ROUTES } from './plain/sessions.ts';

export type { PlainRow } from './plain/row.ts';

export const PLAIN_ROUTES = {
  ...SESSION_ROUTES,
  ...CASE_ROUTES,
  ...HOUSE_ROUTES,
  ...COMPARING_ROUTES,
  ...PAGE_ROUTES,
} as const satisfies Record<string, PlainRow>;

export type PlainName = keyof typeof PLAIN_ROUTES;
export const PLAIN_NAMES = Object.keys(PLAIN_ROUTES) as PlainName[];

/** The row of a plain route, with the optional columns readable. */
export function plainRow(name: PlainName): PlainRow {
  return PLAIN_ROUTES[name];
}
