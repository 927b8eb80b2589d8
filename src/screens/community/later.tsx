/** Pages that few need on a first look: a phone loads one when it is opened. */
import { type ComponentType, lazy, Suspense } from 'react';
import { FRAME } from '../shared/words/frame-words.ts';
import { useSay } from '../shared/words/say.ts';

export function later(load: () => Promise<{ readonly Page: ComponentType }>): ComponentType {
  const Loaded = lazy(async () => ({ default: (await load()).Page }));
  return function Later() {
    const say = useSay();
    return (
      <Suspense fallback={<p role="status">{say(FRAME.loading)}</p>}>
        <Loaded />
      </Suspense>
    );
  };
}
