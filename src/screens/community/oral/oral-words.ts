/** What is said of answers that were recorded on the telephone in somebody's name. Loaded after the first page. */
import type { Words } from '../../shared/words/say.ts';

export const ORAL = {
  title: { zh: '以您的名义登记了电话答复', en: 'An answer was recorded in your name' },
  hint: {
    zh: '民警在电话里记下的，请核对。与您说的不符，请在期限内提出异议；不提异议，到期即成立。',
    en: 'An officer wrote it down on the telephone. Where it is not what you said, dispute it in time; what nobody disputes stands.',
  },
  recordedBy: { zh: '登记单位', en: 'Recorded by' },
  at: { zh: '登记时间', en: 'When' },
  until: { zh: '异议期限', en: 'To dispute by' },
  answer: { zh: '登记的答复', en: 'The answer' },
  forgotten: { zh: '答复内容请看办理经过。', en: 'For the answer itself see what happened.' },
  dispute: { zh: '与我说的不符', en: 'That is not what I said' },
  send: { zh: '提出异议', en: 'Dispute it' },
  words: { zh: '当时是怎么说的', en: 'What was said instead' },
  consequence: {
    zh: '提出后，已登记的同意或不同意不再作数，交督办具名裁定；已放行的，报督办知晓，不改变放行。',
    en: 'A yes or a no that was recorded counts no longer, and a supervisor decides by name. Where the traveller was released, the supervisor is told and nobody is called back.',
  },
  disputed: { zh: '您已提出异议', en: 'You disputed it' },
  replaced: { zh: '后来又登记了一次', en: 'Recorded anew later' },
  stands: { zh: '无异议，已成立', en: 'Not disputed: it stands' },
  openUntil: (time: string) => ({ zh: `${time} 前可提出异议`, en: `May be disputed until ${time}` }),
} as const satisfies Words;
