/** The closed lists that people answer from. One list, used from the button to the journal. */
import type { EvidenceRegion } from './measures.ts';

/**
 * What an office can answer to a request.
 * Only `accept` with three yes is consent; "you release, then I take" is `conditional` and never consent (invariant I14).
 */
export const ANSWERS = {
  accept: { zh: '同意接收', en: 'accept' },
  refuse: { zh: '不同意接收', en: 'refuse' },
  conditional: { zh: '附条件表态', en: 'conditional' },
  notOurs: { zh: '非本社区居民', en: 'not ours' },
  needsStreetOffice: { zh: '请街道定夺', en: 'needs the street office' },
  needMoreInformation: { zh: '需要更多情况', en: 'need more information' },
} as const;
export type Answer = keyof typeof ANSWERS;
export const ANSWER_NAMES = Object.keys(ANSWERS) as Answer[];

/** The three questions the police put: resident? status known? willing to receive and bear the epidemic-control responsibility? */
export const QUESTIONS = ['isRegisteredResident', 'knowsTheStatus', 'acceptsReception'] as const;
export const REPLIES = ['yes', 'no', 'notSure'] as const;
export type Reply = (typeof REPLIES)[number];

/** Why an office refuses. */
export const REFUSAL_REASONS = {
  notResident: { zh: '不在本社区居住', en: 'does not live here' },
  homeIsSealed: { zh: '住处封控无法接收', en: 'the home is sealed and cannot receive' },
  cannotIsolate: { zh: '不具备居家观察条件', en: 'no room for home observation' },
  noCapacity: { zh: '接收能力不足', en: 'no capacity to receive' },
  riskNotCleared: { zh: '风险排查未完成', en: 'the risk screening is not finished' },
  other: { zh: '其他（须说明）', en: 'other (with words)' },
} as const;
export const REFUSAL_REASON_NAMES = Object.keys(REFUSAL_REASONS) as (keyof typeof REFUSAL_REASONS)[];

/** How a telephone call ended. None of these is consent, and none ends a request. */
export const CALL_OUTCOMES = {
  noAnswer: { zh: '无人接听', en: 'no answer' },
  busy: { zh: '占线', en: 'busy' },
  wrongNumber: { zh: '号码有误', en: 'wrong number' },
  hungUp: { zh: '对方挂断', en: 'hung up' },
  refusedToBeNamed: { zh: '不愿表明身份', en: 'would not be named' },
  spokeUnidentified: { zh: '通话但未核实身份', en: 'spoke, not identified' },
  spokeIdentified: { zh: '通话且已核实身份', en: 'spoke, identified' },
} as const;
export const CALL_OUTCOME_NAMES = Object.keys(CALL_OUTCOMES) as (keyof typeof CALL_OUTCOMES)[];

/** The rungs a request climbs. Silence passes it up, never back to the traveller. */
export const RUNGS = ['community', 'streetOffice', 'supervisor'] as const;
export type Rung = (typeof RUNGS)[number];

/** What a supervisor can rule. A ruling waives nothing; only an approved exception does. */
export const RULINGS = {
  receive: { zh: '裁定接收', en: 'receive' },
  turnBack: { zh: '裁定劝返', en: 'turn back' },
  returnAndAskAgain: { zh: '退回重新征询', en: 'return and ask again' },
} as const;
export type Ruling = keyof typeof RULINGS;
export const RULING_NAMES = Object.keys(RULINGS) as Ruling[];

/** How a side was heard before a ruling; a ruling says it of both. */
export const HEARD = {
  inWriting: { zh: '书面', en: 'in writing' },
  byPhone: { zh: '电话', en: 'by phone' },
  inPerson: { zh: '当面', en: 'in person' },
  didNotAnswer: { zh: '未作答复', en: 'did not answer' },
} as const;
export type Heard = keyof typeof HEARD;
export const HEARD_NAMES = Object.keys(HEARD) as Heard[];

/** Who can be asked for a statement while a dispute lasts. */
export const PARTIES = {
  checkpoint: { zh: '检查站', en: 'the checkpoint' },
  office: { zh: '被征询单位', en: 'the office that was asked' },
  traveller: { zh: '当事人', en: 'the traveller' },
} as const;
export type Party = keyof typeof PARTIES;
export const PARTY_NAMES = Object.keys(PARTIES) as Party[];

/** What an appeal is against. `other` is against the whole, and so is looked at by nobody who decided any of it. */
export const APPEALED = {
  ruling: { zh: '裁定', en: 'the ruling' },
  turnBack: { zh: '劝返决定', en: 'the decision to turn back' },
  hold: { zh: '暂存证件', en: 'the hold of the document' },
  release: { zh: '放行及接收安排', en: 'the release and who receives' },
  other: { zh: '其他', en: 'something else' },
} as const;
export type Appealed = keyof typeof APPEALED;
export const APPEALED_NAMES = Object.keys(APPEALED) as Appealed[];

/** What a second look comes to. */
export const SECOND_LOOKS = {
  upheld: { zh: '维持', en: 'upheld' },
  changed: { zh: '变更', en: 'changed' },
  unlawful: { zh: '确认违法', en: 'found unlawful' },
} as const;
export type SecondLook = keyof typeof SECOND_LOOKS;
export const SECOND_LOOK_NAMES = Object.keys(SECOND_LOOKS) as SecondLook[];

/** What receiving means at home; shown to the traveller before they sign. */
export const CONDITIONS = {
  sealedBuilding: { zh: '楼栋封控：可进不可出', en: 'sealed building: in, not out' },
  controlledCompound: { zh: '小区管控', en: 'controlled compound' },
  homeObservation: { zh: '居家观察', en: 'home observation' },
  testOnArrival: { zh: '到达后核酸检测', en: 'a test on arrival' },
} as const;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[];

/** Needs that put a person first. Never a requirement, never a label beyond the case. */
export const NEEDS = {
  pregnant: { zh: '孕妇', en: 'pregnant' },
  ill: { zh: '患病', en: 'ill' },
  old: { zh: '老人', en: 'elderly' },
  disabled: { zh: '残障', en: 'disabled' },
  minorAlone: { zh: '独行未成年人', en: 'minor alone' },
} as const;
export const NEED_NAMES = Object.keys(NEEDS) as (keyof typeof NEEDS)[];

/** What must be thought of before anybody is turned back (Infectious Disease Law 2025, article 17: the least restrictive measure). */
export const ALTERNATIVES = {
  testOnTheSpot: { zh: '现场采样检测', en: 'a test on the spot' },
  anotherOffice: { zh: '改由其他单位接收', en: 'another office receives' },
  hotelObservation: { zh: '酒店健康观察', en: 'observation in a hotel' },
  waitForResult: { zh: '等待检测结果', en: 'wait for the result' },
  conditionalRelease: { zh: '有条件放行', en: 'conditional release' },
} as const;
export const ALTERNATIVE_NAMES = Object.keys(ALTERNATIVES) as (keyof typeof ALTERNATIVES)[];

/** Regions an exception may waive. Consent can only be ruled; see `exceptionMayNameTheRegion`. */
export const WAIVABLE = ['test', 'healthStatus', 'itinerary', 'filing', 'pledge'] as const;
export type Waivable = (typeof WAIVABLE)[number];

/** Every state an evidence region can be in, by the class that decides what it allows. */
export const EVIDENCE_STATES = {
  test: {
    unmet: ['needed', 'unfit', 'unavailable'],
    pending: ['sampledPending'],
    met: ['fit', 'sampledPending'],
    stops: ['positive', 'underReview'],
  },
  healthStatus: {
    unmet: ['needed', 'green', 'yellow', 'red', 'poppedUp', 'unavailable'],
    pending: [],
    met: ['green', 'yellow', 'poppedUp'],
    stops: [],
  },
  itinerary: {
    unmet: ['needed', 'notGreen', 'unavailable', 'barred'],
    pending: [],
    met: ['green'],
    stops: [],
  },
  filing: {
    unmet: ['needed', 'refused', 'filed'],
    pending: ['claimed'],
    met: ['filed', 'granted'],
    stops: [],
  },
} as const satisfies Record<EvidenceRegion, Record<'unmet' | 'pending' | 'met' | 'stops', readonly string[]>>;
