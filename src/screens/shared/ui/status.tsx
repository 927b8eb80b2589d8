/** A status: a sign and a word, and only then a colour. */
import type { ReactNode } from 'react';

const SIGNS = { calm: '○', good: '✓', soon: '◔', late: '!' } as const;
export type Mood = keyof typeof SIGNS;

export function Status({ mood, children }: { readonly mood: Mood; readonly children: ReactNode }) {
  return (
    <span className={`status ${mood}`}>
      <span aria-hidden="true">{SIGNS[mood]}</span>
      {children}
    </span>
  );
}
