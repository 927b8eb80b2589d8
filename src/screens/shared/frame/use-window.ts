/** A window over the page: the focus comes in and stays inside, Esc closes it, and whoever opened it has the focus again afterwards. */
import { type RefObject, useEffect, useRef } from 'react';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/** `onClose` is null where the window cannot be left without doing what it asks for. */
export function useWindow(box: RefObject<HTMLElement | null>, onClose: (() => void) | null): void {
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const before = document.activeElement;
    const inside = () => Array.from(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? []);
    (inside().find((one) => !one.classList.contains('dialog-close')) ?? box.current)?.focus();
    const listen = (event: KeyboardEvent) => {
      // A second window may lie above this one (a second person): its keys are its own.
      const windows = document.querySelectorAll('[role="dialog"]');
      if (windows[windows.length - 1] !== box.current) return;
      if (event.key === 'Escape' && close.current !== null) {
        event.preventDefault();
        close.current();
      }
      if (event.key !== 'Tab') return;
      const all = inside();
      const [first, last] = [all[0], all[all.length - 1]];
      const isOutside = box.current?.contains(document.activeElement) !== true;
      const leaves = event.shiftKey ? document.activeElement === first : document.activeElement === last;
      if (!leaves && !isOutside) return;
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    };
    addEventListener('keydown', listen);
    return () => {
      removeEventListener('keydown', listen);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [box]);
}
