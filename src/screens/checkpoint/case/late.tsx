/** When something happened that one press enters: said once beside the buttons it is for. */
import { useId, useState } from 'react';
import { HappenedEarlier, lateOf } from '../../shared/forms/happened-earlier.tsx';
import type { Typed } from '../../shared/forms/read.ts';
import { useDraft } from '../../shared/hooks.ts';

export interface LateTyped {
  /** Whether it can be sent so; says what is missing where not. */
  readonly isSound: () => boolean;
  readonly sent: () => ReturnType<typeof lateOf>['sent'];
  readonly forget: () => void;
  /** Whether a time was typed. */
  readonly isEarlier: boolean;
  readonly fields: Parameters<typeof HappenedEarlier>[0];
}

const NOTHING: Typed = {};

export function useLate(what: string): LateTyped {
  const id = useId();
  const [typed, put, forget] = useDraft<Typed>(`late ${what}`, NOTHING);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  return {
    isSound: () => {
      const found = lateOf(typed).wrong;
      setWrong(found);
      return found.length === 0;
    },
    sent: () => lateOf(typed).sent,
    forget,
    isEarlier: lateOf(typed).sent.occurredAt !== undefined,
    fields: { id, typed, wrong, onTyped: (change) => put({ ...typed, ...change }) },
  };
}

export function Late({ of }: { readonly of: LateTyped }) {
  return <HappenedEarlier {...of.fields} />;
}
