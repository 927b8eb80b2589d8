/** The parts of the supervisor's and the administrator's screens that need no page. */
import { expect, test } from 'vitest';
import { ADMIN } from '../../src/screens/admin/words.ts';
import { DESK } from '../../src/screens/shared/words/desk-words.ts';
import { CASE } from '../../src/screens/supervisor/case-words.ts';
import { SUPERVISOR } from '../../src/screens/supervisor/words.ts';

type Word = { zh: string; en: string } | ((...given: never[]) => { zh: string; en: string });

test('every word is said in both languages, and no English word holds a Chinese character', () => {
  for (const word of [SUPERVISOR, CASE, ADMIN, DESK].flatMap((of): Word[] => Object.values(of))) {
    const said =
      typeof word === 'function'
        ? (word as unknown as (...given: number[]) => { zh: string; en: string })(1, 2, 3, 4, 5)
        : word;
    expect(said.en).not.toMatch(/\p{Script=Han}/u);
    expect(said.zh).not.toBe('');
    expect(said.en).not.toBe('');
  }
});
