/**
 * Takes a picture of every main screen, in both languages, from a demonstration house of its own, into `docs/screens`:
 * `npm run pictures`. Desks at 1024 px, phones at 360 px; the community and the traveller also by night.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import type { CommandType } from '../src/contract/commands.ts';
import type { Terminal } from '../src/contract/roles.ts';
import { commandPath } from '../src/contract/routes.ts';
import { idNumberOf } from '../src/demo/district.ts';
import { issue, makeIssuer, testCertificate } from '../src/demo/laboratory.ts';
import { launch } from '../test/screens/browser.ts';

const OUT = 'docs/screens';
const PORT = process.env['PORT'] ?? '4104';
const HOUSE = `http://127.0.0.1:${PORT}`;
const PASSWORD = 'guicheng demonstration';
const QUALITY = 32;
const TALLEST = 2_400;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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
  /** Where it is not the terminal's own name. */
  readonly at?: Terminal;
  readonly who: string;
  readonly on: BrowserContextOptions;
  readonly from: readonly (readonly [page: string, link: string, name: string])[];
}[] = [
  { name: 'checkpoint', who: 'officer1a', on: DESK, from: [['queue', 'a[href^="#/queue/"]', 'case']] },
  {
    name: 'community',
    who: 'worker01',
    on: PHONE,
    from: [
      ['arrivals', 'a[href="#/slip"]', 'slip'],
      // The last is taken by night as well.
      ['requests', 'a[href^="#/request/"]', 'request'],
    ],
  },
  {
    name: 'supervisor',
    who: 'supervisor1',
    on: DESK,
    from: [
      ['comparison', 'a[href="#/comparison/alike"]', 'alike'],
      ['comparison', 'a[href="#/comparison/overlaps"]', 'overlaps'],
      ['rulings', 'a[href^="#/case/"]', 'case'],
      ['pledges', 'a[href^="#/pledge/"]', 'pledge'],
    ],
  },
  { name: 'admin', who: 'admin-1', on: DESK, from: [['accounts', 'a[href^="#/account/"]', 'account']] },
  { name: 'auditor', at: 'supervisor', who: 'auditor1', on: DESK, from: [] },
];

/** What is reached by doing something: made by commands, then acted out on the page by what is the same in both languages. */
interface Scene {
  readonly terminal: Terminal;
  readonly who: string;
  readonly name: string;
  /** Makes what is shown and says where it is: a hash of the page. */
  readonly where: () => Promise<string>;
  readonly act: (page: Page) => Promise<void>;
}
const AT_BOOTH = { terminal: 'checkpoint', who: 'officer1a' } as const;
const OFFICE = 'C-9901';
const MEASURE = 'workflows/measures/beijing-2022-11.json';
/** Its month is no month, which is said while it is typed. */
const NO_DATE = '990000188013010019';
const SCENES: readonly Scene[] = [
  {
    ...AT_BOOTH,
    name: 'late',
    where: async () => `#/queue/${(await caseOf(801)).key}?step=document`,
    act: async (page) => {
      const earlier = page.locator('.step-body details.earlier');
      await earlier.locator('summary').click();
      await earlier
        .locator('input')
        .first()
        .fill(beijing(Date.now() - 40 * MINUTE_MS));
    },
  },
  {
    ...AT_BOOTH,
    name: 'elsewhere',
    where: async () => {
      await caseOf(802, {}, 2);
      return '#/new';
    },
    act: async (page) => {
      await page.locator('input[id$="number"]').first().fill(idNumberOf(802));
      await page.locator('input[id$="name"]').fill('李洁');
      await page.locator('form.new-stop button[type="submit"]').click();
      await page.locator('[data-elsewhere]').waitFor();
    },
  },
  {
    ...AT_BOOTH,
    name: 'identity',
    where: () => Promise.resolve('#/new'),
    act: async (page) => {
      await page.locator('input[id$="number"]').first().fill(NO_DATE);
      await page.locator('[data-fault]').first().waitFor();
      await page.locator('input[id$="name"]').fill('买买提·吐尔逊');
      await page.locator('[id$="address"]').first().fill('柳巷一号院3号楼2单元');
      await page.locator('label.candidate').first().waitFor();
    },
  },
  {
    ...AT_BOOTH,
    name: 'contradiction',
    where: async () => {
      const worn = { type: 'CN_RIC', number: '990000188001010019', asPrinted: true };
      return `#/queue/${(await caseOf(803, { document: worn })).key}`;
    },
    act: async (page) => {
      await page.locator('[data-contradiction] button').first().click();
    },
  },
  {
    ...AT_BOOTH,
    name: 'further',
    where: async () => `#/queue/${(await caseOf(804)).key}`,
    act: async (page) => {
      await page
        .getByRole('button', { name: /^(添加同一人的另一证件|Add another document)/ })
        .first()
        .click();
      await page.locator('.dialog input').first().fill('E00000001');
    },
  },
  {
    ...AT_BOOTH,
    name: 'source',
    where: async () => {
      const { key } = await caseOf(805);
      await simulator('people', { type: 'CN_RIC', number: idNumberOf(805), test: fitTest() });
      return `#/queue/${key}?step=test`;
    },
    act: askTheSource,
  },
  {
    ...AT_BOOTH,
    name: 'certificate',
    where: async () => `#/queue/${(await caseOf(806, { name: 'WANG XIAOLI' })).key}?step=test`,
    act: async (page) => {
      await page.locator('[data-certificate]').waitFor();
      await scan(page, certificate(), '[data-verdict]');
    },
  },
  {
    ...AT_BOOTH,
    name: 'call',
    where: async () => {
      const { key, version } = await caseOf(807);
      const officer = await clientOf('checkpoint', 'officer1a');
      await officer('readDocument', key, {}, { basedOn: version });
      await officer('askCommunity', key, { community: OFFICE }, { basedOn: version + 1 });
      for (const outcome of ['noAnswer', 'busy', 'noAnswer'])
        await officer('recordCall', key, { office: OFFICE, number: '000-55000100', outcome, seconds: 41 });
      return `#/queue/${key}`;
    },
    act: async (page) => {
      await page.locator('.call button').first().waitFor();
      await page.keyboard.press('F4');
      await page.locator('.call .outcomes').waitFor();
    },
  },
  {
    ...AT_BOOTH,
    name: 'source-silent',
    where: async () => {
      await simulator('control', { region: 'test', fault: 'down' });
      return `#/queue/${(await caseOf(808)).key}?step=test`;
    },
    act: askTheSource,
  },
  {
    terminal: 'admin',
    who: 'admin-1',
    name: 'import-faults',
    where: () => Promise.resolve('#/directory/import'),
    act: async (page) => {
      await page
        .locator('textarea')
        .first()
        .fill('代码,种类,上级,中文名\nC-ELM,社区,S-NOWHERE,榆钱社区\nc-oak,村里,S-991,\n');
      await page.locator('[role="alert"] li').first().waitFor();
    },
  },
  {
    terminal: 'admin',
    who: 'admin-1',
    name: 'import-preview',
    where: () => Promise.resolve('#/directory/import'),
    act: async (page) => {
      await page
        .locator('textarea')
        .first()
        .fill(
          'C-9913,社区,S-991,榆钱社区,Elm Seed community,000-55000113@00:00-24:00,榆钱一号院\nC-9901,社区,S-991,柳巷新社区,,000-55000100',
        );
      await page.locator('main form').waitFor();
    },
  },
  {
    terminal: 'admin',
    who: 'admin-1',
    name: 'measures-try',
    where: () => Promise.resolve('#/measures/propose'),
    act: tryTheMeasure,
  },
  {
    ...AT_BOOTH,
    name: 'dispute',
    where: async () => `#/queue/${await disputed(809)}`,
    act: (page) => page.locator('details.room[open] .room-question').waitFor(),
  },
  {
    terminal: 'supervisor',
    who: 'supervisor1',
    name: 'dispute',
    where: async () => `#/case/${await disputed(810)}`,
    act: (page) => page.locator('.room-question').waitFor(),
  },
  {
    terminal: 'supervisor',
    who: 'supervisor1',
    name: 'measures-try',
    where: () => Promise.resolve('#/measures'),
    act: tryTheMeasure,
  },
];

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'guicheng-pictures-'));
const house = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'demo'], {
  env: { ...process.env, PORT, PUBLIC_URL: HOUSE, DATA_DIR: data, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
/** Who sits at a desk already, in one language. */
const seats = new Map<string, BrowserContext>();
const clients = new Map<string, Promise<Client>>();
const SIGNS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  $: '+Digit4',
  '%': '+Digit5',
  '*': '+Digit8',
  '+': '+Equal',
  '-': 'Minus',
  '.': 'Period',
  '/': 'Slash',
  ':': '+Semicolon',
};

/** Where the demonstration's simulated sources are told what to say. */
let simulatedAt = '';
const browser = await launch();
try {
  await isOpen();
  await publicPages();
  await refusals();
  for (const terminal of TERMINALS) for (const language of LANGUAGES) await picturesOf(terminal, language);
  await travellersPages();
  for (const scene of SCENES)
    await picturesOfScene(scene).catch((error: unknown) => {
      console.error(`${scene.terminal}-${scene.name}: ${String(error)}`);
      process.exitCode = 1;
    });
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
      simulatedAt = /http:\S+(?=\/control)/.exec(said.toString())?.[0] ?? simulatedAt;
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
async function take(page: Page, name: string, whole = false, tallest = TALLEST): Promise<void> {
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
      height: Math.min(Math.max(height, size.height), tallest),
    });
  }
  // What was filled in far down had been scrolled to.
  await page.evaluate('scrollTo(0, 0)');
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

async function signedIn(
  terminal: string,
  who: string,
  on: BrowserContextOptions,
  language: string,
  isTaken = false,
) {
  const there = await opened(on, `/desk/${terminal}`, language);
  const { page } = there;
  const name = page.locator('input[autocomplete="username"]');
  await name.waitFor();
  if (isTaken) await take(page, `${terminal}-sign-in-${language}`);
  await name.fill(who);
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[data-connection="online"]').waitFor();
  return there;
}

async function picturesOf(
  { name, at = name as Terminal, who, on, from }: (typeof TERMINALS)[number],
  language: string,
): Promise<void> {
  const { context, page } = await signedIn(at, who, on, language, name === at);
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

async function picturesOfScene({ terminal, who, name, where, act }: Scene): Promise<void> {
  const hash = await where();
  for (const language of LANGUAGES) {
    const seat = `${who} ${language}`;
    const context = seats.get(seat) ?? (await signedIn(terminal, who, DESK, language)).context;
    seats.set(seat, context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    try {
      await page.goto(`/desk/${terminal}?lang=${language}${hash}`);
      await page.locator('h1').first().waitFor();
      await act(page);
    } catch (error) {
      // The picture is taken all the same: it shows what was there instead.
      console.error(`${terminal}-${name}-${language}: ${String(error)}`);
      process.exitCode = 1;
    }
    await take(page, `${terminal}-${name}-${language}`, true, 1_400);
    await page.close();
  }
}

type Client = (
  type: CommandType,
  streamId: string | null,
  body: object,
  more?: { readonly basedOn?: number },
) => Promise<{ readonly streamId: string; readonly version: number }>;

/** Sends somebody's commands as their screen does; signed in once. */
function clientOf(terminal: Terminal, who: string): Promise<Client> {
  const made = clients.get(who) ?? newClient(terminal, who);
  clients.set(who, made);
  return made;
}

async function newClient(terminal: Terminal, who: string): Promise<Client> {
  const { request } = await browser.newContext({ baseURL: HOUSE, extraHTTPHeaders: { origin: HOUSE } });
  await request.post(`/api/${terminal}/session`, { data: { name: who, password: PASSWORD } });
  return async (type, streamId, body, more = {}) => {
    const answer = await request.post(commandPath(terminal, type).replace(':id', streamId ?? ''), {
      data: { body, commandId: uuid(), ...more },
    });
    if (!answer.ok()) throw new Error(`${type} was refused: ${await answer.text()}`);
    return (await answer.json()) as { streamId: string; version: number };
  };
}

/** A case that was just opened, with everything shown but a test. */
async function caseOf(
  n: number,
  more: object = {},
  checkpoint = 1,
): Promise<{ key: string; version: number }> {
  const officer = await clientOf('checkpoint', `officer${checkpoint}a`);
  const { streamId: stopId } = await officer('openStop', null, {
    checkpoint: `K-99${checkpoint}`,
    vehicle: 'car',
    plate: `京A·D${n}00`,
    travellers: 1,
    direction: 'INBOUND',
  });
  const { streamId, version } = await officer('openHandoff', null, {
    stopId,
    traveller: 1,
    name: '李洁',
    document: { type: 'CN_RIC', number: idNumberOf(n) },
    returnAddress: { division: '990000', text: '柳巷一号院3号楼2单元' },
    previousAddress: { division: '990100', text: '唐河镇幸福路九号' },
    returnReason: 'home',
    healthStatus: { shows: 'POPUP', kind: 3 },
    itinerary: { shows: 'GREEN' },
    ...more,
  });
  return { key: streamId, version };
}

/** A case before the supervisor, who took it up and asks the checkpoint something. */
async function disputed(n: number): Promise<string> {
  const { key, version } = await caseOf(n);
  const officer = await clientOf('checkpoint', 'officer1a');
  const worker = await clientOf('community', 'worker01');
  const supervisor = await clientOf('supervisor', 'supervisor1');
  await officer('readDocument', key, {}, { basedOn: version });
  await officer('askCommunity', key, { community: OFFICE, words: '住址已核对，请核实后答复' });
  const answer = {
    office: OFFICE,
    answer: 'conditional',
    isRegisteredResident: 'yes',
    words: '你要放我就收',
  };
  await worker('answerCommunity', key, answer, { basedOn: version + 2 });
  await officer('addStatement', key, { words: '家中有单独房间，随行老人需照顾' });
  await officer('escalateRequest', key, { because: '社区不表态' });
  const before = await officer('escalateRequest', key, {});
  await supervisor('takeUpDispute', key, {}, { basedOn: before.version });
  await supervisor('askForStatement', key, { of: 'checkpoint', words: '房间能否单独隔离？' });
  return key;
}

async function simulator(path: string, body: object): Promise<void> {
  const answer = await fetch(`${simulatedAt}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`The simulator said ${answer.status} to ${path}.`);
}

function fitTest() {
  return {
    result: 'NEGATIVE',
    sampledAt: { at: Date.now() - 20 * HOUR_MS, precision: 'TIME' },
    receivedAt: null,
    reportedAt: { at: Date.now() - 11 * HOUR_MS, precision: 'TIME' },
    samplingMode: 'SINGLE',
  };
}

async function askTheSource(page: Page): Promise<void> {
  await page.locator('[data-source="test"]').waitFor();
  // In the second language it was asked before.
  const ask = page.locator('[data-source="test"] [data-act="askSource"]');
  if ((await page.locator('[data-source="test"] .status').count()) === 0) await ask.click();
  await page.locator('[data-source="test"] .status.soon').waitFor({ state: 'hidden' });
  await page.locator('[data-source="test"] .status').first().waitFor();
}

async function tryTheMeasure(page: Page): Promise<void> {
  const text = await readFile(MEASURE, 'utf8');
  const { examples } = JSON.parse(text) as { examples: { facts: object }[] };
  await page.locator('input[type="file"]').setInputFiles(MEASURE);
  await page.locator('textarea[id$="facts"]').fill(JSON.stringify(examples[0]?.facts ?? {}));
  await page.locator('section:has(textarea[id$="facts"]) button').first().click();
  await page.locator('section:has(textarea[id$="facts"]) .said').first().waitFor();
}

/** A certificate of a laboratory that is on no list here. */
function certificate(): string {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return issue(
    makeIssuer({ from: now - 100 * HOUR_MS, to: now + 100 * HOUR_MS }),
    testCertificate({
      name: { fn: 'Wang', fnt: 'WANG', gn: 'Xiaoli', gnt: 'XIAOLI' },
      birth: '1990-01-02',
      sampledAt: new Date(now - 5 * HOUR_MS).toISOString(),
      id: 'URN:UVCI:01:XX:1',
    }),
    { issuedAt: now - 4 * HOUR_MS, expiresAt: now + 100 * HOUR_MS },
  );
}

/** As a reader types on a US layout: every key at once, then Enter; again where a busy machine was too slow for a reader. */
async function scan(page: Page, text: string, until: string): Promise<void> {
  const codes = Array.from(text, (one) => SIGNS[one] ?? (/\d/.test(one) ? `Digit${one}` : `+Key${one}`));
  const keys = [...codes, 'Enter'].map((code) => ({
    code: code.replace('+', ''),
    shiftKey: code.startsWith('+'),
    bubbles: true,
    cancelable: true,
  }));
  for (let tries = 0; tries < 8; tries += 1) {
    await page.evaluate(
      `for (const key of ${JSON.stringify(keys)}) dispatchEvent(new KeyboardEvent('keydown', key))`,
    );
    const isThere = await page
      .locator(until)
      .waitFor({ timeout: 3_000 })
      .then(
        () => true,
        () => false,
      );
    if (isThere) return;
  }
  throw new Error(`${until} did not come.`);
}

/** What the field for a time takes: Beijing's. */
function beijing(at: number): string {
  return new Date(at + 8 * HOUR_MS).toISOString().slice(0, 16);
}

/** Somebody tries a wrong password, and a worker what is another community's. */
async function refusals(): Promise<void> {
  const { key } = await caseOf(800);
  const worker = await clientOf('community', 'worker05');
  await worker('confirmArrival', key, { office: OFFICE }).catch(() => {});
  const stranger = await browser.newContext({ baseURL: HOUSE, extraHTTPHeaders: { origin: HOUSE } });
  await stranger.request.post('/api/checkpoint/session', {
    data: { name: 'officer1a', password: 'a wrong password' },
  });
  await stranger.close();
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
