/**
 * What each paper is drawn from: facts, coded where a list exists, and never more of a person than the law asks for.
 *
 * The pledge carries the document's full number, because a declaration must say who declares; every other paper carries
 * it masked, and the type sees to it. Offices appear with their duty number, staff with surname and staff number;
 * there is no field for a private number. Instants are epoch milliseconds; papers print them in Asia/Shanghai.
 */
import type { Static } from 'typebox';
import type { ALTERNATIVES, Answer, CONDITIONS, REFUSAL_REASONS, Rung } from './answers.ts';
import type { DOCUMENT_TYPES } from './documents.ts';
import type { HANDOFF_COMMANDS } from './handoff-commands.ts';
import type { HealthStatusState, ItineraryState, Language, Region, TestState, Words } from './measures.ts';
import type { Instant } from './streams.ts';

// ── The papers and their words ───────────────────────────────────────────────────────────────────────────

/** Every paper, and what it is called at its head. */
export const PAPERS = {
  pledge: { 'zh-CN': '责任承诺书', en: 'Responsibility pledge' },
  custodyReceipt: { 'zh-CN': '证件暂存收据', en: 'Receipt for a document kept' },
  releaseSlip: { 'zh-CN': '放行单', en: 'Release slip' },
  refusalNotice: { 'zh-CN': '劝返告知书', en: 'Notice of being turned back' },
  departureNotice: { 'zh-CN': '离站告知书', en: 'Notice on leaving' },
  blankReceipt: {
    'zh-CN': '证件暂存收据（手工填写）',
    en: 'Receipt for a document kept (filled in by hand)',
  },
} as const satisfies Record<string, Words>;
export type PaperKind = keyof typeof PAPERS;
export const PAPER_KINDS = Object.keys(PAPERS) as PaperKind[];

type Bodies = typeof HANDOFF_COMMANDS;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export type HoldGround = Static<Bodies['holdDocument']['body']>['ground'];
export type DepositReason = Static<Bodies['depositDocument']['body']>['why'];
export type ReturnReason = NonNullable<Static<Bodies['recordDetails']['body']>['returnReason']>;
export type TurnBackReason = Static<Bodies['turnTravellerBack']['body']>['reason'];
export type Condition = keyof typeof CONDITIONS;
export type Alternative = keyof typeof ALTERNATIVES;
export type RefusalReason = keyof typeof REFUSAL_REASONS;

export const DOCUMENT_NAMES: Readonly<Record<DocumentType, Words>> = {
  CN_RIC: { 'zh-CN': '居民身份证', en: 'Resident identity card' },
  HKM_RESIDENCE: { 'zh-CN': '港澳居民居住证', en: 'Residence permit for Hong Kong and Macao residents' },
  TW_RESIDENCE: { 'zh-CN': '台湾居民居住证', en: 'Residence permit for Taiwan residents' },
  FPR_2017: { 'zh-CN': '外国人永久居留身份证', en: 'Foreigner’s permanent residence card' },
  FPR_2023: { 'zh-CN': '外国人永久居留身份证', en: 'Foreigner’s permanent residence card' },
  HKM_TRAVEL: {
    'zh-CN': '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
  },
  TW_TRAVEL: { 'zh-CN': '台湾居民来往大陆通行证', en: 'Mainland travel permit for Taiwan residents' },
  CN_PASSPORT: { 'zh-CN': '中国护照', en: 'Chinese passport' },
  PASSPORT: { 'zh-CN': '外国护照', en: 'Foreign passport' },
  OTHER: { 'zh-CN': '其他证件', en: 'Other document' },
  NONE: { 'zh-CN': '无证件', en: 'No document' },
};

export const HOLD_GROUND_WORDS: Readonly<Record<HoldGround, Words>> = {
  healthStatusPoppedUp: {
    'zh-CN': '健康宝有弹窗，情况待核对',
    en: 'a Health Kit pop-up has to be looked into',
  },
  testUnfit: {
    'zh-CN': '核酸证明不符合要求，待核对',
    en: 'the test shown is not as asked and has to be looked into',
  },
  identityUnclear: { 'zh-CN': '证件信息待核对', en: 'the document’s details have to be looked into' },
  superiorOrder: { 'zh-CN': '上级指令', en: 'by order of a superior' },
};

export const DEPOSIT_REASON_WORDS: Readonly<Record<DepositReason, Words>> = {
  travellerLeft: {
    'zh-CN': '当事人已离开，证件未及当面返还',
    en: 'the traveller has left and the document could not be handed back',
  },
  ambulance: { 'zh-CN': '当事人由救护车送医', en: 'the traveller was taken by an ambulance' },
  damaged: { 'zh-CN': '证件在保管中受损', en: 'the document was damaged in our keeping' },
  lost: { 'zh-CN': '证件在保管中遗失', en: 'the document was lost in our keeping' },
  refusedToTake: { 'zh-CN': '当事人暂不领取', en: 'the traveller did not take it back for now' },
};

export const RETURN_REASON_WORDS: Readonly<Record<ReturnReason, Words>> = {
  home: { 'zh-CN': '回家', en: 'going home' },
  work: { 'zh-CN': '工作', en: 'work' },
  school: { 'zh-CN': '上学', en: 'school' },
  treatment: { 'zh-CN': '就医', en: 'medical treatment' },
  family: { 'zh-CN': '家事', en: 'family' },
  other: { 'zh-CN': '其他', en: 'other' },
};

export const TURN_BACK_REASON_WORDS: Readonly<Record<TurnBackReason, Words>> = {
  requirementUnmet: { 'zh-CN': '有要求尚未满足', en: 'a requirement is not met' },
  communityRefused: { 'zh-CN': '接收单位不同意接收', en: 'the office asked did not agree to receive you' },
  ruledTurnBack: { 'zh-CN': '督办裁定劝返', en: 'a supervisor ruled that you are turned back' },
  noDecisionInTime: { 'zh-CN': '时限内无人作出决定', en: 'nobody decided in time' },
  pledgeDeclined: { 'zh-CN': '未签署承诺书', en: 'the pledge was not signed' },
};

export const RUNG_WORDS: Readonly<Record<Rung, Words>> = {
  community: { 'zh-CN': '社区', en: 'community' },
  streetOffice: { 'zh-CN': '街道办事处', en: 'street office' },
  supervisor: { 'zh-CN': '值班督办', en: 'duty supervisor' },
};

// ── Who and what stands on a paper ───────────────────────────────────────────────────────────────────────

declare const masked: unique symbol;
/** A document number with its middle hidden. Made by `maskNumber` alone. */
export type MaskedNumber = string & { readonly [masked]: true };

/**
 * Hides the middle of a document number: `110105********002X`.
 * A number of 15 or more keeps six and four; a shorter one keeps two and two, or nothing where that would show half of it.
 */
export function maskNumber(number: string): MaskedNumber {
  const characters = Array.from(number);
  const [head, tail] = characters.length >= 15 ? [6, 4] : characters.length >= 8 ? [2, 2] : [0, 0];
  const hidden = '*'.repeat(characters.length - head - tail);
  return `${characters.slice(0, head).join('')}${hidden}${characters.slice(characters.length - tail).join('')}` as MaskedNumber;
}

/** An office with the number of its duty desk. */
export interface Office {
  readonly name: string;
  readonly dutyPhone: string;
}

/** A member of staff as a stranger may know them: surname and staff number. */
export interface Staff {
  readonly surname: string;
  readonly staffNumber: string;
}

/** The traveller as every paper but the pledge knows them. */
export interface MaskedTraveller {
  readonly name: string;
  readonly document: { readonly type: DocumentType; readonly number: MaskedNumber | null };
  /** L-AC1 asks for the address of the person a decision is about; null where they gave none. */
  readonly address: string | null;
}

/** Under which announcement, measure and clause (invariant I16). */
export interface Basis {
  readonly announcementNumber: string;
  readonly issuer: string;
  readonly legalBasis: string;
  readonly area: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly measureTitle: Words;
  readonly measureVersion: number;
  readonly clauseId: string;
  readonly clauseTitle: Words;
}

/** To whom a decision can be taken. The time limits are the law's and stand in the template. */
export interface Remedies {
  /** The organ that reviews the checkpoint's decisions (Administrative Reconsideration Law). */
  readonly reviewedBy: string;
  readonly court: string;
  /** Where a complaint goes: a telephone number that anybody may call. */
  readonly helpPhone: string;
  /** Where a review can be asked for online; null where there is no such page. */
  readonly link: string | null;
}

/** What stands on every paper. */
export interface PaperFrame {
  readonly language: Language;
  /** The paper's own number; printed, spoken, and in the code. */
  readonly number: string;
  readonly caseNumber: string;
  readonly checkpoint: Office;
  /** When the paper was made: its date, and the creation date of the file. */
  readonly drawnAt: Instant;
  /** 128 bits, hex, kept sealed with the case: without it the check code could be guessed from the facts. */
  readonly checkSalt: string;
  /** Where a paper is checked, without a closing slash. */
  readonly verifyAt: string;
}

/** What a signature pad gives: strokes of points. Fields that are not named are not drawn. */
export type Strokes = readonly {
  readonly points: readonly { readonly x: number; readonly y: number; readonly pressure?: number }[];
}[];

// ── The facts of each paper ──────────────────────────────────────────────────────────────────────────────

/** Everything in the text that is shown and signed, and nothing that becomes known only by signing. */
export interface PledgeText {
  /** In the signed text, so that a signature cannot be moved to another case. */
  readonly caseNumber: string;
  readonly checkpoint: Office;
  readonly arrivedAt: Instant;
  /** The seven fields of the pledge begin here; office and number come from the consent, never from the traveller. */
  readonly traveller: {
    readonly name: string;
    readonly document: { readonly type: DocumentType; readonly number: string | null };
  };
  readonly returnAddress: string;
  readonly previousAddress: string;
  readonly returnReason: ReturnReason;
  readonly returnReasonWords: string | null;
  readonly consent: {
    readonly office: Office;
    readonly responsible: Staff;
    readonly how: 'accepted' | 'ruled';
    readonly at: Instant;
  };
  readonly conditions: readonly Condition[];
  readonly observationDays: number | null;
  /** Under 14 the guardian declares, and signs. */
  readonly guardian: { readonly name: string } | null;
  /** What was shown, where the clause asks for it. */
  readonly shown: {
    readonly healthStatus: HealthStatusState | null;
    readonly test: TestState | null;
    readonly itinerary: ItineraryState | null;
  };
  readonly basis: Basis;
  readonly remedies: Remedies;
}

export interface PledgeFacts extends PaperFrame {
  readonly text: PledgeText;
  readonly signed: {
    readonly at: Instant;
    /** Null where the pledge is signed by hand on the printed sheet. */
    readonly strokes: Strokes | null;
    readonly witness: Staff;
    readonly readAloud: boolean;
    /** SHA-256 of the sealed salt and the text that was shown. */
    readonly textDigest: string;
  };
}

export interface CustodyReceiptFacts extends PaperFrame {
  readonly traveller: MaskedTraveller;
  readonly keeping:
    | {
        readonly kind: 'hold';
        readonly ground: HoldGround;
        readonly legalBasis: string;
        /** Nobody may withhold an identity card (Resident Identity Card Law, article 15): no basis goes undisputed. */
        readonly contestedBecause: Words;
        readonly returnDueAt: Instant;
        /** Past it only the return remains. */
        readonly capAt: Instant;
      }
    | { readonly kind: 'deposit'; readonly why: DepositReason };
  readonly words: string | null;
  readonly item: {
    readonly type: DocumentType;
    readonly number: MaskedNumber | null;
    /** How it looks when it is taken; null: no damage seen. */
    readonly condition: string | null;
  };
  readonly keptAt: Instant;
  readonly officers: readonly [Staff, Staff];
  readonly certificateShown: boolean;
  /** What the traveller said to it; null leaves room to write. */
  readonly statement: string | null;
  readonly signed: { readonly at: Instant; readonly strokes: Strokes } | null;
  readonly returned: { readonly at: Instant; readonly strokes: Strokes | null } | null;
  readonly basis: Basis;
  readonly remedies: Remedies;
  /** A sheet, or a roll of 80 mm. */
  readonly format: 'A4' | 'roll80';
}

/** How a requirement stands when the traveller is let go. */
export interface ReleasedRegion {
  readonly region: Region;
  readonly how: 'met' | 'waived' | 'ruled';
}

export interface ReleaseSlipFacts extends PaperFrame {
  readonly traveller: MaskedTraveller;
  readonly plate: string | null;
  readonly releasedAt: Instant;
  readonly arriveBy: Instant;
  readonly returnAddress: string;
  readonly receivedBy: { readonly office: Office; readonly responsible: Staff };
  readonly regions: readonly ReleasedRegion[];
  readonly conditions: readonly Condition[];
  readonly observationDays: number | null;
  readonly releasedBy: Staff;
  /** Used up by the arrival; it stands in the large code, and under it to be typed (`spoken-codes.ts`). */
  readonly releaseCode: string;
  readonly basis: Basis;
  readonly remedies: Remedies;
}

/** Who was asked, and what came back. No answer is said plainly. */
export interface Asked {
  readonly office: string;
  readonly rung: Rung;
  readonly askedAt: Instant;
  readonly answer: Answer | 'turnBack' | null;
  readonly reason: RefusalReason | null;
  readonly answeredAt: Instant | null;
}

export interface RefusalNoticeFacts extends PaperFrame {
  readonly traveller: MaskedTraveller;
  readonly arrivedAt: Instant;
  readonly decidedAt: Instant;
  readonly reason: TurnBackReason;
  /** The officer's words to it. */
  readonly words: string | null;
  /** What is unmet, in the measure's sentences. */
  readonly unmet: readonly Words[];
  /** What lifts it, in the clause's sentence; null where the clause has none. */
  readonly lift: Words | null;
  readonly asked: readonly Asked[];
  readonly alternatives: readonly Alternative[];
  readonly document: { readonly returnedAt: Instant } | { readonly collectAt: Office } | null;
  readonly decidedBy: Staff;
  readonly secondOfficer: Staff | null;
  readonly statement: string | null;
  readonly basis: Basis;
  readonly remedies: Remedies;
}

export interface DepartureNoticeFacts extends PaperFrame {
  readonly traveller: MaskedTraveller;
  readonly arrivedAt: Instant;
  readonly requestedAt: Instant;
  readonly leftAt: Instant;
  readonly words: string | null;
  /** What was still open when they left; said so that it can be taken up elsewhere, not as a fault. */
  readonly open: readonly Region[];
  readonly document: { readonly returnedAt: Instant } | { readonly collectAt: Office } | null;
  readonly officer: Staff;
  readonly statement: string | null;
  readonly basis: Basis;
  readonly remedies: Remedies;
}

/** A pack of receipts for an outage: one form, in two copies, for each number. */
export interface BlankReceiptFacts extends PaperFrame {
  readonly formNumbers: readonly string[];
  readonly remedies: Remedies;
}

export interface PaperFacts {
  readonly pledge: PledgeFacts;
  readonly custodyReceipt: CustodyReceiptFacts;
  readonly releaseSlip: ReleaseSlipFacts;
  readonly refusalNotice: RefusalNoticeFacts;
  readonly departureNotice: DepartureNoticeFacts;
  readonly blankReceipt: BlankReceiptFacts;
}
