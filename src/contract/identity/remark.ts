/** What is wrong with a document's number, or strange about it: by name, in words, and with the place in the number. */
import type { Said } from '../form-words.ts';

/** A place in a number, counted from 1, both ends included. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

const at = ({ from, to }: Place): Said =>
  from === to
    ? { zh: `第 ${from} 位`, en: `character ${from}` }
    : { zh: `第 ${from}–${to} 位`, en: `characters ${from} to ${to}` };

const PRECEDING: Said = { zh: '前面各位', en: 'the figures before it' };

/** A number with one of these is refused; only `asPrinted` lets it be kept, and then it alarms. The name of each is a refusal. */
export const FAULTS = {
  documentNumberIsGiven: () => ({ zh: '请录入证件号码。', en: 'The number is missing.' }),
  documentNumberIsWhole: (place: Place, wanted: string) => ({
    zh: `位数不对：应为 ${wanted} 位，现为 ${place.to} 位。`,
    en: `It should have ${wanted} characters and has ${place.to}.`,
  }),
  documentNumberHasItsForm: (place: Place, found: string) => ({
    zh: `${at(place).zh}“${found}”不是此类证件号码会有的字符。`,
    en: `“${found}” (${at(place).en}) does not occur in numbers of this kind.`,
  }),
  documentKindFits: (place: Place, kind: Said) => ({
    zh: `${at(place).zh}说明这是${kind.zh}，请改选证件种类。`,
    en: `By ${at(place).en} this is another kind of document: ${kind.en}. Choose that kind.`,
  }),
  documentDateIsReal: (place: Place, date: string) => ({
    zh: `${at(place).zh}“${date}”不是真实的日期。`,
    en: `“${date}” (${at(place).en}) is no day of the calendar.`,
  }),
  documentDateIsPast: (place: Place, date: string) => ({
    zh: `${at(place).zh}出生日期“${date}”晚于今天。`,
    en: `The date of birth “${date}” (${at(place).en}) lies in the future.`,
  }),
  // What the digit should be is not said: whoever typed another figure wrong would make it fit.
  documentCheckDigitIsRight: (place: Place, of: Said = PRECEDING) => ({
    zh: `${at(place).zh}校验码与${of.zh}不符，请逐位核对。`,
    en: `The check digit (${at(place).en}) does not agree with ${of.en}; compare every figure.`,
  }),
  documentIsStillIssued: (place: Place, longer: string) => ({
    zh: `${at(place).zh}是第一代身份证号码，该证 2013 年起停用，不能作为出示的证件；对应的 18 位号码为 ${longer}。`,
    en: `This is the number of a first-generation card, invalid since 2013. Its 18 characters today: ${longer}.`,
  }),
  documentZoneIsWhole: () => ({
    zh: '机读码应为两行，每行 44 个字符。',
    en: 'The machine-readable zone is two lines of 44 characters each.',
  }),
  documentZoneIsTheNumbers: () => ({
    zh: '机读码中的号码与录入的号码不同。',
    en: 'The machine-readable lines carry another number.',
  }),
} as const;
export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** Said beside the number; nothing is refused for it. */
export const WARNINGS = {
  areaIsUnknown: (place: Place, code: string) => ({
    zh: `${at(place).zh}地区码“${code}”不在现行省份之列；可能是旧码，请对照证件。`,
    en: `The area code “${code}” (${at(place).en}) is none of today’s provinces; it may be an old one.`,
  }),
  countryIsUnknown: (place: Place, code: string) => ({
    zh: `${at(place).zh}国家（地区）代码“${code}”未知，请对照证件。`,
    en: `The country code “${code}” (${at(place).en}) is not known.`,
  }),
  numberIsLong: (place: Place) => ({
    zh: `${at(place).zh}超过护照号码通常的 9 位，请对照证件。`,
    en: `Passports rarely have more than 9 characters (${at(place).en}).`,
  }),
  documentHasExpired: (place: Place, date: string) => ({
    zh: `机读码${at(place).zh}所示有效期至 ${date}，已过期。`,
    en: `By the machine-readable lines it expired on ${date}.`,
  }),
  zoneIsNoPassports: (place: Place, code: string) => ({
    zh: `机读码${at(place).zh}证件类型“${code}”不是护照，请对照证件。`,
    en: `The type “${code}” in the machine-readable lines is not a passport’s.`,
  }),
} as const;
export type WarningName = keyof typeof WARNINGS;

export interface Remark<Name extends string = FaultName | WarningName> extends Said {
  readonly what: Name;
  readonly place: Place;
}
export type Fault = Remark<FaultName>;
export type Warning = Remark<WarningName>;

export const place = (from: number, to = from): Place => ({ from, to });
/** Nothing in particular of a number. */
export const NOWHERE = place(0);

export const fault = <N extends FaultName>(
  what: N,
  where: Place,
  ...said: Parameters<(typeof FAULTS)[N]> extends [Place, ...infer More] ? More : []
): Fault => {
  const words = FAULTS[what] as (...given: unknown[]) => Said;
  return { what, place: where, ...words(where, ...said) };
};

export const warning = <N extends WarningName>(
  what: N,
  where: Place,
  ...said: Parameters<(typeof WARNINGS)[N]> extends [Place, ...infer More] ? More : []
): Warning => {
  const words = WARNINGS[what] as (...given: unknown[]) => Said;
  return { what, place: where, ...words(where, ...said) };
};

/** What a check of one number came to. */
export interface NumberChecked {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** `YYYY-MM-DD` where the number carries one, and only one is possible. */
  readonly bornOn: string | null;
}

export const sound: NumberChecked = { faults: [], warnings: [], bornOn: null };
export const unsound = (...faults: readonly Fault[]): NumberChecked => ({ ...sound, faults });
