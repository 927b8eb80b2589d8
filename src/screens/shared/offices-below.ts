/** The way from a district down to a community, by the names that every page has at hand. Pure. */
import { houseNow } from './clock.ts';
import type { Office } from './desk.ts';
import type { Said } from './words/say.ts';

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

/** An office with all that stands above it, because one name stands in two districts: 海淀区 八里庄街道 核二院社区. */
export function placedName(code: string, offices: OfficesByCode): Said {
  const path = pathTo(code, offices);
  return {
    zh: path.map(({ zh }) => zh).join(' '),
    en: path.reduce((below, { en }) => (below === '' ? en : `${en}, ${below}`), ''),
  };
}

/** The offices that may receive somebody, by where they lie; what has ended receives nobody. */
export function receivers(
  offices: OfficesByCode,
  now = houseNow(),
): readonly { readonly value: string; readonly words: Said }[] {
  return [...offices.values()]
    .filter(
      ({ kind, validTo }) =>
        (kind === 'community' || kind === 'streetOffice') && (validTo === undefined || now < validTo),
    )
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map(({ code }) => ({ value: code, words: placedName(code, offices) }));
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
