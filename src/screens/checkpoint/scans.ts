/** A document that is scanned at the desk begins a new stop, wherever the focus is. */
import { useEffect } from 'react';
import { documentIn } from '../../contract/identity/scanned.ts';
import { houseNow } from '../shared/clock.ts';
import { useDesk } from '../shared/hooks.ts';
import { goTo } from '../shared/router.ts';
import { captureScans } from '../shared/scanner.ts';
import { NO_DOCUMENT } from './stop/document-field.tsx';
import { EMPTY_STOP, NEW_STOP, type NewStop } from './stop/new-stop-draft.ts';

/** The first line of a passport's machine-readable zone. */
const FIRST_LINE = /^P[A-Z<][A-Z0-9<]{42}$/i;
const LINE = 44;
const TOGETHER_MS = 3_000;

/** A reader sends the zone line by line; both lines are handed on as one text, and everything else as it comes. */
export function joinZone(onText: (text: string) => void, clock = () => Date.now()): (text: string) => void {
  let first = '';
  let heardAt = 0;
  return (text) => {
    const isSecond = first !== '' && clock() - heardAt <= TOGETHER_MS && text.length === LINE;
    const whole = isSecond ? `${first}\n${text}` : text;
    first = !isSecond && FIRST_LINE.test(text) ? text : '';
    heardAt = clock();
    if (first === '') onText(whole);
  };
}

export function useScansOfDocuments(): void {
  const { drafts } = useDesk();
  useEffect(
    () =>
      captureScans(
        joinZone((text) => {
          const found = documentIn(text, houseNow());
          // A window that is open has its own use for what is scanned.
          if (found === null || document.querySelector('[role="dialog"]') !== null) return;
          const typed = drafts.of<NewStop>(NEW_STOP).get() ?? EMPTY_STOP;
          const { name = typed.name, ...shown } = found;
          // What somebody has begun for another person is not written over.
          if (typed.number === '')
            drafts.put(NEW_STOP, {
              ...typed,
              ...NO_DOCUMENT,
              ...shown,
              name: typed.name === '' ? name : typed.name,
            });
          goTo(['new']);
        }),
      ),
    [drafts],
  );
}
