/** The figures as a file: what a spreadsheet makes of it. */
import { expect, test } from 'vitest';
import { summed } from '../../src/contract/fairness.ts';
import { figuresFile } from '../../src/terminals/figures-file.ts';

const shown = (zh: string) => {
  const sums = summed({
    asked: 3,
    inTime: 2,
    silent: 1,
    'answer/refuse/noCapacity': 2,
    'wait/40': 1,
    'wait/41': 1,
  });
  const named = [
    { zh: '东河区', en: 'East River' },
    { zh, en: zh },
  ];
  const rows = [{ office: 'C-WILLOW', named, ...sums }];
  return { from: '2022-11-01', to: '2022-11-08', rows, all: sums, communities: 2, onRecord: 1, position: 9 };
};
const linesOf = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n');

test('it says the period, every figure by name, and the median with what it rests on, in both languages', () => {
  const text = figuresFile(shown('柳巷社区'), 'zh');
  expect(text.startsWith('\uFEFF自,至,代码,单位,被征询,时限内答复,')).toBe(true);
  const [head = '', row = '', ...rest] = linesOf(text);
  expect(rest).toEqual([]);
  const cells = Object.fromEntries(head.split(',').map((name, n) => [name, row.split(',')[n]]));
  expect(Object.keys(cells)).toHaveLength(head.split(',').length);
  expect(cells).toMatchObject({
    单位: '东河区 柳巷社区',
    被征询: '3',
    逾时未答: '1',
    不同意接收: '2',
    '不同意接收：接收能力不足': '2',
    '答复用时中位数（秒）': '40.5',
    据以计算的答复数: '2',
  });
  expect(linesOf(figuresFile(shown('柳巷社区'), 'en'))[0]).toContain(
    'from,to,code,office,asked,answered in time',
  );
});

test('a name with commas and quotes stays one cell, and one that looks like a formula is no formula', () => {
  expect(figuresFile(shown('甲,"乙"'), 'zh')).toContain(',"东河区 甲,""乙""",3,');
  const formula = { ...shown('x'), rows: shown('x').rows.map((row) => ({ ...row, office: '=1+1' })) };
  expect(figuresFile(formula, 'zh')).toContain(",'=1+1,");
});
