/** What only the checkpoint's screen says. */
import type { Words } from '../shared/words/say.ts';

export const CHECKPOINT = {
  queue: { zh: '待办', en: 'Queue' },
  newStop: { zh: '登记停车', en: 'New stop' },
  person: { zh: '当事人', en: 'Traveller' },
  standing: { zh: '等什么', en: 'Waiting for' },
  next: { zh: '由谁办', en: 'Who acts next' },
  due: { zh: '时限', en: 'Due' },
  arrived: { zh: '到达', en: 'Arrived' },
} as const satisfies Words;
