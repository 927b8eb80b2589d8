import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignaturePad, SignedStrokes } from '../../src/screens/shared/signature.ts';
import { launch } from './browser.ts';
import { expectAccessible, PHONE } from './house.ts';

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome87',
      modulePreload: false,
      rollupOptions: { input: fileURLToPath(new URL('signature-page.ts', import.meta.url)) },
    },
  })) as Rolldown.RolldownOutput;
  const [script] = built.output;
  const style = built.output.find(({ fileName }) => fileName.endsWith('.css'));
  const css = style?.type === 'asset' ? String(style.source) : '';
  const page = `<!doctype html><html lang="zh"><title>签名</title><meta name="viewport" content="width=device-width">
<style>:root{--edge:#727a75;--sheet:#fff;--ink:#111;--soft:#515b57;--focus:#0b4fb3}${css}main{padding-bottom:2000px}</style><main><h1>签名</h1></main>
<script type="module">${script.code}</script>`;
  server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const strokesOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { pad: SignaturePad }).pad.strokes());
/** How much of the pad is covered with ink, in parts of ten thousand: the same drawing at every size. */
const inked = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    let covered = 0;
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 127) covered += 1;
    return (covered / (data.length / 4)) * 10_000;
  });

/** Draws two strokes with the mouse, the second a dot. */
async function draw(page: Page): Promise<void> {
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('There is no pad.');
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.2, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.7), { steps: 12 });
  await page.mouse.move(...at(0.8, 0.2), { steps: 12 });
  await page.mouse.up();
  await page.mouse.move(...at(0.5, 0.1));
  await page.mouse.down();
  await page.mouse.up();
}

async function opened(path = '', options = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(url + path);
  await page.locator('canvas').waitFor();
  return page;
}

test('strokes are equal after turning, resizing and loading the page again, and are drawn again', async () => {
  const page = await opened('', { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  await draw(page);
  const drawn = await strokesOf(page);
  expect(drawn).toHaveLength(2);
  expect(drawn[0]?.points.length).toBeGreaterThan(10);
  for (const { x, y } of drawn.flatMap(({ points }) => points)) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(600);
    expect(y).toBeLessThanOrEqual(240);
  }
  const instants = drawn.flatMap(({ points }) => points.map(({ t }) => t));
  expect(instants).toEqual(instants.slice().sort((a, b) => a - b));
  const before = await inked(page);
  expect(before).toBeGreaterThan(50);

  for (const [width, height] of [
    [740, 360],
    [1280, 800],
    [320, 480],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.waitForFunction(() => {
      const canvas = document.querySelector('canvas') as HTMLCanvasElement;
      return canvas.width === Math.round(canvas.getBoundingClientRect().width * devicePixelRatio);
    });
    expect(await strokesOf(page)).toEqual(drawn);
    const now = await inked(page);
    expect(Math.abs(now - before) / before).toBeLessThan(0.15);
  }

  await page.waitForFunction(() => Object.keys(sessionStorage).length > 0);
  expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain('points');
  await page.reload();
  await page.locator('canvas').waitFor();
  expect(await strokesOf(page)).toEqual(drawn);
  expect(await inked(page)).toBeGreaterThan(50);
  await page.close();
});

test('a stroke is undone, all are cleared, by keyboard, and it is said aloud', async () => {
  const page = await opened('?lang=en');
  const said = () => page.getByRole('status').textContent();
  expect(await said()).toBe('Nothing is written yet.');
  await draw(page);
  expect(await said()).toBe('2 strokes are written.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await said()).toBe('One stroke is written.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await said()).toBe('Nothing is written yet.');
  expect(await strokesOf(page)).toEqual([]);
  expect(await inked(page)).toBe(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('or decline and say why').waitFor();
  await expectAccessible(page);
  await page.close();
});

test('somebody without a pointer signs by keys: the arrows move the pen, the space bar lets it write', async () => {
  const page = await opened('?lang=en');
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('Tab');
  expect(await page.getByRole('status').textContent()).toContain('Arrow keys move the pen');
  await press('ArrowDown', 'Space', 'ArrowRight', 'ArrowRight', 'ArrowUp');
  expect(await page.getByRole('status').textContent()).toBe('The pen is down.');
  await press('Space', 'ArrowDown', 'ArrowDown', 'Space', 'ArrowRight', 'Tab');
  // What was moved over with the pen taken up is no stroke; leaving the pad takes it up.
  expect(await page.getByRole('status').textContent()).toBe('2 strokes are written.');
  const [one, other] = await strokesOf(page);
  expect(one?.points.map(({ x, y }) => [x, y])).toEqual([
    [150, 132],
    [162, 132],
    [174, 132],
    [174, 120],
  ]);
  expect(other?.points.map(({ x, y }) => [x, y])).toEqual([
    [174, 144],
    [186, 144],
  ]);
  expect(await inked(page)).toBeGreaterThan(0);
  await page.close();
});

test('a finger draws and the page stays where it is; a second finger draws nothing', async () => {
  const page = await opened('', PHONE);
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('There is no pad.');
  const touches = await page.context().newCDPSession(page);
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...at: readonly (readonly [number, number])[]
  ) =>
    touches.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(([x, y], id) => ({ id, x: box.x + x * box.width, y: box.y + y * box.height })),
    });
  await send('touchStart', [0.3, 0.9]);
  for (let y = 0.85; y > 0.1; y -= 0.05) await send('touchMove', [0.3, y]);
  await send('touchStart', [0.3, 0.1], [0.8, 0.8]);
  await send('touchMove', [0.3, 0.1], [0.8, 0.2]);
  await send('touchEnd');
  const drawn: SignedStrokes = await strokesOf(page);
  expect(drawn).toHaveLength(1);
  expect(new Set(drawn[0]?.points.map(({ x }) => Math.round(x / 10)))).toEqual(new Set([18]));
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.close();
});
