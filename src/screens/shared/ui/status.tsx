/** A status: a sign and a word, and only then a colour. The signs are drawn, because not every font has them. */
import type { ReactNode } from 'react';

/** Strokes on a field of 16: a ring, a tick, the hands of a clock, an exclamation mark. */
const SIGNS = {
  calm: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
  good: 'M3 8.5l3.5 3.5L13 4.5',
  soon: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.2l2.2 1.6',
  late: 'M8 2.5v7M8 12.8v.7',
} as const;
export type Mood = keyof typeof SIGNS;

export function Status({ mood, children }: { readonly mood: Mood; readonly children: ReactNode }) {
  return (
    <span className={`status ${mood}`}>
      <svg aria-hidden="true" width="14" height="14" viewBox="0 0 16 16">
        <path
          d={SIGNS[mood]}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {children}
    </span>
  );
}
