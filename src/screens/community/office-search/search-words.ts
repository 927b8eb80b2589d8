/** What is said while an office is looked for among thousands. Loaded with its form. */
import type { Words } from '../../shared/words/say.ts';

export const SEARCH = {
  hint: {
    zh: '输入社区名、小区名或地址。同名的社区不止一个，请看清区和街道。',
    en: 'Type its name, a compound or an address. One name stands in several districts: look at district and street.',
  },
  looking: { zh: '正在查找…', en: 'Looking…' },
  none: {
    zh: '名录中没有相符的单位。换个说法，或写上区和街道。',
    en: 'No office of the directory fits. Say it otherwise, or add district and street.',
  },
  more: { zh: '还有更多，请写得再具体一些。', en: 'There are more; say it more exactly.' },
  unreachable: { zh: '现在连不上，暂时不能查找。', en: 'Nobody answers now; it is looked up again.' },
  found: { zh: '选择单位', en: 'Choose the office' },
  chosen: (office: string) => ({ zh: `已选：${office}`, en: `Chosen: ${office}` }),
  other: { zh: '换一个', en: 'Another' },
  to: { zh: '转接给', en: 'Hand over to' },
  missing: { zh: '请选择要转接的单位。', en: 'Choose the office that is to take over.' },
  transferHint: {
    zh: '对方接受之前仍由本单位负责。接收条件、到达期限和未了的接收困难随之移交。',
    en: 'Until it accepts, your office stays responsible. Terms, deadline and an open problem go over with it.',
  },
} as const satisfies Words;
