/** Asking the house about a slip: one code after the other, by hand, by gun or by camera. */
import { useCallback, useRef, useState } from 'react';
import type { Static } from 'typebox';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import { heardCode } from '../../../contract/spoken-codes.ts';
import { useDesk } from '../../shared/hooks.ts';

export type Slip = Static<(typeof PLAIN_ROUTES)['releaseSlip']['answer']>;

export type Asked =
  | { readonly state: 'nothing' | 'asking' | 'unreachable' }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'answered'; readonly slip: Slip };

export function useSlip(): {
  readonly asked: Asked;
  readonly ask: (text: string) => void;
  readonly forget: () => void;
} {
  const { api } = useDesk();
  const [asked, setAsked] = useState<Asked>({ state: 'nothing' });
  const latest = useRef(0);
  const ask = useCallback(
    (text: string) => {
      latest.current += 1;
      const mine = latest.current;
      const show = (now: Asked) => {
        if (mine === latest.current) setAsked(now);
      };
      const code = heardCode('release', text);
      if (code === null) {
        show({ state: 'answered', slip: { slip: 'misread' } });
        return;
      }
      show({ state: 'asking' });
      void api.post<Slip>('release-slips', { code }).then(
        (reply) =>
          show(
            reply.ok
              ? { state: 'answered', slip: reply.value }
              : { state: 'refused', message: reply.refusal.message },
          ),
        () => show({ state: 'unreachable' }),
      );
    },
    [api],
  );
  const forget = useCallback(() => {
    latest.current += 1;
    setAsked({ state: 'nothing' });
  }, []);
  return { asked, ask, forget };
}
