/** A document that is scanned at the desk begins a new stop, wherever the focus is. */
import { useEffect } from 'react';
import { useDesk } from '../shared/hooks.ts';
import { documentNumber, identityNumberIsSound } from '../shared/masks.ts';
import { goTo } from '../shared/router.ts';
import { captureScans } from '../shared/scanner.ts';
import { EMPTY_STOP, NEW_STOP, type NewStop } from './stop/new-stop-draft.ts';

/** What a scan can be at a desk: an identity number that agrees with its check digit, or a passport's. */
export const documentIn = (
  text: string,
): { readonly type: 'CN_RIC' | 'PASSPORT'; readonly number: string } | null => {
  const number = documentNumber(text);
  if (identityNumberIsSound(number)) return { type: 'CN_RIC', number };
  return /^[A-Z]{1,2}\d{7,8}$/.test(number) ? { type: 'PASSPORT', number } : null;
};

export function useScansOfDocuments(): void {
  const { drafts } = useDesk();
  useEffect(
    () =>
      captureScans((text) => {
        const found = documentIn(text);
        // A window that is open has its own use for what is scanned.
        if (found === null || document.querySelector('[role="dialog"]') !== null) return;
        const typed = drafts.of<NewStop>(NEW_STOP).get() ?? EMPTY_STOP;
        // What somebody has begun for another person is not written over.
        if (typed.number === '') drafts.put(NEW_STOP, { ...typed, ...found });
        goTo(['new']);
      }),
    [drafts],
  );
}
