/**
 * Not yes, not no: what follows from everything an office can say, from every way a call can end, and from silence.
 *
 * For each of them and each rung it is said where the request stands afterwards, who acts next and by which commands, and
 * which clock forces it on: community, street office, supervisor. Only `accept` leads to consent and only a refusal at the
 * rung that is asked leads to one; silence leads up. `test/workflows/next-steps.test.ts` holds it against the machine.
 */
import type { Answer, CALL_OUTCOMES, Rung } from './answers.ts';
import type { Said } from './form-words.ts';
import type { HandoffCommandType } from './handoff-commands.ts';
import type { TimerName } from './timers.ts';

/** `homeIsSealed`: their resident, but the home is sealed; a refusal with that reason. `silence`: the rung's clock ran out. */
export type Heard = Answer | keyof typeof CALL_OUTCOMES | 'homeIsSealed' | 'silence';

/** Where the request stands afterwards. */
export type Place = Rung | 'consented' | 'refused';

/** Who acts, as `WHO_ACTS` in the table of standings names them. */
export type Acting = 'officer' | 'community' | 'street' | 'supervisor' | 'traveller';

export interface NextStep {
  readonly to: Place;
  readonly who: Acting;
  /** What they can do now, the most obvious first. */
  readonly can: readonly HandoffCommandType[];
  /** What was heard, what it counts as, and what is to be done. The deadline is `PLACES[to]`. */
  readonly words: Said;
}

interface PlaceRow {
  /** The states of the case that lie here. */
  readonly at: readonly string[];
  readonly clock: TimerName;
  readonly who: Acting;
  readonly can: readonly HandoffCommandType[];
  /** Until when, and what follows by itself. */
  readonly until: (time: string) => Said;
}

export const PLACES: Readonly<Record<Place, PlaceRow>> = {
  community: {
    at: ['open.consent.asked.community'],
    clock: 'requestDue',
    who: 'community',
    can: ['answerCommunity', 'escalateRequest'],
    until: (time) => ({
      zh: `社区须在 ${time} 前答复；到时仍未答复的，自动转街道办事处。`,
      en: `The community has until ${time}; after that the street office is asked.`,
    }),
  },
  streetOffice: {
    at: ['open.consent.asked.streetOffice'],
    clock: 'rungDue',
    who: 'street',
    can: ['answerCommunity', 'escalateRequest'],
    until: (time) => ({
      zh: `街道须在 ${time} 前答复；到时仍未答复的，自动转督办员裁定。`,
      en: `The street office has until ${time}; after that the supervisor rules.`,
    }),
  },
  supervisor: {
    at: ['open.consent.asked.supervisor', 'open.consent.asked.undecided'],
    clock: 'rulingDue',
    who: 'supervisor',
    can: ['ruleOnHandoff'],
    until: (time) => ({
      zh: `督办员须在 ${time} 前裁定；到时无人裁定的，提醒值班站长，仍须督办员具名裁定。`,
      en: `The supervisor has until ${time} to rule; after that the duty superior is told, and a named supervisor still has to.`,
    }),
  },
  consented: {
    at: ['open.consent.accepted'],
    clock: 'consentLapses',
    who: 'traveller',
    can: ['acknowledgeConditions', 'signPledge'],
    until: (time) => ({
      zh: `承诺书须在 ${time} 前签署；逾时同意失效，须重新征询。`,
      en: `The pledge is to be signed by ${time}; after that the consent lapses and is asked for anew.`,
    }),
  },
  refused: {
    at: ['open.consent.refused'],
    clock: 'stayReviewDue',
    who: 'officer',
    can: ['escalateRequest', 'askCommunity', 'turnTravellerBack'],
    until: (time) => ({
      zh: `由检查站决定；${time} 仍未办结的，提醒值班站长查看等候情况。`,
      en: `The checkpoint decides; at ${time} the duty superior is told to look after whoever still waits.`,
    }),
  },
};

const BY_PHONE = ['recordCall', 'escalateRequest'] as const;
const IDENTIFY = ['issueReadBackCode', 'recordCall', 'escalateRequest'] as const;

/** What was heard and what it counts as. Without `can`, whoever the request lies with acts; with it, the officer does. */
const HEARD: Readonly<Record<Heard, Said & { readonly can?: readonly HandoffCommandType[] }>> = {
  accept: {
    zh: '同意接收。当事人知悉接收条件、签署承诺书后即可放行。',
    en: 'They receive. The traveller hears the conditions and signs the pledge.',
  },
  refuse: {
    zh: '不同意接收，理由已登记。可上报上一级；情况有变的，可再征询一次；劝返前须考虑其他办法。',
    en: 'They refuse, with a reason. Pass it up, ask once more if something changed, or turn back after other ways were thought of.',
  },
  homeIsSealed: {
    zh: '是其居民，但住处封控无法接收。可上报上一级另行安排（其他单位接收、酒店健康观察）；情况有变的，可再征询一次。',
    en: 'Their resident, but the home is sealed. Pass it up, so that another office or a hotel is found; ask once more if that changes.',
  },
  conditional: {
    zh: '附条件的话既不是同意，也不是拒绝，已照原话登记。请对方就三问明确答复。',
    en: 'On a condition: neither a yes nor a no, kept word for word. They are to answer the three questions plainly.',
  },
  notOurs: {
    zh: '非其居民，不算拒绝。请核对地址，改征询正确的社区。',
    en: 'Not theirs, which is no refusal. Check the address and ask the right community.',
    can: ['askCommunity', 'escalateRequest'],
  },
  needsStreetOffice: {
    zh: '请街道定夺：由街道办事处答复。',
    en: 'The street office is to decide, and answers.',
  },
  needMoreInformation: {
    zh: '需要更多情况，不算拒绝。请补充登记并告知对方；时限照常计算。',
    en: 'They need to know more, which is no refusal. Record it and tell them; the clock goes on.',
    can: ['recordDetails', 'recordCall', 'escalateRequest'],
  },
  noAnswer: {
    zh: '无人接听，不算答复。请拨下一个号码。',
    en: 'Nobody answered the phone: no answer. Call the next number.',
    can: BY_PHONE,
  },
  busy: {
    zh: '占线，不算答复。请拨下一个号码。',
    en: 'The line was busy: no answer. Call the next number.',
    can: BY_PHONE,
  },
  wrongNumber: {
    zh: '名录号码有误，不算答复。请拨下一个号码，并请管理员更正名录。',
    en: 'The number is wrong: no answer. Call the next, and have the directory put right.',
    can: BY_PHONE,
  },
  hungUp: {
    zh: '对方挂断，不算答复。请拨下一个号码。',
    en: 'They hung up: no answer. Call the next number.',
    can: BY_PHONE,
  },
  refusedToBeNamed: {
    zh: '对方不愿表明身份，所说不算答复，只作记录。请核实身份后再问，或拨下一个号码。',
    en: 'They would not be named: what was said is kept and counts for nothing. Identify them, or call the next number.',
    can: IDENTIFY,
  },
  spokeUnidentified: {
    zh: '身份未核实，所说不算答复，只作记录。请用回读码核实；没有登记的，由街道当场登记。',
    en: 'Not identified: what was said is kept and counts for nothing. Identify them by the code; the street office registers who is unknown.',
    can: IDENTIFY,
  },
  spokeIdentified: {
    zh: '身份已核实。请逐一提出三问，登记口头答复。',
    en: 'Identified. Put the three questions one by one and record the answer.',
    can: ['issueReadBackCode', 'recordOralAnswer', 'escalateRequest'],
  },
  silence: {
    zh: '到时未答复，不算同意，也不算拒绝。',
    en: 'No answer in time: neither a yes nor a no.',
  },
};

/** What is said at a rung whose answer is another's: it is kept, and the request goes on as it stands. */
export const KEPT: Said = {
  zh: '所说已记入案卷；征询照常进行。',
  en: 'What was said is kept; the request goes on as it stands.',
};

function placeAfter(heard: Heard, rung: Rung): Place {
  if (heard === 'accept') return 'consented';
  if (rung === 'supervisor') return rung;
  if (heard === 'refuse' || heard === 'homeIsSealed') return 'refused';
  if (heard === 'needsStreetOffice') return 'streetOffice';
  if (heard === 'silence') return rung === 'community' ? 'streetOffice' : 'supervisor';
  return rung;
}

/** Said by the office that is asked at this rung; at the supervisor's, by one of those asked before it. */
export function nextStep(heard: Heard, rung: Rung): NextStep {
  const { can, ...words } = HEARD[heard];
  const to = placeAfter(heard, rung);
  const place = PLACES[to];
  // There it is the supervisor who answers, by a ruling; what an office still says is kept for it.
  const isRefusalKept = to === 'supervisor' && (heard === 'refuse' || heard === 'homeIsSealed');
  return {
    to,
    who: can === undefined ? place.who : 'officer',
    can: (can ?? place.can).filter((command) => command !== 'escalateRequest' || to !== 'supervisor'),
    words: isRefusalKept ? KEPT : words,
  };
}
