/** From a case to the facts of its papers. Everything printed comes from the journal, the directory or the measure. */
import { createHash } from 'node:crypto';
import type { Answer, Rung } from '../contract/answers.ts';
import { CONDITION_NAMES } from '../contract/answers.ts';
import type { Language, Measure, ShownStates, TestState, Words } from '../contract/measures.ts';
import {
  type Asked,
  type Basis,
  type Condition,
  type CustodyReceiptFacts,
  type DepartureNoticeFacts,
  type DocumentType,
  maskNumber,
  type MaskedTraveller,
  type Office,
  type PaperFrame,
  type PledgeFacts,
  type PledgeText,
  type RefusalNoticeFacts,
  type RefusalReason,
  type ReleaseSlipFacts,
  type Remedies,
  type ReturnReason,
  type Staff,
  type Strokes,
  type TurnBackReason,
} from '../contract/papers.ts';
import { SPOKEN_LENGTHS, spokenCode } from '../contract/spoken-codes.ts';
import type { JournalRow } from '../contract/streams.ts';
import type { CaseFile } from './case-file.ts';

const MINUTE_MS = 60_000;

/** What papers look up beside the case: offices, staff as a stranger may know them, announcements, measures. */
export interface PaperLookups {
  readonly office: (code: string) =>
    | {
        readonly zh: string;
        readonly parent?: string;
        readonly numbers: readonly { readonly number: string }[];
      }
    | undefined;
  readonly staff: (account: string) => Promise<Staff>;
  readonly announcement: (id: string) =>
    | {
        readonly number: string;
        readonly issuer: string;
        readonly legalBasis: string;
        readonly area: readonly string[];
        readonly from: number;
        readonly to: number;
      }
    | undefined;
  readonly measure: (id: string, version: number) => Measure | undefined;
  /** Where a paper is checked. */
  readonly verifyAt: string;
}

/** What the case's row remembers, as far as papers need it. */
export interface CaseContext {
  readonly checkpoint: string;
  readonly arrivedAt: number;
  readonly announcement: string;
  readonly measure: string;
  readonly measureVersion: number;
  readonly clause: string;
  readonly shown: ShownStates | null;
  readonly consent: { readonly office: string | null };
  readonly care: { readonly office: string | null };
  readonly deposited: boolean;
}

interface Document {
  readonly type: DocumentType;
  readonly number?: string;
}

interface Address {
  readonly text: string;
}

export class PaperMaker {
  readonly #file: CaseFile;
  readonly #context: CaseContext;
  readonly #lookups: PaperLookups;

  constructor(file: CaseFile, context: CaseContext, lookups: PaperLookups) {
    this.#file = file;
    this.#context = context;
    this.#lookups = lookups;
  }

  /** The salt of one paper: worked out from the case's sealed one, so that a paper drawn again is the same file. */
  salt(of: string): string {
    return saltOf(this.#file, of);
  }

  frame(number: string, language: Language, drawnAt: number): PaperFrame {
    return {
      language,
      number,
      caseNumber: caseNumber(this.#file.id),
      checkpoint: this.#office(this.#context.checkpoint),
      drawnAt,
      checkSalt: this.salt(number),
      verifyAt: this.#lookups.verifyAt,
    };
  }

  /** The text of the pledge as it stands now; null while a consent or one of the seven fields is missing. */
  async pledgeText(): Promise<PledgeText | null> {
    const consent = this.#consentRow();
    const document = this.#file.latest<Document>('document');
    const name = this.#file.latest<string>('name');
    const home = this.#file.latest<Address>('returnAddress');
    const previous = this.#file.latest<Address>('previousAddress');
    const office = this.#context.consent.office;
    if (
      consent === undefined ||
      office === null ||
      document === undefined ||
      name === undefined ||
      home === undefined ||
      previous === undefined
    )
      return null;
    const ruled = consent.command.type === 'ruleOnHandoff';
    const responsible = ruled
      ? (this.#file.last('acknowledgeRuling')?.performedBy ?? consent.performedBy)
      : answererOf(consent);
    const { conditions, observationDays } = conditionsOf(consent);
    return {
      caseNumber: caseNumber(this.#file.id),
      checkpoint: this.#office(this.#context.checkpoint),
      arrivedAt: this.#context.arrivedAt,
      traveller: { name, document: { type: document.type, number: document.number ?? null } },
      returnAddress: home.text,
      previousAddress: previous.text,
      returnReason: this.#coded<ReturnReason>('returnReason') ?? 'other',
      returnReasonWords: this.#file.latest<string>('returnReasonWords') ?? null,
      consent: {
        office: this.#office(office),
        responsible: await this.#lookups.staff(responsible),
        how: ruled ? 'ruled' : 'accepted',
        at: consent.recordedAt,
      },
      conditions,
      observationDays,
      guardian: null,
      shown: {
        healthStatus: this.#context.shown?.healthStatus ?? null,
        test: this.#shownTest(),
        itinerary: this.#context.shown?.itinerary ?? null,
      },
      basis: this.#basis(),
      remedies: this.#remedies(),
    };
  }

  async pledge(frame: PaperFrame, row: JournalRow): Promise<PledgeFacts | null> {
    const text = await this.pledgeText();
    if (text === null) return null;
    return {
      ...frame,
      text,
      signed: {
        at: row.occurredAt,
        strokes: strokesOf(this.#file.said<string>(row, 'strokes')),
        witness: await this.#lookups.staff(String(row.command['witness'])),
        readAloud: this.#file.last('acknowledgeConditions')?.command['readAloud'] === true,
        textDigest: String(row.command['textDigest']),
      },
    };
  }

  /** `capAt`: when the clock of the cap runs out, which knows of an earlier hold; where it no longer runs, the measure says. */
  async custodyReceipt(
    frame: PaperFrame,
    row: JournalRow,
    capAt: number | undefined,
  ): Promise<CustodyReceiptFacts> {
    const measure = this.#measure();
    if (measure === undefined) throw new Error('The measure a card is kept by is not known.');
    const clause = measure.clauses.find(({ id }) => id === this.#context.clause);
    const deposit = row.command.type === 'depositDocument' || row.command.type === 'referTraveller';
    const document = this.#document();
    return {
      ...frame,
      traveller: this.#traveller(),
      keeping: deposit
        ? {
            kind: 'deposit',
            why:
              row.command.type === 'referTraveller' ? 'ambulance' : (row.command['why'] as 'travellerLeft'),
          }
        : {
            kind: 'hold',
            ground: row.command['ground'] as 'healthStatusPoppedUp',
            legalBasis: clause?.mayHold.allowed === true ? clause.mayHold.legalBasis[frame.language] : '',
            contestedBecause: clause?.mayHold.allowed === true ? clause.mayHold.contestedBecause : EMPTY,
            returnDueAt: row.occurredAt + measure.clocks.holdDue * MINUTE_MS,
            capAt: capAt ?? row.occurredAt + measure.clocks.holdCapDue * MINUTE_MS,
          },
      words: this.#file.said<string>(row, 'words') ?? null,
      item: { type: document.type, number: document.number, condition: null },
      keptAt: row.occurredAt,
      officers: [
        await this.#lookups.staff(row.performedBy),
        await this.#lookups.staff(row.secondPerson ?? row.performedBy),
      ],
      certificateShown: false,
      statement: null,
      signed: null,
      returned: null,
      basis: this.#basis(),
      remedies: this.#remedies(),
      format: 'A4',
    };
  }

  async releaseSlip(
    frame: PaperFrame,
    row: JournalRow,
    arriveBy: number,
    releaseCode: string,
  ): Promise<ReleaseSlipFacts | null> {
    const text = await this.pledgeText();
    const office = this.#context.care.office;
    if (office === null) return null;
    const consent = this.#consentRow();
    const { conditions, observationDays } =
      consent === undefined ? { conditions: [], observationDays: null } : conditionsOf(consent);
    const clause = this.#measure()?.clauses.find(({ id }) => id === this.#context.clause);
    const waived = new Set(
      this.#file.rows.flatMap(({ facts }) =>
        facts.flatMap(({ type }) => (type.endsWith('Waived') ? [type.slice(0, -6)] : [])),
      ),
    );
    const asked = Object.keys(clause?.needs ?? {}) as ReleaseSlipFacts['regions'][number]['region'][];
    return {
      ...frame,
      traveller: this.#traveller(),
      plate: this.#file.latest<string>('plate') ?? null,
      releasedAt: row.occurredAt,
      arriveBy,
      returnAddress: this.#file.latest<Address>('returnAddress')?.text ?? '',
      receivedBy: {
        office: this.#office(office),
        responsible:
          text?.consent.responsible ?? (await this.#lookups.staff(consent?.performedBy ?? row.performedBy)),
      },
      regions: asked.map((region) => ({
        region,
        how: waived.has(region)
          ? 'waived'
          : region === 'consent' && consent?.command.type === 'ruleOnHandoff'
            ? 'ruled'
            : 'met',
      })),
      conditions,
      observationDays,
      releasedBy: await this.#lookups.staff(row.performedBy),
      releaseCode,
      basis: this.#basis(),
      remedies: this.#remedies(),
    };
  }

  async refusalNotice(frame: PaperFrame, row: JournalRow): Promise<RefusalNoticeFacts> {
    const clause = this.#measure()?.clauses.find(({ id }) => id === this.#context.clause);
    return {
      ...frame,
      traveller: this.#traveller(),
      arrivedAt: this.#context.arrivedAt,
      decidedAt: row.occurredAt,
      reason: row.command['reason'] as TurnBackReason,
      words: this.#file.said<string>(row, 'words') ?? null,
      unmet: clause === undefined ? [] : [clause.why],
      lift: clause?.lift?.words ?? null,
      asked: this.#asked(),
      alternatives: row.command['alternatives'] as RefusalNoticeFacts['alternatives'],
      document: this.#whereTheDocumentIs(),
      decidedBy: await this.#lookups.staff(row.performedBy),
      secondOfficer: row.secondPerson === null ? null : await this.#lookups.staff(row.secondPerson),
      statement: this.#statement(),
      basis: this.#basis(),
      remedies: this.#remedies(),
    };
  }

  async departureNotice(frame: PaperFrame, row: JournalRow): Promise<DepartureNoticeFacts> {
    const asked = this.#file.last('requestDeparture') ?? row;
    return {
      ...frame,
      traveller: this.#traveller(),
      arrivedAt: this.#context.arrivedAt,
      requestedAt: asked.occurredAt,
      leftAt: row.occurredAt,
      words: this.#file.said<string>(row, 'words') ?? null,
      open: this.#context.consent.office === null ? ['consent', 'pledge'] : [],
      document: this.#whereTheDocumentIs(),
      officer: await this.#lookups.staff(row.performedBy),
      statement: this.#statement(),
      basis: this.#basis(),
      remedies: this.#remedies(),
    };
  }

  /** The test with its own time: the machine keeps the state alone, the instant lies sealed with the proof. */
  #shownTest(): TestState | null {
    const state = this.#context.shown?.test ?? null;
    if (state?.state !== 'fit') return state;
    const proof = this.#file.latest<Readonly<Record<string, { readonly at: number } | null>>>('test');
    const anchorAt = proof?.[state.detail.countedFrom]?.at ?? state.detail.anchorAt;
    return { ...state, detail: { ...state.detail, anchorAt } };
  }

  #consentRow(): JournalRow | undefined {
    return this.#file.rows.findLast(
      ({ command, facts }) =>
        facts.some(({ type }) => type === 'consentGiven') ||
        (command.type === 'ruleOnHandoff' && command['ruling'] === 'receive'),
    );
  }

  #asked(): Asked[] {
    const asked: Asked[] = [];
    /** In whose name the last answer of an office was put down by telephone. */
    const spokenBy = new Map<string, string>();
    for (const row of this.#file.rows) {
      const types = row.facts.map(({ type }) => type);
      if (row.command.type === 'askCommunity')
        asked.push(askedOf(this.#name(String(row.command['community'])), 'community', row));
      if (types.includes('rungAsked')) {
        const isAtTheDesk =
          BROUGHT_TO_THE_DESK.has(row.command.type) || asked.some((one) => one.rung === 'streetOffice');
        const rung: Rung = isAtTheDesk ? 'supervisor' : 'streetOffice';
        asked.push(askedOf(this.#name(String(row.command['nextOffice'] ?? '')), rung, row));
      }
      const office = row.command['office'];
      const isOral = row.command.type === 'recordOralAnswer';
      if (isOral || row.command.type === 'answerCommunity')
        spokenBy.set(String(office), isOral ? String(row.command['worker']) : '');
      // What its worker says was never said is told to nobody as the office's answer.
      if (row.command.type === 'disputeOralAnswer' && spokenBy.get(String(office)) === row.performedBy) {
        const index = asked.findLastIndex((one) => one.office === this.#name(String(office)));
        const known = asked[index];
        if (known !== undefined) asked[index] = { ...known, answer: null, reason: null, answeredAt: null };
      }
      if ((isOral || row.command.type === 'answerCommunity') && row.command['answer'] !== undefined) {
        const index = asked.findLastIndex((one) => one.office === this.#name(String(office)));
        const known = asked[index];
        if (known !== undefined)
          asked[index] = {
            ...known,
            answer: row.command['answer'] as Answer,
            reason: (row.command['reason'] as RefusalReason | undefined) ?? null,
            answeredAt: row.occurredAt,
          };
      }
      if (row.command.type === 'ruleOnHandoff' && row.command['ruling'] === 'turnBack') {
        const last = asked.at(-1);
        if (last !== undefined)
          asked[asked.length - 1] = { ...last, answer: 'turnBack', answeredAt: row.occurredAt };
      }
    }
    return asked;
  }

  #whereTheDocumentIs(): RefusalNoticeFacts['document'] {
    if (this.#context.deposited) return { collectAt: this.#office(this.#context.checkpoint) };
    const returned = this.#file.last('returnDocument') ?? this.#file.last('readDocument');
    return returned === undefined ? null : { returnedAt: returned.occurredAt };
  }

  #statement(): string | null {
    const row = this.#file.last('addStatement');
    return row === undefined ? null : (this.#file.said<string>(row, 'words') ?? null);
  }

  #document(): MaskedTraveller['document'] {
    const document = this.#file.latest<Document>('document');
    return {
      type: document?.type ?? 'NONE',
      number: document?.number === undefined ? null : maskNumber(document.number),
    };
  }

  #traveller(): MaskedTraveller {
    return {
      name: this.#file.latest<string>('name') ?? '',
      document: this.#document(),
      address: this.#file.latest<Address>('returnAddress')?.text ?? null,
    };
  }

  #coded<T>(field: string): T | undefined {
    return this.#file.rows.findLast(({ command }) => command[field] !== undefined)?.command[field] as
      | T
      | undefined;
  }

  #measure(): Measure | undefined {
    return this.#lookups.measure(this.#context.measure, this.#context.measureVersion);
  }

  #name(code: string): string {
    return this.#lookups.office(code)?.zh ?? code;
  }

  #office(code: string): Office {
    const office = this.#lookups.office(code);
    return { name: office?.zh ?? code, dutyPhone: office?.numbers[0]?.number ?? '' };
  }

  #district(): { readonly name: string; readonly dutyPhone: string } {
    const checkpoint = this.#lookups.office(this.#context.checkpoint);
    return this.#office(checkpoint?.parent ?? this.#context.checkpoint);
  }

  #basis(): Basis {
    const announcement = this.#lookups.announcement(this.#context.announcement);
    const measure = this.#measure();
    const clause = measure?.clauses.find(({ id }) => id === this.#context.clause);
    return {
      announcementNumber: announcement?.number ?? '',
      issuer: announcement?.issuer ?? '',
      legalBasis: announcement?.legalBasis ?? '',
      area: (announcement?.area ?? []).map((code) => this.#name(code)).join('、'),
      from: announcement?.from ?? 0,
      to: announcement?.to ?? 0,
      measureTitle: measure?.title ?? EMPTY,
      measureVersion: this.#context.measureVersion,
      clauseId: this.#context.clause,
      clauseTitle: clause?.title ?? EMPTY,
    };
  }

  /** The government over the checkpoint reviews its decisions (Administrative Reconsideration Law); its court hears the suit. */
  #remedies(): Remedies {
    const { name, dutyPhone } = this.#district();
    return { reviewedBy: `${name}人民政府`, court: `${name}人民法院`, helpPhone: dutyPhone, link: null };
  }
}

function saltOf(file: CaseFile, of: string): string {
  const sealed = file.latest<string>('paperSalt') ?? '';
  return createHash('sha256').update(`${sealed}/${of}`).digest('hex').slice(0, 32);
}

/** What a gate and the community's door check: printed on the release slip alone, to be scanned or typed. */
export function releaseCodeOf(file: CaseFile): string {
  const digits = saltOf(file, 'gate').slice(0, SPOKEN_LENGTHS.release);
  return spokenCode(Array.from(digits, (digit) => Number.parseInt(digit, 16)));
}

/** What takes a request to the desk past whatever rung was not asked. */
const BROUGHT_TO_THE_DESK: ReadonlySet<string> = new Set(['disputeOralAnswer', 'lookAgain']);
const EMPTY: Words = { 'zh-CN': '', en: '' };

/** A case's number as people say it: the day it began and the tail of its id. */
export function caseNumber(id: string): string {
  return `${id.slice(0, 8)}-${id.slice(-6)}`.toUpperCase();
}

const answererOf = (row: JournalRow) =>
  row.command.type === 'recordOralAnswer' ? String(row.command['worker']) : row.performedBy;

function conditionsOf({ command }: JournalRow): { conditions: Condition[]; observationDays: number | null } {
  const said = (command['conditions'] as string[] | undefined) ?? [];
  return {
    conditions: CONDITION_NAMES.filter((name) => said.includes(name)),
    observationDays: (command['observationDays'] as number | undefined) ?? null,
  };
}

const askedOf = (office: string, rung: Rung, row: JournalRow): Asked => ({
  office,
  rung,
  askedAt: row.occurredAt,
  answer: null,
  reason: null,
  answeredAt: null,
});

function strokesOf(text: string | undefined): Strokes | null {
  if (text === undefined) return null;
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) && parsed.length > 0 ? (parsed as Strokes) : null;
}
