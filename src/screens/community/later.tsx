/** What few need on a first look is no part of the first load: it comes once the page stands, or when it is opened. */
import { type ComponentType, lazy, Suspense } from 'react';
import { FRAME } from '../shared/words/frame-words.ts';
import { useSay } from '../shared/words/say.ts';

/** By then a phone at a kitchen table shows its first page; and a net that is gone later takes nothing away. */
const SOON_MS = 4_000;

export function later<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
  /** A part that is often empty says nothing of its coming. */
  how: 'aloud' | 'quietly' = 'aloud',
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() })) as ComponentType<Props>;
  setTimeout(() => void load().catch(() => undefined), SOON_MS);
  return function Later(props: Props) {
    const say = useSay();
    return (
      <Suspense fallback={how === 'aloud' ? <p role="status">{say(FRAME.loading)}</p> : null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
