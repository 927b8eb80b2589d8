/** What those who decide, review and audit look at: refused attempts, how each community answers, like cases. */
import { RefusedAttempt } from '../attempts.ts';
import {
  CASE_ENDS,
  FIGURE_ORDERS,
  LEVELS,
  QUESTION_ENDS,
  QUESTION_FIGURES,
  type QuestionFigure,
} from '../fairness.ts';
import { At, Id, OfficeCode, oneOf, strict, type TSchema, Type } from '../schema.ts';
import { optional, type PlainRow, role, Worded } from './row.ts';

/** Somebody of the staff, as their colleagues may know them. */
const Named = strict({
  surname: Type.String(),
  staffNumber: Type.String(),
  grants: Type.Array(strict({ role, scope: Type.String() })),
});
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const numbered = Type.Record(Type.String(), Type.Integer());
const figureSums = {
  counts: strict(
    Object.fromEntries(
      (Object.keys(QUESTION_FIGURES) as QuestionFigure[]).map((figure) => [figure, Type.Integer()]),
    ) as Record<QuestionFigure, ReturnType<typeof Type.Integer>>,
  ),
  answers: numbered,
  wait: orNull(strict({ seconds: Type.Number(), of: Type.Integer() })),
};
const figuresQuery = {
  from: Day,
  to: Day,
  under: optional(OfficeCode),
  level: optional(oneOf(LEVELS)),
  order: optional(oneOf(FIGURE_ORDERS)),
  rising: optional(Type.Enum(['yes'])),
};
const LikeFactsShown = strict({
  measure: Type.String(),
  clause: Type.String(),
  direction: Type.String(),
  isUnder14: Type.Boolean(),
  shown: Type.Record(Type.String(), Type.String()),
});
const LikeCaseShown = strict({
  handoff: Id,
  checkpoint: Type.String(),
  arrivedAt: At,
  questions: Type.Array(
    strict({
      office: Type.String(),
      answer: orNull(Type.String()),
      reason: orNull(Type.String()),
      waitS: orNull(Type.Integer()),
      ended: orNull(oneOf(QUESTION_ENDS)),
    }),
  ),
  ruling: orNull(Type.String()),
  ended: oneOf(CASE_ENDS),
  sameFacts: Type.Boolean(),
});

export const COMPARING_ROUTES = {
  refusedAttempts: {
    method: 'GET',
    path: '/api/{terminal}/refused-attempts',
    zh: '被拒绝的尝试',
    en: 'Attempts that were refused because somebody was not who they had to be, for the auditor; the newest first',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ before: optional(Id) }),
    answer: strict({
      attempts: Type.Array(
        strict({
          ...RefusedAttempt.properties,
          /** What was tried, in words. */
          words: Worded,
          /** Who tried, and whom a failed proof was about; null for nobody of the staff. */
          who: Type.Union([Named, Type.Null()]),
          whom: Type.Union([Named, Type.Null()]),
        }),
      ),
      /** Where to go on; null where there are none before. */
      before: Type.Union([Id, Type.Null()]),
    }),
  },
  communityFigures: {
    method: 'GET',
    path: '/api/{terminal}/community-figures',
    zh: '社区答复情况',
    en: 'How communities answer: figures of a period',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ ...figuresQuery, after: optional(Type.String({ pattern: '^\\d{1,6}$' })) }),
    answer: strict({
      from: Day,
      to: Day,
      rows: Type.Array(strict({ office: Type.String(), named: Type.Array(Worded), ...figureSums })),
      /** How many rows there are in all; the next page begins after those before it. */
      offices: Type.Integer(),
      all: strict(figureSums),
      communities: Type.Integer(),
      onRecord: Type.Integer(),
      position: Type.Integer(),
    }),
  },
  communityFiguresFile: {
    method: 'GET',
    path: '/api/{terminal}/community-figures/file',
    zh: '社区答复情况（CSV）',
    en: 'The same as a file (CSV), all rows',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ ...figuresQuery, language: optional(Type.Enum(['zh-CN', 'en'])) }),
  },
  likeCases: {
    method: 'GET',
    path: '/api/{terminal}/like-cases',
    zh: '同类不同结果',
    en: 'Like cases that were answered or ended differently',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ from: Day, to: Day, of: Type.Enum(['stop', 'facts']) }),
    answer: strict({
      from: Day,
      to: Day,
      groups: Type.Array(
        strict({
          of: Type.Enum(['stop', 'facts']),
          facts: orNull(LikeFactsShown),
          clause: orNull(Worded),
          total: Type.Integer(),
          outcomes: Type.Array(
            strict({
              answer: orNull(Type.String()),
              ruling: orNull(Type.String()),
              ended: oneOf(CASE_ENDS),
              total: Type.Integer(),
              cases: Type.Array(LikeCaseShown),
            }),
          ),
        }),
      ),
      more: Type.Boolean(),
      position: Type.Integer(),
    }),
  },
} as const satisfies Record<string, PlainRow>;
