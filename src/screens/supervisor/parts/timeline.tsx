/** What happened on a case, oldest first: both times where they differ, who, and what was said. */
import { PAPERS, type PaperKind } from '../../../contract/papers.ts';
import type { Entry } from '../../shared/api.ts';
import { useNow } from '../../shared/hooks.ts';
import { clockTime, timesDiffer } from '../../shared/time.ts';
import { useColleague, useWho } from '../../shared/ui/names.ts';
import { Quote } from '../../shared/ui/quote.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { deedWords, factWords, useSay } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';
import { timerIn, useCoded } from '../../shared/ui/coded.ts';

/** What the house does to itself, and no reader of a case needs. */
const UNTOLD: ReadonlySet<string> = new Set(['migrateStream', 'recordDelivery']);

export function Timeline({ of }: { readonly of: readonly Entry[] }) {
  const say = useSay();
  return (
    <section aria-labelledby="timeline" className="sheet">
      <h2 id="timeline">{say(CASE.timeline)}</h2>
      <ol className="timeline">
        {of
          .filter(({ command }) => !UNTOLD.has(command))
          .map((entry) => (
            <Line key={entry.version} of={entry} />
          ))}
      </ol>
    </section>
  );
}

function Line({ of: entry }: { readonly of: Entry }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useWho();
  const colleague = useColleague();
  const coded = useCoded()(entry);
  const { command, facts, said, occurredAt, recordedAt, second, words } = entry;
  const timer = timerIn(entry);
  const paper = command === 'recordPaper' ? PAPERS[String(said['kind']) as PaperKind] : undefined;
  const follow = facts.flatMap((fact) => {
    const known = factWords(fact);
    return known === null ? [] : [say(known)];
  });
  return (
    <li>
      <p className="when">
        <time dateTime={new Date(occurredAt).toISOString()}>{clockTime(occurredAt, now)}</time>
        {timesDiffer(occurredAt, recordedAt) ? (
          <small> {say(FRAME.recordedLater(clockTime(recordedAt, now)))}</small>
        ) : null}
        <span className="soft"> {who(entry)}</span>
        {second === null || second === undefined ? null : (
          <span className="soft"> {say(DESK.secondBy(colleague(second)))}</span>
        )}
      </p>
      <p className="did">
        {say(timer ?? deedWords(entry))}
        {paper === undefined ? '' : `${say(MARKS.colon)}${say({ zh: paper['zh-CN'], en: paper.en })}`}
        {follow.length === 0 ? '' : ` · ${follow.join(' · ')}`}
      </p>
      {coded.length === 0 ? null : (
        <p className="soft">
          {coded.map(([field, value]) => `${field}${say(MARKS.colon)}${value}`).join(say(MARKS.semicolon))}
        </p>
      )}
      {(words ?? []).map((one) => (
        <Quote key={one} of={one} />
      ))}
    </li>
  );
}
