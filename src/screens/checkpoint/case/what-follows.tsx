/** What follows from what was heard last, or from nothing heard yet: what it counts as, who acts next and how, and until when. */
import { CALL_OUTCOMES } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { KEPT, PLACES } from '../../../contract/next-steps.ts';
import { WHO_ACTS } from '../../../contract/standings.ts';
import type { Entry } from '../../shared/api.ts';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { dueOf } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { Act, offered } from './act.tsx';
import { lastHeard, placeOf, stepAt } from './heard.ts';

export function WhatFollows({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const now = useNow(10_000);
  const offices = useStore(useDesk().offices);
  const place = placeOf(of.row['state']);
  if (place === null) return null;
  const last = lastHeard(entries);
  const step = last === null ? null : stepAt(last.heard, place);
  const { who, can } = step ?? PLACES[place];
  const due = dueOf(of.row, PLACES[place].clock);
  const suggested = last?.heard === 'notOurs' ? offices.get(last.suggestion ?? '') : undefined;
  return (
    <section className="said follows" aria-label={say(CHECKPOINT.whatFollows)}>
      {last === null ? null : (
        <p role="status">
          <time dateTime={new Date(last.at).toISOString()}>{clockTime(last.at, now)}</time>{' '}
          {say(step?.words ?? KEPT)}
        </p>
      )}
      <p>
        <b>{say(WHO_ACTS[who])}</b>
        {say(CHECKPOINT.theyCan)}
        {can.map((command) => say(COMMAND_FACTS[command])).join(' / ')}
      </p>
      {due === null ? null : (
        <p>
          {say(PLACES[place].until(clockTime(due, now)))} <Due at={due} />
        </p>
      )}
      {suggested === undefined || offered(of, 'askCommunity') !== true ? null : (
        <p className="acts">
          <Act
            of={of}
            type="askCommunity"
            body={{ community: suggested.code }}
            label={CHECKPOINT.askSuggested(say(placedName(suggested.code, offices)))}
            isPrimary
          />
        </p>
      )}
    </section>
  );
}

/** What a call that ended counts as, beside the telephone; an answer is told at its step. */
export function AfterCall({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const place = placeOf(of.row['state']);
  const last = lastHeard(entries);
  if (place === null || last === null || !(last.heard in CALL_OUTCOMES)) return null;
  return (
    <p className="said" role="status">
      {say(stepAt(last.heard, place)?.words ?? KEPT)}
    </p>
  );
}
