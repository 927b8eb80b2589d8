/**
 * Takes a picture of every main screen, in both languages, from a demonstration house of its own, into `docs/screens`:
 * `npm run pictures`. Desks at 1024 px, phones at 360 px; the community and the traveller also by night.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from '../test/screens/browser.ts';

const OUT = 'docs/screens';
const PORT = process.env['PORT'] ?? '4104';
const HOUSE = `http://127.0.0.1:${PORT}`;
const PASSWORD = 'guicheng demonstration';
const QUALITY = 62;
const TALLEST = 2_400;

const DESK: BrowserContextOptions = { viewport: { width: 1024, height: 768 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};
const LANGUAGES = ['zh', 'en'] as const;

/** The terminals, who sits there, and which links of which page lead to what is reached from a list. */
const TERMINALS: readonly {
  readonly name: string;
  readonly who: string;
  readonly on: BrowserContextOptions;
  readonly from: readonly (readonly [page: string, link: string, name: string])[];
}[] = [
  { name: 'checkpoint', who: 'officer1a', on: DESK, from: [['queue', 'a[href^="#/queue/"]', 'case']] },
  { name: 'community', who: 'worker01', on: PHONE, from: [['requests', 'a[href^="#/request/"]', 'request']] },
  {
    name: 'supervisor',
    who: 'supervisor1',
    on: DESK,
    from: [
      ['rulings', 'a[href^="#/case/"]', 'case'],
      ['pledges', 'a[href^="#/pledge/"]', 'pledge'],
    ],
  },
  { name: 'admin', who: 'admin-1', on: DESK, from: [['accounts', 'a[href^="#/account/"]', 'account']] },
];

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'guicheng-pictures-'));
const house = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'demo'], {
  env: { ...process.env, PORT, PUBLIC_URL: HOUSE, DATA_DIR: data, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await launch();
try {
  await isOpen();
  await publicPages();
  for (const terminal of TERMINALS) for (const language of LANGUAGES) await picturesOf(terminal, language);
  await travellersPages();
} finally {
  await browser.close();
  house.kill();
  await new Promise((resolve) => {
    house.once('exit', resolve);
  });
  await rm(data, { recursive: true, force: true });
}
const sizes = await Promise.all((await readdir(OUT)).map(async (file) => (await stat(join(OUT, file))).size));
console.log(`${sizes.length} pictures, ${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1)} MB`);

/** The demonstration says where to open it once it listens. */
function isOpen(): Promise<void> {
  return new Promise((resolve, reject) => {
    house.once('exit', (code) => reject(new Error(`The demonstration ended with ${code}.`)));
    house.stdout.on('data', (said: Buffer) => {
      if (said.toString().includes('Ctrl-C')) resolve();
    });
  });
}

async function opened(
  on: BrowserContextOptions,
  path: string,
  language: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    ...on,
    baseURL: HOUSE,
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  await page.goto(`${path}?lang=${language}`);
  return { context, page };
}

/** `whole`: as tall as what is on the page, so that bars that stay in place stay at its edges. */
async function take(page: Page, name: string, whole = false): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
  await page
    .getByText(/^(正在载入|Loading)/)
    .first()
    .waitFor({ state: 'hidden' });
  const size = page.viewportSize();
  if (whole && size !== null) {
    const height = Number(await page.locator('html').evaluate((root) => root.scrollHeight));
    await page.setViewportSize({
      width: size.width,
      height: Math.min(Math.max(height, size.height), TALLEST),
    });
  }
  await page.screenshot({ path: join(OUT, `${name}.jpg`), type: 'jpeg', quality: QUALITY });
  if (whole && size !== null) await page.setViewportSize(size);
}

async function publicPages(): Promise<void> {
  for (const language of LANGUAGES)
    for (const [path, name] of [
      ['/', 'front'],
      ['/enrol', 'enrol'],
      ['/t/short', 'error'],
    ] as const)
      for (const [on, width] of [
        [PHONE, 360],
        [DESK, 1024],
      ] as const) {
        const { context, page } = await opened(on, path, language);
        await take(page, `public-${name}-${width}-${language}`, true);
        await context.close();
      }
}

async function signedIn(terminal: string, who: string, on: BrowserContextOptions, language: string) {
  const there = await opened(on, `/desk/${terminal}`, language);
  const { page } = there;
  const name = page.locator('input[autocomplete="username"]');
  await name.waitFor();
  await take(page, `${terminal}-sign-in-${language}`);
  await name.fill(who);
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[data-connection="online"]').waitFor();
  return there;
}

async function picturesOf(
  { name, who, on, from }: (typeof TERMINALS)[number],
  language: string,
): Promise<void> {
  const { context, page } = await signedIn(name, who, on, language);
  const paths = await page
    .locator('nav a[href^="#/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const path of new Set(paths)) {
    await show(page, path);
    await take(page, `${name}-${/\w+/.exec(path)?.[0] ?? ''}-${language}`);
  }
  for (const [list, link, what] of from) {
    await show(page, `#/${list}`);
    const first = page.locator(link).first();
    await first.waitFor({ timeout: 10_000 });
    await show(page, (await first.getAttribute('href')) ?? '');
    await take(page, `${name}-${what}-${language}`, true);
  }
  if (name === 'community') {
    await page.emulateMedia({ colorScheme: 'dark' });
    await take(page, `${name}-request-night-${language}`, true);
  }
  await context.close();
}

async function show(page: Page, hash: string): Promise<void> {
  const { pathname, search } = new URL(page.url());
  await page.goto(`${pathname}${search}${hash}`);
  await page.locator('h1').first().waitFor();
}

/** Two travellers' pages: one who waits, and one who can sign. */
async function travellersPages(): Promise<void> {
  const { context: desk } = await signedIn('checkpoint', 'officer1a', DESK, 'zh');
  for (const [what, stands] of [
    ['waiting', ({ consent }: Open) => typeof consent === 'object' && 'asked' in consent],
    ['signing', ({ consent, pledge }: Open) => consent === 'accepted' && pledge === 'ready'],
  ] as const) {
    const made = await linkOf(desk, stands);
    if (made === null) {
      console.log(`Nobody of the demonstration is ${what} now: no picture.`);
      continue;
    }
    for (const language of LANGUAGES) {
      const { context, page: phone } = await opened(PHONE, `/t/${made.link}`, language);
      await take(phone, `traveller-asked-${language}`);
      await phone.locator('#lastFour').fill(made.lastFour);
      await phone.locator('form button').tap();
      await phone.locator('[data-connection]').waitFor();
      await take(phone, `traveller-${what}-${language}`, true);
      await phone.emulateMedia({ colorScheme: 'dark' });
      await take(phone, `traveller-${what}-night-${language}`);
      await context.close();
    }
  }
  await desk.close();
}

interface Open {
  readonly consent?: string | object;
  readonly pledge?: string;
}
interface Shown {
  readonly key: string;
  readonly row: {
    readonly state: { readonly open?: Open };
    readonly person: { readonly document?: { readonly number?: string } };
  };
}

/** The link of the first traveller in the queue whose case stands so, and what they would type. */
async function linkOf({ request }: BrowserContext, stands: (open: Open) => boolean) {
  const { rows } = (await (await request.get('/api/checkpoint/views/queue?limit=200')).json()) as {
    rows: Shown[];
  };
  for (const { key, row } of rows) {
    const lastFour = row.person.document?.number?.slice(-4) ?? '';
    if (row.state.open === undefined || !stands(row.state.open) || !/^\w{4}$/.test(lastFour)) continue;
    const made = await request.post(`/api/checkpoint/handoffs/${key}/traveller-link`, {
      headers: { origin: HOUSE },
      data: { lastFour },
    });
    return { lastFour, link: ((await made.json()) as { link: string }).link };
  }
  return null;
}
