/**
 * A real house for browser tests: the world of `test/commands/world.ts`, listening on loopback with the built screens, and
 * one browser. `at` opens a context of its own for somebody and signs them in through the page.
 */
import axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Terminal } from '../../src/contract/roles.ts';
import { GREEN_ITINERARY, POPPED_UP } from '../commands/world.ts';
import { type App, type AppOptions, openApp, PASSWORD, signInName } from '../terminals/app.ts';
import { launch } from './browser.ts';

export interface At {
  readonly page: Page;
  readonly context: BrowserContext;
}

export interface HouseInBrowser {
  readonly app: App;
  readonly browser: Browser;
  readonly url: string;
  /** Somebody of the world, signed in at a terminal in a browser of their own. */
  at(terminal: Terminal, name: string, options?: BrowserContextOptions): Promise<At>;
  /** A page of nobody. */
  open(path: string, options?: BrowserContextOptions): Promise<At>;
  close(): Promise<void>;
}

/** What is not there by then, on a machine with other work too, is not coming. */
const PATIENCE_MS = 20_000;

export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};

export async function openInBrowser(options: AppOptions = {}): Promise<HouseInBrowser> {
  const [app, browser] = await Promise.all([
    openApp({ ...options, terminals: { demonstration: true, ...options.terminals } }),
    launch(),
  ]);
  await app.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.app.server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const open: HouseInBrowser['open'] = async (path, contextOptions = {}) => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1280, height: 800 },
      baseURL: url,
      ...contextOptions,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(path);
    return { page, context };
  };
  return {
    app,
    browser,
    url,
    open,
    at: async (terminal, name, contextOptions) => {
      const opened = await open(`/desk/${terminal}`, contextOptions);
      await signIn(opened.page, name);
      await opened.page.locator('[data-connection="online"]').waitFor();
      return opened;
    },
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}

/** Signs somebody in by the form that is shown, whichever language it speaks. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill(signInName(name));
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.locator('input[autocomplete="current-password"]').press('Enter');
}

/**
 * Cuts somebody's net, and tells how long their chip took to say so, in milliseconds of the page's own clock.
 *
 * Counted in beats of the page itself: where a busy machine lets a page starve, its clock starves with what it is held against,
 * and only what the page took its time for is counted.
 */
export async function cutNet({ page, context }: At): Promise<number> {
  // The page listens before it is cut off.
  await page.evaluate((beatMs) => {
    const told = new Promise<number>((resolve) => {
      const count = () => {
        let beats = 0;
        const beating = setInterval(() => {
          beats += 1;
          if (document.querySelector('[data-connection="offline"]') === null) return;
          clearInterval(beating);
          resolve(beats * beatMs);
        }, beatMs);
      };
      addEventListener('offline', count, { once: true });
    });
    Object.assign(globalThis, { told });
  }, 50);
  await context.setOffline(true);
  return page.evaluate(() => (globalThis as unknown as { told: Promise<number> }).told);
}

/** A case of one traveller in a car, opened by an officer without a screen; `more` is what was shown and said beside. */
export async function openCase({ app }: HouseInBrowser, more: object = {}): Promise<string> {
  const officer = await app.as('wen');
  const { streamId: stopId } = await officer.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const { streamId } = await officer.did('openHandoff', null, {
    stopId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    ...more,
  });
  return streamId;
}

/** What every chip promises. */
export const CHIP_MS = 3_000;

/** In both languages, by day and by night; the last as it was found. */
export const LOOKS = [
  ['en', 'day'],
  ['en', 'night'],
  ['zh', 'night'],
  ['zh', 'day'],
] as const;

/** Both languages, day and night, once each: for what is made of nothing that was not looked at in all four. */
export const TWO_LOOKS = LOOKS.filter(([language, look]) => (language === 'en') === (look === 'night'));

/** The language and the look of a desk, set as a person would. */
export async function show(page: Page, language: 'zh' | 'en', look: 'day' | 'night'): Promise<void> {
  const lang = language === 'en' ? 'en' : 'zh-CN';
  if ((await page.getAttribute('html', 'lang')) !== lang)
    await page.getByRole('button', { name: language === 'en' ? 'English' : '中文', exact: true }).click();
  await page.getByLabel(/昼夜|Day or night/).selectOption(look);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
}

/** No violation of axe's rules on what the page shows now, or what one part of it does. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  // By evaluation, because the page's policy lets no other script in.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (context) => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: string | Document): Promise<{ violations: Violation[] }> };
    };
    interface Violation {
      id: string;
      help: string;
      nodes: { html: string }[];
    }
    const found = await axe.run(context ?? document);
    return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`);
  }, part);
  expect(violations).toEqual([]);
}
