/** Who is there: signing in and out, proving oneself, taking up an account, following what happens. */
import { COMMAND_TYPES, commandRow } from '../commands.ts';
import { At, Id, oneOf, strict, Type } from '../schema.ts';
import { optional, type PlainRow, role, STAFF, token, totp } from './row.ts';

const name = Type.String({ minLength: 1, maxLength: 60 });
const password = Type.String({ minLength: 1, maxLength: 200 });
const scope = Type.String({ minLength: 1, maxLength: 40 });
const done = strict({ done: Type.Literal(true) });
const PersonShown = strict({
  account: Type.String(),
  role,
  scope: Type.String(),
  terminal: Type.String(),
  /** Everything this account may act as at this terminal. */
  grants: Type.Array(strict({ role, scope: Type.String() })),
  hasSecondFactor: Type.Boolean(),
  endsAt: At,
  /** What time it is at the house: a booth's own clock may be wrong, and a command's id carries the time. */
  now: At,
});

export const SESSION_ROUTES = {
  signIn: {
    method: 'POST',
    path: '/api/{terminal}/session',
    zh: '登录',
    en: 'Sign in',
    at: STAFF,
    needs: 'nobody',
    body: strict({ name, password, totp: optional(totp), role: optional(role), scope: optional(scope) }),
    answer: PersonShown,
  },
  travellerSignIn: {
    method: 'POST',
    path: '/api/{terminal}/session',
    zh: '凭链接登录',
    en: 'Come in by the link',
    at: ['traveller'],
    needs: 'nobody',
    body: strict({ link: token, lastFour: Type.String({ pattern: '^[0-9A-Za-z]{4}$' }) }),
    answer: PersonShown,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/{terminal}/session',
    zh: '退出',
    en: 'Sign out',
    at: [...STAFF, 'traveller'],
    needs: 'session',
    answer: done,
  },
  me: {
    method: 'GET',
    path: '/api/{terminal}/me',
    zh: '当前登录',
    en: 'Who is signed in',
    at: [...STAFF, 'traveller'],
    needs: 'session',
    answer: PersonShown,
  },
  stepUp: {
    method: 'POST',
    path: '/api/{terminal}/step-up',
    zh: '第二人当场验证',
    en: 'Prove oneself for one command',
    at: STAFF,
    needs: 'session',
    body: strict({
      name,
      password,
      totp: optional(totp),
      forCommand: oneOf(COMMAND_TYPES.filter((type) => commandRow(type).at.length > 0)),
      streamId: optional(Id),
    }),
    answer: strict({ token, expiresAt: At }),
  },
  beginSecondFactor: {
    method: 'POST',
    path: '/api/{terminal}/second-factor',
    zh: '设置动态口令',
    en: 'Begin a second factor',
    at: STAFF,
    needs: 'session',
    body: strict({ password }),
    answer: strict({ secret: Type.String(), uri: Type.String() }),
  },
  confirmSecondFactor: {
    method: 'POST',
    path: '/api/{terminal}/second-factor/confirm',
    zh: '确认动态口令',
    en: 'Confirm the second factor',
    at: STAFF,
    needs: 'session',
    body: strict({ totp }),
    answer: done,
  },
  enrolmentLink: {
    method: 'POST',
    path: '/api/{terminal}/accounts/:id/enrolment-link',
    zh: '生成启用链接',
    en: 'Make an enrolment link',
    at: ['admin'],
    needs: 'session',
    body: strict({}),
    answer: strict({ link: token, expiresAt: At }),
  },
  enrol: {
    method: 'POST',
    path: '/api/enrolment',
    zh: '启用账号',
    en: 'Enrol by a link',
    at: [],
    needs: 'nobody',
    body: strict({ link: token, password: Type.String({ minLength: 12, maxLength: 200 }) }),
    answer: done,
  },
  draftKey: {
    method: 'GET',
    path: '/api/{terminal}/draft-key',
    zh: '草稿密钥',
    en: 'The key that what is typed here is kept under',
    at: [...STAFF, 'traveller'],
    needs: 'session',
    answer: strict({ key: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  },
  live: {
    method: 'GET',
    path: '/api/live',
    zh: '实时更新',
    en: 'The live feed (websocket)',
    at: [],
    needs: 'session',
    query: strict({
      cursor: optional(Type.String({ pattern: '^\\d{1,15}$' })),
      epoch: optional(Type.String({ maxLength: 64 })),
      views: optional(Type.String({ maxLength: 400 })),
    }),
  },
} as const satisfies Record<string, PlainRow>;
