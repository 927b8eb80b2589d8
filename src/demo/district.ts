/** The demonstration's district, its offices and its people. All of it is invented; no code, number or name is anybody's. */
import type { Role } from '../contract/roles.ts';

export interface DemoOffice {
  readonly code: string;
  readonly kind: 'checkpoint' | 'community' | 'streetOffice' | 'district';
  readonly parent?: string;
  readonly zh: string;
  readonly en: string;
  readonly numbers: readonly { readonly number: string; readonly hours: string }[];
  readonly compounds?: readonly string[];
}

/** Numbers of an area that was never assigned. */
const number = (tail: number) => [{ number: `000-${String(55_000_000 + tail)}`, hours: '00:00-24:00' }];

export const DISTRICT = 'D-99';

const CHECKPOINTS = ['北岭', '东河口', '南泉'] as const;
const CHECKPOINTS_EN = ['North Ridge', 'East Ford', 'South Spring'] as const;
const STREETS = ['河沿', '望塔', '石桥'] as const;
const STREETS_EN = ['Riverside', 'Watchtower', 'Stone Bridge'] as const;
const COMMUNITIES = [
  '柳巷',
  '白杨',
  '清水',
  '槐荫',
  '北窑',
  '东井',
  '长亭',
  '梨园',
  '南圃',
  '竹径',
  '月台',
  '麦田',
] as const;
const COMMUNITIES_EN = [
  'Willow Lane',
  'Poplar',
  'Clearwater',
  'Locust Shade',
  'North Kiln',
  'East Well',
  'Long Pavilion',
  'Pear Garden',
  'South Plot',
  'Bamboo Path',
  'Moon Terrace',
  'Wheatfield',
] as const;

export const OFFICES: readonly DemoOffice[] = [
  {
    code: DISTRICT,
    kind: 'district',
    zh: '云河区（演示）',
    en: 'Yunhe District (demonstration)',
    numbers: number(1),
  },
  ...CHECKPOINTS.map(
    (zh, i): DemoOffice => ({
      code: `K-99${i + 1}`,
      kind: 'checkpoint',
      parent: DISTRICT,
      zh: `${zh}检查站`,
      en: `${CHECKPOINTS_EN[i]} checkpoint`,
      numbers: number(10 + i),
    }),
  ),
  ...STREETS.map(
    (zh, i): DemoOffice => ({
      code: `S-99${i + 1}`,
      kind: 'streetOffice',
      parent: DISTRICT,
      zh: `${zh}街道办事处`,
      en: `${STREETS_EN[i]} street office`,
      numbers: number(20 + i),
    }),
  ),
  ...COMMUNITIES.map(
    (zh, i): DemoOffice => ({
      code: `C-99${String(i + 1).padStart(2, '0')}`,
      kind: 'community',
      parent: `S-99${Math.floor(i / 4) + 1}`,
      zh: `${zh}社区`,
      en: `${COMMUNITIES_EN[i]} community`,
      numbers: number(100 + i),
      compounds: [`${zh}一号院`, `${zh}二号院`],
    }),
  ),
];

export interface DemoPerson {
  readonly signIn: string;
  readonly surname: string;
  readonly staffNumber: string;
  readonly role: Role;
  readonly scope: string;
}

const person = (signIn: string, surname: string, role: Role, scope: string, n: number): DemoPerson => ({
  signIn,
  surname,
  role,
  scope,
  staffNumber: `99${String(n).padStart(4, '0')}`,
});

/** Everybody but the first two administrators, whom the house makes itself. */
export const PEOPLE: readonly DemoPerson[] = [
  ...[1, 2, 3].flatMap((k) => [
    person(`officer${k}a`, ['温', '白', '江'][k - 1] ?? '温', 'officer', `K-99${k}`, k * 10),
    person(`officer${k}b`, ['韩', '苗', '季'][k - 1] ?? '韩', 'officer', `K-99${k}`, k * 10 + 1),
    person(`superior${k}`, ['陆', '岳', '唐'][k - 1] ?? '陆', 'dutySuperior', `K-99${k}`, k * 10 + 2),
  ]),
  ...COMMUNITIES.map((_, i) =>
    person(
      `worker${String(i + 1).padStart(2, '0')}`,
      ['柳', '杨', '秦', '怀', '姚', '景', '程', '黎', '蒲', '竺', '岳', '麦'][i] ?? '柳',
      'communityWorker',
      `C-99${String(i + 1).padStart(2, '0')}`,
      100 + i,
    ),
  ),
  ...STREETS.map((_, i) =>
    person(`street${i + 1}`, ['何', '塔', '石'][i] ?? '何', 'streetOfficer', `S-99${i + 1}`, 200 + i),
  ),
  person('supervisor1', '陈', 'supervisor', DISTRICT, 300),
  person('supervisor2', '董', 'supervisor', DISTRICT, 301),
  person('reviewer1', '顾', 'reviewer', DISTRICT, 310),
  person('auditor1', '沈', 'auditor', DISTRICT, 320),
];

const SURNAMES = '李王张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧';
const GIVEN = [
  '洁',
  '丽',
  '建国',
  '晓明',
  '芳',
  '志远',
  '秀英',
  '文博',
  '雨桐',
  '海燕',
  '子涵',
  '国强',
  '春生',
  '思源',
  '桂兰',
  '一凡',
];
const RARE = ['买买提·吐尔逊', '𠅤文', '䶮', 'Maria Santos', '㛃如'];

/** A name for the n-th traveller. Every twentieth is one that poor software breaks. */
export function nameOf(n: number): string {
  if (n % 20 === 7) return RARE[((n / 20) % RARE.length) | 0] ?? '䶮';
  return `${SURNAMES[(n * 7) % SURNAMES.length]}${GIVEN[(n * 5) % GIVEN.length]}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A number that passes its check digit and is nobody's: an area that does not exist and a birth before 1900. */
export function idNumberOf(n: number): string {
  return withCheckDigit(
    `990000${1800 + (n % 99)}${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`,
  );
}

/** The 17 digits of a number, and the last that proves them. */
export function withCheckDigit(body: string): string {
  const sum = Array.from(body).reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] ?? 0), 0);
  return body + '10X98765432'[sum % 11];
}
