/**
 * One command from the opening of its form to its answer.
 *
 * The id is made when the form opens and kept while nobody knows whether it arrived. An answer uses it up: whoever tries
 * again after a "no" tries something new.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Body, Envelope, Outcome } from '../api.ts';
import { houseNow } from '../clock.ts';
import { useDesk } from '../hooks.ts';
import { newId } from '../ids.ts';
import type { Refusal } from '../wire.ts';

export type CommandState =
  | { readonly state: 'open' }
  | { readonly state: 'sending'; readonly tries: number }
  | { readonly state: 'unsent' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'conflict'; readonly refusal: Refusal; readonly since: number }
  | { readonly state: 'accepted'; readonly streamId: string; readonly version: number };

export interface SendingCommand<T extends CommandType> {
  readonly now: CommandState;
  readonly send: (body: Body<T>, rest?: Omit<Envelope, 'commandId'>) => Promise<Outcome>;
  /** Stops trying; the id stays, because it may have arrived. */
  readonly stop: () => void;
}

export function useCommand<T extends CommandType>(type: T, streamId: string | null): SendingCommand<T> {
  const { api } = useDesk();
  const [now, setNow] = useState<CommandState>({ state: 'open' });
  const id = useRef<string | null>(null);
  id.current ??= newId(houseNow());
  const giveUp = useRef<AbortController | null>(null);
  // A form that is closed goes on being sent: what somebody decided is not lost with a page.
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const send = useCallback(
    async (body: Body<T>, rest: Omit<Envelope, 'commandId'> = {}): Promise<Outcome> => {
      const show = (state: CommandState) => {
        if (isShown.current) setNow(state);
      };
      const stop = new AbortController();
      giveUp.current = stop;
      show({ state: 'sending', tries: 0 });
      const outcome = await api.send(
        type,
        streamId,
        body,
        { commandId: id.current ?? newId(houseNow()), ...rest },
        { signal: stop.signal, onWaiting: (tries) => show({ state: 'sending', tries }) },
      );
      if (outcome.outcome !== 'unsent') id.current = newId(houseNow());
      const { outcome: state, ...answer } = outcome;
      show({ state, ...answer } as CommandState);
      return outcome;
    },
    [api, type, streamId],
  );
  const stop = useCallback(() => giveUp.current?.abort(), []);
  return { now, send, stop };
}
