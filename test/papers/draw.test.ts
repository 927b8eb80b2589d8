import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/contract/measures.ts';
import { PAPER_KINDS, type PaperFacts, type PaperKind } from '../../src/contract/papers.ts';
import { checkCode } from '../../src/papers/check-code.ts';
import { draw } from '../../src/papers/draw.ts';
import type { Format } from '../../src/papers/look.ts';
import type { Placed } from '../../src/papers/pages.ts';
import { codePointName, openFaces, runsOf } from '../../src/papers/fonts.ts';
import { blocksOf, plainText, pledgeText } from '../../templates/index.ts';
import { CASES, oddFacts } from './odd-facts.ts';
import { bare, pictureOf, textOf } from './read-pdf.ts';
import { SAMPLES } from './samples.ts';

const faces = openFaces();

/** What a reader must find: the template's words, with each character that has no glyph as its code point. */
function expected<K extends PaperKind>(kind: K, facts: PaperFacts[K]): string {
  const blocks = blocksOf(kind, 1, facts, (number) => checkCode(kind, 1, facts, number));
  return runsOf(bare(plainText(blocks)), faces[facts.language].regular)
    .map((run) => (run.missing ? codePointName(run.text) : run.text))
    .join('');
}

/** The pieces that overlap what is above them, or leave the margins. */
function outOfPlace({ placed, format }: { placed: readonly Placed[]; format: Format }): string[] {
  const bottom = format.height === null ? Infinity : format.height - format.margin.bottom + 0.01;
  const ends = new Map<number, number>();
  return placed.flatMap(({ piece, page, x, y }) => {
    const above = ends.get(page) ?? format.margin.top;
    ends.set(page, y + piece.height);
    return x < format.margin.side || y < above || y + piece.height > bottom ? [piece.words] : [];
  });
}

/** The words of the pages; each must end with its foot, and the note on replaced characters is taken out. */
function wordsOf(pages: readonly string[], placed: readonly Placed[], language: Language): string {
  const heads = pages.map(
    (_, page) => placed.findLast((one) => one.piece.head !== null && one.page <= page)?.piece.head,
  );
  return pages
    .map((text, page) => {
      const [of, nth] = [
        heads.filter((head) => head === heads[page]),
        heads.slice(0, page + 1).filter((head) => head === heads[page]),
      ];
      const count =
        language === 'en' ? `Page${nth.length}of${of.length}` : `第${nth.length}页，共${of.length}页`;
      const begin = bare(heads[page]?.foot ?? '').slice(0, 8);
      expect(text.slice(-count.length)).toBe(count);
      return text.slice(0, text.lastIndexOf(begin));
    })
    .join('')
    .replaceAll(/加框的U\+…代表[^。]*。[^。]*。|AframewithU\+…standsfor[^.]*\.[^.]*\./g, '');
}

describe('every paper, in both languages, with odd facts', () => {
  test.each(CASES)(
    '$kind in $language with $odd says what its template says, within its margins',
    async ({ kind, language, odd }) => {
      const facts = oddFacts(kind, odd, language);
      const paper = await draw(kind, 1, facts, faces);
      const pages = await textOf(paper.bytes);
      expect(wordsOf(pages, paper.placed, language)).toBe(expected(kind, facts));
      expect(paper.missing.length > 0).toBe(odd === 'missing' && kind !== 'blankReceipt');

      expect(outOfPlace(paper)).toEqual([]);
      if (!['aLongName', 'noSpaces', 'full'].includes(odd)) return;
      const { margin, width } = paper.format;
      const first = await pictureOf(paper.bytes, 0);
      expect(first.ink(0, 0, margin.side - 2, first.height)).toBe(0);
      expect(first.ink(width - margin.side + 2, 0, margin.side, first.height)).toBe(0);
    },
  );
});

describe('the same facts', () => {
  test('give the same bytes twice, and the digest is that of the file', async () => {
    for (const kind of PAPER_KINDS) {
      const [once, twice] = [
        await draw(kind, 1, SAMPLES[kind]('zh-CN'), faces),
        await draw(kind, 1, SAMPLES[kind]('zh-CN'), faces),
      ];
      expect(once.bytes.equals(twice.bytes)).toBe(true);
      expect(once.digest).toBe(createHash('sha256').update(once.bytes).digest('hex'));
    }
  });

  // Uncompressed, because what deflate makes of a stream depends on the processor and on Node; the rest does not.
  test('give the bytes that version 1 always gave', async () => {
    const file = new URL('./golden.json', import.meta.url);
    const drawn: Record<string, string> = {};
    for (const kind of PAPER_KINDS) {
      for (const language of LANGUAGES) {
        const paper = await draw(kind, 1, SAMPLES[kind](language), faces, { compress: false });
        drawn[`${kind} ${language}`] = paper.digest;
      }
    }
    if (process.env['WRITE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
    expect(drawn).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('with another salt give another check code, and with one changed letter too', () => {
    const facts = SAMPLES.releaseSlip('zh-CN');
    const codes = new Set([
      checkCode('releaseSlip', 1, facts),
      checkCode('releaseSlip', 1, { ...facts, checkSalt: 'ff'.repeat(16) }),
      checkCode('releaseSlip', 1, { ...facts, returnAddress: `${facts.returnAddress}2` }),
      checkCode('releaseSlip', 1, facts, 'another number'),
    ]);
    expect(codes.size).toBe(4);
  });
});

describe('a character without a glyph', () => {
  test('is framed as its code point, told to the caller and explained on the paper', async () => {
    const facts = oddFacts('pledge', 'missing', 'zh-CN');
    const paper = await draw('pledge', 1, facts, faces);
    expect(paper.missing).toContain('U+20BB7');
    expect(paper.missing).toContain('U+0626');
    const text = (await textOf(paper.bytes)).join('');
    expect(text).toContain('U+20BB7田·U+0626');
    expect(text).toContain('加框的U+…代表字库中没有的字');
  });

  test('is never drawn as glyph 0, whatever the script', () => {
    const hard = '㛃䶮𠅤𬱖𰻝·𠮷ئۇ한😀\u{31350}Łłıßé中…—“”①□\u00A0';
    for (const language of LANGUAGES) {
      for (const run of runsOf(hard, faces[language].bold).filter(({ missing }) => !missing)) {
        expect(Array.from(run.text).filter((one) => (run.face.glyph(one)?.id ?? 0) === 0)).toEqual([]);
      }
    }
    expect(runsOf('㛃䶮𠅤𬱖·Łıé', faces['zh-CN'].regular).filter(({ missing }) => missing)).toEqual([]);
  });

  test('is found in a further font where one is given', async () => {
    const asked = openFaces([fontThatHas(0x20bb7)]);
    const facts = oddFacts('pledge', 'missing', 'zh-CN');
    const name = { ...facts.text.traveller, name: '𠮷田' };
    const paper = await draw('pledge', 1, { ...facts, text: { ...facts.text, traveller: name } }, asked);
    expect(paper.missing).toEqual([]);
    expect((await textOf(paper.bytes)).join('')).toContain('𠮷田');
  });

  test('an unknown variation selector is reported and not swallowed', () => {
    const runs = runsOf('葛\u{E01EF}', faces['zh-CN'].regular);
    expect(runs.map(({ missing }) => missing)).toEqual([false, true]);
  });
});

describe('what is signed', () => {
  test.each(LANGUAGES)('the text on the screen stands in the pledge word for word (%s)', async (language) => {
    const facts = SAMPLES.pledge(language);
    const text = (await textOf((await draw('pledge', 1, facts, faces)).bytes)).join('');
    const shown = pledgeText(facts.text, language).split('\n').slice(1).map(bare);
    for (const line of shown) expect(text).toContain(line);
  });

  test('the strokes are drawn as ink where the signature belongs', async () => {
    const facts = SAMPLES.pledge('zh-CN');
    const place = async (strokes: typeof facts.signed.strokes) => {
      const paper = await draw('pledge', 1, { ...facts, signed: { ...facts.signed, strokes } }, faces);
      const found = paper.placed.find(({ piece }) => piece.tag === 'Figure');
      if (found === undefined) throw new Error('There is no place to sign.');
      const picture = await pictureOf(paper.bytes, found.page, 2);
      return picture.ink(found.x, found.y + 14, 140, 46);
    };
    const [signed, unsigned] = [await place(facts.signed.strokes), await place(null)];
    expect(unsigned).toBe(0);
    expect(signed).toBeGreaterThan(600);
  });

  test.each([
    ['no strokes', []],
    ['an empty stroke', [{ points: [] }]],
    ['one dot', [{ points: [{ x: 5, y: 5 }] }]],
    [
      'a pad far away',
      [
        {
          points: [
            { x: 1e7, y: -1e7 },
            { x: 1e7 + 900, y: -1e7 + 2 },
          ],
        },
      ],
    ],
  ])('%s draw without harm', async (_name, strokes) => {
    const facts = SAMPLES.pledge('en');
    const paper = await draw('pledge', 1, { ...facts, signed: { ...facts.signed, strokes } }, faces);
    expect(paper.pages).toBe(2);
  });
});

test('a sheet is tagged, titled, in its language, and marked as PDF/A-3a', async () => {
  const { bytes } = await draw('pledge', 1, SAMPLES.pledge('zh-CN'), faces, { compress: false });
  const file = bytes.toString('latin1');
  for (const mark of [
    '/StructTreeRoot',
    '/MarkInfo',
    '/Lang (zh-CN)',
    '/DisplayDocTitle true',
    '/OutputIntents',
  ]) {
    expect(file).toContain(mark);
  }
  expect(file).toMatch(/pdfaid:part>3<[\s\S]*pdfaid:conformance>A</);
});

test('a version that never was is refused', async () => {
  await expect(draw('pledge', 2, SAMPLES.pledge('zh-CN'), faces)).rejects.toThrow('There is no version 2');
});

test('receipts and slips stand on one page a copy; a long statement takes a second and loses nothing', async () => {
  for (const language of LANGUAGES) {
    expect((await draw('custodyReceipt', 1, SAMPLES.custodyReceipt(language), faces)).pages).toBe(2);
    expect((await draw('releaseSlip', 1, SAMPLES.releaseSlip(language), faces)).pages).toBe(1);
    expect((await draw('blankReceipt', 1, SAMPLES.blankReceipt(language), faces)).pages).toBe(4);
    expect(
      (await draw('custodyReceipt', 1, oddFacts('custodyReceipt', 'full', language), faces)).pages,
    ).toBeGreaterThan(2);
  }
});

/** A font of our own making that has one character more: Noto Sans SC with one entry of its character map moved. */
function fontThatHas(point: number): string {
  const source = openFontBytes();
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const tableAt = (name: string) => {
    const entries = Array.from({ length: view.getUint16(4) }, (_, at) => 12 + at * 16);
    const entry = entries.find((at) => source.toString('latin1', at, at + 4) === name);
    return view.getUint32((entry ?? 0) + 8);
  };
  // Its own checksum: a document takes two fonts with the same name and sum for one.
  view.setUint32(tableAt('head') + 8, 0x600d600d);
  const cmap = tableAt('cmap');
  const subtables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, at) => cmap + view.getUint32(cmap + 8 + at * 8),
  );
  for (const table of subtables.filter((at) => view.getUint16(at) === 12)) {
    for (let group = view.getUint32(table + 12) - 1; group > 0; group -= 1) {
      const here = table + 16 + group * 12;
      const [start, end, before] = [view.getUint32(here), view.getUint32(here + 4), view.getUint32(here - 8)];
      if (start !== end || before >= point || point > start) continue;
      view.setUint32(here, point);
      view.setUint32(here + 4, point);
      const path = join(mkdtempSync(join(tmpdir(), 'paper-font-')), 'more.ttf');
      writeFileSync(path, source);
      return path;
    }
  }
  throw new Error('The character map has no entry to move.');
}

function openFontBytes(): Buffer {
  const path = new URL(
    '../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    import.meta.url,
  );
  return Buffer.from(readFileSync(path));
}
