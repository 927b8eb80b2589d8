/** From where a traveller was and what happened to them to whether each circumstance that a measure names is the case. */
import type {
  ArrivalFacts,
  Circumstance,
  CircumstanceState,
  EventName,
  HealthStatusEvidence,
  History,
  ItineraryEvidence,
  Measure,
  Stay,
} from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import { DAY_MS, startOfDay } from './shanghai-time.ts';
import { daysBefore, earliest, endOfWindow } from './windows.ts';

type Circumstances = Record<string, CircumstanceState>;

/** Every circumstance of the measure, as of the arrival. */
export function judgeCircumstances(
  measure: Measure,
  { arrivedAt, itinerary, healthStatus }: Pick<ArrivalFacts, 'arrivedAt' | 'itinerary' | 'healthStatus'>,
): Circumstances {
  return { ...ofHistory(measure, itinerary, arrivedAt), ...ofBadge(measure, healthStatus) };
}

/** Those that the history tells. Without one all of them are unknown, which is never a yes and never a no. */
export function ofHistory(
  { circumstances = [] }: Measure,
  itinerary: ItineraryEvidence | null,
  arrivedAt: Instant,
): Circumstances {
  const history = itinerary?.history;
  return Object.fromEntries(
    circumstances.flatMap((circumstance) =>
      circumstance.kind === 'commutes'
        ? []
        : [[circumstance.id, history === undefined ? 'unknown' : judgeOne(circumstance, history, arrivedAt)]],
    ),
  );
}

/** Those that the badge tells. */
export function ofBadge({ circumstances = [] }: Measure, status: HealthStatusEvidence | null): Circumstances {
  const badge = status?.badge;
  return Object.fromEntries(
    circumstances.flatMap((circumstance) =>
      circumstance.kind === 'commutes'
        ? [
            [
              circumstance.id,
              badge === undefined
                ? 'unknown'
                : yesOrNo(badge !== null && circumstance.between.includes(badge.between)),
            ],
          ]
        : [],
    ),
  );
}

const yesOrNo = (is: boolean): CircumstanceState => (is ? 'yes' : 'no');

function judgeOne(
  circumstance: Exclude<Circumstance, { kind: 'commutes' }>,
  history: History,
  arrivedAt: Instant,
): CircumstanceState {
  switch (circumstance.kind) {
    case 'stayed': {
      const { in: places, longerThanHours = 0, within } = circumstance;
      const window = daysBefore(within, arrivedAt);
      return yesOrNo(
        history.stays.some(
          (stay) =>
            touches(stay, window) &&
            (stay.hours === undefined || stay.hours > longerThanHours) &&
            places.some((place) => stay.is.includes(place)),
        ),
      );
    }
    case 'stayedOnly': {
      const window = daysBefore(circumstance.within, arrivedAt);
      const within = history.stays.filter((stay) => touches(stay, window));
      const fits = ({ is }: Stay) =>
        circumstance.in.some((place) => is.includes(place)) &&
        (circumstance.and?.some((place) => is.includes(place)) ?? true);
      if (!within.every(fits)) return 'no';
      return coversAll(within, window) ? 'yes' : 'unknown';
    }
    case 'happened': {
      const { within, events } = circumstance;
      return yesOrNo(
        instantsOf(history, events).some((at) => {
          if ('unit' in within) return at <= arrivedAt && arrivedAt < endOfWindow(within, at);
          const window = daysBefore(within, arrivedAt);
          return at >= window.from && at < window.until && at <= arrivedAt;
        }),
      );
    }
    case 'lasts': {
      const began = lastOf(history, circumstance.since, arrivedAt);
      const ended = lastOf(history, circumstance.until, arrivedAt);
      return yesOrNo(began !== null && (ended === null || ended < began));
    }
  }
}

/** When the last of these events happened, up to `before`; null where none did. */
export function lastOf(history: History, events: readonly EventName[], before: Instant): Instant | null {
  const past = instantsOf(history, events).filter((at) => at <= before);
  return past.length === 0 ? null : Math.max(...past);
}

function instantsOf(history: History, events: readonly EventName[]): Instant[] {
  return history.events.filter(({ event }) => events.includes(event)).map(({ at }) => earliest(at));
}

type Span = { readonly from: Instant; readonly until: Instant };

function touches({ from, to }: Stay, window: Span): boolean {
  return startOfDay(from) < window.until && startOfDay(to) + DAY_MS > window.from;
}

function coversAll(stays: readonly Stay[], { from, until }: Span): boolean {
  for (let day = from; day < until; day += DAY_MS)
    if (!stays.some((stay) => touches(stay, { from: day, until: day + DAY_MS }))) return false;
  return true;
}
