/** The words and bounds of the directory, without a schema: what a screen shows beside a file and its faults. */

export const OFFICE_KINDS = ['checkpoint', 'community', 'streetOffice', 'district'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

/** What a community's committee is: 居委会, 村委会, or something else (a development zone, a cooperative's quarters). */
export const COMMITTEES = ['residents', 'village', 'other'] as const;

/** The most entries one change holds: Beijing's directory twice over. */
export const MOST_ENTRIES = 20_000;
/** How long an edited duty number or channel may not be used for a read-back code: who lost a number has a day to notice. */
export const COOLING_MS = 24 * 3_600_000;

interface Period {
  readonly validFrom?: number;
  readonly validTo?: number;
}

/** Whether a row is true at an instant. */
export const standsAt = ({ validFrom, validTo }: Period, at: number): boolean =>
  (validFrom === undefined || validFrom <= at) && (validTo === undefined || at < validTo);

export interface OfficialCode {
  readonly kind: OfficeKind;
  readonly parent?: string;
  readonly committee?: (typeof COMMITTEES)[number];
}

/** What an official division code says by itself: six digits a district, nine a street office, twelve a community. */
export function officialCode(code: string): OfficialCode | null {
  if (!/^\d+$/.test(code)) return null;
  if (code.length === 6) return { kind: 'district' };
  if (code.length === 9) return { kind: 'streetOffice', parent: code.slice(0, 6) };
  if (code.length !== 12) return null;
  const last = Number(code.slice(9));
  const committee = last < 200 ? 'residents' : last < 400 ? 'village' : 'other';
  return { kind: 'community', parent: code.slice(0, 9), committee };
}

/** The columns of a directory file in the order of one without a head; each may be called by any of its names. */
export const COLUMNS = {
  code: { zh: '代码', en: 'Code', also: [] },
  kind: { zh: '种类', en: 'Kind', also: ['类型'] },
  parent: { zh: '上级代码', en: 'Code above', also: ['上级', 'parent'] },
  zh: { zh: '名称', en: 'Name', also: ['中文名', 'zh', '单位名称'] },
  en: { zh: '英文名', en: 'English name', also: ['en'] },
  numbers: { zh: '值班电话', en: 'Duty numbers', also: ['numbers', '电话'] },
  compounds: { zh: '小区', en: 'Compounds', also: [] },
  ranges: { zh: '街巷门牌', en: 'Streets and house numbers', also: ['ranges'] },
  formerNames: { zh: '曾用名', en: 'Former names', also: ['formernames'] },
  committee: { zh: '委员会', en: 'Committee', also: [] },
  rota: { zh: '值班表', en: 'Duty rota', also: ['rota'] },
  validFrom: { zh: '生效日期', en: 'Valid from', also: ['validfrom'] },
  validTo: { zh: '终止日期', en: 'Valid to', also: ['validto'] },
} as const satisfies Record<string, { zh: string; en: string; also: readonly string[] }>;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

/** What can be wrong with a directory file or a row of it. Each has its sentence; none is guessed right. */
export const DIRECTORY_FAULTS = {
  // The file.
  fileIsEmpty: { zh: '文件里没有内容。', en: 'There is nothing in the file.' },
  fileIsTooLarge: { zh: '文件过大，最多 4 MB。', en: 'The file is too large; 4 MB is the most.' },
  fileIsNotRead: {
    zh: '读不懂这个文件。请另存为 XLSX 或 CSV 后再试。',
    en: 'The file cannot be read. Save it as XLSX or CSV and try again.',
  },
  fileIsOldExcel: {
    zh: '这是旧版 Excel 文件（XLS）。请另存为 XLSX。',
    en: 'This is an old Excel file (XLS). Save it as XLSX.',
  },
  fileIsLocked: {
    zh: '文件有密码保护。请去掉密码后再试。',
    en: 'The file is protected by a password. Remove it and try again.',
  },
  fileUnpacksTooLarge: {
    zh: '文件解压后过大，已停止读取。',
    en: 'The file unpacks to far too much; reading was stopped.',
  },
  encodingIsNotRead: {
    zh: '文字编码有误。请用 UTF-8 或 GB18030 保存。',
    en: 'The characters cannot be read. Save the file as UTF-8 or GB18030.',
  },
  quoteIsOpen: { zh: '引号没有闭合。', en: 'A quotation mark is never closed.' },
  rowsAreTooMany: {
    zh: '行数过多，一次最多 20000 行。',
    en: 'There are too many rows; 20,000 at a time is the most.',
  },
  columnsAreTooMany: {
    zh: '列数过多，最多 40 列。',
    en: 'There are too many columns; 40 is the most.',
  },
  cellIsTooLong: { zh: '单元格内容过长。', en: 'The cell holds too much.' },
  sheetIsNotNamed: {
    zh: '文件里有几张工作表。请把要导入的一张命名为“名录”。',
    en: 'The file has several sheets. Call the one to be imported 名录.',
  },
  cellsAreMerged: { zh: '有合并的单元格。请取消合并。', en: 'Cells are merged. Part them.' },
  cellIsAFormula: {
    zh: '单元格是公式。请粘贴为数值。',
    en: 'The cell is a formula. Paste it as a value.',
  },
  cellIsNoText: { zh: '单元格不是文本。', en: 'The cell is not text.' },
  numberIsRounded: {
    zh: '表格软件已把这个号码改成了科学计数法。请把整列设为文本，再重新填写。',
    en: 'The spreadsheet has rounded this number. Format the column as text and type it again.',
  },
  phoneIsANumber: {
    zh: '电话存成了数字，开头的 0 可能已丢失。请设为文本后重新填写。',
    en: 'The telephone number is kept as a number and may have lost its leading 0. Format it as text and type it again.',
  },
  columnIsUnknown: { zh: '不认识这一列。', en: 'This column is not known.' },
  columnStandsTwice: { zh: '这一列出现了两次。', en: 'This column stands twice.' },
  columnIsMissing: { zh: '缺少代码列或名称列。', en: 'The column of codes, or of names, is missing.' },
  // A row.
  codeIsWrong: {
    zh: '代码须为 2 至 24 位大写字母、数字或短横。',
    en: 'A code is 2 to 24 capital letters, digits or dashes.',
  },
  codeStandsTwice: { zh: '代码重复。', en: 'The code stands twice.' },
  kindIsUnknown: {
    zh: '种类须为 区、街道办事处、社区 或 检查站。',
    en: 'The kind is none of district, streetOffice, community, checkpoint.',
  },
  kindIsFixed: {
    zh: '这个代码在名录中是另一种单位。代码不得改作他用。',
    en: 'In the directory this code is another kind of office. A code never changes what it means.',
  },
  nameIsMissing: { zh: '缺少名称。', en: 'The name is missing.' },
  nameIsTooLong: { zh: '名称过长。', en: 'The name is too long.' },
  committeeIsUnknown: {
    zh: '委员会须为 居委会、村委会 或 其他。',
    en: 'The committee is none of residents, village, other.',
  },
  numberIsWrong: { zh: '电话号码有误。', en: 'A telephone number is not right.' },
  hoursAreNotRead: {
    zh: '时段须写成“周一至周五 08:30-17:30”的样子。',
    en: 'Hours are written like “Mon-Fri 08:30-17:30”.',
  },
  rangeIsNotRead: {
    zh: '门牌须写成“幸福路 1-99号”“幸福路 单 1-99号”或只写街巷名。',
    en: 'House numbers are written like “幸福路 1-99号”, “幸福路 单 1-99号”, or the street alone.',
  },
  turnIsNotRead: {
    zh: '值班须写成“周一至周五 08:30-17:30 工号 值班电话”的样子，电话可不写。',
    en: 'A turn is written like “Mon-Fri 08:30-17:30 <staff number> <duty number>”; the number may be left out.',
  },
  staffIsUnknown: {
    zh: '本单位没有这个工号的启用账号。',
    en: 'No active account at this office has this staff number.',
  },
  listIsTooLong: { zh: '项目过多。', en: 'There are too many items.' },
  dateIsWrong: { zh: '日期须写成 2026-01-31 的样子。', en: 'A date is written like 2026-01-31.' },
  periodIsWrong: { zh: '终止日期须晚于生效日期。', en: 'It must end after it begins.' },
  parentIsMissing: { zh: '缺少上级代码。', en: 'The code above is missing.' },
  parentIsUnknown: {
    zh: '上级代码不在本次内容里，也不在现行名录里。',
    en: 'The code above is neither here nor in the directory.',
  },
  parentIsOfAnotherKind: {
    zh: '上级单位的种类不对：社区属街道办事处，街道办事处和检查站属区，区没有上级。',
    en: 'The office above is of the wrong kind: a community is under a street office, a street office or checkpoint under a district, a district under none.',
  },
  parentDiffersFromCode: {
    zh: '上级代码与本单位代码不一致。',
    en: 'The code above is not the one this official code says.',
  },
  parentEndsFirst: {
    zh: '上级单位先于本单位终止。',
    en: 'The office above ends before this one.',
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type DirectoryFaultCode = keyof typeof DIRECTORY_FAULTS;

/** Why a community is a candidate for an address. */
export const MATCHES = ['compound', 'range', 'name', 'formerName', 'street', 'partial'] as const;
export type Match = (typeof MATCHES)[number];
