/**
 * Answering for one person or for several of one stop at once: a command each, under an id of its own that is kept while
 * nobody knows whether it arrived, each with the version it rests on.
 */
import { useCallback, useRef, useState } from 'react';
import type { Body, Outcome } from '../shared/api.ts';
import { houseNow } from '../shared/clock.ts';
import type { CommandState } from '../shared/forms/use-command.ts';
import { useDesk } from '../shared/hooks.ts';
import { newId } from '../shared/ids.ts';

type Answer = Body<'answerCommunity'>;

export interface Answering {
  /** How the last answer went, by person. */
  readonly results: ReadonlyMap<string, CommandState>;
  readonly isSending: boolean;
  /** Sends the same answer for each; true where every one was taken. */
  readonly send: (people: readonly string[], answer: Answer) => Promise<boolean>;
  readonly stop: () => void;
  /** The version a person's answer rests on: the one first looked at, until another was read. */
  readonly lookedAt: (person: string, version: number) => void;
  readonly read: (person: string, version: number) => void;
}

export function useAnswering(): Answering {
  const { api } = useDesk();
  const [results, setResults] = useState<ReadonlyMap<string, CommandState>>(new Map());
  const ids = useRef(new Map<string, string>());
  const bases = useRef(new Map<string, number>());
  const giveUp = useRef<AbortController | null>(null);

  const show = (person: string, state: CommandState) =>
    setResults((before) => new Map(before).set(person, state));

  const send = useCallback(
    async (people: readonly string[], answer: Answer): Promise<boolean> => {
      const stop = new AbortController();
      giveUp.current = stop;
      setResults(new Map(people.map((person) => [person, { state: 'sending', tries: 0 }])));
      const outcomes = await Promise.all(
        people.map(async (person) => {
          // Another answer is another command; the same one, sent again, is the same.
          const what = `${person} ${JSON.stringify(answer)}`;
          const commandId = ids.current.get(what) ?? newId(houseNow());
          ids.current.set(what, commandId);
          const basedOn = bases.current.get(person);
          const outcome = await api.send(
            'answerCommunity',
            person,
            answer,
            { commandId, ...(basedOn === undefined ? {} : { basedOn }) },
            { signal: stop.signal, onWaiting: (tries) => show(person, { state: 'sending', tries }) },
          );
          if (outcome.outcome !== 'unsent') ids.current.delete(what);
          if (outcome.outcome === 'accepted') bases.current.set(person, outcome.version);
          show(person, stateOf(outcome));
          return outcome.outcome === 'accepted';
        }),
      );
      return outcomes.every(Boolean);
    },
    [api],
  );
  const stop = useCallback(() => giveUp.current?.abort(), []);
  const lookedAt = useCallback((person: string, version: number) => {
    if (!bases.current.has(person)) bases.current.set(person, version);
  }, []);
  const read = useCallback((person: string, version: number) => {
    bases.current.set(person, version);
    setResults((before) => new Map([...before].filter(([one]) => one !== person)));
  }, []);
  return {
    results,
    isSending: [...results.values()].some(({ state }) => state === 'sending'),
    send,
    stop,
    lookedAt,
    read,
  };
}

function stateOf({ outcome: state, ...answer }: Outcome): CommandState {
  return { state, ...answer } as CommandState;
}
