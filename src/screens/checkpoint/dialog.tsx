/** A window over the page, with a button that closes it. */
import { type ReactNode, useRef } from 'react';
import { useWindow } from '../shared/frame/use-window.ts';
import { useSay } from '../shared/words/say.ts';
import { CHECKPOINT } from './words.ts';

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
  useWindow(box, onClose);
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
