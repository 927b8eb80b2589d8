/** The file to fill in: one sheet with the columns and an invented row of each kind, one that explains them. */
import writeXlsxFile from 'write-excel-file/universal';
import { COLUMN_NAMES, COLUMNS, type Column } from '../contract/directory.ts';

/** Nothing here is anybody's: codes of an area that does not exist, numbers that were never assigned. */
const EXAMPLES: readonly Partial<Record<Column, string>>[] = [
  { code: '990101', kind: '区', zh: '云河区（示例）', numbers: '000-55000001@00:00-24:00' },
  {
    code: '990101001',
    kind: '街道办事处',
    parent: '990101',
    zh: '河沿街道（示例）',
    numbers: '000-55000020@00:00-24:00',
  },
  {
    code: '990101001001',
    kind: '社区',
    parent: '990101001',
    zh: '柳巷社区居委会（示例）',
    en: 'Willow Lane (example)',
    numbers: '000-55000100@周一至周五 08:30-17:30；000-55000101@00:00-24:00',
    compounds: '柳巷一号院；柳巷二号院',
    ranges: '柳巷 1-99号；河沿路 双 2-40号',
    formerNames: '柳巷居委会',
    committee: '居委会',
    validFrom: '2026-01-01',
  },
];

const MEANINGS: Readonly<Record<Column, string>> = {
  code: '官方代码：区 6 位，街道（镇、乡）9 位，社区（村）12 位；检查站可用大写字母、数字和短横。代码不改作他用。',
  kind: '区、街道办事处、社区、检查站。官方代码可不填。',
  parent: '上级单位的代码。官方代码可不填。',
  zh: '单位名称，必填。',
  en: '英文名，可不填。',
  numbers:
    '单位值班电话，不写个人号码。多个用分号隔开，时段写在 @ 后面：010-00000000@周一至周五 08:30-17:30。',
  compounds: '所辖小区，多个用分号隔开。',
  ranges: '所辖街巷和门牌，多个用分号隔开：幸福路 1-99号；幸福路 单 1-99号；幸福路。',
  formerNames: '曾用名或俗称，多个用分号隔开，用来按地址查找。',
  committee: '居委会、村委会 或 其他。官方代码可不填。',
  rota: '值班表，多个用分号隔开：周一至周五 08:30-17:30 工号 值班电话。工号须是本单位启用账号的工号。',
  validFrom: '从哪一天起有效，写成 2026-01-31；不填为一直有效。',
  validTo: '到哪一天为止（当天起不再有效）。撤并的单位填这一列，不要删行。',
};

const text = (value: string, bold = false) => ({
  type: String,
  // Text, so that no spreadsheet rounds a code of twelve digits or drops the 0 of a telephone number.
  format: '@',
  value,
  ...(bold ? { fontWeight: 'bold' as const } : {}),
});

export async function templateFile(): Promise<Uint8Array> {
  const blob = await writeXlsxFile([
    {
      sheet: '名录',
      stickyRowsCount: 1,
      columns: COLUMN_NAMES.map((column) => ({ width: column === 'zh' || column === 'numbers' ? 32 : 18 })),
      data: [
        COLUMN_NAMES.map((column) => text(COLUMNS[column].zh, true)),
        ...EXAMPLES.map((example) => COLUMN_NAMES.map((column) => text(example[column] ?? ''))),
      ],
    },
    {
      sheet: '说明',
      columns: [{ width: 14 }, { width: 26 }, { width: 90 }],
      data: COLUMN_NAMES.map((column) => [
        text(COLUMNS[column].zh, true),
        text(COLUMNS[column].en),
        text(MEANINGS[column]),
      ]),
    },
  ]).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
