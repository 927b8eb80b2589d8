/** What is said when one shift goes and the next one comes. Loaded with its page. */
import type { Words } from '../../shared/words/say.ts';

export const SHIFT = {
  notOnDuty: { zh: '您现在未上岗', en: 'You are not on duty' },
  notOnDutyHint: {
    zh: '没上岗也能办理。上岗后，同事看得到现在由谁当班。',
    en: 'You can work all the same. Once you are on duty, your colleagues see who is there.',
  },
  onDuty: { zh: '您在岗', en: 'You are on duty' },
  untilTime: (time: string) => ({ zh: `到 ${time}`, en: `until ${time}` }),
  until: { zh: '预计下岗时间', en: 'On duty until' },
  start: { zh: '上岗', en: 'Start the shift' },
  end: { zh: '交班', en: 'Hand over' },
  endTitle: { zh: '交班下岗', en: 'End the shift' },
  endHint: {
    zh: '下面未办结的事项由本单位继续办理，接班人上岗时看得到，不用抄写。',
    en: 'What is open below stays with your office. Whoever comes next sees it; there is nothing to copy.',
  },
  noteHint: {
    zh: '名单上看不出来的：答应过什么、钥匙在哪、先给谁打电话。接班人确认之前一直保留。',
    en: 'What the list does not say: what was promised, where the key is, whom to call first. It stands until somebody has confirmed it.',
  },
  ended: { zh: '已下岗', en: 'Your shift has ended' },

  notes: { zh: '交班留言', en: 'Notes from the last shift' },
  confirm: { zh: '已看过，我来接', en: 'Read; I take over' },
  yours: { zh: '您留的话，等接班人确认', en: 'Your note; it waits for whoever comes next' },
  staff: (surname: string, number: string) => ({
    zh: `${surname}（工号 ${number}）`,
    en: `${surname} (no. ${number})`,
  }),
  erased: { zh: '内容已删除', en: 'The words are erased' },
  colleagues: { zh: '同事在岗', en: 'On duty too' },

  open: { zh: '未办结事项', en: 'What is open' },
  nothingOpen: { zh: '现在没有未办结的事项。', en: 'Nothing is open now.' },
  transfers: { zh: '已申请转接，等待对方接受', en: 'Transfers asked for, not yet taken over' },
  problems: { zh: '已报告接收困难，等待裁定', en: 'Problems that wait for a ruling' },
} as const satisfies Words;
