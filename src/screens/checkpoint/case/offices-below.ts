/** The way from a district down to a community, by the names that every page has at hand. Pure. */
import { houseNow } from '../../shared/clock.ts';
import type { Office } from '../../shared/desk.ts';

export type OfficesByCode = ReadonlyMap<string, Office>;

/** From the district down to an office, itself last; empty for one that nobody knows. */
export function pathTo(code: string, offices: OfficesByCode): readonly Office[] {
  const path: Office[] = [];
  for (let office = offices.get(code); office !== undefined && path.length < 4; ) {
    path.unshift(office);
    office = office.parent === undefined ? undefined : offices.get(office.parent);
  }
  return path;
}

/** The offices of a kind that stand right below one, or below none, by code. What has ended is not chosen any more. */
export function under(
  offices: OfficesByCode,
  parent: string | undefined,
  kind: string,
  now = houseNow(),
): readonly Office[] {
  return [...offices.values()]
    .filter((office) => office.kind === kind && office.parent === parent)
    .filter(({ validTo }) => validTo === undefined || now < validTo)
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}
