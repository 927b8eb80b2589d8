/** From an address to the communities it may belong to: shown, ranked, never chosen; on Beijing's own names. */
import { assert as holds, constantFrom, oneof, property, string } from 'fast-check';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OfficeEntry } from '../../src/contract/directory.ts';
import { plainAddress } from '../../src/directory/plain-address.ts';
import { Places } from '../../src/directory/places.ts';
import { previewOf } from '../../src/directory/preview.ts';
import { readSheet } from '../../src/directory/sheet.ts';

const BEIJING = readFileSync(new URL('../../divisions/beijing-2023-06-30.csv', import.meta.url));
let offices: readonly OfficeEntry[];
let by: ReadonlyMap<string, OfficeEntry>;
let beijing: Places;
beforeAll(async () => {
  const { changes } = previewOf(
    await readSheet(BEIJING),
    () => undefined,
    () => undefined,
  );
  offices = changes.map(({ after }) => after);
  by = new Map(offices.map((office) => [office.code, office]));
  beijing = new Places(offices, 0);
});
const nameOf = (code: string | undefined) => by.get(code ?? '')?.zh ?? '';
const pathOf = (code: string) =>
  [by.get(by.get(code)?.parent ?? '')?.parent, by.get(code)?.parent, code].map(nameOf).join('');
const near = (address: string) =>
  beijing.find(address).near.map((code) => `${nameOf(by.get(code)?.parent)}${nameOf(code)}`);

const TOWN: readonly OfficeEntry[] = [
  { code: 'D-1', kind: 'district', zh: '东河区', numbers: [] },
  { code: 'D-2', kind: 'district', zh: '西山区', numbers: [] },
  { code: 'S-1', kind: 'streetOffice', parent: 'D-1', zh: '八里庄街道', numbers: [] },
  { code: 'S-2', kind: 'streetOffice', parent: 'D-2', zh: '八里庄街道', numbers: [] },
  {
    code: 'C-1',
    kind: 'community',
    parent: 'S-1',
    zh: '柳巷社区居委会',
    numbers: [],
    compounds: ['一号院', '望塔家园'],
    formerNames: ['柳树胡同居委会'],
    ranges: [{ zh: '幸福路', from: 1, to: 99, side: 'odd' }, { zh: '塔园东街' }],
  },
  {
    code: 'C-2',
    kind: 'community',
    parent: 'S-2',
    zh: '白杨社区居委会',
    numbers: [],
    compounds: ['一号院', '望塔家园南区'],
    ranges: [{ zh: '幸福路', from: 2, to: 98, side: 'even' }],
  },
  { code: 'C-9', kind: 'community', parent: 'S-2', zh: '旧营社区居委会', numbers: [], validTo: 1_000 },
];
const town = new Places(TOWN, 2_000);
const said = (address: string, within: string | null = null) =>
  town.find(address, within).candidates.map(({ code, because }) => `${code} ${because}`);

describe('why a community is a candidate', () => {
  test.each([
    ['望塔家园3号楼', ['C-1 compound', 'C-2 partial']],
    ['望塔家园南区3号楼', ['C-2 compound']],
    ['一號院', ['C-1 compound', 'C-2 compound']],
    ['1号院 2单元', ['C-1 compound', 'C-2 compound']],
    ['西山区一号院', ['C-2 compound']],
    ['幸福路 23号', ['C-1 range']],
    ['幸福路甲24号院', ['C-2 range']],
    ['幸福路 101号', []],
    ['幸福路', ['C-1 street', 'C-2 street']],
    ['塔园东街77号', ['C-1 street']],
    ['柳巷', ['C-1 name']],
    ['柳树胡同5号', ['C-1 formerName']],
    ['望塔', ['C-1 partial', 'C-2 partial']],
    ['旧营', []],
    ['没有这个地方', []],
    ['', []],
    ['   ', []],
    ['北京市', []],
  ])('%s: %j', (address, candidates) => {
    expect(said(address)).toEqual(candidates);
  });

  test('within one office nothing else is shown', () => {
    expect(said('一号院', 'S-2')).toEqual(['C-2 compound']);
    expect(said('一号院', 'D-1')).toEqual(['C-1 compound']);
  });

  test('an office that has ended is no candidate, and was one before', () => {
    expect(new Places(TOWN, 999).find('旧营').candidates.map(({ code }) => code)).toEqual(['C-9']);
  });

  test('every candidate says its street office and its district', () => {
    for (const { above } of town.find('一号院').candidates) expect(above).toHaveLength(3);
  });
});

describe('八里庄 stands twice', () => {
  test('the street is shown in both districts, and no community is made up', () => {
    expect(near('八里庄街道')).toEqual(['朝阳区八里庄街道', '海淀区八里庄街道']);
    expect(beijing.find('八里庄街道').candidates.filter(({ because }) => because !== 'partial')).toEqual([]);
    expect(near('海淀区八里庄街道')).toEqual(['海淀区八里庄街道']);
    expect(near('朝阳区八里庄')).toEqual(['朝阳区八里庄街道']);
  });

  test('a community of either is found by the district it is said with, and never the other', () => {
    const districtsOf = (address: string) =>
      new Set(beijing.find(address).candidates.map(({ above }) => nameOf(above.at(-1))));
    expect(nameOf(beijing.find('海淀区八里庄恩济里3号楼').candidates[0]?.code)).toBe('恩济里社区居委会');
    expect(districtsOf('海淀区八里庄恩济里3号楼')).toEqual(new Set(['海淀区']));
    expect(districtsOf('朝阳区八里庄街道')).toEqual(new Set());
  });
});

describe('on the names of a whole city', () => {
  test('every community is the first candidate of its own full name', () => {
    const missed = offices
      .filter(({ kind }) => kind === 'community')
      .filter(({ code }) => beijing.find(`北京市${pathOf(code)}`).candidates[0]?.code !== code);
    expect(missed.map(({ code }) => pathOf(code))).toEqual([]);
  });

  test('traditional characters, full width and spaces change nothing', () => {
    const plain = beijing.find('东城区东华门街道多福巷社区12号');
    expect(plain.candidates).not.toEqual([]);
    for (const other of [
      '東城區東華門街道多福巷社區１２號',
      ' 东城区  东华门 街道 多福巷社区 12 号',
      '东城区、东华门街道，多福巷社区（12号）',
    ])
      expect(beijing.find(other)).toEqual(plain);
  });

  test('whatever is typed, the answer is bounded, known, ranked the same again, and never throws', () => {
    const character = constantFrom(
      ...Array.from('八里庄街道东城区朝阳海淀村委会社区居一二三十百号院楼0129-（）　 號莊園東'),
    );
    const address = oneof(
      string({ maxLength: 300 }),
      string({ unit: character, maxLength: 60 }),
      string({ unit: 'grapheme', maxLength: 60 }),
    );
    holds(
      property(address, constantFrom(null, '110105', '110108005'), (text, within) => {
        const found = beijing.find(text, within);
        expect(found.candidates.length).toBeLessThanOrEqual(12);
        for (const { code, above } of found.candidates) {
          expect(by.get(code)?.kind).toBe('community');
          expect(above.map((one) => by.get(one)?.kind)).toEqual(['community', 'streetOffice', 'district']);
          if (within !== null) expect(above).toContain(within);
        }
        expect(beijing.find(text, within)).toEqual(found);
      }),
      { numRuns: 400 },
    );
  });

  test('one spelling is one spelling', () => {
    holds(
      property(string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(plainAddress(plainAddress(text))).toBe(plainAddress(text));
      }),
    );
    expect(
      ['二十三号楼', '十号院', '一百零五号', '一〇五号', '八里庄', '二十号', '百号'].map(plainAddress),
    ).toEqual(['23号楼', '10号院', '105号', '105号', '八里庄', '20号', '百号']);
  });
});
