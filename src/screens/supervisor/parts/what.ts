/** What a supervisor's list shows of a case: why it stands there, and by when. Read from the row; no rule is restated. */
import type { Delivered } from '../../../contract/doors.ts';
import { stands } from '../../../contract/standings.ts';
import type { TimerName } from '../../../contract/timers.ts';
import { dueOf, numberIn, textIn, within } from '../../shared/rows.ts';
import { toLookAt } from '../../shared/ui/contradictions.tsx';
import type { Said } from '../../shared/words/say.ts';
import { SUPERVISOR } from '../words.ts';

export interface What {
  /** Its name in the address. */
  readonly name: string;
  readonly words: Said;
  readonly due: number | null;
  readonly isLate?: boolean;
}

const what = (name: string, words: Said, { row }: Delivered, timer: TimerName, isLate = false): What => ({
  name,
  words,
  due: dueOf(row, timer),
  ...(isLate ? { isLate } : {}),
});

/** Everything on a case that waits for those who rule, the most pressing first. */
export function awaitedIn(delivered: Delivered): readonly What[] {
  const { row } = delivered;
  const state = row['state'];
  const found: What[] = [];
  if (stands(state, 'open.consent.asked.undecided'))
    found.push(what('nobodyRuled', SUPERVISOR.nobodyRuled, delivered, 'rulingDue', true));
  if (stands(state, 'open.consent.asked.supervisor'))
    found.push(what('ruling', SUPERVISOR.ruling, delivered, 'rulingDue'));
  if (typeof within(row, 'context.proposal.by') === 'string')
    found.push(what('exception', SUPERVISOR.exception, delivered, 'exceptionLapses'));
  if (toLookAt(delivered) > 0)
    found.push({ name: 'contradiction', words: SUPERVISOR.contradiction, due: null });
  if (within(row, 'context.care.problem') === true)
    found.push(what('problem', SUPERVISOR.problem, delivered, 'acknowledgeDue'));
  if (stands(state, 'open.consent.ruled.receive.awaiting'))
    found.push(what('acknowledgement', SUPERVISOR.acknowledgement, delivered, 'acknowledgeDue'));
  const appeal = appealIn(delivered);
  if (appeal !== null) found.push(appeal);
  return found;
}

/** An appeal that nobody has answered yet. */
function appealIn(delivered: Delivered): What | null {
  const isOverdue = within(delivered.row, 'context.appeal.isOverdue');
  return typeof isOverdue === 'boolean'
    ? what('appeal', SUPERVISOR.appeal, delivered, 'appealDue', isOverdue)
    : null;
}

/** Everything on a case that is past its time. */
export function overdueIn(delivered: Delivered): readonly What[] {
  const { row } = delivered;
  const state = row['state'];
  const found: What[] = [];
  if (stands(state, 'open.consent.asked.undecided'))
    found.push(what('nobodyRuled', SUPERVISOR.nobodyRuled, delivered, 'rulingDue', true));
  if (stands(state, 'released.notArrived.missing'))
    found.push(what('missing', SUPERVISOR.missingArrival, delivered, 'nonArrivalDue', true));
  if (stands(state, 'released.overdue'))
    found.push(what('lateArrival', SUPERVISOR.lateArrival, delivered, 'nonArrivalDue', true));
  if (within(row, 'context.deposited') === true)
    found.push({ name: 'deposited', words: SUPERVISOR.depositedDocument, due: null, isLate: true });
  const appeal = appealIn(delivered);
  if (appeal?.isLate === true) found.push(appeal);
  return found;
}

/** The stages by which the list of all cases is narrowed. */
export const STAGES = [
  ['open', SUPERVISOR.stateOpen, 'open'],
  ['asked', SUPERVISOR.stateAwaiting, 'open.consent.asked'],
  ['onTheWay', SUPERVISOR.stateOnTheWay, 'released.onTheWay'],
  ['late', SUPERVISOR.lateArrival, 'released.overdue'],
  ['missing', SUPERVISOR.missingArrival, 'released.notArrived'],
  ['received', SUPERVISOR.stateReceived, 'released.received'],
  ['referred', SUPERVISOR.stateReferred, 'referred'],
  ['turnedBack', SUPERVISOR.stateTurnedBack, 'turnedBack'],
  ['withdrawn', SUPERVISOR.stateWithdrawn, 'withdrawn'],
  ['cleared', SUPERVISOR.stateCleared, 'cleared'],
] as const;

export function isAtStage({ row }: Delivered, stage: string): boolean {
  const path = STAGES.find(([name]) => name === stage)?.[2];
  return path !== undefined && stands(row['state'], path);
}

/** Who decides the dispute, by name; empty while nobody took it up. */
export const deciderOf = ({ row }: Delivered): string => textIn(row, 'deciderWho.surname');
export const checkpointOf = ({ row }: Delivered): string => textIn(row, 'context.checkpoint');
export const arrivedOf = ({ row }: Delivered): number => numberIn(row, 'context.arrivedAt') ?? 0;
/** The office that has them, gave consent, or was asked. */
export const officeOf = ({ row }: Delivered): string =>
  textIn(row, 'context.care.office') ||
  textIn(row, 'context.consent.office') ||
  textIn(row, 'context.request.streetOffice') ||
  textIn(row, 'context.request.community');

/** The earliest of some clocks; what has none comes last. */
export const earliest = (whats: readonly What[]): number =>
  Math.min(...whats.map(({ due }) => due ?? Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
