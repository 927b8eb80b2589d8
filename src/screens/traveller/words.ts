/** What the script of the traveller's page says; everything else is written by the house. */
import type { Words } from '../shared/words/say.ts';

export const TRAVELLER = {
  online: { zh: '在线，自动更新', en: 'Online, follows by itself' },
  offlineSince: (time: string) => ({
    zh: `离线，自 ${time}；显示的是当时的情况`,
    en: `Offline since ${time}; this is how it stood then`,
  }),
  ended: {
    zh: '已超时。您写的内容都在，请重新输入后四位。',
    en: 'The page timed out. What you wrote is kept; please type the four characters again.',
  },
  comeInAgain: { zh: '重新打开', en: 'Open it again' },
  changed: { zh: '这一部分有变化。您写的内容都在。', en: 'This part has changed. What you wrote is kept.' },
  showNew: { zh: '看最新内容', en: 'Show it as it is now' },
  now: (standing: string) => ({ zh: `现在：${standing}`, en: `Now: ${standing}` }),
  sending: { zh: '正在发送…', en: 'Sending…' },
  sendingAgain: {
    zh: '暂时送不到，仍在重试。不会重复办理。',
    en: 'It does not get through yet; still trying. It will not be done twice.',
  },
  signFirst: { zh: '请先在框内签名。', en: 'Please sign inside the frame first.' },
  readAloud: { zh: '朗读', en: 'Read aloud' },
  stopReading: { zh: '停止朗读', en: 'Stop reading' },
} as const satisfies Words;
