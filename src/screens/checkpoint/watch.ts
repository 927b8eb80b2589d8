/** What somebody at a post has to hear of because it changed: kept from look to look, without a page. */
import type { Delivered } from '../../contract/doors.ts';
import { stands } from '../../contract/standings.ts';
import { dueOf, numberIn, within } from '../shared/rows.ts';
import type { Tone } from '../shared/sound.ts';
import { Store } from '../shared/store.ts';
import type { Said } from '../shared/words/say.ts';
import { nameIn } from './case/this-case.ts';
import { CHECKPOINT } from './words.ts';

export interface Alarm {
  readonly what: string;
  readonly handoff: string;
  readonly name: Said;
  readonly words: Said;
  readonly tone: Tone;
}

/** What happened on a row is seen by what changed since the last look. It outlives the pages, which come and go. */
export class Watch {
  readonly arrived = new Store<readonly Alarm[]>([]);
  readonly #standingOf: (one: Delivered) => string;
  readonly #news: (before: string, one: Delivered) => Pick<Alarm, 'words' | 'tone'> | null;
  #known: ReadonlyMap<string, string> | null = null;

  /** `standingOf` is what is looked at; `news` says what it means that it is not what it was, or null. */
  constructor(
    standingOf: (one: Delivered) => string,
    news: (before: string, one: Delivered) => Pick<Alarm, 'words' | 'tone'> | null,
  ) {
    this.#standingOf = standingOf;
    this.#news = news;
  }

  look(rows: readonly Delivered[]): void {
    const before = this.#known;
    this.#known = new Map(rows.map((one) => [one.key, this.#standingOf(one)]));
    const found = rows.flatMap((one) => {
      const was = before?.get(one.key);
      if (was === undefined || was === this.#known?.get(one.key)) return [];
      const news = this.#news(was, one);
      return news === null
        ? []
        : [{ ...news, what: `${one.key} ${news.tone} ${one.version}`, handoff: one.key, name: nameIn(one) }];
    });
    if (found.length > 0) this.arrived.set([...this.arrived.get(), ...found]);
  }
}

const rungAsked = (request: string) => /"asked":"(\w+)"/.exec(request)?.[1];

/** An answer, or a request that went up because nobody gave one in time. */
export const watchAnswers = () =>
  new Watch(
    ({ row }) =>
      JSON.stringify([
        within(row, 'state.open.consent') ?? null,
        within(row, 'context.request.residentKnown') ?? null,
        within(row, 'context.request.notOurs') ?? null,
      ]),
    (before, { row }) => {
      const was = rungAsked(before);
      if (was === undefined) return null;
      const is = rungAsked(JSON.stringify(within(row, 'state.open.consent') ?? null));
      return is === undefined || is === was
        ? { words: CHECKPOINT.answerArrived, tone: 'answer' }
        : { words: CHECKPOINT.wentUp, tone: 'alarm' };
    },
  );

/** The review of a hold fell due: the same hold, and its clock stands later than it stood. */
export const watchHolds = () =>
  new Watch(
    ({ row }) => `${numberIn(row, 'context.hold.since') ?? 0} ${dueOf(row, 'holdReviewDue') ?? 0}`,
    (before, { row }) => {
      const [since, due] = before.split(' ').map(Number);
      const isSame =
        stands(row['state'], 'open.document.held') && numberIn(row, 'context.hold.since') === since;
      return isSame && due !== undefined && due > 0 && (dueOf(row, 'holdReviewDue') ?? 0) > due
        ? { words: CHECKPOINT.holdIsDue, tone: 'alarm' }
        : null;
    },
  );
