/**
 * Opening a stop and its first case with one press: the commands go one after the other, each with an id of its own that is
 * kept in the draft, so that a cut net, a reload or a second press does nothing twice.
 */
import { useRef, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Body, Outcome } from '../../shared/api.ts';
import { houseNow } from '../../shared/clock.ts';
import type { Desk } from '../../shared/desk.ts';
import { useDesk, usePerson } from '../../shared/hooks.ts';
import { newId } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/wire.ts';
import type { InForce } from '../post/post.ts';
import {
  caseOf,
  EMPTY_STOP,
  everybodyPasses,
  type NewStop,
  passingIn,
  peopleIn,
  type Progress,
} from './new-stop-draft.ts';

export type Opening =
  | { readonly state: 'typing' }
  | { readonly state: 'sending'; readonly tries: number }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'unsent' };

/** What became of it: the case to go to, and the stop, where somebody of it has no outcome yet. */
export interface Opened {
  readonly handoff: string;
  readonly stop: string;
}

class Sending {
  readonly #desk: Desk;
  readonly #draft: string;
  readonly #onTries: (tries: number) => void;

  constructor(desk: Desk, draft: string, onTries: (tries: number) => void) {
    this.#desk = desk;
    this.#draft = draft;
    this.#onTries = onTries;
  }

  get typed(): NewStop {
    return this.#desk.drafts.of<NewStop>(this.#draft).get() ?? EMPTY_STOP;
  }

  get progress(): Progress {
    return this.typed.sent;
  }

  note(change: Partial<Progress>): void {
    this.#desk.drafts.put(this.#draft, { ...this.typed, sent: { ...this.progress, ...change } });
  }

  /** Sends one command of the row, under the id that is kept for `what`. */
  async send<T extends CommandType>(
    what: string,
    type: T,
    streamId: string | null,
    body: Body<T>,
  ): Promise<Outcome> {
    const commandId = this.progress.ids[what] ?? newId(houseNow());
    this.note({ ids: { ...this.progress.ids, [what]: commandId } });
    const outcome = await this.#desk.api.send(
      type,
      streamId,
      body,
      { commandId },
      { onWaiting: this.#onTries },
    );
    if (outcome.outcome === 'refused') {
      // Whoever tries again after a "no" tries something new.
      const { [what]: _, ...ids } = this.progress.ids;
      this.note({ ids });
    }
    return outcome;
  }
}

export function useOpenStop(
  draft: string,
  stopId: string,
  traveller: number,
): readonly [Opening, (inForce: InForce) => Promise<Opened | null>] {
  const desk = useDesk();
  const { scope } = usePerson();
  const [now, setNow] = useState<Opening>({ state: 'typing' });
  const isBusy = useRef(false);

  const open = async (inForce: InForce): Promise<Opened | null> => {
    if (isBusy.current) return null;
    isBusy.current = true;
    setNow({ state: 'sending', tries: 0 });
    const sending = new Sending(desk, draft, (tries) => setNow({ state: 'sending', tries }));
    try {
      return await openAll(sending, scope, stopId, traveller, inForce, setNow);
    } finally {
      isBusy.current = false;
    }
  };
  return [now, open];
}

async function openAll(
  sending: Sending,
  checkpoint: string,
  stopId: string,
  traveller: number,
  inForce: InForce,
  tell: (now: Opening) => void,
): Promise<Opened | null> {
  const { typed } = sending;
  /** Whether the row goes on; says why not. */
  const isDone = (outcome: Outcome): boolean => {
    if (outcome.outcome === 'accepted') return true;
    tell(outcome.outcome === 'unsent' ? { state: 'unsent' } : { state: 'refused', refusal: outcome.refusal });
    return false;
  };
  const people = peopleIn(typed);
  let stop = stopId === '' ? sending.progress.stop : stopId;
  if (stop === '') {
    const outcome = await sending.send('stop', 'openStop', null, {
      checkpoint,
      vehicle: typed.vehicle,
      direction: typed.direction,
      travellers: people,
      ...(typed.plate.trim() === '' ? {} : { plate: typed.plate.trim() }),
    });
    if (!isDone(outcome) || outcome.outcome !== 'accepted') return null;
    stop = outcome.streamId;
    sending.note({ stop });
  }
  const clause = typed.clause === '' ? (inForce?.clauses[0]?.id ?? '') : typed.clause;
  const passing = stopId === '' ? passingIn(typed) : 0;
  for (let nth = people - passing + 1; nth <= people; nth++) {
    if (sending.progress.passed.includes(nth)) continue;
    const body = { traveller: nth, measure: inForce?.measure ?? '', clause };
    if (!isDone(await sending.send(`passed ${nth}`, 'recordPassed', stop, body))) return null;
    sending.note({ passed: [...sending.progress.passed, nth] });
  }
  if (stopId === '' && everybodyPasses(typed)) {
    if (!isDone(await sending.send('close', 'closeStop', stop, {}))) return null;
    return { handoff: '', stop };
  }
  let { handoff } = sending.progress;
  if (handoff === '') {
    const outcome = await sending.send(
      'case',
      'openHandoff',
      null,
      caseOf(typed, stop, traveller, houseNow()),
    );
    if (!isDone(outcome) || outcome.outcome !== 'accepted') return null;
    handoff = outcome.streamId;
    sending.note({ handoff });
  }
  // From here on the case is there: what it refuses is said on its own page.
  if ((typed.isRead || typed.type === 'NONE') && !sending.progress.wasRead) {
    if (typed.type === 'NONE')
      await sending.send('read', 'recordNoDocument', handoff, { why: typed.whyNone });
    else await sending.send('read', 'readDocument', handoff, {});
    sending.note({ wasRead: true });
  }
  if (typed.asksAtOnce && typed.community !== '')
    await sending.send('ask', 'askCommunity', handoff, { community: typed.community });
  return { handoff, stop };
}
