/** What happened in this case, the newest last: who, what, in whose words, and both times where they differ. */
import { useState } from 'react';
import { SOURCE_FAULTS } from '../../../contract/source-words.ts';
import { TIMERS, type TimerName } from '../../../contract/timers.ts';
import type { Entry } from '../../shared/api.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { clockTime, timesDiffer } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { actorWords, deedWords, factWords, type Said, useSay, valueWords } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';

const LATEST = 6;
/** Coded fields that say something to a reader; ids and digests say nothing. */
const TOLD = [
  'contradiction',
  'answer',
  'reason',
  'outcome',
  'ruling',
  'ground',
  'verdict',
  'why',
  'wish',
  'kind',
  'need',
  'about',
  'what',
  'how',
];
const OFFICES = ['community', 'office', 'toCheckpoint'];

export function TimeLine({ entries: all }: { readonly entries: readonly Entry[] }) {
  const say = useSay();
  // Attempts to reach an office have a list of their own.
  const entries = all.filter(({ command }) => command !== 'recordDelivery');
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? entries : entries.slice(-LATEST);
  return (
    <section className="sheet" aria-labelledby="time-line">
      <h2 id="time-line">{say(CHECKPOINT.timeline)}</h2>
      {entries.length <= LATEST ? null : (
        <button type="button" className="button plain" onClick={() => setIsWhole(!isWhole)}>
          {say(isWhole ? CHECKPOINT.fewer : CHECKPOINT.earlier(entries.length - LATEST))}
        </button>
      )}
      <ol className="time-line">
        {shown.map((entry) => (
          <Line key={entry.version} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

/** Why a source's answer cannot be relied on has words of its own. */
function codeWords(code: string, field: string): Said {
  const faults: Readonly<Record<string, Said>> = SOURCE_FAULTS;
  return (field === 'why' ? faults[code] : undefined) ?? valueWords(code, field);
}

function Line({ entry }: { readonly entry: Entry }) {
  const say = useSay();
  const now = useNow(10_000);
  const offices = useStore(useDesk().offices);
  const { command, facts, said, occurredAt, recordedAt, words = [] } = entry;
  const commandWords: Said =
    command === 'dueTimerFired' ? (TIMERS[said['timer'] as TimerName] ?? FRAME.done) : deedWords(entry);
  const told = TOLD.flatMap((field) =>
    typeof said[field] === 'string' ? [say(codeWords(said[field], field))] : [],
  );
  const office = OFFICES.map((field) => offices.get(String(said[field] ?? ''))).find(
    (found) => found !== undefined,
  );
  return (
    <li>
      <time dateTime={new Date(occurredAt).toISOString()}>{clockTime(occurredAt, now)}</time>
      <div>
        <b>{say(commandWords)}</b>
        {office === undefined ? null : ` ${say(office)}`}
        {told.length === 0 ? null : ` · ${told.join(' · ')}`}
        {facts
          .map(factWords)
          .flatMap((fact) => (fact === null ? [] : [say(fact)]))
          .map((fact) => (
            <span key={fact} className="followed">
              {fact}
            </span>
          ))}
        {words.map((one) => (
          <q key={one}>{one}</q>
        ))}
        <small className="soft">
          {say(actorWords(entry))}
          {timesDiffer(occurredAt, recordedAt)
            ? ` · ${say(FRAME.recordedLater(clockTime(recordedAt, now)))}`
            : ''}
        </small>
      </div>
    </li>
  );
}
