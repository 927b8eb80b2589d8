/** A directory file: what is read of it, what is said of its faults, and what a hostile one costs. */
import { strToU8, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import type { OfficeEntry } from '../../src/contract/directory.ts';
import { DIRECTORY_FAULTS, type DirectoryFaultCode } from '../../src/contract/directory-words.ts';
import { previewOf } from '../../src/directory/preview.ts';
import { readSheet } from '../../src/directory/sheet.ts';
import { templateFile } from '../../src/directory/template.ts';

const EAST: OfficeEntry = { code: 'D-EAST', kind: 'district', zh: '东河区', numbers: [] };
const RIVER: OfficeEntry = {
  code: 'S-RIVER',
  kind: 'streetOffice',
  parent: 'D-EAST',
  zh: '河沿街道',
  numbers: [],
};
const WILLOW: OfficeEntry = {
  code: 'C-WILLOW',
  kind: 'community',
  parent: 'S-RIVER',
  zh: '柳巷社区',
  numbers: [{ number: '010-00000005' }],
  compounds: ['柳巷一号院'],
};
const NOW = new Map([EAST, RIVER, WILLOW].map((office) => [office.code, office]));
const BEIJING = readFileSync(new URL('../../divisions/beijing-2023-06-30.csv', import.meta.url));

const preview = async (file: string | Uint8Array, now: ReadonlyMap<string, OfficeEntry> = NOW) =>
  previewOf(
    await readSheet(typeof file === 'string' ? new TextEncoder().encode(file) : file),
    (code) => now.get(code),
    (office, staffNumber) => (office === 'C-WILLOW' && staffNumber === '017' ? ACCOUNT : undefined),
  );
const ACCOUNT = '01930000-0000-7000-8000-000000000000';
const faultsOf = async (file: string | Uint8Array) =>
  (await preview(file)).faults.map(({ line, column, code, value }) => [line, column, code, value]);
const entriesOf = async (file: string | Uint8Array) =>
  (await preview(file)).changes.map(({ after }) => after);

type Written = string | number | Date | boolean | null;
const workbook = async (rows: readonly (readonly Written[])[], sheet = '名录') =>
  new Uint8Array(
    await (
      await writeXlsxFile([
        {
          sheet,
          data: rows.map((row) =>
            row.map((value) =>
              value === null
                ? null
                : {
                    value: value as never,
                    type: (value instanceof Date ? Date : value.constructor) as never,
                    ...(value instanceof Date ? { format: 'yyyy-mm-dd' } : {}),
                  },
            ),
          ),
        },
      ]).toBlob()
    ).arrayBuffer(),
  );

/** A workbook by hand, for what no writer would write. */
const handmade = (sheet: string, more: Record<string, Uint8Array> = {}, names = ['名录']) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<workbook><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ),
    ...Object.fromEntries(names.map((_, i) => [`xl/worksheets/sheet${i + 1}.xml`, strToU8(sheet)])),
    ...more,
  });
const text = (reference: string, words: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${words}</t></is></c>`;
const sheetOf = (rows: string, behind = '') =>
  `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`;

describe('rows of text', () => {
  const elm: OfficeEntry = {
    code: 'C-ELM',
    kind: 'community',
    parent: 'S-RIVER',
    zh: '榆钱社区',
    en: 'Elm, Seed',
    numbers: [{ number: '010-1234567', hours: '08:00-20:00' }, { number: '010-7654321' }],
    compounds: ['一号院', '二号院'],
  };
  const cells = [
    'C-ELM',
    '社区',
    'S-RIVER',
    '榆钱社区',
    'Elm, Seed',
    '010-1234567@08:00-20:00；010-7654321',
    '一号院；二号院',
  ];
  const quoted = cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');

  test.each([
    ['tabs, as a spreadsheet copies them', cells.join('\t')],
    ['commas and quotes, with a head', `代码,种类,上级,中文名,英文名,值班电话,小区\r\n${quoted}\r\n`],
    ['a mark of byte order and old line ends', `\uFEFFcode,kind,parent,zh,en,numbers,compounds\r${quoted}\r`],
    [
      'Chinese commas, and columns in another order',
      `名称，代码，上级代码，种类，小区，值班电话，英文名\n榆钱社区，C-ELM，S-RIVER，社区，一号院；二号院，010-1234567@08:00-20:00；010-7654321，"Elm, Seed"`,
    ],
  ])('are read from %s', async (_, file) => {
    expect(await entriesOf(file)).toEqual([elm]);
  });

  test('are read in UTF-16, and in GB18030 with a rare character', async () => {
    const utf16 = Buffer.from(`\uFEFF代码,名称,种类,上级\nC-ELM,榆钱社区,社区,S-RIVER`, 'utf16le');
    expect((await entriesOf(utf16))[0]?.zh).toBe('榆钱社区');
    // 代码,名称,种类,上级 / C-ELM,䶮塘社区,社区,S-RIVER: the second as 0xFE9F.
    const gb18030 = Buffer.from(
      'b4fac2eb2cc3fbb3c62cd6d6c0e02cc9cfbcb60a432d454c4d2cfe9fccc1c9e7c7f82cc9e7c7f82c532d5249564552',
      'hex',
    );
    expect((await entriesOf(gb18030))[0]?.zh).toBe('䶮塘社区');
  });

  test('an official code says its kind, what is above it and its committee', async () => {
    const { changes, faults } = await preview(
      'code,zh\n110105,朝阳区\n110105015,八里庄街道\n110105015001,甲社区居委会\n110105015201,乙村委会\n110105015498,虚拟社区',
      new Map(),
    );
    expect(faults).toEqual([]);
    expect(changes.map(({ after: { kind, parent, committee } }) => [kind, parent, committee])).toEqual([
      ['district', undefined, undefined],
      ['streetOffice', '110105', undefined],
      ['community', '110105015', 'residents'],
      ['community', '110105015', 'village'],
      ['community', '110105015', 'other'],
    ]);
  });

  test('streets, former names, committee, rota and dates are read', async () => {
    const [office] = await entriesOf(
      '代码,种类,上级,名称,街巷门牌,曾用名,委员会,值班表,生效日期,终止日期\nC-WILLOW,社区,S-RIVER,柳巷社区,柳巷 1-99号；河沿路 双 2-40号；塔园,柳巷居委会,居委会,周一至周五 08:30-17:30 017 010-00000005；周末 09:00-12:00 017,2026-01-31,2027年1月1日',
    );
    expect(office).toMatchObject({
      ranges: [
        { zh: '柳巷', from: 1, to: 99 },
        { zh: '河沿路', from: 2, to: 40, side: 'even' },
        { zh: '塔园' },
      ],
      formerNames: ['柳巷居委会'],
      committee: 'residents',
      rota: [
        { hours: '周一至周五 08:30-17:30', account: ACCOUNT, number: '010-00000005' },
        { hours: '周末 09:00-12:00', account: ACCOUNT },
      ],
      validFrom: Date.parse('2026-01-31T00:00:00+08:00'),
      validTo: Date.parse('2027-01-01T00:00:00+08:00'),
    });
  });
});

describe('what a file changes', () => {
  test('a column that is not there leaves what stands; one that is empty takes it away', async () => {
    const names = await preview('代码,名称,种类,上级\nC-WILLOW,柳巷新社区,社区,S-RIVER');
    expect(names.changes).toEqual([
      { change: 'changed', after: { ...WILLOW, zh: '柳巷新社区' }, before: WILLOW, fields: ['zh'] },
    ]);
    const emptied = await preview('代码,名称,种类,上级,值班电话\nC-WILLOW,柳巷社区,社区,S-RIVER,');
    expect(emptied.changes[0]).toMatchObject({ fields: ['numbers'], after: { numbers: [] } });
  });

  test('an office ends by its date, and one that is the same is no change', async () => {
    const { changes } = await preview(
      '代码,名称,种类,上级,终止日期\nC-WILLOW,柳巷社区,社区,S-RIVER,2026-02-01\nS-RIVER,河沿街道,街道,D-EAST,\nD-NEW,新区,区,,',
    );
    expect(changes.map(({ change }) => change)).toEqual(['ended', 'same', 'added']);
  });

  test('with one fault nothing is taken', async () => {
    const { changes, faults, rows } = await preview(
      'code,kind,parent,zh\nC-A,社区,S-RIVER,甲\nC-B,社区,S-RIVER,\n',
    );
    expect([changes.length, faults.length, rows]).toEqual([0, 1, 2]);
  });
});

describe('every fault is named with its line and column', () => {
  const HEAD = '代码,种类,上级,名称,值班电话,街巷门牌,委员会,值班表,生效日期,终止日期\n';
  const good = ['C-A', '社区', 'S-RIVER', '甲社区', '', '', '', '', '', ''];
  const with_ = (change: Record<number, string>) =>
    HEAD +
    good
      .map((cell, i) => change[i] ?? cell)
      .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
      .join(',');
  test('a row without one has none', async () => expect(await faultsOf(with_({}))).toEqual([]));
  test.each<[string, Record<number, string>, string, DirectoryFaultCode]>([
    ['code', { 0: 'c-a' }, 'code', 'codeIsWrong'],
    ['a rounded code', { 0: '1.1E+17' }, 'code', 'numberIsRounded'],
    ['kind', { 1: '乡里' }, 'kind', 'kindIsUnknown'],
    ['another kind of the same code', { 0: 'C-WILLOW', 1: '检查站', 2: 'D-EAST' }, 'kind', 'kindIsFixed'],
    ['no parent', { 2: '' }, 'parent', 'parentIsMissing'],
    ['a parent nobody knows', { 2: 'S-NOWHERE' }, 'parent', 'parentIsUnknown'],
    ['a parent of another kind', { 2: 'D-EAST' }, 'parent', 'parentIsOfAnotherKind'],
    ['no name', { 3: '' }, 'zh', 'nameIsMissing'],
    ['a long name', { 3: '长'.repeat(81) }, 'zh', 'nameIsTooLong'],
    ['number', { 4: '十号' }, 'numbers', 'numberIsWrong'],
    ['hours', { 4: '010-00000005@白天' }, 'numbers', 'hoursAreNotRead'],
    ['nine numbers', { 4: '010-00000005;'.repeat(9) }, 'numbers', 'listIsTooLong'],
    ['range', { 5: '柳巷 9-1号' }, 'ranges', 'rangeIsNotRead'],
    ['committee', { 6: '业委会' }, 'committee', 'committeeIsUnknown'],
    ['turn', { 7: '白天 017' }, 'rota', 'turnIsNotRead'],
    ['staff', { 7: '周一 08:00-09:00 018' }, 'rota', 'staffIsUnknown'],
    ['date', { 8: '2026-02-30' }, 'validFrom', 'dateIsWrong'],
    ['period', { 8: '2026-02-02', 9: '2026-02-02' }, 'validTo', 'periodIsWrong'],
  ])('%s', async (_, change, column, code) => {
    expect((await faultsOf(with_(change))).map((fault) => fault.slice(0, 3))).toEqual([[2, column, code]]);
  });

  test('of the file: head, quotes, twice the same code, a street that ends before its community', async () => {
    expect(await faultsOf('代码,名称,宠物\nC-A,甲,猫')).toEqual([[1, null, 'columnIsUnknown', '宠物']]);
    expect(await faultsOf('代码,名称,名称\nC-A,甲,乙')).toEqual([[1, 'zh', 'columnStandsTwice', undefined]]);
    expect(await faultsOf('种类,上级\n社区,S-RIVER')).toEqual([[1, null, 'columnIsMissing', undefined]]);
    expect(await faultsOf('code,zh\nD-A,"甲\nD-B,乙')).toEqual([[2, null, 'quoteIsOpen', undefined]]);
    expect(await faultsOf('code,kind,zh\nD-A,区,甲\n\nD-A,区,乙')).toEqual([
      [4, 'code', 'codeStandsTwice', 'D-A'],
    ]);
    expect(
      await faultsOf(
        'code,kind,parent,zh,validTo\nS-RIVER,街道,D-EAST,河沿街道,2026-01-01\nC-WILLOW,社区,S-RIVER,柳巷社区,2026-02-01',
      ),
    ).toEqual([[3, 'parent', 'parentEndsFirst', 'S-RIVER']]);
    expect(
      await faultsOf('code,kind,parent,zh\n110105,区,,朝阳区\n110108005,街道,110105,八里庄街道'),
    ).toEqual([[3, 'parent', 'parentDiffersFromCode', '110105']]);
  });

  test('every fault there is has been seen, or says why it cannot be made here', () => {
    const source = readFileSync(new URL(import.meta.url), 'utf8');
    const unseen = Object.keys(DIRECTORY_FAULTS).filter((code) => !source.includes(`'${code}'`));
    expect(unseen).toEqual([]);
  });
});

describe('a workbook', () => {
  test('the template is read, and its rows are whole', async () => {
    const { faults, changes } = await preview(await templateFile());
    expect(faults).toEqual([]);
    expect(changes.map(({ after: { code, kind } }) => [code, kind])).toEqual([
      ['990101', 'district'],
      ['990101001', 'streetOffice'],
      ['990101001001', 'community'],
    ]);
  });

  test('a code kept as a number keeps its digits; a telephone number kept as one may have lost its 0', async () => {
    const rows = [
      ['代码', '种类', '上级', '名称', '值班电话', '生效日期'],
      [110105, '区', null, '朝阳区', null, new Date(Date.UTC(2026, 0, 31))],
      [110105015, '街道', 110105, '八里庄街道', null, null],
    ];
    expect(await entriesOf(await workbook(rows))).toMatchObject([
      { code: '110105', validFrom: Date.parse('2026-01-31T00:00:00+08:00') },
      { code: '110105015', parent: '110105' },
    ]);
    expect(
      await faultsOf(
        await workbook([...rows, [110105015001, '社区', 110105015, '甲社区', 1000000005, null]]),
      ),
    ).toEqual([[4, 'numbers', 'phoneIsANumber', '1000000005']]);
    expect(
      await faultsOf(await workbook([...rows, ['110105015001', '社区', '110105015', true, null, null]])),
    ).toContainEqual([4, 'zh', 'cellIsNoText', undefined]);
  });

  test('a formula, a merged cell and a number that was rounded are named by their place', async () => {
    const head = `<row r="1">${text('A1', '代码')}${text('B1', '种类')}${text('C1', '名称')}</row>`;
    expect(
      await faultsOf(
        handmade(
          sheetOf(
            `${head}<row r="2">${text('A2', 'D-A')}${text('B2', '区')}<c r="C2" t="str"><f>HYPERLINK("http://x")</f><v>甲</v></c></row>`,
            '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
          ),
        ),
      ),
    ).toEqual([
      [2, 'zh', 'cellIsAFormula', undefined],
      [2, 'code', 'cellsAreMerged', 'A2:A3'],
    ]);
    expect(
      await faultsOf(
        handmade(
          sheetOf(
            `${head}<row r="2"><c r="A2"><v>1.10105015001E+17</v></c>${text('B2', '区')}${text('C2', '甲')}</row>`,
          ),
        ),
      ),
    ).toContainEqual([2, 'code', 'numberIsRounded', '1.10105015001E+17']);
  });

  test('of several sheets the one that is called 名录 is taken, or none', async () => {
    const rows = sheetOf(
      `<row r="1">${text('A1', 'D-A')}${text('B1', '区')}${text('C1', '')}${text('D1', '甲区')}</row>`,
    );
    expect(await entriesOf(handmade(rows, {}, ['说明', '名录']))).toMatchObject([
      { code: 'D-A', zh: '甲区' },
    ]);
    expect(await faultsOf(handmade(rows, {}, ['说明', 'Sheet2']))).toEqual([
      [0, null, 'sheetIsNotNamed', '说明、Sheet2'],
    ]);
  });
});

describe('a hostile file is refused in words, within its bounds', () => {
  const only = async (file: Uint8Array) => (await faultsOf(file)).map(([, , code]) => code);
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024);

  test.each<[string, () => Uint8Array, DirectoryFaultCode]>([
    ['nothing', () => new Uint8Array(), 'fileIsEmpty'],
    ['blanks', () => strToU8(' \n\n '), 'fileIsEmpty'],
    ['an empty sheet', () => handmade(sheetOf('')), 'fileIsEmpty'],
    ['more than four megabytes', () => zeros(5), 'fileIsTooLarge'],
    [
      'an old Excel file',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), zeros(1)]),
      'fileIsOldExcel',
    ],
    [
      'a workbook with a password',
      () =>
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'fileIsLocked',
    ],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'encodingIsNotRead'],
    ['half an archive', () => handmade(sheetOf('')).subarray(0, 200), 'fileIsNotRead'],
    ['an archive that is no workbook', () => zipSync({ 'a.txt': strToU8('a') }), 'fileIsNotRead'],
    ['a bomb', () => handmade(sheetOf(''), { 'xl/media/bomb.bin': zeros(64) }), 'fileUnpacksTooLarge'],
    ['a bomb that claims to be small', () => lyingBomb(), 'fileUnpacksTooLarge'],
    [
      'entities that grow without end',
      () =>
        handmade(
          `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${sheetOf(`<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>`)}`,
        ),
      'fileIsNotRead',
    ],
    ['a million rows', () => handmade(sheetOf('<row/>'.repeat(1_000_000))), 'rowsAreTooMany'],
    [
      'one row far down',
      () => handmade(sheetOf(`<row r="1048576">${text('A1048576', 'D-A')}</row>`)),
      'rowsAreTooMany',
    ],
    [
      'one cell far to the right',
      () => handmade(sheetOf(`<row r="1">${text('XFD1', 'D-A')}</row>`)),
      'columnsAreTooMany',
    ],
    ['twenty thousand and two rows of text', () => strToU8('D-A,区,,甲\n'.repeat(20_002)), 'rowsAreTooMany'],
    ['a cell that never ends', () => strToU8(`code,zh\nD-A,${'长'.repeat(30_000)}\n`), 'cellIsTooLong'],
  ])('%s', async (_, file, code) => {
    expect(await only(file())).toContain(code);
  });

  /** 64 MB of zeros whose entry says that it is a hundred bytes. */
  function lyingBomb(): Uint8Array {
    const file = Buffer.from(handmade(sheetOf(''), { 'xl/sharedStrings.xml': zeros(40) }));
    const name = file.lastIndexOf('xl/sharedStrings.xml');
    file.writeUInt32LE(100, name - 46 + 24);
    return file;
  }

  test('names of the prototype are names like any other', async () => {
    const { faults, changes } = await preview('code,kind,zh\n__proto__,区,甲\nD-B,constructor,乙');
    expect(changes).toEqual([]);
    expect(faults.map(({ code }) => code)).toEqual(['codeIsWrong', 'kindIsUnknown']);
  });
});

describe('Beijing’s divisions', () => {
  test('are whole: 16 districts, 349 of township level, 7,535 communities, each under its own', async () => {
    const { changes, faults } = await preview(BEIJING, new Map());
    expect(faults).toEqual([]);
    const count = (kind: OfficeEntry['kind']) => changes.filter(({ after }) => after.kind === kind).length;
    expect([count('district'), count('streetOffice'), count('community')]).toEqual([16, 349, 7_535]);
    expect(
      changes.filter(({ after: { zh } }) => zh === '八里庄街道').map(({ after: { code } }) => code),
    ).toEqual(['110105015', '110108005']);
    expect(BEIJING.length).toBeLessThan(450_000);
  });
});
