/** What a measure is read out with, at the desks of administrators and supervisors. */
import type { Words } from './say.ts';

export const MEASURE = {
  asks: { zh: '要求', en: 'Asks for' },
  clauses: { zh: '条款', en: 'Clauses' },
  clocks: { zh: '时限', en: 'Clocks' },
  describes: (from: string, to: string) => ({
    zh: `记述 ${from} 至 ${to} 的规定`,
    en: `Describes the rules of ${from} to ${to}`,
  }),
  examples: (number: number) => ({
    zh: `随规则检验的例子（${number} 个）`,
    en: `The ${number} worked examples it is tested by`,
  }),
  lifts: { zh: '如何解除', en: 'How it is lifted' },
  mayHold: { zh: '可以暂存证件', en: 'A document may be held' },
  mayNotHold: { zh: '不得暂存证件', en: 'No document may be held' },
  minutes: (number: number) => ({ zh: `${number} 分钟`, en: `${number} minutes` }),
  notes: { zh: '说明', en: 'Notes' },
  version: (number: number) => ({ zh: `第 ${number} 版`, en: `version ${number}` }),
} as const satisfies Words;
