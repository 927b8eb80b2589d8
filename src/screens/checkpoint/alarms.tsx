/**
 * What rings: a hold that is due, a timer that ran out, an answer that arrived. Each rings until somebody here says they heard
 * it, in every state of the page, and stands in the bar and in the title beside.
 */
import { useEffect } from 'react';
import type { Delivered } from '../../contract/doors.ts';
import { stands } from '../../contract/standings.ts';
import { TIMERS, type TimerName } from '../../contract/timers.ts';
import { useDesk, useList, useNow, useStore } from '../shared/hooks.ts';
import { goTo } from '../shared/router.ts';
import { dueOf } from '../shared/rows.ts';
import { Store } from '../shared/store.ts';
import type { Tone } from '../shared/sound.ts';
import { type Said, useSay } from '../shared/words/say.ts';
import { nameIn } from './case/this-case.ts';
import { type Alarm, watchAnswers, watchHolds } from './watch.ts';
import { CHECKPOINT } from './words.ts';

/** What somebody here acknowledged already; a new due time is a new alarm. */
const acknowledged = new Store<ReadonlySet<string>>(new Set());

const HOLD_TIMERS: readonly TimerName[] = ['holdReviewDue', 'holdCapDue'];
const WATCHED: readonly TimerName[] = [
  'requestDue',
  'rungDue',
  'rulingDue',
  'consentLapses',
  'departureDue',
  'stayReviewDue',
  'acknowledgeDue',
  'referralDue',
  'papersDue',
  'handOverDue',
];

/** What is overdue on a row now. A timer that fired is gone from the row, so a state that waits for its act rings too. */
export function overdueOn(one: Delivered, now: number): readonly Alarm[] {
  const alarm = (name: string, words: Said): Alarm => ({
    what: `${one.key} ${name}`,
    handoff: one.key,
    name: nameIn(one),
    words,
    tone: 'alarm',
  });
  const late = (timer: TimerName) => {
    const at = dueOf(one.row, timer);
    return at !== null && at <= now ? [alarm(`${timer} ${at}`, CHECKPOINT.timerIsDue(TIMERS[timer]))] : [];
  };
  const isReturnDue = stands(one.row['state'], 'open.document.held.returnDue');
  return [
    ...(isReturnDue ? [alarm('returnDue', CHECKPOINT.holdIsDue)] : []),
    ...HOLD_TIMERS.flatMap((timer) =>
      late(timer).map((found) => ({ ...found, words: CHECKPOINT.holdIsDue })),
    ),
    ...WATCHED.flatMap(late),
  ];
}

const answers = watchAnswers();
const holdReviews = watchHolds();

export function Alarms() {
  const say = useSay();
  const { sound } = useDesk();
  const queue = useList('queue');
  const holds = useList('openHolds');
  const now = useNow();
  const heard = useStore(acknowledged);
  const answered = useStore(answers.arrived);
  const reviews = useStore(holdReviews.arrived);
  useEffect(() => {
    if (queue.isLoaded) answers.look(queue.rows);
  }, [queue]);
  useEffect(() => {
    if (holds.isLoaded) holdReviews.look(holds.rows);
  }, [holds]);

  const rows = new Map([...queue.rows, ...holds.rows].map((one) => [one.key, one]));
  const alarms = [
    ...[...rows.values()].flatMap((one) => overdueOn(one, now)),
    // A document that was given back meanwhile needs no review, and a case that is closed waits for no answer.
    ...reviews.filter(({ handoff }) => holds.rows.some(({ key }) => key === handoff)),
    ...answered.filter(({ handoff }) => rows.has(handoff)),
  ].filter(({ what }) => !heard.has(what));
  const ringing = alarms.map(({ what, tone }) => `${tone} ${what}`).join('\n');
  useEffect(() => {
    const wanted = new Map(
      ringing === ''
        ? []
        : ringing.split('\n').map((line) => {
            const at = line.indexOf(' ');
            return [line.slice(at + 1), line.slice(0, at) as Tone] as const;
          }),
    );
    for (const what of sound.ringing.get().keys()) if (!wanted.has(what)) sound.acknowledge(what);
    for (const [what, tone] of wanted) sound.ring(what, tone);
    const title = document.title.replace(/^\(\d+\) /, '');
    document.title = wanted.size === 0 ? title : `(${wanted.size}) ${title}`;
  }, [ringing, sound]);

  if (alarms.length === 0) return null;
  const acknowledge = (what: readonly string[]) =>
    acknowledged.set(new Set([...acknowledged.get(), ...what]));
  return (
    <section className="alarms" aria-label={say(CHECKPOINT.alarms)} role="alert">
      <ul>
        {alarms.slice(0, SHOWN).map(({ what, handoff, name, words }) => (
          <li key={what}>
            <button
              type="button"
              className="button"
              onClick={() => {
                acknowledge([what]);
                goTo(['queue', handoff]);
              }}
            >
              <b>{say(name)}</b> {say(words)}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => acknowledge(alarms.map(({ what }) => what))}>
        {say(CHECKPOINT.heard)} {alarms.length > SHOWN ? `(${alarms.length})` : ''}
      </button>
    </section>
  );
}

const SHOWN = 3;
