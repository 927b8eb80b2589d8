/** What a handoff remembers beside its state: coded fields and ids only, never a name, a number or a word somebody said (invariant I15). */
import type { Answer, Appealed, Reply, Ruling, Rung, Waivable } from '../src/contract/answers.ts';
import type { HandoffCommandType } from '../src/contract/handoff-commands.ts';
import type { Contradiction, ContradictionName, Raised } from '../src/contract/contradictions.ts';
import type {
  Direction,
  EvidenceRegion,
  Region,
  ShownStates,
  UnfitClass,
  VerificationLevel,
} from '../src/contract/measures.ts';
import type { SourceFault, SourceRegion } from '../src/contract/sources.ts';
import type { TimerName } from '../src/contract/timers.ts';
import type { Input, Standing } from './standing.ts';

export interface HandoffContext {
  readonly stop: string;
  readonly checkpoint: string;
  /** The duty officer, by account: the named holder while the case is open (invariant I13). */
  readonly officer: string;
  /** When the traveller arrived; every proof is judged as of then (rule: nobody expires while waiting). */
  readonly arrivedAt: number;
  /** What was in force at the arrival. A decision names all four (invariant I16). */
  readonly announcement: string;
  readonly measure: string;
  readonly measureVersion: number;
  readonly clause: string;
  readonly announcementEnded: boolean;
  readonly mayHold: boolean;
  /** The pinned measure asks a child of this age for no test. Neither the age nor the birth date is remembered. */
  readonly exemptByAge: boolean;
  /** The seven fields of the pledge that the traveller gives. */
  readonly detailsStand: boolean;
  readonly isUnder14: boolean;
  readonly guardian: string | null;
  /** Handoffs of children tied to this one. */
  readonly wards: readonly string[];
  readonly direction: Direction;
  /** What was shown so far, as coded states: judged again whenever one piece of it changes. No instant, no number. */
  readonly shown: ShownStates | null;
  /** How far what is shown was verified, and as of when it is known; nothing for what is not known. */
  readonly known: Readonly<Partial<Record<EvidenceRegion, Known | null>>>;
  /** What became of asking the sources, one entry for each that was asked or that answered. */
  readonly sources: Readonly<Partial<Record<SourceRegion, SourceStanding>>>;
  /** What cannot both be so, and what each turned out to be. It decides nothing; at most `CONTRADICTIONS_KEPT`. */
  readonly contradictions: readonly Contradiction[];
  readonly hold: Hold;
  /** The card is kept safe to be collected; it stays on the overdue board until it is. */
  readonly deposited: boolean;
  /** Who the case was offered to, until they accept it. */
  readonly offeredTo: string | null;
  readonly request: Request;
  /** What was recorded in a worker's name by telephone and may still be disputed by them, oldest first. */
  readonly oral: readonly OralAnswer[];
  readonly consent: Consent;
  readonly proposal: { readonly regions: readonly Waivable[]; readonly by: string } | null;
  readonly care: Care;
  /** Who decided what can be appealed; whoever looks again is another. */
  readonly decided: Readonly<Record<Exclude<Appealed, 'other'>, readonly string[]>>;
  readonly appeal: Appeal | null;
  /** A closing was made and its papers are not yet in the traveller's hands. */
  readonly papersPending: boolean;
}

export interface Known {
  readonly at: number;
  readonly level: VerificationLevel;
}

export interface SourceStanding {
  /** Since when an answer is waited for; null where none is. */
  readonly askedAt: number | null;
  readonly answeredAt: number | null;
  /** What the last answer came to. `kept`: it is older than what was known and differs, so it changed nothing for the better. */
  readonly says: 'found' | 'notFound' | 'unavailable' | 'kept' | null;
  readonly why: SourceFault | null;
  /** Since when the source has not answered; null where it did the last time. */
  readonly silentSince: number | null;
}

export interface Hold {
  readonly by: string | null;
  readonly second: string | null;
  readonly ground: string | null;
  /** 0, 1, or 2 for "a second hold of the same stop or a later one". */
  readonly count: 0 | 1 | 2;
  readonly since: number;
  /** Time kept by earlier holds of the same stop; the cap counts all of it. */
  readonly keptMs: number;
  readonly capReached: boolean;
}

export interface Request {
  /** The highest rung asked so far. */
  readonly rung: Rung | null;
  readonly community: string | null;
  readonly streetOffice: string | null;
  readonly supervisor: string | null;
  /** Question one was answered yes or not sure; before that no office sees the health status. */
  readonly residentKnown: boolean;
  /** An office that was asked last said that the traveller is not theirs. */
  readonly notOurs: boolean;
  /** The second question at this rung is used up: a refusal was asked again, or the request was taken back. */
  readonly askedAgain: boolean;
  readonly codeIssued: boolean;
  /** Who rules, by account: who took the dispute up, whom the house named, or who ruled already. */
  readonly decider: string | null;
}

export interface OralAnswer {
  readonly office: string;
  readonly worker: string;
  /** Null where question one alone was answered. */
  readonly answer: Answer | null;
  readonly at: number;
  /** The consent was last given or refused by it. */
  readonly decides: boolean;
}

export interface Appeal {
  readonly of: Appealed;
  readonly filedAt: number;
  readonly isOverdue: boolean;
}

export interface Consent {
  readonly office: string | null;
  readonly conditions: 'none' | 'shown' | 'acknowledged';
  /** Until when the office, or the ruling, holds it open; never longer than the measure's clock. */
  readonly until: number | null;
}

/** After the release: who has the traveller in their care, and what is being changed about it. */
export interface Care {
  readonly office: string | null;
  readonly problem: boolean;
  readonly ruledOffice: string | null;
  readonly transferTo: string | null;
}

export type HandoffStanding = Standing<HandoffContext>;

/** `class.state` of an evidence region, `needed` for consent and pledge, or `notNeeded`. */
export type JudgedState = string;

/** What the pinned measure says about the evidence as of the arrival. A region left out stays as it was. */
export interface Judged {
  readonly clause?: string;
  readonly shown?: ShownStates;
  readonly mayHold?: boolean;
  readonly exemptByAge?: boolean;
  readonly states: Readonly<Partial<Record<Region, JudgedState>>>;
  /** Nothing is left that a document could be held for. */
  readonly groundLapsed?: boolean;
  readonly measure?: string;
  readonly measureVersion?: number;
  readonly announcement?: string;
  /** How far what this command shows was verified. A region left out stays as it was. */
  readonly known?: HandoffContext['known'];
  /** What a source's answer comes to, beside what was known. */
  readonly says?: SourceStanding['says'];
  readonly why?: SourceFault;
  /** It says otherwise than what was shown. */
  readonly differs?: boolean;
  /** What was wrong with a test that is not even unfit, because whoever says so is not to be believed. */
  readonly disbelieved?: UnfitClass;
}

/** What prepare found out that the machine cannot know. Absent means not found. */
export type Finding =
  | 'announcementInForce'
  | 'legalBasisIsTheMeasures'
  | 'secondIsSuperior'
  | 'answererIdentified'
  | 'wordsGiven'
  | 'textIsTheOneShown'
  | 'guardianIdentified'
  | 'witnessIsOnDuty'
  | 'deciderCoversTheOffice'
  | 'familyAgrees'
  | 'detailsComplete'
  | 'isUnder14'
  | 'communityChanged'
  | 'pledgeTouched'
  | 'somethingChanged'
  | 'firstCheckpointLetsGo'
  | 'newMeasureIsMilder'
  | 'numberIsInTheDirectory'
  | 'channelIsRegistered'
  | 'communityStands'
  | 'officeStands'
  | 'clauseIsOfTheMeasure'
  | 'contactHasCooled'
  | 'sourceIsConnected'
  | 'documentNumberIsKnown'
  | 'sourceIsNotBeingAsked'
  | 'claimIsTakenBack';

/** The machine's whole input: the command's coded fields, what prepare judged and what it found. */
export interface HandoffInput extends Input {
  readonly type: HandoffCommandType | TimerName;
  readonly judged?: Judged;
  readonly found?: Readonly<Partial<Record<Finding, boolean>>>;
  /** What was found to contradict something; prepare finds it, a machine only remembers. */
  readonly contradictions?: readonly Raised[];
  readonly contradiction?: ContradictionName;
  readonly other?: string;
  readonly outcome?: string;
  /** Who the request goes to next, from the directory. */
  readonly nextOffice?: string;
  readonly nextOfficer?: string;
  /** Who is to rule next, where the ruling fell due. */
  readonly nextDecider?: string;
  readonly open?: Pick<HandoffContext, 'stop' | 'checkpoint' | 'arrivedAt' | 'direction'>;
  readonly office?: string;
  readonly worker?: string;
  readonly of?: string;
  readonly community?: string;
  readonly answer?: Answer;
  readonly isRegisteredResident?: Reply;
  readonly knowsTheStatus?: Reply;
  readonly acceptsReception?: Reply;
  readonly reason?: string;
  readonly conditions?: readonly string[];
  readonly until?: number;
  readonly recordingNoticeRead?: boolean;
  readonly ground?: string;
  readonly legalBasis?: string;
  readonly verdict?: 'keep' | 'return';
  readonly why?: string;
  readonly to?: string;
  readonly wish?: 'leave' | 'stay';
  readonly kind?: 'healthAuthority' | 'emergency';
  readonly ruling?: Ruling;
  readonly regions?: readonly Waivable[];
  readonly alternatives?: readonly string[];
  readonly region?: EvidenceRegion;
  readonly guardian?: string;
  /** The child that is being tied, where this is the guardian's own stream. */
  readonly ward?: string;
}

export const NOBODY: HandoffContext = {
  stop: '',
  checkpoint: '',
  officer: '',
  arrivedAt: 0,
  announcement: '',
  measure: '',
  measureVersion: 0,
  clause: '',
  announcementEnded: false,
  mayHold: false,
  exemptByAge: false,
  detailsStand: false,
  isUnder14: false,
  guardian: null,
  wards: [],
  direction: 'INBOUND',
  shown: null,
  known: {},
  sources: {},
  contradictions: [],
  hold: { by: null, second: null, ground: null, count: 0, since: 0, keptMs: 0, capReached: false },
  deposited: false,
  offeredTo: null,
  request: {
    rung: null,
    community: null,
    streetOffice: null,
    supervisor: null,
    residentKnown: false,
    notOurs: false,
    askedAgain: false,
    codeIssued: false,
    decider: null,
  },
  oral: [],
  consent: { office: null, conditions: 'none', until: null },
  proposal: null,
  care: { office: null, problem: false, ruledOffice: null, transferTo: null },
  decided: { ruling: [], turnBack: [], hold: [], release: [] },
  appeal: null,
  papersPending: false,
};
