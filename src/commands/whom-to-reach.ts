/**
 * Which offices a fact is news for: whom its `feed` effects tell on a screen, by name of office.
 *
 * What goes on at a stop or in a shift concerns who stands there; only what happens on a case goes out to an office.
 */
import { EFFECTS, type EffectType, FOLLOWS } from '../contract/facts.ts';
import { isReaching } from '../contract/channels.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';

/** The case before and after the fact; an office that is not asked any more is told by what came before. */
export interface Around {
  readonly before: HandoffContext;
  readonly after: HandoffContext;
  /** Which side a question is put to, where one is. */
  readonly of?: unknown;
}

type Whom = (
  around: Around,
  fact: string,
  above: (office: string) => readonly string[],
) => readonly (string | null)[];

const WHOM: Readonly<Partial<Record<EffectType, Whom>>> = {
  notifyCommunity: ({ before, after, of }, fact) => {
    switch (fact) {
      case 'statementAskedFor':
        return of === 'office'
          ? [after.request.community, after.request.streetOffice, after.care.office]
          : [];
      case 'communityAsked':
        return [after.request.community];
      case 'requestCancelled':
        return [before.request.community, before.request.streetOffice, before.request.supervisor];
      case 'handoffRuled':
        return [after.care.ruledOffice ?? after.consent.office];
      case 'transferRequested':
        return [after.care.transferTo];
      case 'careMoved':
        return [before.care.office, after.care.office];
      default:
        return [after.care.office];
    }
  },
  notifyStreetOffice: ({ after: { request } }) =>
    request.rung === 'streetOffice' ? [request.streetOffice] : [],
  notifySupervisor: ({ after: { checkpoint, request } }, fact, above) => {
    if (fact === 'rungAsked' && request.rung !== 'supervisor') return [];
    // An appeal that nobody looked at is told to whoever stands above the desk that should have.
    if (fact === 'appealOverdue') return [above(request.supervisor ?? checkpoint).at(-1) ?? null];
    return [request.supervisor ?? above(checkpoint).at(-1) ?? null];
  },
  notifyCheckpoint: ({ after, of }, fact) =>
    fact === 'statementAskedFor' && of !== 'checkpoint' ? [] : [after.checkpoint],
  alarmSuperior: ({ after }) => [after.checkpoint],
};

/** The offices a fact is news for, each once. */
export function officesToReach(
  fact: string,
  around: Around,
  above: (office: string) => readonly string[],
): string[] {
  if (!isReaching(fact)) return [];
  const told = (FOLLOWS[fact] ?? [])
    .filter((effect) => EFFECTS[effect].by === 'feed')
    .flatMap((effect) => WHOM[effect]?.(around, fact, above) ?? []);
  return [...new Set(told.filter((office): office is string => office !== null && office !== ''))];
}
