/** What is seldom needed, folded into a menu where the bar is short. Escape and a tap elsewhere close it. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { FRAME } from '../words/frame-words.ts';
import { useSay } from '../words/say.ts';

export function Folded({ isFolded, children }: { readonly isFolded: boolean; readonly children: ReactNode }) {
  const say = useSay();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const elsewhere = (event: Event) => {
      // A dialog that was opened from the menu belongs to it.
      const at = event.target as Element;
      if (whole.current?.contains(at) !== true && at.closest('.veil') === null) setIsOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setIsOpen(false);
      button.current?.focus();
    };
    addEventListener('pointerdown', elsewhere);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('pointerdown', elsewhere);
      removeEventListener('keydown', escape);
    };
  }, [isOpen]);
  if (!isFolded) return children;
  return (
    <div className="folded" ref={whole}>
      <button
        ref={button}
        type="button"
        className="button plain"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <svg aria-hidden="true" width="18" height="18" viewBox="0 0 18 18">
          <path d="M2 4.5h14M2 9h14M2 13.5h14" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        {say(FRAME.menu)}
      </button>
      <div id={id} className="fold" hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}
