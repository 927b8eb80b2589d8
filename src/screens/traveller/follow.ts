/**
 * Following the case without a reload: a small question every few seconds, and the page anew where something happened.
 * A part in which somebody is writing is left as it is, and says that it has changed.
 */
import { formsIn, made, say, typedFields } from './page.ts';
import { TRAVELLER } from './words.ts';

const EVERY_MS = 2_500;
const PATIENCE_MS = 2_500;

export interface FollowedPage {
  /** Shows a page the house sent; the part of a form that was just answered is shown whatever is written in it. */
  show(html: string, answered?: HTMLFormElement): void;
}

export function follow(main: HTMLElement, enhance: (part: ParentNode) => void): FollowedPage {
  const { case: id = '' } = main.dataset;
  const parts = (root: Element) => Array.from(root.children).filter(({ id: name }) => name !== '');
  /** Each part as the house wrote it, to tell a change of the case from what was done here. */
  const written = new Map(parts(main).map((part) => [part.id, essence(part)]));
  const heard = made('p', { class: 'unseen', role: 'status' });
  const chip = made('span', { class: 'connection', 'data-connection': 'online' }, say(TRAVELLER.online));
  main.prepend(heard);
  main.querySelector('.languages')?.prepend(chip);
  let version = Number(main.dataset['version']);

  const showPart = (fresh: Element, before: Element | null): Element => {
    const old = document.getElementById(fresh.id);
    if (old !== null) old.replaceWith(fresh);
    else main.insertBefore(fresh, before);
    written.set(fresh.id, essence(fresh));
    enhance(fresh);
    return fresh;
  };

  const page: FollowedPage = {
    show: (html, answered) => {
      const next = new DOMParser().parseFromString(html, 'text/html').getElementById('mine');
      if (next === null) {
        ended(main);
        return;
      }
      version = Number(next.dataset['version']);
      const standingBefore = headingOf(main);
      const fresh = parts(next);
      for (const old of parts(main))
        if (
          !fresh.some(({ id: name }) => name === old.id) &&
          (!isBeingWritten(old) || old.contains(answered ?? null))
        )
          old.remove();
      let before: Element | null = main.querySelector('.quiet');
      for (let n = fresh.length - 1; n >= 0; n -= 1) {
        const part = fresh[n] as Element;
        const old = document.getElementById(part.id);
        const isAnswered = old !== null && answered !== undefined && old.contains(answered);
        if (old !== null && !isAnswered && written.get(part.id) === essence(part)) before = old;
        else if (old !== null && !isAnswered && isBeingWritten(old)) {
          offer(old, () => showPart(part, null));
          before = old;
        } else before = showPart(part, before);
      }
      const standing = headingOf(main);
      if (standing !== standingBefore) heard.textContent = say(TRAVELLER.now(standing));
      const told = main.querySelector<HTMLElement>('[role="alert"]') ?? document.getElementById('said');
      if (answered !== undefined && told !== null) {
        told.tabIndex = -1;
        told.focus();
      }
    },
  };

  const connection = (isThere: boolean) => {
    const state = isThere ? 'online' : 'offline';
    if (chip.dataset['connection'] === state) return;
    chip.dataset['connection'] = state;
    chip.textContent = say(isThere ? TRAVELLER.online : TRAVELLER.offlineSince(clock()));
  };

  const look = async (): Promise<void> => {
    try {
      const answer = await asked(`/api/traveller/views/travellerPage/${id}`);
      connection(true);
      if (answer.status === 401 || answer.status === 403) ended(main);
      if (!answer.ok || ((await answer.json()) as { version: number }).version === version) return;
      const whole = await asked(location.pathname + location.search.replace(/&done=\w+/, ''));
      if (whole.ok) page.show(await whole.text());
    } catch {
      connection(false);
    }
  };
  const again = () => {
    if (document.visibilityState === 'visible') void look();
  };
  setInterval(again, EVERY_MS);
  document.addEventListener('visibilitychange', again);
  window.addEventListener('online', again);
  window.addEventListener('offline', () => connection(false));
  return page;
}

async function asked(address: string): Promise<Response> {
  const patience = new AbortController();
  const waiting = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(address, {
      signal: patience.signal,
      headers: { accept: 'text/html, application/json' },
    });
  } finally {
    clearTimeout(waiting);
  }
}

/** A part without what is new in it each time it is written. */
const essence = (part: Element): string =>
  part.outerHTML.replace(/name="(commandId|basedOn)" value="[^"]*"/g, '');

const headingOf = (main: Element): string => main.querySelector('h1')?.textContent ?? '';

/** Somebody has typed, drawn, or is about to. */
function isBeingWritten(part: Element): boolean {
  return formsIn(part).some(
    (form) =>
      form.dataset['sending'] !== undefined ||
      typedFields(form).some(({ value }) => value !== '') ||
      (form.querySelector<HTMLInputElement>('input[name="strokes"]')?.value ?? '') !== '' ||
      (form.contains(document.activeElement) &&
        /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')),
  );
}

/** Says on a part that it has changed, and lets its writer decide when to see it. */
function offer(part: Element, show: () => void): void {
  part.querySelector('.changed')?.remove();
  const button = made('button', { type: 'button', class: 'button' }, say(TRAVELLER.showNew));
  button.addEventListener('click', show);
  part.prepend(
    made('div', { class: 'changed', role: 'status' }, made('p', {}, say(TRAVELLER.changed)), button),
  );
}

function ended(main: Element): void {
  if (main.querySelector('.ended') !== null) return;
  const again = made(
    'a',
    { class: 'button', href: location.pathname + location.search },
    say(TRAVELLER.comeInAgain),
  );
  main.prepend(made('div', { class: 'ended', role: 'alert' }, made('p', {}, say(TRAVELLER.ended)), again));
}

const clock = () =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.now());
