/**
 * The questions of one case, told from its rows: to which office each was put, what was answered and when, how it ended.
 * Pure: what a case has come to is a function of what it had come to and the next row, so that a fold may stop anywhere.
 */
import { dayInBeijing } from '../contract/counts.ts';
import { type Figures, isDeciding, type QuestionEnd, type QuestionFigure } from '../contract/fairness.ts';
import type { JournalRow } from '../contract/streams.ts';

export interface AnswerSaid {
  readonly answer: string;
  readonly reason: string | null;
  readonly at: number;
  /** The question was still before the office. */
  readonly inTime: boolean;
  readonly isOral: boolean;
}

/** One question to one office on one rung. */
export interface Question {
  readonly office: string;
  readonly askedAt: number;
  readonly answers: readonly AnswerSaid[];
  /** Why it is before the office no more; null while it is. */
  readonly ended: QuestionEnd | null;
  /** A supervisor decided otherwise than the office had said. */
  readonly ruledAgainst: boolean;
  /** How often the office disputed what was recorded in its name; that is no answer of its. */
  readonly disputed: number;
}

export interface Questions {
  readonly all: readonly Question[];
  /** The rung of the ladder that is asked now; the supervisor’s has no question of its own. */
  readonly rung: 'community' | 'streetOffice' | 'supervisor' | null;
  /** The highest rung refused, so that the next question is the second one to the same office. */
  readonly refused: boolean;
  readonly ruling: string | null;
}

export const NO_QUESTIONS: Questions = { all: [], rung: null, refused: false, ruling: null };

/** After these nothing is asked any more. */
const OVER: ReadonlySet<string> = new Set([
  'travellerReleased',
  'travellerCleared',
  'travellerTurnedBack',
  'travellerReferred',
  'travellerWithdrew',
]);

/** What these bring back goes to the supervisor at once; nobody else is asked. */
const TO_THE_DESK: ReadonlySet<string> = new Set(['disputeOralAnswer', 'lookAgain']);

type Said = Pick<JournalRow, 'command' | 'facts' | 'occurredAt'>;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What the questions of a case are after one more of its rows. */
export function questionsAfter(before: Questions, row: Said): Questions {
  const after = row.facts.reduce((questions, { type }) => afterFact(questions, type, row), before);
  // Another address is another question, whatever was said of the first.
  const { found } = row.command as { readonly found?: { readonly communityChanged?: boolean } };
  return found?.communityChanged === true && row.command.type === 'correctDetails'
    ? { ...ended(after, 'withdrawn'), rung: null, refused: false }
    : after;
}

function afterFact(before: Questions, fact: string, row: Said): Questions {
  const { command, occurredAt: at } = row;
  switch (fact) {
    case 'communityAsked': {
      const last = before.all.at(-1);
      // A street office that refused is asked the second time itself; the ladder does not begin anew.
      if (before.refused && before.rung === 'streetOffice' && last !== undefined)
        return { ...ask(before, last.office, at), rung: 'streetOffice' };
      return { ...ask(before, text(command['community']), at), rung: 'community' };
    }
    case 'rungAsked': {
      const climbed = ended(before, command.type === 'dueTimerFired' ? 'silent' : 'passedUp');
      return before.rung === 'community' && !TO_THE_DESK.has(command.type)
        ? { ...ask(climbed, text(command['nextOffice']), at), rung: 'streetOffice' }
        : { ...climbed, rung: 'supervisor', refused: false };
    }
    case 'answerGiven':
    case 'oralAnswerRecorded':
      return answered(before, row, fact === 'oralAnswerRecorded');
    case 'oralAnswerDisputed':
      return disputed(before, text(command['office']));
    case 'consentRefused':
      return { ...before, refused: true };
    case 'handoffRuled':
      return ruled(before, text(command['ruling']), text(command['office']));
    case 'requestCancelled':
    case 'consentLapsed':
      return { ...ended(before, 'withdrawn'), rung: null, refused: false };
    default:
      return OVER.has(fact) ? ended(before, 'withdrawn') : before;
  }
}

function ask(before: Questions, office: string | null, askedAt: number): Questions {
  const closed = ended(before, 'withdrawn');
  if (office === null) return { ...closed, refused: false };
  const question = { office, askedAt, answers: [], ended: null, ruledAgainst: false, disputed: 0 };
  return { ...closed, refused: false, all: [...closed.all, question] };
}

/** Only the last question can still be before its office. */
function ended(before: Questions, why: QuestionEnd): Questions {
  const last = before.all.at(-1);
  if (last === undefined || last.ended !== null) return before;
  return { ...before, all: [...before.all.slice(0, -1), { ...last, ended: why }] };
}

function change(before: Questions, office: string | null, how: (question: Question) => Question): Questions {
  const index = before.all.findLastIndex((question) => question.office === office);
  const question = before.all[index];
  return question === undefined ? before : { ...before, all: before.all.with(index, how(question)) };
}

function answered(before: Questions, { command, occurredAt }: Said, isOral: boolean): Questions {
  const answer = text(command['answer']);
  if (answer === null) return before;
  return change(before, text(command['office']), (question) => ({
    ...question,
    answers: [
      ...question.answers,
      { answer, reason: text(command['reason']), at: occurredAt, inTime: question.ended === null, isOral },
    ],
  }));
}

/** What was recorded in an office’s name and is disputed by it was not said by it. */
function disputed(before: Questions, office: string | null): Questions {
  return change(before, office, (question) => {
    const index = question.answers.findLastIndex(({ isOral }) => isOral);
    return index < 0
      ? question
      : { ...question, answers: question.answers.toSpliced(index, 1), disputed: question.disputed + 1 };
  });
}

function ruled(before: Questions, ruling: string | null, office: string | null): Questions {
  if (ruling === 'returnAndAskAgain')
    return { ...ended(before, 'withdrawn'), rung: null, refused: false, ruling };
  // A ruling for an office that nobody of this ladder spoke for goes against nobody's word.
  const isOneOfThem = before.all.some((question) => question.office === office);
  const isAgainst = (question: Question) =>
    ruling === 'receive' && isOneOfThem && isNo(lastAnswer(question)?.answer, question.office === office);
  return {
    ...before,
    ruling,
    all: before.all.map((question) => (isAgainst(question) ? { ...question, ruledAgainst: true } : question)),
  };
}

/** “Not ours” is decided against only where that very office is to receive. */
const isNo = (answer: string | undefined, isNamed: boolean): boolean =>
  answer === 'refuse' || answer === 'conditional' || (answer === 'notOurs' && isNamed);

const deciding = ({ answers }: Question) => answers.filter(({ answer }) => isDeciding(answer));
export const firstAnswer = (question: Question): AnswerSaid | undefined => deciding(question)[0];
export const lastAnswer = (question: Question): AnswerSaid | undefined => deciding(question).at(-1);

/** From asking to the first answer, in whole seconds; null where there is none. */
export function waitOf(question: Question): number | null {
  const first = firstAnswer(question);
  return first === undefined ? null : Math.max(0, Math.round((first.at - question.askedAt) / 1000));
}

/** What the questions of a case count, by `<day>.<office>`. Each counts on the day it was put. */
export function figuresOf({ all }: Questions): ReadonlyMap<string, Figures> {
  const figures = new Map<string, Record<string, number>>();
  for (const question of all) {
    const key = `${dayInBeijing(question.askedAt)}.${question.office}`;
    const own = figures.get(key) ?? {};
    figures.set(key, own);
    for (const name of countedOf(question)) own[name] = (own[name] ?? 0) + 1;
  }
  return figures;
}

/** Every name is counted once for a question, however often the office said it. */
function countedOf(question: Question): ReadonlySet<string> {
  const first = firstAnswer(question);
  const wait = waitOf(question);
  const figures: QuestionFigure[] = [
    'asked',
    ...(first?.inTime === true ? ['inTime' as const] : question.ended === null ? [] : [question.ended]),
    ...(first?.inTime === false ? ['afterwards' as const] : []),
    ...(question.ruledAgainst ? ['ruledAgainst' as const] : []),
    ...(question.disputed > 0 ? ['disputed' as const] : []),
  ];
  return new Set([
    ...figures,
    ...(wait === null ? [] : [`wait/${wait}`]),
    ...question.answers.map(({ answer, reason }) =>
      ['answer', answer, ...(reason === null ? [] : [reason])].join('/'),
    ),
  ]);
}
