/** What a signature pad says, on the screen and to a screen reader. */
import type { Said } from './words/say.ts';

export const SIGNATURE = {
  here: { zh: '请在框内签名', en: 'Sign inside the frame' },
  how: {
    zh: '用手指、笔或鼠标书写。签的是本人平时的签名；一个记号也算。',
    en: 'Use a finger, a pen or the mouse. Sign as you always do; a mark counts too.',
  },
  keys: {
    zh: '方向键移笔，空格键落笔、提笔。',
    en: 'Arrow keys move the pen; space puts it down and takes it up.',
  },
  penIsDown: { zh: '笔已落下。', en: 'The pen is down.' },
  undo: { zh: '撤销一笔', en: 'Undo one stroke' },
  clear: { zh: '重写', en: 'Start over' },
  empty: { zh: '框内还没有签名。', en: 'Nothing is written yet.' },
  written: (strokes: number): Said => ({
    zh: `已写 ${strokes} 笔。`,
    en: strokes === 1 ? 'One stroke is written.' : `${strokes} strokes are written.`,
  }),
  full: { zh: '签名已经很长，后面的笔画不再记录。', en: 'The signature is long enough; no more is kept.' },
  cannot: { zh: '不便书写？', en: 'Cannot write here?' },
  instead: {
    zh: '告诉民警即可：可以在纸质文书上签名或按手印；也可以不签署，说明原因，由民警见证。都不是过错。',
    en: 'Tell the officer: you may sign or put your fingerprint on paper, or decline and say why, with the officer as witness. Neither is a fault.',
  },
} as const;
