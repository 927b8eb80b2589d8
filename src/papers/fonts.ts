/**
 * The fonts of the papers, parsed once and kept: parsing costs ten times what drawing a sheet does.
 * Fonts are data of this package's dependencies; `extra` fonts come by path from the configuration.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Language } from '../contract/measures.ts';

export type Weight = 'regular' | 'bold';

/**
 * One font, and what it has. Glyphs are looked up once per character and kept: code points are no personal data, and
 * the look-up in the font's tables costs more than all the rest of a page.
 */
export class Face {
  /** Its name within a document. */
  readonly id: string;
  readonly isLatin: boolean;
  /** What a PDF document is given: the font with plain setting, one glyph after the other. */
  readonly font: fontkit.Font;
  readonly #unitsPerEm: number;
  readonly #glyphs = new Map<string, fontkit.Glyph | null>();

  constructor(id: string, font: fontkit.Font, isLatin: boolean) {
    this.id = id;
    this.isLatin = isLatin;
    this.#unitsPerEm = font.unitsPerEm;
    // Hanzi, Latin, Greek and Cyrillic stand side by side; nothing here joins or reorders letters, and scripts that do
    // are not in these fonts. So the font's substitution tables are left out, and what is measured is what is drawn.
    this.font = Object.create(font, {
      layout: { value: (text: string) => this.#layout(text) },
    }) as fontkit.Font;
  }

  /** The glyph of a character, with its variation selector if it has one; null where the font has none (glyph 0). */
  glyph(character: string): fontkit.Glyph | null {
    const known = this.#glyphs.get(character);
    if (known !== undefined) return known;
    const [point = 0, selector] = Array.from(character, (one) => one.codePointAt(0) ?? 0);
    const id =
      selector === undefined ? this.font.glyphForCodePoint(point).id : this.#variation(point, selector);
    const points = [point, ...(selector === undefined ? [] : [selector])];
    // The font keeps one object per glyph, with the first character that asked for it. Two characters can share a glyph
    // (一 and the radical ⼀), so each gets an object of its own: what is copied out of a file must not depend on what
    // was drawn before it.
    const glyph: fontkit.Glyph | null =
      id === 0
        ? null
        : (Object.create(this.font.getGlyph(id), { codePoints: { value: points } }) as fontkit.Glyph);
    this.#glyphs.set(character, glyph);
    return glyph;
  }

  /** Width in points of text that this face has whole. */
  width(text: string, size: number): number {
    let units = 0;
    for (const character of clusters(text)) units += this.glyph(character)?.advanceWidth ?? 0;
    return (units * size) / this.#unitsPerEm;
  }

  #variation(point: number, selector: number): number {
    const { _cmapProcessor: map } = this.font as unknown as {
      _cmapProcessor: { getVariationSelector(point: number, selector: number): number };
    };
    return map.getVariationSelector(point, selector);
  }

  #layout(text: string) {
    const glyphs = clusters(text).map((character) => this.glyph(character) ?? this.font.getGlyph(0));
    const positions = glyphs.map(({ advanceWidth }) => ({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }));
    return { glyphs, positions, advanceWidth: glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) };
  }
}

const VARIATION = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;

/** Characters, each with the variation selector that follows it. */
const clusters = (text: string): readonly string[] =>
  VARIATION.test(text) ? (text.match(/[^][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]?/gu) ?? []) : Array.from(text);

/** For each language and weight, the faces in the order in which a character looks for its glyph. */
export type Faces = Readonly<Record<Language, Readonly<Record<Weight, readonly Face[]>>>>;

const require = createRequire(import.meta.url);
const FILES = {
  han: {
    regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  },
  latin: {
    regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
    bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  },
} as const;

/**
 * Opens the fonts. Latin letters of an English paper come from Noto Sans (the Chinese font's quotation marks are as wide
 * as a Hanzi), everything else first from Noto Sans SC; letters it lacks, such as `ł` and `ı`, from the other.
 */
export function openFaces(extra: readonly string[] = []): Faces {
  const more = extra.map((path, at) => new Face(`extra-${at}`, open(path), false));
  const weight = (name: Weight) => {
    const han = new Face(`han-${name}`, open(require.resolve(FILES.han[name])), false);
    const latin = new Face(`latin-${name}`, open(require.resolve(FILES.latin[name])), true);
    return { zh: [han, latin, ...more], en: [latin, han, ...more] };
  };
  const [regular, bold] = [weight('regular'), weight('bold')];
  return {
    'zh-CN': { regular: regular.zh, bold: bold.zh },
    en: { regular: regular.en, bold: bold.en },
  };
}

function open(path: string): fontkit.Font {
  const font = fontkit.create(readFileSync(path));
  if ('fonts' in font) throw new Error(`${path} is a collection of fonts; name one font.`);
  return font;
}

/** A stretch of text in one face; `missing` stretches hold one character that no face has. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  readonly missing: boolean;
}

const QUOTE = /[‘’“”]/;
const LATIN_END = /\p{Script=Latin}$/u;

/**
 * Gives every character to the first face that has a glyph for it; glyph 0, the empty box, is never drawn.
 * A variation selector that no face knows with its character is reported like a missing character.
 */
export function runsOf(text: string, faces: readonly Face[]): Run[] {
  const [first] = faces;
  if (first === undefined) throw new Error('A paper needs at least one font.');
  const runs: { face: Face; text: string; missing: boolean }[] = [];
  const add = (character: string): boolean => {
    const last = runs.at(-1);
    const face = faceFor(character, last, faces);
    if (face === undefined) return false;
    if (last !== undefined && !last.missing && last.face === face) last.text += character;
    else runs.push({ face, text: character, missing: false });
    return true;
  };
  for (const character of clusters(text)) {
    if (add(character)) continue;
    for (const part of character) {
      if (!add(part)) runs.push({ face: first, text: part, missing: true });
    }
  }
  return runs;
}

function faceFor(character: string, last: Run | undefined, faces: readonly Face[]): Face | undefined {
  // A space belongs to what it follows; otherwise each one would begin a run of its own.
  if (character === ' ' && last !== undefined && !last.missing) return last.face;
  // Hanzi fonts draw quotation marks as wide as a Hanzi, which tears O’Brien apart.
  const isApostrophe = QUOTE.test(character) && LATIN_END.test(last?.text ?? '');
  const asked = isApostrophe ? [...faces].sort((a, b) => Number(b.isLatin) - Number(a.isLatin)) : faces;
  return asked.find((face) => face.glyph(character) !== null);
}

/** How a character that no face has is written instead: by its code point. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
