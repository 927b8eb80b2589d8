import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STANDINGS, stands, standingOf } from '../../src/contract/standings.ts';
import { v7 as uuid } from 'uuid';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';
import { type Answer, type App, cookieOf, openApp, ORIGIN } from '../terminals/app.ts';

const LAST_FOUR = '001X';
const NAME = '金丝雀';
const DESKS = ['checkpoint', 'community', 'supervisor', 'admin'];

let world: App;
let handoff: string;
beforeAll(async () => {
  world = await openApp({
    terminals: {
      demonstration: true,
      signIns: [{ name: 'wen.test', words: '<b>检查站民警</b>' }],
    },
  });
  const wen = await world.as('wen');
  const stop = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  ({ streamId: handoff } = await wen.did('openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(world.clock.now),
    ...details(NAME),
  }));
  await wen.did('readDocument', handoff);
  await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
});
afterAll(() => world.close());

async function freshLink(): Promise<string> {
  const answer = await (await world.as('wen')).post(`/api/checkpoint/handoffs/${handoff}/traveller-link`, {
    lastFour: LAST_FOUR,
  });
  return (answer.body as unknown as { link: string }).link;
}

const answerWith = (link: string, lastFour: string, more: Record<string, string> = {}) =>
  world.inject({
    method: 'POST',
    url: `/t/${link}`,
    headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded', ...more },
    payload: new URLSearchParams({ lastFour }).toString(),
  });

/** What every page owes a browser: nothing inline, nothing foreign, nothing kept. */
function isHonest({ headers, text }: Answer): void {
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(text).not.toMatch(/<script(?![^>]* src="\/(?:plain|screens\/assets)\/)/);
  expect(text).not.toMatch(/<script[^>]*>[^<]/);
  expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
  for (const [, address = ''] of text.matchAll(/(?:src|href|action)="([^"]*)"/g))
    expect(address, address).toMatch(/^(\/(?!\/)|tel:)/);
  expect(text).toMatch(/<html lang="(zh-CN|en)">/);
  expect(text).toContain('<meta name="viewport"');
}

describe('the pages', () => {
  test.each(['/', '/enrol'])('%s opens in both languages', async (path) => {
    for (const lang of ['zh', 'en']) {
      const page = await world.nobody.get(`${path}?lang=${lang}`);
      expect(page.status).toBe(200);
      isHonest(page);
      expect(page.text).toContain(`<html lang="${lang === 'en' ? 'en' : 'zh-CN'}">`);
      expect(page.text).toContain('演示');
      const [, style = ''] =
        /rel="stylesheet" href="(\/screens\/assets\/pages-[^"]+\.css)"/.exec(page.text) ?? [];
      expect((await world.nobody.get(style)).text).toContain('--accent');
    }
  });

  test.each(DESKS)(
    'the screen of %s runs only our own scripts, whose names say what is in them',
    async (desk) => {
      const { status, headers, text } = await world.nobody.get(`/desk/${desk}?lang=en`);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy.includes('unsafe-inline')).toBe(desk !== 'community');
      expect(text).toContain('演示');
      expect(text).toContain('<html lang="en">');
      expect(text).not.toMatch(/<script[^>]*>[^<]|<style|\sstyle=|\son[a-z]+=/i);
      const files = [...text.matchAll(/(?:src|href)="(\/screens\/assets\/[^"]+)"/g)].map(
        ([, file]) => file ?? '',
      );
      expect(files.some((file) => file.endsWith('.js'))).toBe(true);
      expect(files.some((file) => file.endsWith('.css'))).toBe(true);
      for (const file of files) {
        const asset = await world.nobody.get(file);
        expect(asset.status).toBe(200);
        expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect(asset.headers['x-content-type-options']).toBe('nosniff');
      }
      expect((await world.nobody.get('/screens/assets/manifest.json')).status).toBe(404);
    },
  );

  test('the browser’s language is taken where none is asked for', async () => {
    expect((await world.nobody.get('/', { 'accept-language': 'en-GB,en' })).text).toContain(
      '<html lang="en">',
    );
    expect((await world.nobody.get('/')).text).toContain('<html lang="zh-CN">');
  });

  test('the front page names every door, the announcement in force, and who can sign in, escaped', async () => {
    const { text } = await world.nobody.get('/');
    for (const desk of DESKS) expect(text).toContain(`href="/desk/${desk}"`);
    expect(text).toContain('现行公告');
    expect(text).not.toContain('目前没有现行公告');
    expect(text).toContain('12345');
    expect(text).toContain('&lt;b&gt;检查站民警&lt;/b&gt;');
    expect(text).not.toContain('<b>检查站民警');
  });

  test('a real house shows no banner and nobody to sign in as, and says when nothing is announced', async () => {
    const real = await openApp({
      isEmpty: true,
      terminals: { signIns: [{ name: 'wen.test', words: 'nobody' }] },
    });
    const { text } = await real.nobody.get('/');
    expect(text).not.toContain('演示');
    expect(text).not.toContain('wen.test');
    expect(text).toContain('目前没有现行公告');
    await real.close();
  });

  test('what is not there is said on no page of ours, and a malformed link on a calm one', async () => {
    expect((await world.nobody.get('/desk/gate')).status).toBe(404);
    const page = await world.nobody.get('/t/short');
    expect(page.status).toBe(404);
    isHonest(page);
    expect(page.text).toContain('链接不完整');
  });
});

describe('the files', () => {
  test.each(['enrol.js', 'mark.svg'])('%s is served, and again only if it changed', async (file) => {
    const first = await world.nobody.get(`/plain/${file}`);
    expect(first.status).toBe(200);
    expect(first.headers['x-content-type-options']).toBe('nosniff');
    const again = await world.nobody.get(`/plain/${file}`, {
      'if-none-match': String(first.headers['etag']),
    });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    const packed = await world.app.inject({
      url: `/plain/${file}`,
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(first.text);
  });
});

test('the offices are told by name to whoever is signed in', async () => {
  expect((await world.nobody.get('/api/community/office-names')).status).toBe(401);
  const answer = await (await world.as('willow')).get('/api/community/office-names');
  const { offices } = answer.body as unknown as { offices: { code: string; zh: string }[] };
  expect(offices).toContainEqual(
    expect.objectContaining({ code: 'K-NORTH', zh: '北门检查站', parent: 'D-EAST' }),
  );
});

describe('the traveller’s page', () => {
  test('asks for the last four, and shows nothing before', async () => {
    const page = await world.nobody.get(`/t/${await freshLink()}`);
    expect(page.status).toBe(200);
    isHonest(page);
    expect(page.headers['referrer-policy']).toBe('same-origin');
    expect(page.text).not.toContain(NAME);
    expect(page.text).not.toContain('<script');
  });

  test('a right answer opens it, and the address holds nothing but the token', async () => {
    const link = await freshLink();
    const answer = await answerWith(link, LAST_FOUR.toLowerCase());
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(`/t/${link}?lang=zh`);
    expect(answer.headers['cache-control']).toBe('no-store');
    const cookie = cookieOf(answer);
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
    for (const [lang, words] of [
      [
        'zh',
        [
          '等待社区答复',
          '社区答复时限',
          '已查验，并当场返还',
          '北门检查站',
          '您的权利',
          '投诉',
          '60 日',
          '6 个月',
          '12345',
          '010-00000002',
        ],
      ],
      [
        'en',
        [
          'Waiting for the community’s answer',
          'Read, and given back on the spot',
          'Your rights',
          'Complaints',
          '60 days',
          '6 months',
          '12345',
        ],
      ],
    ] as const) {
      const page = await world.nobody.get(`/t/${link}?lang=${lang}`, { cookie });
      expect(page.status).toBe(200);
      isHonest(page);
      expect(page.text).toContain(NAME);
      for (const one of words) expect(page.text, one).toContain(one);
      expect(page.text).not.toContain('99000018800104001X');
      for (const [, address = ''] of page.text.matchAll(/(?:href|action)="([^"]*)"/g))
        expect(decodeURIComponent(address)).not.toMatch(/金丝雀|001X|\d{17}/i);
    }
  });

  test('another link’s session opens it not', async () => {
    const first = await answerWith(await freshLink(), LAST_FOUR);
    const link = await freshLink();
    const good = await world.nobody.get(`/t/${link}`, { cookie: cookieOf(first) });
    // The same case: who came in by an older link of it is still its traveller.
    expect(good.text).toContain(NAME);
    const wen = await world.as('wen');
    expect((await world.nobody.get(`/t/${link}`, { cookie: wen.cookie })).text).not.toContain(NAME);
    const unknown = await world.nobody.get(`/t/${'A'.repeat(43)}`, { cookie: cookieOf(first) });
    expect(unknown.text).not.toContain(NAME);
  });

  test('a wrong answer and an unknown link are told the same, calmly', async () => {
    const link = await freshLink();
    const unknown = 'B'.repeat(43);
    const [wrong, nowhere] = [await answerWith(link, '9999'), await answerWith(unknown, '9999')];
    for (const page of [wrong, nowhere]) {
      expect(page.status).toBe(401);
      isHonest(page);
      expect(page.text).toContain('链接或后四位不对');
      expect(page.headers['set-cookie']).toBeUndefined();
    }
    expect(wrong.text.replaceAll(link, '')).toBe(nowhere.text.replaceAll(unknown, ''));
  });

  test('the sixth try within an hour is asked to wait, right or wrong', async () => {
    const link = await freshLink();
    for (let i = 0; i < 5; i += 1) expect((await answerWith(link, '9999')).status).toBe(401);
    const page = await answerWith(link, LAST_FOUR);
    expect(page.status).toBe(429);
    expect(page.headers['retry-after']).toBe('3600');
    isHonest(page);
    expect(page.text).toContain('一小时后再试');
  });

  test('a foreign page cannot answer for somebody', async () => {
    const page = await answerWith(await freshLink(), LAST_FOUR, { origin: 'https://elsewhere.example' });
    expect(page.status).toBe(403);
    isHonest(page);
  });

  test('a form that holds something else is not understood', async () => {
    const page = await world.inject({
      method: 'POST',
      url: `/t/${await freshLink()}`,
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'lastFour=001X&name=%E9%87%91',
    });
    expect(page.status).toBe(400);
    isHonest(page);
  });

  test('what a scanned certificate was found to be is said in plain words, with what helps', async () => {
    const wen = await world.as('wen');
    await wen.did('recordTest', handoff, { test: { certificate: 'HC1:THIS IS NO CERTIFICATE' } });
    const link = await freshLink();
    const cookie = cookieOf(await answerWith(link, LAST_FOUR));
    const zh = await world.nobody.get(`/t/${link}?lang=zh`, { cookie });
    for (const words of ['您的核酸检测', '无法读取', '请求现场采样']) expect(zh.text).toContain(words);
    const en = await world.nobody.get(`/t/${link}?lang=en`, { cookie });
    for (const words of ['cannot be read', 'ask to be tested on the spot']) expect(en.text).toContain(words);
    await wen.did('recordTest', handoff, { test: fitTest(world.clock.now) });
    expect((await world.nobody.get(`/t/${link}?lang=zh`, { cookie })).text).not.toContain('您的核酸检测');
  });

  test('forms are taken here and nowhere else', async () => {
    const wen = await world.as('wen');
    const answer = await wen.post('/api/checkpoint/stops/openStop', 'body=x', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(415);
  });

  test('no log line carries the link or the answer', async () => {
    const link = await freshLink();
    await answerWith(link, LAST_FOUR);
    const logged = world.logged.join('\n');
    expect(logged).not.toContain(link);
    expect(logged).not.toContain(LAST_FOUR);
    expect(logged).toContain('/t/:token');
  });
});

describe('the page of a child under 14', () => {
  const NUMBERS = { guardian: '990000188001010013', child: '990000188001010021' };
  let guardian: string;
  let child: string;
  beforeAll(async () => {
    const [wen, willow] = [await world.as('wen'), await world.as('willow')];
    const { streamId: stopId } = await wen.did('openStop', null, {
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      travellers: 2,
      direction: 'INBOUND',
    });
    const open = async (traveller: number, name: string, number: string, more: object = {}) => {
      const { streamId } = await wen.did('openHandoff', null, {
        stopId,
        traveller,
        healthStatus: POPPED_UP,
        itinerary: GREEN_ITINERARY,
        test: fitTest(world.clock.now),
        ...details(name, number),
        ...more,
      });
      await wen.did('readDocument', streamId);
      const { version } = await wen.did('askCommunity', streamId, { community: 'C-WILLOW' });
      await willow.did(
        'answerCommunity',
        streamId,
        { office: 'C-WILLOW', answer: 'accept', ...YES },
        { basedOn: version },
      );
      return streamId;
    };
    guardian = await open(1, '王平', NUMBERS.guardian);
    child = await open(2, '王小安', NUMBERS.child, { isUnder14: true });
  });

  async function opened(): Promise<{ link: string; cookie: string; text: string }> {
    const lastFour = NUMBERS.child.slice(-4);
    const made = await (await world.as('wen')).post(`/api/checkpoint/handoffs/${child}/traveller-link`, {
      lastFour,
    });
    const { link } = made.body as unknown as { link: string };
    const cookie = cookieOf(await answerWith(link, lastFour));
    return { link, cookie, text: (await world.nobody.get(`/t/${link}?lang=zh`, { cookie })).text };
  }

  test('asks for the guardian first, then lets the guardian sign with the officer’s code', async () => {
    const before = await opened();
    expect(before.text).toContain('请先告诉民警谁是监护人');
    expect(before.text).not.toContain('name="strokes"');

    const wen = await world.as('wen');
    await wen.did('tieToGuardian', child, { guardian });
    const { link, cookie, text } = await opened();
    expect(text).toContain('由监护人 王** 在此签署');
    expect(text).not.toContain('王平');
    const form = /<form id="signPledge"[^]*?<\/form>/.exec(text)?.[0] ?? '';
    const hidden = Object.fromEntries(
      [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    expect(hidden['guardian']).toBe(guardian);
    const shown = await wen.post(`/api/checkpoint/handoffs/${child}/witness-code`);
    const send = (fields: Record<string, string>) =>
      world.inject({
        method: 'POST',
        url: `/t/${link}/signPledge`,
        headers: { origin: ORIGIN, cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({
          ...hidden,
          strokes: '[{"points":[{"x":1,"y":2},{"x":30,"y":9}]}]',
          witnessCode: (shown.body as unknown as { code: string }).code,
          ...fields,
        }).toString(),
      });
    const nobodys = await send({ guardian: child, commandId: uuid({ msecs: world.clock.now }) });
    expect(nobodys.text).toContain('监护人');
    expect(nobodys.status).not.toBe(303);
    const again = await wen.post(`/api/checkpoint/handoffs/${child}/witness-code`);
    const signed = await send({ witnessCode: (again.body as unknown as { code: string }).code });
    expect(signed.status).toBe(303);
    const page = await wen.get(`/api/checkpoint/views/handoffPage/${child}`);
    expect(JSON.stringify(page.body)).toContain('"pledge":"signed"');
  });
});

test('every standing is found, and a state nobody thought of is still said in words', () => {
  for (const { at } of STANDINGS) {
    const state = at
      .split('.')
      .reduceRight<unknown>((below, step) => (below === null ? step : { [step]: below }), null);
    expect(stands(state as never, at), at).toBe(true);
    expect(standingOf(state as never).at).toBe(at);
  }
  expect(standingOf('somewhere').zh).toBe('正在办理');
  expect(stands({ open: { consent: 'needed' } }, 'open.consent.needed.more')).toBe(false);
});
