/** Pages and files that the server draws or hands out, and how it is doing. */
import { strict, Type } from '../schema.ts';
import { optional, type PlainRow, STAFF } from './row.ts';

export const PAGE_ROUTES = {
  frontPage: { method: 'GET', path: '/', zh: '首页', en: 'The front page', at: [], needs: 'nobody' },
  deskPage: {
    method: 'GET',
    path: '/desk/{terminal}',
    zh: '工作页面',
    en: 'The operators’ page',
    at: STAFF,
    needs: 'nobody',
  },
  screenAsset: {
    method: 'GET',
    path: '/screens/assets/:file',
    zh: '页面文件',
    en: 'A file of the screens, by its hashed name',
    at: [],
    needs: 'nobody',
  },
  enrolPage: {
    method: 'GET',
    path: '/enrol',
    zh: '启用账号页面',
    en: 'The page to take up an account',
    at: [],
    needs: 'nobody',
  },
  travellerPage: {
    method: 'GET',
    path: '/t/:token',
    zh: '当事人页面',
    en: 'The traveller’s page',
    at: [],
    needs: 'nobody',
  },
  travellerAnswers: {
    method: 'POST',
    path: '/t/:token',
    zh: '当事人以证件后四位打开页面',
    en: 'The traveller gives the last four characters',
    at: [],
    needs: 'nobody',
    body: strict({ lastFour: optional(Type.String({ maxLength: 40 })) }),
  },
  travellerSends: {
    method: 'POST',
    path: '/t/:token/:command',
    zh: '当事人以表单办理',
    en: 'The traveller sends a command by a form',
    at: [],
    needs: 'nobody',
    // Fields as a browser sends them; the command they become is held against its own shape.
    body: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 200_000 })),
    // A signature drawn with a patient hand, as a browser writes it into a form.
    bodyLimit: 512 * 1024,
  },
  screenMark: {
    method: 'GET',
    path: '/plain/mark.svg',
    zh: '页面图标',
    en: 'The pages’ mark',
    at: [],
    needs: 'nobody',
  },
  enrolScript: {
    method: 'GET',
    path: '/plain/enrol.js',
    zh: '启用账号脚本',
    en: 'The enrolling page: its script',
    at: [],
    needs: 'nobody',
  },
  livez: { method: 'GET', path: '/livez', zh: '存活', en: 'Alive', at: [], needs: 'nobody' },
  readyz: { method: 'GET', path: '/readyz', zh: '就绪', en: 'Ready, or why not', at: [], needs: 'nobody' },
  metrics: { method: 'GET', path: '/metrics', zh: '指标', en: 'Metrics', at: [], needs: 'nobody' },
  openapi: { method: 'GET', path: '/openapi.json', zh: '接口描述', en: 'OpenAPI', at: [], needs: 'nobody' },
  docs: { method: 'GET', path: '/docs', zh: '接口文档', en: 'This, to read', at: [], needs: 'nobody' },
} as const satisfies Record<string, PlainRow>;
