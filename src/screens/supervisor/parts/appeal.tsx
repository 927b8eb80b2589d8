/** The appeals on a case, the newest first: against what, in which words, until when one is answered, or what came of it. */
import type { Appeal } from '../../../contract/dispute.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { useNow, useSingle } from '../../shared/hooks.ts';
import { clockTime } from '../../shared/time.ts';
import { disputeIn } from '../../shared/ui/dispute-room.tsx';
import { Due } from '../../shared/ui/due.tsx';
import { Quote } from '../../shared/ui/quote.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { MARKS } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';

export function AppealsOnCase({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const single = useSingle('disputes', of.key);
  const appeals = single.state === 'there' ? disputeIn(single.delivered).appeals : [];
  if (appeals.length === 0) return null;
  const newestFirst = [...appeals].sort((a, b) => b.version - a.version);
  const isOpen = appeals.some(({ answer }) => answer === null);
  return (
    <section className={`sheet${isOpen ? ' marked' : ''}`} aria-labelledby="appeals">
      <h2 id="appeals">{say(CASE.appeal)}</h2>
      <ol className="timeline">
        {newestFirst.map((one) => (
          <li key={one.version}>
            <One of={one} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function One({ of: { of, at, words, due, isOverdue, answer } }: { readonly of: Appeal }) {
  const say = useSay();
  const now = useNow(60_000);
  return (
    <>
      <p>
        {say(CASE.appealOf)}
        {say(MARKS.colon)}
        <strong>{say(valueWords(of, 'of'))}</strong> <time>{clockTime(at, now)}</time>
      </p>
      {words === null ? null : <Quote of={words} />}
      {answer === null ? (
        <p>
          {say(isOverdue ? CASE.appealOverdue : CASE.appealWaits)} <Due at={due} />
        </p>
      ) : (
        <>
          <p>
            <Status mood="calm">{say(valueWords(answer.outcome, 'outcome'))}</Status>{' '}
            <time>{clockTime(answer.at, now)}</time>
            {answer.who === null ? null : (
              <span className="soft">
                {' '}
                {say(DESK.withNumber(answer.who.surname, answer.who.staffNumber))}
              </span>
            )}
          </p>
          {answer.words === null ? null : <Quote of={answer.words} />}
        </>
      )}
    </>
  );
}
