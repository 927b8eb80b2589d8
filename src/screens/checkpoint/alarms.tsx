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
import { dueOf, within } from '../shared/rows.ts';
import { Store } from '../shared/store.ts';
import type { Tone } from '../shared/sound.ts';
import { type Said, useSay } from '../shared/words/say.ts';
import { nameIn } from './case/this-case.ts';
import { CHECKPOINT } from './words.ts';

export interface Alarm {
  readonly what: string;
  readonly handoff: string;
  readonly name: Said;
  readonly words: Said;
  readonly tone: Tone;
}

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

/** Where the request stands, as far as an answer changes it. */
const answerOf = ({ row }: Delivered): string =>
  JSON.stringify([
    within(row, 'state.open.consent') ?? null,
    within(row, 'context.request.residentKnown') ?? null,
    within(row, 'context.request.notOurs') ?? null,
  ]);
const isAsked = (answer: string) => answer.includes('"asked"');

/** An answer is seen by what it changed since the last look. It outlives the pages, which come and go. */
export class AnswerWatch {
  readonly arrived = new Store<readonly Alarm[]>([]);
  #known: ReadonlyMap<string, string> | null = null;

  look(rows: readonly Delivered[]): void {
    const before = this.#known;
    this.#known = new Map(rows.map((one) => [one.key, answerOf(one)]));
    const found = rows.filter((one) => {
      const was = before?.get(one.key);
      return was !== undefined && isAsked(was) && was !== this.#known?.get(one.key);
    });
    if (found.length > 0) this.arrived.set([...this.arrived.get(), ...found.map(alarmOf)]);
  }
}
const alarmOf = (one: Delivered): Alarm => ({
  what: `${one.key} answer ${one.version}`,
  handoff: one.key,
  name: nameIn(one),
  words: CHECKPOINT.answerArrived,
  tone: 'answer',
});
const answers = new AnswerWatch();

export function Alarms() {
  const say = useSay();
  const { sound } = useDesk();
  const queue = useList('queue');
  const holds = useList('openHolds');
  const now = useNow();
  const heard = useStore(acknowledged);
  const arrived = useStore(answers.arrived);
  useEffect(() => {
    if (queue.isLoaded) answers.look(queue.rows);
  }, [queue]);

  const rows = new Map([...queue.rows, ...holds.rows].map((one) => [one.key, one]));
  const alarms = [...[...rows.values()].flatMap((one) => overdueOn(one, now)), ...arrived].filter(
    ({ what }) => !heard.has(what),
  );
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
