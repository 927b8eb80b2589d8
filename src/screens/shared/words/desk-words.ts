/** What the desks of supervisor and administrator both say. */
import type { Words } from './say.ts';

export const DESK = {
  all: { zh: '全部', en: 'All' },
  filters: { zh: '筛选', en: 'Filters' },
  clearFilters: { zh: '清除筛选', en: 'Clear the filters' },
  shown: (shown: number, all: number) => ({
    zh: shown === all ? `共 ${all} 条` : `显示 ${shown} 条，共 ${all} 条`,
    en: shown === all ? `${all} in all` : `${shown} of ${all} shown`,
  }),
  nothingFits: {
    zh: '没有符合筛选条件的记录。清除筛选可看全部。',
    en: 'Nothing fits these filters. Clear them to see everything.',
  },
  theHouse: { zh: '系统', en: 'the house' },
  theTraveller: { zh: '当事人', en: 'the traveller' },
  withNumber: (surname: string, number: string) => ({
    zh: `${surname}（${number}）`,
    en: `${surname} (${number})`,
  }),
  erased: { zh: '已删除', en: 'erased' },
  unnamed: { zh: '尚未登记姓名', en: 'No name recorded yet' },
  none: { zh: '—', en: '—' },
  back: { zh: '返回', en: 'Back' },
  acts: { zh: '办理', en: 'What can be done' },
  shut: { zh: '现在不能办理的，及原因', en: 'What cannot be done now, and why' },
  shutAll: { zh: '目前没有您可以办理的事项。', en: 'There is nothing for you to do here now.' },
  done: (act: string) => ({ zh: `已办理：${act}`, en: `Done: ${act}` }),
  occurred: (time: string) => ({ zh: `发生 ${time}`, en: `happened ${time}` }),
  recorded: (time: string) => ({ zh: `记录 ${time}`, en: `recorded ${time}` }),
  gone: {
    zh: '没有找到，或已不在您的管辖范围。',
    en: 'Not found, or no longer within your scope.',
  },
  secondBy: (who: string) => ({ zh: `共同办理：${who}`, en: `with ${who}` }),
  unreachable: {
    zh: '暂时取不到这部分内容，正在重试。',
    en: 'This part cannot be fetched at the moment; trying again.',
  },
} as const satisfies Words;
