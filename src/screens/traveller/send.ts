/** Sending a form over a bad net: tried again until the house answers, done once, and the page stays where it is. */
import type { Drafts } from '../shared/drafts.ts';
import type { FollowedPage } from './follow.ts';
import { forgetTyped } from './keep.ts';
import { formsIn, made, say } from './page.ts';
import { forgetSignature, isUnsigned } from './sign.ts';
import { TRAVELLER } from './words.ts';

const PAUSES_MS = [500, 1_000, 2_000, 4_000];

export function sendForms(part: ParentNode, drafts: Drafts, page: FollowedPage): void {
  for (const form of formsIn(part)) {
    const status = made('p', { class: 'sending', role: 'status' });
    form.append(status);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (form.dataset['sending'] !== undefined) return;
      if (isUnsigned(form)) {
        status.textContent = say(TRAVELLER.signFirst);
        return;
      }
      void go(form, status);
    });
  }

  async function go(form: HTMLFormElement, status: HTMLElement): Promise<void> {
    const answer = await send(form, status);
    delete form.dataset['sending'];
    status.textContent = '';
    if (answer.isDone) {
      forgetTyped(form, drafts);
      forgetSignature(form, drafts);
    }
    page.show(answer.html, form);
  }
}

async function send(
  form: HTMLFormElement,
  status: HTMLElement,
): Promise<{ readonly isDone: boolean; readonly html: string }> {
  form.dataset['sending'] = '';
  status.textContent = say(TRAVELLER.sending);
  const body = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') body.append(name, value);
  });
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await fetch(form.action, { method: 'POST', body });
      // A house that is not ready says so; the same command sent again is done once.
      if (answer.status < 500) return { isDone: answer.ok, html: await answer.text() };
    } catch {
      // The net is gone; what is sent stays as it is and goes again.
    }
    status.textContent = say(TRAVELLER.sendingAgain);
    const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)];
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
  }
}
