/** Invented facts for every paper. Nobody has these names, numbers, offices or announcements. */
import { maskNumber } from '../../src/contract/papers.ts';
import type {
  BlankReceiptFacts,
  CustodyReceiptFacts,
  DepartureNoticeFacts,
  MaskedTraveller,
  PaperFacts,
  PaperFrame,
  PaperKind,
  PledgeFacts,
  RefusalNoticeFacts,
  ReleaseSlipFacts,
  Strokes,
} from '../../src/contract/papers.ts';
import type { Language } from '../../src/contract/measures.ts';
import { spokenCode } from '../../src/contract/spoken-codes.ts';

/** Area 999999 is nowhere, and nobody born in 1899 travels; the check digit is right. */
export const ID_NUMBER = '999999189901010012';
const at = (written: string) => Date.parse(`2026-11-08T${written}:00+08:00`);

export const checkpoint = { name: '云泽市公安局北津口检查站（虚构）', dutyPhone: '010-00000110' };
export const office = { name: '柳巷社区居民委员会（虚构）', dutyPhone: '010-00000123' };

export const basis = {
  announcementNumber: '云政发〔2026〕0号',
  issuer: '云泽市人民政府（虚构）',
  legalBasis: '《中华人民共和国传染病防治法》第六十三条、第六十七条',
  area: '云泽市全域',
  from: Date.parse('2026-11-01T00:00:00+08:00'),
  to: Date.parse('2026-12-01T00:00:00+08:00'),
  measureTitle: { 'zh-CN': '进京查验措施（演示）', en: 'Checks on entering (demonstration)' },
  measureVersion: 1,
  clauseId: 'popup3',
  clauseTitle: {
    'zh-CN': '弹窗三例外通道（社区接收）',
    en: 'Pop-up 3, exception route (a community receives)',
  },
} as const;

export const remedies = {
  reviewedBy: '云泽市人民政府（虚构）',
  court: '云泽市北津区人民法院（虚构）',
  helpPhone: '010-00012345',
  link: 'https://review.example/yunze',
} as const;

export const frame = (language: Language, number: string): PaperFrame => ({
  language,
  number,
  caseNumber: 'BJK-20261108-0042',
  checkpoint,
  drawnAt: at('16:05'),
  checkSalt: '00112233445566778899aabbccddeeff',
  verifyAt: 'https://guicheng.example/p',
});

/** A hand that never wrote: two invented characters, as a pad at 60 points a second would give them. */
export function strokes(): Strokes {
  const curve = (points: readonly (readonly [number, number])[]) => {
    const smooth: { x: number; y: number; pressure: number; time: number }[] = [];
    for (let from = 0; from < points.length - 1; from += 1) {
      const [a, b] = [points[from] ?? [0, 0], points[from + 1] ?? [0, 0]];
      for (let step = 0; step < 12; step += 1) {
        const part = step / 12;
        smooth.push({
          x: a[0] + (b[0] - a[0]) * part + Math.sin(part * 6 + from) * 1.5,
          y: a[1] + (b[1] - a[1]) * part + Math.cos(part * 5 + from) * 1.5,
          pressure: 0.35 + 0.3 * part,
          time: 1_700_000_000_000 + smooth.length * 16,
        });
      }
    }
    return { points: smooth };
  };
  return [
    curve([
      [40, 40],
      [95, 32],
    ]),
    curve([
      [30, 74],
      [104, 66],
    ]),
    curve([
      [66, 38],
      [68, 104],
    ]),
    curve([
      [24, 112],
      [112, 102],
    ]),
    curve([
      [150, 36],
      [142, 66],
      [178, 60],
      [196, 64],
      [188, 108],
      [176, 118],
      [166, 108],
    ]),
    curve([
      [170, 26],
      [164, 76],
      [138, 120],
    ]),
    curve([
      [212, 40],
      [232, 34],
    ]),
    curve([
      [206, 72],
      [250, 62],
      [232, 84],
      [206, 116],
      [262, 104],
    ]),
    { points: [{ x: 228, y: 20, pressure: 0.6 }] },
  ];
}

export const traveller = (more: Partial<MaskedTraveller> = {}): MaskedTraveller => ({
  name: '艾拉·云岚',
  document: { type: 'CN_RIC', number: maskNumber(ID_NUMBER) },
  address: '云泽市北津区柳巷 7 号院 3 号楼 2 单元 501（虚构）',
  ...more,
});

export const pledge = (language: Language): PledgeFacts => ({
  ...frame(language, 'CN-2026-000417'),
  text: {
    caseNumber: 'BJK-20261108-0042',
    checkpoint,
    arrivedAt: at('13:40'),
    traveller: { name: '艾拉·云岚', document: { type: 'CN_RIC', number: ID_NUMBER } },
    returnAddress: '云泽市北津区柳巷 7 号院 3 号楼 2 单元 501（虚构）',
    previousAddress: '海陵省望山市东坡路 18 号（虚构）',
    returnReason: 'home',
    returnReasonWords: '出差结束，回家',
    consent: {
      office,
      responsible: { surname: '陶', staffNumber: 'LX-07' },
      how: 'accepted',
      at: at('15:12'),
    },
    conditions: ['sealedBuilding', 'homeObservation', 'testOnArrival'],
    observationDays: 7,
    guardian: null,
    shown: {
      healthStatus: { state: 'poppedUp', detail: { kind: 3 } },
      test: {
        state: 'fit',
        detail: {
          countedFrom: 'reportedAt',
          anchorAt: Date.parse('2026-11-07T21:00:00+08:00'),
          fitUntil: Date.parse('2026-11-09T21:00:00+08:00'),
          dateOnly: false,
        },
      },
      itinerary: { state: 'green' },
    },
    basis,
    remedies,
  },
  signed: {
    at: at('16:02'),
    strokes: strokes(),
    witness: { surname: '闻', staffNumber: '090017' },
    readAloud: true,
    textDigest: '5f3a'.padEnd(64, '0'),
  },
});

export const custodyReceipt = (language: Language): CustodyReceiptFacts => ({
  ...frame(language, 'ZC-2026-000093'),
  traveller: traveller(),
  keeping: {
    kind: 'hold',
    ground: 'healthStatusPoppedUp',
    legalBasis: '云政发〔2026〕0号第五条',
    contestedBecause: {
      'zh-CN': '《居民身份证法》第十五条规定，任何组织或者个人不得扣押居民身份证。',
      en: 'The Resident Identity Card Law, article 15, forbids anybody to withhold an identity card.',
    },
    returnDueAt: at('14:15'),
    capAt: at('15:45'),
  },
  words: '核对弹窗原因',
  item: { type: 'CN_RIC', number: maskNumber(ID_NUMBER), condition: null },
  keptAt: at('13:45'),
  officers: [
    { surname: '闻', staffNumber: '090017' },
    { surname: '岳', staffNumber: '090023' },
  ],
  certificateShown: true,
  statement: null,
  signed: { at: at('13:46'), strokes: strokes() },
  returned: null,
  basis,
  remedies,
  format: 'A4',
});

export const deposit = (language: Language): CustodyReceiptFacts => ({
  ...custodyReceipt(language),
  number: 'BG-2026-000005',
  keeping: { kind: 'deposit', why: 'ambulance' },
  words: null,
  statement: '请通知家属。',
  signed: null,
});

export const releaseSlip = (language: Language): ReleaseSlipFacts => ({
  ...frame(language, 'FX-2026-000388'),
  traveller: traveller(),
  plate: '京A·00000（虚构）',
  releasedAt: at('16:04'),
  arriveBy: at('20:00'),
  returnAddress: '云泽市北津区柳巷 7 号院 3 号楼 2 单元 501（虚构）',
  receivedBy: { office, responsible: { surname: '陶', staffNumber: 'LX-07' } },
  regions: [
    { region: 'consent', how: 'met' },
    { region: 'pledge', how: 'met' },
    { region: 'test', how: 'met' },
    { region: 'itinerary', how: 'met' },
    { region: 'healthStatus', how: 'waived' },
  ],
  conditions: ['sealedBuilding', 'homeObservation', 'testOnArrival'],
  observationDays: 7,
  releasedBy: { surname: '闻', staffNumber: '090017' },
  releaseCode: spokenCode([4, 14, 9, 0, 10, 2, 13, 6, 7, 11, 3]),
  basis,
  remedies,
});

export const refusalNotice = (language: Language): RefusalNoticeFacts => ({
  ...frame(language, 'QF-2026-000061'),
  traveller: traveller(),
  arrivedAt: at('13:40'),
  decidedAt: at('16:03'),
  reason: 'noDecisionInTime',
  words: '社区附条件表态，街道和督办在时限内均未答复',
  unmet: [
    {
      'zh-CN': '社区同意：没有任何单位明确同意接收。',
      en: 'Consent: no office has clearly agreed to receive you.',
    },
  ],
  lift: {
    'zh-CN': '在京外的，由主管部门风险排查后解除；自行检测不能解除。',
    en: 'The authority’s risk screening lifts it; an own test does not.',
  },
  asked: [
    {
      office: office.name,
      rung: 'community',
      askedAt: at('13:52'),
      answer: 'conditional',
      reason: null,
      answeredAt: at('14:04'),
    },
    {
      office: '北津街道办事处（虚构）',
      rung: 'streetOffice',
      askedAt: at('14:10'),
      answer: null,
      reason: null,
      answeredAt: null,
    },
    {
      office: '北津联合值班室（虚构）',
      rung: 'supervisor',
      askedAt: at('14:40'),
      answer: null,
      reason: null,
      answeredAt: null,
    },
  ],
  alternatives: ['testOnTheSpot', 'anotherOffice', 'hotelObservation'],
  document: { returnedAt: at('14:10') },
  decidedBy: { surname: '闻', staffNumber: '090017' },
  secondOfficer: { surname: '岳', staffNumber: '090023' },
  statement: null,
  basis,
  remedies,
});

export const departureNotice = (language: Language): DepartureNoticeFacts => ({
  ...frame(language, 'LZ-2026-000012'),
  traveller: traveller(),
  arrivedAt: at('13:40'),
  requestedAt: at('15:20'),
  leftAt: at('15:24'),
  words: null,
  open: ['consent', 'pledge'],
  document: { returnedAt: at('15:22') },
  officer: { surname: '闻', staffNumber: '090017' },
  statement: '等了一个多小时没有答复，先回望山。',
  basis,
  remedies,
});

export const blankReceipt = (language: Language): BlankReceiptFacts => ({
  ...frame(language, 'KB-2026-0007'),
  formNumbers: ['KB-2026-0007-01', 'KB-2026-0007-02'],
  remedies,
});

/** One sample of each paper. */
export const SAMPLES: { readonly [K in PaperKind]: (language: Language) => PaperFacts[K] } = {
  pledge,
  custodyReceipt,
  releaseSlip,
  refusalNotice,
  departureNotice,
  blankReceipt,
};
