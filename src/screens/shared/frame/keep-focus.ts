/**
 * The focus is never lost. Where the thing that had it goes away — a button whose act is done, a form that was sent, a part of
 * a page that is drawn anew — it goes to the head of what stood around, and whoever works by keyboard or by ear goes on there.
 */
const HEADS = 'h1, h2, h3, legend, summary';

/** Watches the whole page, once. Whoever places the focus themselves comes first: only a focus that is nowhere is taken up. */
export function keepFocus(): void {
  let around: readonly Element[] = [];
  let wasSeen = false;
  addEventListener('focusin', ({ target }) => {
    around = target instanceof Element ? withAncestors(target) : [];
    wasSeen = target instanceof Element && target.matches(':focus-visible');
  });
  new MutationObserver(() => {
    const [had, ...rest] = around;
    if (had === undefined || had.isConnected) return;
    const at = document.activeElement;
    if (at !== null && at !== document.body) return;
    const head = headNear(rest);
    if (head === null) return;
    if (head.tabIndex < 0) head.tabIndex = -1;
    // A finger or a mouse is not taken elsewhere on the page by it.
    head.focus({ preventScroll: !wasSeen });
  }).observe(document.body, { childList: true, subtree: true });
}

function headNear(around: readonly Element[]): HTMLElement | null {
  for (const one of around) {
    if (!one.isConnected || one === document.body) continue;
    const head = Array.from(one.querySelectorAll<HTMLElement>(HEADS)).find(isShown);
    // The head of a step is a button, which opens and shuts it.
    if (head !== undefined) return head.querySelector<HTMLElement>('button, a[href]') ?? head;
  }
  return document.querySelector<HTMLElement>('main');
}

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

function withAncestors(element: Element): Element[] {
  const all: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) all.push(at);
  return all;
}
