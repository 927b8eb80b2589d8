import { expect, test } from 'vitest';
import { STORIES } from './stories.ts';
import { faultsOf } from './story.ts';

test.each(STORIES.map((story) => [story.title, story] as const))('%s', (_, story) => {
  expect(faultsOf(story)).toEqual([]);
});

test('no two stories have one title', () => {
  const titles = STORIES.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});
