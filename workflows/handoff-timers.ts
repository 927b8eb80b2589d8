/**
 * Which clocks run where. A total function of the standing, so that no timer can be forgotten by a path:
 * entering a state sets its timers, leaving it cancels them, and one that fired while its state lasts is set anew.
 */
import { CLOCK_BOUNDS, type Clocks } from '../src/contract/measures.ts';
import type { TimerName } from '../src/contract/timers.ts';
import type { HandoffCommandType } from '../src/contract/handoff-commands.ts';
import type { HandoffContext, HandoffStanding } from './handoff-context.ts';
import { isIn } from './standing.ts';

const MINUTE_MS = 60_000;

/**
 * A clock runs in each of these states, unless the case also stands in one of those, and while something is remembered.
 * Where no state is named it runs in every one.
 */
export interface RunsWhile {
  readonly timer: TimerName;
  readonly in?: readonly string[];
  readonly unless?: readonly string[];
  readonly when?: (context: HandoffContext) => boolean;
}

export const RUNS_WHILE: readonly RunsWhile[] = [
  { timer: 'holdReviewDue', in: ['open.document.held'] },
  { timer: 'holdCapDue', in: ['open.document.held.kept'] },
  { timer: 'requestDue', in: ['open.consent.asked.community'] },
  { timer: 'rungDue', in: ['open.consent.asked.streetOffice'] },
  { timer: 'rulingDue', in: ['open.consent.asked.supervisor', 'open.consent.asked.undecided'] },
  { timer: 'readBackCodeDue', in: ['open.consent.asked'], when: ({ request }) => request.codeIssued },
  { timer: 'acknowledgeDue', in: ['open.consent.ruled.receive.awaiting'] },
  // A consent, given or ruled, lapses while a pledge is waited for; a signature, a waiver and a no are what followed it.
  {
    timer: 'consentLapses',
    in: ['open.consent.accepted', 'open.consent.ruled.receive'],
    unless: ['open.pledge.signed', 'open.pledge.waived', 'open.pledge.declined'],
  },
  { timer: 'claimDue', in: ['open.filing.pending'] },
  { timer: 'stayReviewDue', in: ['open'] },
  { timer: 'departureDue', in: ['open.stay.departing'] },
  { timer: 'exceptionLapses', in: ['open.exception.proposed'] },
  { timer: 'announcementEnds', in: ['open'], when: ({ announcementEnded }) => !announcementEnded },
  { timer: 'handOverDue', in: ['open'], when: ({ offeredTo }) => offeredTo !== null },
  { timer: 'arrivalDue', in: ['released.onTheWay'] },
  { timer: 'nonArrivalDue', in: ['released.overdue', 'released.notArrived.missing'] },
  { timer: 'acknowledgeDue', in: ['released'], when: ({ care }) => care.ruledOffice !== null },
  {
    timer: 'transferDue',
    in: ['released.onTheWay', 'released.overdue', 'released.received'],
    when: ({ care }) => care.transferTo !== null,
  },
  { timer: 'referralDue', in: ['referred.awaiting'] },
  // Whatever became of the case meanwhile: a word in somebody's name, and an appeal, wait for a person.
  { timer: 'oralAnswerDue', when: ({ oral }) => oral.length > 0 },
  { timer: 'appealDue', when: ({ appeal }) => appeal !== null },
  {
    timer: 'papersDue',
    in: ['released', 'cleared', 'turnedBack', 'withdrawn', 'referred'],
    when: ({ papersPending }) => papersPending,
  },
];

/** The timers that must be running here. */
export function timersOf(
  { value, context }: HandoffStanding,
  clocks: readonly RunsWhile[] = RUNS_WHILE,
): ReadonlySet<TimerName> {
  return new Set(
    clocks
      .filter(
        ({ in: states, unless = [], when }) =>
          states?.some((path) => isIn(value, path)) !== false &&
          !unless.some((path) => isIn(value, path)) &&
          when?.(context) !== false,
      )
      .map(({ timer }) => timer),
  );
}

/** Commands after which a clock that was running starts again from the beginning. */
export const RESTARTS: Readonly<Partial<Record<HandoffCommandType, readonly TimerName[]>>> = {
  askCommunity: ['requestDue'],
  issueReadBackCode: ['readBackCodeDue'],
  handOverHold: ['handOverDue'],
  ruleOnHandoff: ['acknowledgeDue', 'consentLapses'],
  // The clock is that of the oldest word, which another may be now.
  recordOralAnswer: ['oralAnswerDue'],
  disputeOralAnswer: ['oralAnswerDue'],
};

/** The clocks that a measure may leave to the house, which then gives the most there is. */
const minutesOf = (clocks: Clocks, clock: 'claimDue' | 'oralAnswerDue' | 'appealDue') =>
  clocks[clock] ?? CLOCK_BOUNDS[clock].most;

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
    case 'consentLapses':
      return Math.max(
        at,
        Math.min(at + clocks.consentLapses * MINUTE_MS, context.consent.until ?? Number.POSITIVE_INFINITY),
      );
    case 'oralAnswerDue':
      return Math.max(at, (context.oral[0]?.at ?? at) + minutesOf(clocks, timer) * MINUTE_MS);
    case 'claimDue':
    case 'appealDue':
      return at + minutesOf(clocks, timer) * MINUTE_MS;
    default:
      return at + clocks[timer] * MINUTE_MS;
  }
}
