/**
 * The communities an address may belong to, and the way down to one by district and street. Nothing is chosen here: whoever
 * asks is shown candidates with the words of the directory that fit, and an address that fits nothing gives none.
 *
 * A name can stand in two districts (八里庄街道 does), so a candidate is a code, and what stands above it is always told.
 */
import { type Candidate, type Match, type OfficeEntry, standsAt } from '../contract/directory.ts';
import { plainAddress } from './plain-address.ts';

export interface Found {
  /** The likeliest first. */
  readonly candidates: readonly Candidate[];
  /** There are more than are shown. */
  readonly more: boolean;
  /** Districts and street offices that the address names, from which one can go down where no community fits. */
  readonly near: readonly string[];
}

/** A phrase of the directory and what it says of which office. */
interface Entry {
  readonly phrase: string;
  /** As the directory writes it. */
  readonly matched: string;
  readonly code: string;
  readonly because: Match | 'above';
  readonly range?: NonNullable<OfficeEntry['ranges']>[number];
  /** Said with the word of its kind. Who says 海淀区 means no other district. */
  readonly isWhole?: boolean;
}

const SHOWN = 12;
const LONGEST_ADDRESS = 200;
/** What a fit is worth before its length counts; a compound says more than a name, a street's number more than the street. */
const WORTH: Readonly<Record<Match, number>> = {
  compound: 700,
  range: 600,
  name: 500,
  formerName: 400,
  street: 200,
  partial: 100,
};
const COMMITTEE =
  /(社区居民委员会|社区村民委员会|社区居委会|社区村委会|居民委员会|村民委员会|居委会|村委会|社区|村)$/;
const DISTRICT = /(区|县)$/;
const STREET_OFFICE = /(街道办事处|地区办事处|街道|地区|镇政府|乡政府|镇|乡)$/;

/** An index over the offices that stand at an instant. Built once for each state of the directory; asked in well under a millisecond. */
export class Places {
  readonly #offices = new Map<string, OfficeEntry>();
  /** Phrases by their first two characters, the longest first. */
  readonly #phrases = new Map<string, Entry[]>();
  /** Phrases of communities by every two characters in them. */
  readonly #pairs = new Map<string, Set<Entry>>();

  constructor(offices: Iterable<OfficeEntry>, at: number) {
    for (const office of offices) if (standsAt(office, at)) this.#offices.set(office.code, office);
    for (const office of this.#offices.values()) this.#take(office);
    for (const entries of this.#phrases.values())
      entries.sort((one, other) => other.phrase.length - one.phrase.length);
  }

  /** Candidates for an address, with compound and house number in it or without. `within` keeps to what stands below one office. */
  find(address: string, within: string | null = null): Found {
    const text = plainAddress(address.slice(0, LONGEST_ADDRESS));
    const { hits, rest } = this.#hitsIn(text);
    const near = hits.filter(({ because }) => because === 'above');
    const scores = new Map<
      string,
      { readonly score: number; readonly entry: Entry; readonly because: Match }
    >();
    const note = (entry: Entry, because: Match, length: number) => {
      const score = WORTH[because] + length;
      if ((scores.get(entry.code)?.score ?? 0) < score) scores.set(entry.code, { score, entry, because });
    };
    for (const hit of hits) {
      const because = becauseOf(hit, text);
      // Of two that fit, the whole name says more than one without the word of its kind.
      if (because !== null) note(hit, because, hit.phrase.length + (hit.isWhole === true ? 0.5 : 0));
    }
    // Who types the beginning of a name is still typing: shown, and last.
    // What stands there whole was judged above: its house number may say that it does not fit.
    for (const typed of new Set([rest, withoutEnds(text)]))
      for (const entry of this.#containing(typed))
        if (!hits.includes(entry)) note(entry, 'partial', typed.length);
    const named = new Set(near.map(({ code }) => code));
    const districts = near
      .filter(({ code, isWhole }) => isWhole === true && this.#offices.get(code)?.kind === 'district')
      .map(({ code }) => code);
    const ranked = [...scores.values()]
      .map(({ score, entry, because }) => {
        const above = this.#above(entry.code);
        // A district or street that the address names decides before any likeness of names.
        const agrees = above.slice(1).filter((code) => named.has(code)).length * 10_000;
        return {
          candidate: { code: entry.code, above, because, matched: entry.matched },
          score: score + agrees,
        };
      })
      .filter(({ candidate: { above } }) => within === null || above.includes(within))
      .filter(
        ({ candidate: { above } }) =>
          districts.length === 0 || districts.some((code) => above.includes(code)),
      )
      .sort((one, other) => other.score - one.score || (one.candidate.code < other.candidate.code ? -1 : 1));
    return {
      candidates: ranked.slice(0, SHOWN).map(({ candidate }) => candidate),
      more: ranked.length > SHOWN,
      near: this.#narrowed(near),
    };
  }

  /** Every phrase of the directory that stands in the text by itself, and the text without the districts and streets it names. */
  #hitsIn(text: string): { readonly hits: readonly Entry[]; readonly rest: string } {
    const all: { readonly entry: Entry; readonly from: number; readonly to: number }[] = [];
    // How far the longest phrase reaches that begins here or before.
    const reach: number[] = [];
    for (let from = 0; from + 1 < text.length; from++) {
      reach[from] = reach[from - 1] ?? 0;
      for (const entry of this.#phrases.get(text.slice(from, from + 2)) ?? []) {
        if (!text.startsWith(entry.phrase, from)) continue;
        const to = from + entry.phrase.length;
        all.push({ entry, from, to });
        reach[from] = Math.max(reach[from] ?? 0, to);
      }
    }
    // 八里庄 inside 八里庄街道 is no name of its own.
    const hits = all.filter(({ from, to }) => (reach[from] ?? 0) <= to && (reach[from - 1] ?? 0) < to);
    const isNamed = new Set<number>();
    for (const { entry, from, to } of hits)
      if (entry.because === 'above') for (let k = from; k < to; k++) isNamed.add(k);
    const rest = Array.from({ length: text.length }, (_, i) => (isNamed.has(i) ? '' : text[i])).join('');
    return {
      hits: [...new Set(hits.map(({ entry }) => entry))],
      rest: withoutEnds(rest),
    };
  }

  /** Phrases of communities that contain what was typed. */
  #containing(text: string): Entry[] {
    if (text.length < 2) return [];
    let few: ReadonlySet<Entry> | null = null;
    for (let i = 0; i + 1 < text.length; i++) {
      const entries: ReadonlySet<Entry> = this.#pairs.get(text.slice(i, i + 2)) ?? new Set<Entry>();
      if (few === null || entries.size < few.size) few = entries;
    }
    return [...(few ?? [])].filter(({ phrase }) => phrase.includes(text));
  }

  /** From an office up to its district, itself first. */
  #above(code: string): string[] {
    const above: string[] = [];
    for (let office = this.#offices.get(code); office !== undefined && above.length < 4; ) {
      above.push(office.code);
      office = office.parent === undefined ? undefined : this.#offices.get(office.parent);
    }
    return above;
  }

  /** Of what stands above, street offices in a named district before all; both where the district is not said. */
  #narrowed(near: readonly Entry[]): string[] {
    const codes = [...new Set(near.map(({ code }) => code))];
    const streets = codes.filter((code) => this.#offices.get(code)?.kind === 'streetOffice');
    const within = streets.filter((code) => codes.includes(this.#offices.get(code)?.parent ?? ''));
    return (within.length > 0 ? within : streets.length > 0 ? streets : codes).sort();
  }

  #take(office: OfficeEntry): void {
    const { code, kind, zh, formerNames = [], compounds = [], ranges = [] } = office;
    const put = (words: string, because: Entry['because'], more: Partial<Entry> = {}) => {
      const phrase = plainAddress(words);
      if (phrase.length < 2) return;
      const entry: Entry = { phrase, matched: words, code, because, ...more };
      push(this.#phrases, phrase.slice(0, 2), entry);
      if (because !== 'above')
        for (let i = 0; i + 1 < phrase.length; i++) {
          const pair = phrase.slice(i, i + 2);
          const known = this.#pairs.get(pair);
          if (known === undefined) this.#pairs.set(pair, new Set([entry]));
          else known.add(entry);
        }
    };
    if (kind === 'community') {
      for (const name of stems(zh, COMMITTEE)) put(name, 'name', { isWhole: name === zh });
      for (const former of formerNames)
        for (const name of stems(former, COMMITTEE)) put(name, 'formerName', { matched: former });
      for (const compound of compounds) put(compound, 'compound');
      for (const range of ranges) put(range.zh, 'street', { range });
    } else if (kind !== 'checkpoint')
      for (const name of [zh, ...formerNames])
        for (const stem of stems(name, kind === 'district' ? DISTRICT : STREET_OFFICE))
          put(stem, 'above', { isWhole: stem === name });
  }
}

/** A name and what is left of it without the words of its kind, where that still says something: 辛庄村村委会, 辛庄村, 辛庄. */
function stems(name: string, kind: RegExp): string[] {
  const stem = name.replace(kind, '');
  return stem !== name && stem.length >= 2 ? [name, ...stems(stem, kind)] : [name];
}

/** Without the city before and the building behind. */
const withoutEnds = (text: string) =>
  text.replace(/^(北京市|北京)/, '').replace(/\d+(号|楼|单元|室|栋|门).*$/, '');

/** Why an entry fits; null where a house number says that it does not. */
function becauseOf({ because, phrase, range }: Entry, text: string): Match | null {
  if (because === 'above') return null;
  if (because !== 'street' || range?.from === undefined) return because;
  const number = houseNumberAfter(phrase, text);
  if (number === null) return 'street';
  const { from, to = from, side } = range;
  const isOnSide = side === undefined || (number % 2 === 1) === (side === 'odd');
  return isOnSide && number >= from && number <= to ? 'range' : null;
}

/** The number right behind a street's name: `幸福路甲23号` is 23. */
function houseNumberAfter(street: string, text: string): number | null {
  const behind = text.slice(text.indexOf(street) + street.length);
  const [, number] = /^[甲乙丙丁]?(\d{1,5})(?:-\d{1,5})?(?:号|院|$)/.exec(behind) ?? [];
  return number === undefined ? null : Number(number);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
