/** The last appeal on a case: against what, in which words, until when it is answered, or what came of it. */
import type { Delivered } from '../../../contract/doors.ts';
import type { Named } from '../../shared/api.ts';
import { useNow } from '../../shared/hooks.ts';
import { dueOf, within } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useColleague } from '../../shared/ui/names.ts';
import { Quote } from '../../shared/ui/quote.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { MARKS } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';

interface AppealShown {
  readonly of: string;
  readonly filedAt: number;
  readonly isOverdue: boolean;
  readonly words: string | null;
  readonly outcome: {
    readonly is: string;
    readonly at: number;
    readonly words: string | null;
    readonly who: Named | null;
  } | null;
}

export function AppealOnCase({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(60_000);
  const colleague = useColleague();
  const appeal = within(of.row, 'appeal') as unknown as AppealShown | undefined;
  if (appeal === undefined) return null;
  const { filedAt, isOverdue, words, outcome } = appeal;
  return (
    <section className={`sheet${outcome === null ? ' marked' : ''}`} aria-labelledby="appeal">
      <h2 id="appeal">{say(CASE.appeal)}</h2>
      <p>
        {say(CASE.appealOf)}
        {say(MARKS.colon)}
        <strong>{say(valueWords(appeal.of, 'of'))}</strong> <time>{clockTime(filedAt, now)}</time>
      </p>
      {words === null ? null : <Quote of={words} />}
      {outcome === null ? (
        <p>
          {say(isOverdue ? CASE.appealOverdue : CASE.appealWaits)} <Due at={dueOf(of.row, 'appealDue')} />
        </p>
      ) : (
        <>
          <p>
            <Status mood="calm">{say(valueWords(outcome.is, 'outcome'))}</Status>{' '}
            <time>{clockTime(outcome.at, now)}</time>
            {outcome.who === null ? null : <span className="soft"> {colleague(outcome.who)}</span>}
          </p>
          {outcome.words === null ? null : <Quote of={outcome.words} />}
        </>
      )}
    </section>
  );
}
