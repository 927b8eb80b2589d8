import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './browser.ts';

let browser: Browser;
const servers: Server[] = [];
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

const serve = async (body: string): Promise<string> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('the browser draws 责 and 任, and draws them differently', async () => {
  const page = await browser.newPage();
  const inked = (text: string) =>
    page.evaluate((drawn) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [64, 64];
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.font = '48px sans-serif';
      context.fillText(drawn, 4, 52);
      return Array.from(context.getImageData(0, 0, 64, 64).data.filter((_, i) => i % 4 === 3)).join('');
    }, text);
  const [duty, office, missing] = [await inked('责'), await inked('任'), await inked('\u{10FFFD}')];
  expect(duty).not.toBe(office);
  expect(duty).not.toBe(missing);
  expect(/[^0]/.test(duty)).toBe(true);
  await page.close();
});

test('a page cannot read another origin', async () => {
  const [ours, theirs] = [await serve('<p>ours'), await serve('secret')];
  const page = await browser.newPage();
  await page.goto(ours);
  const read = await page.evaluate(
    (address) =>
      fetch(address)
        .then((response) => response.text())
        .catch((error: unknown) => String(error)),
    theirs,
  );
  expect(read).toContain('Failed to fetch');
  await page.close();
});

test('closing one context leaves the others open', async () => {
  const [one, other] = [await browser.newContext(), await browser.newContext()];
  const page = await other.newPage();
  await one.close();
  await page.setContent('<p>still here</p>');
  expect(await page.textContent('p')).toBe('still here');
  await other.close();
});
