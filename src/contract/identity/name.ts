/**
 * Names, as they are compared and found.
 *
 * Nothing is assumed of a name but that it is text: one character or a hundred, Hanzi of any plane or Latin letters, in
 * any order. No NFKC and no NFC touches a Hanzi: both would put another ideograph in a compatibility ideograph's place.
 */

/** The middle dot of names (GB 18030 A1A4), between the parts of an ethnic name. */
export const NAME_DOT = '\u00B7';
/** What keyboards, readers and old systems put in its place. */
const DOT = '[\u00B7\u2022\u30FB\uFF65\u2027\u22C5\u002E]';
/** Unified and compatibility ideographs of all planes, also those newer than the engine's own tables; radicals, 〇 and 々. */
export const HANZI =
  '[\u2E80-\u2FDF\u3005\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]?';
const DOTTED = new RegExp(`(?<=${HANZI})\\s*${DOT}\\s*(?=${HANZI})`, 'gu');
const NOT_HANZI = new RegExp(`(?:(?!${HANZI}).)+`, 'gsu');
/** Marks that are not seen: zero width, direction, byte order. */
const UNSEEN = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/gu;
const TOKEN = new RegExp(`${HANZI}|(?:(?!${HANZI})[^\\s${NAME_DOT}])+`, 'gu');
const VARIANT = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

/** How long a name may be, in code points. */
export const LONGEST_NAME = 100;

/** A name as it is kept: blanks once and not at the ends, the dot between Hanzi the right one. */
export const normalName = (name: string): string =>
  name
    .replace(UNSEEN, '')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
    .replace(DOTTED, NAME_DOT);

/** What two spellings of one name have in common: case, composed letters and variant glyphs set aside. */
export const nameKey = (name: string): string =>
  normalName(name)
    .replace(VARIANT, '')
    .replace(NOT_HANZI, (part) => part.normalize('NFC').toUpperCase());

/** What a name is found by: each of its Hanzi, and each word in letters. Each once. */
export const nameTokens = (name: string): readonly string[] => [...new Set(nameKey(name).match(TOKEN) ?? [])];
