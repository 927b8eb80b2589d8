/** What comes after the judgement: when what stands in the way goes by itself, and what has to be done once inside. */
import type { ArrivalFacts, Clause, Duty, Measure } from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import { lastOf } from './judge-circumstances.ts';
import { startOfDay } from './shanghai-time.ts';
import { earliest, endOfWindow, nextComparison, startOfDayAfter } from './windows.ts';

/** When the status of this clause lifts by itself; null where the measure or the facts do not say. */
export function liftsAt(clause: Clause, facts: ArrivalFacts): Instant | null {
  const at = clause.lift?.at;
  if (at === undefined) return null;
  const history = facts.itinerary?.history;
  switch (at.kind) {
    case 'daysAfter': {
      const since = history === undefined ? null : lastOf(history, [at.event], facts.arrivedAt);
      return since === null ? null : startOfDayAfter(since, at.days);
    }
    case 'daysAfterStay': {
      const ends = (history?.stays ?? [])
        .filter(({ is }) => at.in.some((place) => is.includes(place)))
        .map(({ to }) => startOfDay(to));
      // The day of arrival is excluded: the window of day D is [D - days, D - 1], so the last day there must lie before it.
      return ends.length === 0 ? null : startOfDayAfter(Math.max(...ends), at.days + 1);
    }
    case 'nextComparison': {
      const reported = facts.test?.result === 'NEGATIVE' ? facts.test.reportedAt : null;
      return reported === null ? null : nextComparison(earliest(reported));
    }
  }
}

/** A duty that binds this traveller, from when it may be done, and until when (exclusive) it is due. */
export interface DutyDue {
  readonly duty: Duty;
  readonly from: Instant;
  readonly until: Instant;
}

/** The duties of the measure that bind this traveller: only who enters has any, and only after what they count from. */
export function dutiesOf(measure: Measure, facts: ArrivalFacts): readonly DutyDue[] {
  if (facts.direction !== 'INBOUND') return [];
  return (measure.duties ?? []).flatMap((duty) => {
    const { after, exemptUpToYears, notBefore } = duty;
    if (exemptUpToYears !== undefined && facts.ageYears !== null && facts.ageYears <= exemptUpToYears)
      return [];
    const history = facts.itinerary?.history;
    const since =
      after === 'ARRIVAL'
        ? facts.arrivedAt
        : history === undefined
          ? null
          : lastOf(history, [after], facts.arrivedAt);
    if (since === null) return [];
    return [
      {
        duty,
        from: notBefore === undefined ? since : endOfWindow(notBefore, since),
        until: endOfWindow(duty.due, since),
      },
    ];
  });
}
