/**
 * Vehicle plates, as far as their form is known (DOMAIN §3.4). A plate never blocks anything: what is not recognised is
 * said, and taken as it is.
 */
import type { Said } from './form-words.ts';

export const PLATE_KINDS = {
  ordinary: { zh: '普通号牌', en: 'ordinary plate' },
  newEnergySmall: { zh: '小型新能源号牌', en: 'new-energy plate, small' },
  newEnergyLarge: { zh: '大型新能源号牌', en: 'new-energy plate, large' },
  trailer: { zh: '挂车号牌', en: 'trailer plate' },
  learner: { zh: '教练车号牌', en: 'learner plate' },
  police: { zh: '警用号牌', en: 'police plate' },
  crossBorder: { zh: '港澳入出境号牌', en: 'cross-border plate' },
  diplomatic: { zh: '使领馆号牌', en: 'embassy or consulate plate' },
  armedPolice: { zh: '武警号牌', en: 'armed police plate' },
  military: { zh: '军用号牌', en: 'military plate' },
  emergency: { zh: '应急救援号牌', en: 'emergency rescue plate' },
  temporary: { zh: '临时号牌', en: 'temporary plate' },
} as const satisfies Record<string, Said>;
export type PlateKind = keyof typeof PLATE_KINDS;

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
/** I and O are never used. */
const LETTER = '[A-HJ-NP-Z]';
const SIGN = '[A-HJ-NP-Z0-9]';
const ordinary = (last: string) => new RegExp(`^${PROVINCE}${LETTER}${SIGN}{4}${last}$`);

const FORMS: readonly (readonly [PlateKind, RegExp])[] = [
  ['trailer', ordinary('挂')],
  ['learner', ordinary('学')],
  ['police', ordinary('警')],
  ['crossBorder', ordinary('[港澳]')],
  ['emergency', new RegExp(`^${PROVINCE}${LETTER}${SIGN}{4}应急$`)],
  ['newEnergySmall', new RegExp(`^${PROVINCE}${LETTER}[DABCEFGHJK]${SIGN}[0-9]{4}$`)],
  ['newEnergyLarge', new RegExp(`^${PROVINCE}${LETTER}[0-9]{5}[DABCEFGHJK]$`)],
  ['ordinary', ordinary(SIGN)],
  ['diplomatic', /^(?:使?\d{6}使?|[A-Z京沪粤川鄂辽陕渝云桂]?\d{5,6}领)$/],
  ['armedPolice', /^WJ[A-Z0-9京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]{5,6}$/],
  ['military', /^[VKHBSLJNGCZ][A-Z][0-9A-Z]{5}$/],
  ['temporary', /临/],
];

/** A plate as it is kept and found: no dot, no blank, no dash, capital letters, the usual width. */
export const normalPlate = (plate: string): string =>
  plate
    .normalize('NFKC')
    .replaceAll(/[\s\u00B7\u2022\u30FB\uFF65\u2027\u22C5.\p{Pd}]/gu, '')
    .toUpperCase();

/** The kind of a plate; null where its form is not known. */
export function plateKind(plate: string): PlateKind | null {
  const normal = normalPlate(plate);
  return FORMS.find(([, form]) => form.test(normal))?.[0] ?? null;
}

/** What is said beside a plate: what it is, or that its form is not known. Nothing of an empty one. */
export function plateSaid(plate: string): (Said & { readonly isKnown: boolean }) | null {
  if (normalPlate(plate) === '') return null;
  const kind = plateKind(plate);
  return kind === null
    ? {
        isKnown: false,
        zh: '未识别的号牌格式，请对照车牌；照录不影响办理。',
        en: 'The form of this plate is not known; compare it. It is taken as it is.',
      }
    : { isKnown: true, ...PLATE_KINDS[kind] };
}
