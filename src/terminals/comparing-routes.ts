/** How alike the offices answer, for those who decide, review and audit: figures, the same as a file, and like cases. */
import type { FastifyInstance } from 'fastify';
import type { Doors } from '../contract/doors.ts';
import type { FigureOrder, FiguresAsked, FiguresShown, Level, LikeGroup } from '../contract/fairness.ts';
import type { Actor, Role } from '../contract/roles.ts';
import { figuresFile } from './figures-file.ts';
import { type Asked, plainRoute } from './plain-route.ts';
import { Refused } from './refused.ts';
import { visitorOf } from './who-is-there.ts';

const PAGE = 200;
/** Figures name nobody and no case. A case is compared by those who may read cases. */
const READ_FIGURES: readonly Role[] = ['supervisor', 'reviewer', 'auditor'];
const READ_CASES: readonly Role[] = ['supervisor', 'reviewer'];

export function comparingRoutes(app: FastifyInstance, { fairness }: Doors): void {
  const figures = async ({ request, query }: Asked): Promise<FiguresShown> => {
    const viewer = oneOfThese(visitorOf(request).actor, READ_FIGURES);
    const shown = await fairness.figures(viewer, askedIn(query));
    if (shown === null) throw new Refused('thingIsKnown');
    return shown;
  };

  plainRoute(app, 'communityFigures', async (asked) => {
    const { rows, ...shown } = await figures(asked);
    const after = Number(asked.query['after'] ?? 0);
    return { ...shown, rows: rows.slice(after, after + PAGE), offices: rows.length };
  });

  plainRoute(app, 'communityFiguresFile', async (asked) => {
    const shown = await figures(asked);
    void asked.reply
      .serializer((value: unknown) => value as string)
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="communities-${shown.from}-${shown.to}.csv"`);
    const language = asked.query['language'] === 'en' ? 'en' : 'zh';
    return figuresFile(shown, language);
  });

  plainRoute(app, 'likeCases', async ({ request, query }) =>
    fairness.alike(oneOfThese(visitorOf(request).actor, READ_CASES), {
      ...periodIn(query),
      of: query['of'] as LikeGroup['of'],
    }),
  );
}

function oneOfThese(actor: Actor, roles: readonly Role[]): Actor {
  if (!roles.includes(actor.role)) throw new Refused('roleMayTry');
  return actor;
}

function askedIn(query: Asked['query']): FiguresAsked {
  const { under, level = 'community', order = 'asked' } = query;
  return {
    ...periodIn(query),
    ...(under === undefined ? {} : { under }),
    level: level as Level,
    order: order as FigureOrder,
    isRising: query['rising'] === 'yes',
  };
}

/** Days of the calendar; their form alone does not say that there is such a day. */
function periodIn({ from = '', to = '' }: Asked['query']): { readonly from: string; readonly to: string } {
  for (const [field, day] of Object.entries({ from, to }))
    if (Number.isNaN(Date.parse(day))) throw new Refused('bodyIsMalformed', { field });
  return { from, to };
}
