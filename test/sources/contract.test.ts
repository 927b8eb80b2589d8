/** The contract as `docs/sources.md` tells it: its worked example is what the code makes of the same words. */
import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import {
  SOURCE_FAULT_NAMES,
  SourceAnswerSchema,
  type SourceQuery,
  SourceQuerySchema,
} from '../../src/contract/sources.ts';
import { Breaker, personDigest, signAnswer, signQuery } from '../../src/evidence/sources/index.ts';
import { readAnswer } from '../../src/evidence/sources/read-answer.ts';
import { readSourcesFile } from '../../src/sources-file.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY } from './house.ts';

const text = readFileSync(new URL('../../docs/sources.md', import.meta.url), 'utf8');
const [question = '', answer = ''] = [...text.matchAll(/^\{"version":1.*$/gm)].map(([line]) => line);
const signed = [...text.matchAll(/^guicheng-signature: (v1=[0-9a-f]{64})$/gm)].map(([, value]) => value);
const query = JSON.parse(question) as SourceQuery;
const NOW = query.askedAt;
const reading = { key: KEY, query, staleAfterMs: 86_400_000, now: NOW };

describe('the worked example of docs/sources.md', () => {
  test('has the shapes that are checked', () => {
    expect(Compile(SourceQuerySchema).Check(query)).toBe(true);
    expect(Compile(SourceAnswerSchema).Check(JSON.parse(answer))).toBe(true);
  });

  test('carries the signatures that the code makes', () => {
    expect(signQuery(KEY, NOW, question)).toBe(signed[0]);
    expect(signAnswer(KEY, query.query, answer)).toBe(signed[1]);
    expect(personDigest(KEY, query.query, query.document)).toBe(
      (JSON.parse(answer) as { person: string }).person,
    );
  });

  test('is read as the pop-up it says', () => {
    expect(readAnswer(reading, { body: answer, signature: String(signed[1]) })).toEqual({
      outcome: 'found',
      asOf: 1_667_872_790_000,
      evidence: { healthStatus: { shows: 'POPUP', kind: 3 } },
    });
  });

  test('names every fault there is', () => {
    for (const fault of SOURCE_FAULT_NAMES) expect(text).toContain(`\`${fault}\``);
  });
});

test('an answer of which one bit is another is no answer', () => {
  const bytes = Buffer.from(answer);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const bent = Buffer.from(bytes);
    bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const said = readAnswer(reading, { body: bent.toString('utf8'), signature: String(signed[1]) });
    expect(said.outcome, `with bit ${bit} turned`).toBe('unavailable');
  }
});

test('an answer counts to the very end of what is fresh, and two minutes into the future', () => {
  const at = (asOf: number) => {
    const body = JSON.stringify({ ...(JSON.parse(answer) as object), asOf });
    const said = readAnswer(reading, { body, signature: signAnswer(KEY, query.query, body) });
    return said.outcome === 'unavailable' ? said.why : said.outcome;
  };
  expect(at(NOW - 86_400_000)).toBe('found');
  expect(at(NOW - 86_400_001)).toBe('stale');
  expect(at(NOW + 120_000)).toBe('found');
  expect(at(NOW + 120_001)).toBe('fromTheFuture');
});

describe('a source that fails', () => {
  const at = { now: 0 };
  const silent = () => {
    const breaker = new Breaker(() => at.now);
    for (let n = 0; n < 3; n += 1) breaker.failed();
    return breaker;
  };

  test('is asked until it failed three times in a row', () => {
    const breaker = new Breaker(() => at.now);
    breaker.failed();
    breaker.failed();
    breaker.answered();
    breaker.failed();
    breaker.failed();
    expect([breaker.state, breaker.mayAsk()]).toEqual(['answering', true]);
    breaker.failed();
    expect([breaker.state, breaker.mayAsk()]).toEqual(['silent', false]);
  });

  test('is tried by one question after its rest, and by no other beside it', () => {
    const breaker = silent();
    at.now += 4_999;
    expect(breaker.mayAsk()).toBe(false);
    at.now += 1;
    expect([breaker.mayAsk(), breaker.state, breaker.mayAsk()]).toEqual([true, 'trying', false]);
    breaker.answered();
    expect([breaker.state, breaker.mayAsk()]).toEqual(['answering', true]);
  });

  test('rests twice as long each time it fails to come back, and a minute at most', () => {
    const breaker = silent();
    for (const restMs of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
      at.now += restMs - 1;
      expect(breaker.mayAsk(), `before ${restMs} ms`).toBe(false);
      at.now += 1;
      expect(breaker.mayAsk(), `after ${restMs} ms`).toBe(true);
      breaker.failed();
    }
  });
});

describe('the file of sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guicheng-sources-'));
  writeFileSync(join(folder, 'key'), `${'k'.repeat(40)}\n`);
  writeFileSync(join(folder, 'short'), 'k');
  const good = { region: 'test', name: '核酸查询系统', url: 'https://adapter.example/ask', keyFile: 'key' };
  const read = (...sources: readonly object[]) => {
    const file = join(folder, 'sources.json');
    writeFileSync(file, JSON.stringify({ sources }));
    return readSourcesFile(file);
  };

  test('gives each source its limits', () => {
    expect(read(good)).toMatchObject([
      { region: 'test', timeoutMs: 2_500, staleAfterMs: 86_400_000, key: Buffer.from('k'.repeat(40)) },
    ]);
    expect(read({ ...good, url: 'http://127.0.0.1:8790/ask', timeoutMs: 300 })).toMatchObject([
      { timeoutMs: 300 },
    ]);
  });

  test.each<[string, object]>([
    ['in clear', { url: 'http://adapter.example/ask' }],
    ['not https', { url: 'nowhere' }],
    ['more than a place', { url: 'https://user:secret@adapter.example/ask' }],
    ['more than a place', { url: 'https://adapter.example/ask?key=secret' }],
    ['32 characters', { keyFile: 'short' }],
    ['cannot be read', { keyFile: 'nowhere' }],
    ['certificate file', { caFile: 'nowhere' }],
    ['not as it should be', { timeoutMs: 3_001 }],
    ['not as it should be', { region: 'filing' }],
  ])('is refused where it is %s', (because, change) => {
    const said = read({ ...good, ...change });
    expect(said).toContain(because);
    expect(said).not.toContain('secret');
  });

  test('has one source for each region', () => {
    expect(read(good, good)).toBe('names two sources for test');
  });
});
