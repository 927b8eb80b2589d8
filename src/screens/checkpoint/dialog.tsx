/** A window over the page: the focus stays inside, Esc closes it, and whoever opened it has the focus again afterwards. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useSay } from '../shared/words/say.ts';
import { CHECKPOINT } from './words.ts';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

export function Dialog({
  label,
  onClose,
  children,
}: {
  readonly label: string;
  /** What was typed inside is kept by whoever holds it; closing never loses it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const before = document.activeElement;
    const inside = () => Array.from(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? []);
    (inside().find((one) => !one.classList.contains('dialog-close')) ?? box.current)?.focus();
    const listen = (event: KeyboardEvent) => {
      // A second window lies above this one (a second person): its keys are its own.
      const windows = document.querySelectorAll('[role="dialog"]');
      if (windows[windows.length - 1] !== box.current) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        close.current();
      }
      if (event.key !== 'Tab') return;
      const all = inside();
      const [first, last] = [all[0], all[all.length - 1]];
      const leaves = event.shiftKey ? document.activeElement === first : document.activeElement === last;
      if (!leaves) return;
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    };
    addEventListener('keydown', listen);
    return () => {
      removeEventListener('keydown', listen);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <div className="veil">
      <div className="dialog wide" role="dialog" aria-modal="true" aria-label={label} ref={box} tabIndex={-1}>
        {children}
        <button type="button" className="button plain dialog-close" onClick={onClose}>
          {say(CHECKPOINT.close)} <kbd>Esc</kbd>
        </button>
      </div>
    </div>
  );
}
