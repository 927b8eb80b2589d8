/**
 * Which clocks run where. A total function of the standing, so that no timer can be forgotten by a path:
 * entering a state sets its timers, leaving it cancels them, and one that fired while its state lasts is set anew.
 */
import type { Clocks } from '../src/contract/measures.ts';
import type { TimerName } from '../src/contract/timers.ts';
import type { HandoffCommandType } from '../src/contract/handoff-commands.ts';
import type { HandoffContext, HandoffStanding } from './handoff-context.ts';
import { isIn } from './standing.ts';

const MINUTE_MS = 60_000;

const RUNS_WHILE: Readonly<Record<string, TimerName>> = {
  'open.document.held': 'holdReviewDue',
  'open.document.held.kept': 'holdCapDue',
  'open.consent.asked.community': 'requestDue',
  'open.consent.asked.streetOffice': 'rungDue',
  'open.consent.asked.supervisor': 'rulingDue',
  'open.consent.asked.undecided': 'rulingDue',
  'open.consent.ruled.receive.awaiting': 'acknowledgeDue',
  'open.stay': 'stayReviewDue',
  'open.stay.departing': 'departureDue',
  'open.exception.proposed': 'exceptionLapses',
  'released.onTheWay': 'arrivalDue',
  'released.overdue': 'nonArrivalDue',
  'released.notArrived.missing': 'nonArrivalDue',
  'referred.awaiting': 'referralDue',
};

const closedOrReleased = ['released', 'cleared', 'turnedBack', 'withdrawn', 'referred'];

/** The timers that must be running here. */
export function timersOf({ value, context }: HandoffStanding): ReadonlySet<TimerName> {
  const timers = new Set<TimerName>();
  for (const [path, timer] of Object.entries(RUNS_WHILE)) if (isIn(value, path)) timers.add(timer);
  // A consent lapses when no pledge followed it.
  if (isIn(value, 'open.consent.accepted') && !isIn(value, 'open.pledge.signed')) timers.add('consentLapses');
  if (isIn(value, 'open') && !context.announcementEnded) timers.add('announcementEnds');
  if (isIn(value, 'open') && context.offeredTo !== null) timers.add('handOverDue');
  if (isIn(value, 'open.consent.asked') && context.request.codeIssued) timers.add('readBackCodeDue');
  if (context.papersPending && closedOrReleased.some((state) => isIn(value, state))) timers.add('papersDue');
  if (isIn(value, 'released') && context.care.ruledOffice !== null) timers.add('acknowledgeDue');
  if (isIn(value, 'released.received') && context.care.transferTo !== null) timers.add('transferDue');
  return timers;
}

/** Commands after which a clock that was running starts again from the beginning. */
export const RESTARTS: Readonly<Partial<Record<HandoffCommandType, readonly TimerName[]>>> = {
  askCommunity: ['requestDue'],
  issueReadBackCode: ['readBackCodeDue'],
  handOverHold: ['handOverDue'],
  ruleOnHandoff: ['acknowledgeDue'],
};

/** The reviews of a hold: at half of what it may last, at its end, and then at a fixed distance. */
function nextHoldReview(context: HandoffContext, clocks: Clocks, at: number): number {
  const half = context.hold.since + (clocks.holdDue * MINUTE_MS) / 2;
  const full = context.hold.since + clocks.holdDue * MINUTE_MS;
  if (at < half) return half;
  return at < full ? full : at + clocks.holdReviewDue * MINUTE_MS;
}

/**
 * When a timer set at `at` falls due. `announcementEndsAt` comes from the announcement, everything else from the
 * measure's clocks (minutes). Kept time adds up per person and stop, so a second hold has only what is left of the cap.
 */
export function dueAt(
  timer: TimerName,
  context: HandoffContext,
  clocks: Clocks,
  at: number,
  announcementEndsAt: number,
): number {
  switch (timer) {
    case 'announcementEnds':
      return announcementEndsAt;
    case 'holdReviewDue':
      return nextHoldReview(context, clocks, at);
    case 'holdCapDue':
      return Math.max(at, context.hold.since + clocks.holdCapDue * MINUTE_MS - context.hold.keptMs);
    case 'stayReviewDue': {
      // Counted from the arrival, over all waits.
      const every = clocks.stayReviewDue * MINUTE_MS;
      return context.arrivedAt + (Math.floor(Math.max(0, at - context.arrivedAt) / every) + 1) * every;
    }
    default:
      return at + clocks[timer] * MINUTE_MS;
  }
}
