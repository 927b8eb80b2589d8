/**
 * How a person acts at a screen: with a mouse, by keyboard alone, or with a finger alone. A scene is told once and acted out by
 * each. The keyboard's hands hold the screens to a promise on every step: the focus is somewhere, it can be seen, and nothing
 * lies over it.
 */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PHONE } from './house.ts';

export interface Hands {
  readonly desk: BrowserContextOptions;
  readonly phone: BrowserContextOptions;
  /** Presses a button, follows a link, ticks a box, chooses one of several. */
  press(on: Locator): Promise<void>;
  /** Writes into a field, in place of what stands there. */
  write(on: Locator, text: string): Promise<void>;
  /** Chooses in a list that opens. */
  pick(on: Locator, label: string): Promise<void>;
  /** One of the main acts: at its key, or where the bar of keys shows it. */
  main(page: Page, key: 'F2' | 'F4' | 'F9' | 'F10'): Promise<void>;
  /** Draws two strokes on the pad. */
  sign(page: Page): Promise<void>;
}

const BOOTH: BrowserContextOptions = { viewport: { width: 1024, height: 768 } };

async function padOf(page: Page) {
  const pad = page.locator('.signature canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('There is no place to sign.');
  return ([x, y]: Point) => [box.x + x * box.width, box.y + y * box.height] as const;
}
type Point = readonly [x: number, y: number];
const STROKES: readonly (readonly [Point, ...Point[]])[] = [
  [
    [0.2, 0.3],
    [0.5, 0.7],
    [0.8, 0.2],
  ],
  [
    [0.3, 0.8],
    [0.7, 0.8],
  ],
];

const keyInBar = (page: Page, key: string) => page.locator('.key-bar .key', { hasText: key }).first();

export const mouse: Hands = {
  desk: BOOTH,
  phone: { ...PHONE, hasTouch: false },
  press: (on) => on.click(),
  write: (on, text) => on.fill(text),
  pick: async (on, label) => void (await on.selectOption({ label })),
  main: (page, key) => keyInBar(page, key).click(),
  sign: async (page) => {
    const at = await padOf(page);
    for (const [first, ...rest] of STROKES) {
      await page.mouse.move(...at(first));
      await page.mouse.down();
      for (const point of rest) await page.mouse.move(...at(point), { steps: 6 });
      await page.mouse.up();
    }
  },
};

export const finger: Hands = {
  desk: { ...BOOTH, hasTouch: true },
  phone: PHONE,
  press: (on) => on.tap(),
  write: async (on, text) => {
    await on.tap();
    await on.fill(text);
  },
  pick: async (on, label) => {
    await on.tap();
    // What opens is the system's own list.
    await on.selectOption({ label });
  },
  main: (page, key) => keyInBar(page, key).tap(),
  sign: async (page) => {
    const at = await padOf(page);
    const touches = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: (readonly [number, number])[]) =>
      touches.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
    for (const [first, ...rest] of STROKES) {
      await send('touchStart', at(first));
      for (const point of rest) await send('touchMove', at(point));
      await send('touchEnd');
    }
    await touches.detach();
  },
};

export const keyboard: Hands = {
  desk: BOOTH,
  phone: { ...PHONE, hasTouch: false },
  press: async (on) => {
    const page = on.page();
    const kind = await on.evaluate((element) => (element instanceof HTMLInputElement ? element.type : ''));
    await tabTo(on);
    if (kind === 'radio') await chooseByArrows(on);
    else await page.keyboard.press(kind === 'checkbox' ? 'Space' : 'Enter');
  },
  write: async (on, text) => {
    await tabTo(on);
    const { keyboard: keys } = on.page();
    if ((await on.inputValue()) !== '') await keys.press('Control+A');
    await keys.insertText(text);
  },
  pick: async (on, label) => {
    await tabTo(on);
    const steps = await on.evaluate((element, wanted) => {
      const { options, selectedIndex } = element as HTMLSelectElement;
      const at = [...options].findIndex(({ label: said }) => said.trim() === wanted);
      return at < 0 ? Number.NaN : at - selectedIndex;
    }, label);
    if (Number.isNaN(steps)) throw new Error(`There is no ${label} to choose.`);
    for (let n = 0; n < Math.abs(steps); n += 1)
      await on.page().keyboard.press(steps < 0 ? 'ArrowUp' : 'ArrowDown');
  },
  main: (page, key) => page.keyboard.press(key),
  sign: async (page) => {
    const pad = page.locator('.signature canvas');
    await tabTo(pad);
    const keys = async (...names: string[]) => {
      for (const name of names) await page.keyboard.press(name);
    };
    await keys('Space', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'Space');
    await keys('ArrowRight', 'ArrowRight', 'Space', 'ArrowDown', 'ArrowDown', 'Space');
  },
};

/** Where the keyboard's focus was lost, or could not be seen; everything of a scene at once. */
export const lost: string[] = [];

/** Goes to something by Tab, whichever way is shorter, and looks whether it can be seen there. */
async function tabTo(on: Locator): Promise<void> {
  const page = on.page();
  await on.waitFor();
  const way = await on.evaluate(stepsTo);
  if (way === 'lost') lost.push(`The focus was lost before ${on.toString()}.`);
  const steps = way === 'lost' ? 1 : way;
  const key = steps < 0 ? 'Shift+Tab' : 'Tab';
  for (let n = 0; n < Math.abs(steps); n += 1) await page.keyboard.press(key);
  // What is counted may be a step off; the keyboard itself decides.
  for (let n = 0; !(await on.evaluate(isThere)); n += 1) {
    if (n === 150) throw new Error(`The keyboard does not come to ${on.toString()}.`);
    await page.keyboard.press(key);
  }
  const wrong = await page.evaluate(isUnseen);
  if (wrong !== null) lost.push(`The focus cannot be seen: ${wrong}`);
}

/** Whether the focus is on it, or on another of its group of choices. */
function isThere(element: Element): boolean {
  const at = document.activeElement;
  if (at === element) return true;
  return (
    element instanceof HTMLInputElement &&
    element.type === 'radio' &&
    at instanceof HTMLInputElement &&
    at.type === 'radio' &&
    at.name === element.name
  );
}

/** How many times Tab has to be pressed, about. */
function stepsTo(element: Element): number | 'lost' {
  const at = document.activeElement;
  // A page that was just opened has the focus nowhere yet; one in use never has.
  const used = window as unknown as { wasUsed?: boolean };
  const isNowhere = at === null || at === document.body;
  if (isNowhere && used.wasUsed === true) return 'lost';
  used.wasUsed = true;
  const scope = [...document.querySelectorAll('[role="dialog"]')].pop() ?? document;
  const stops = [
    ...scope.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]',
    ),
  ].filter((one) => {
    if (one.getClientRects().length === 0 || one.hasAttribute('disabled')) return false;
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
    const group = [...scope.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
      ({ name }) => name === one.name,
    );
    return one === (group.find(({ checked }) => checked) ?? group[0]);
  });
  const same = (one: Element) =>
    one === element ||
    (element instanceof HTMLInputElement &&
      element.type === 'radio' &&
      one instanceof HTMLInputElement &&
      one.type === 'radio' &&
      one.name === element.name);
  const to = stops.findIndex(same);
  if (at !== null && same(at)) return 0;
  let from = at === null ? -1 : stops.indexOf(at as HTMLElement);
  if (from < 0 && !isNowhere && at !== null) {
    // A heading that was given the focus: what comes after it comes next.
    from =
      stops.filter((one) => (at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0)
        .length -
      (to >= 0 && (at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 0 : 1);
  }
  return to < 0 ? 1 : to - from === 0 ? 1 : to - from;
}

/** Why the focus cannot be seen where it is; null where it can. */
function isUnseen(): string | null {
  const at = document.activeElement;
  if (at === null || at === document.body) return 'it is nowhere';
  const said = `${at.tagName.toLowerCase()} “${(at.closest('label') ?? at).textContent?.trim().slice(0, 40) ?? ''}”`;
  const shown = [at, at.closest('label'), at.closest('.signature-field')].some((one) => {
    if (one === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  if (!shown) return `${said} has no ring`;
  const { left, top, width, height } = at.getBoundingClientRect();
  // Of something taller than the window its head is enough.
  const [x, y] = [left + width / 2, top + Math.min(height / 2, 40)];
  const over = document.elementFromPoint(x, y);
  if (over === null) return `${said} is out of sight`;
  const label = at.closest('label');
  if (at.contains(over) || over.contains(at) || label?.contains(over) === true) return null;
  return `${said} lies under ${over.tagName.toLowerCase()}.${over.className}`;
}

async function chooseByArrows(on: Locator): Promise<void> {
  const steps = await on.evaluate((element) => {
    const { name } = element as HTMLInputElement;
    const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
      (one) => one.name === name,
    );
    return (
      group.indexOf(element as HTMLInputElement) - group.indexOf(document.activeElement as HTMLInputElement)
    );
  });
  const { keyboard: keys } = on.page();
  for (let n = 0; n < Math.abs(steps); n += 1) await keys.press(steps < 0 ? 'ArrowLeft' : 'ArrowRight');
  if (!(await on.isChecked())) await keys.press('Space');
}
