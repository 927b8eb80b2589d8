/** What happened on the case, as this office may know it: loaded when it is asked for, and again when something is new. */
import { useEffect, useState } from 'react';
import type { Entry } from '../../shared/api.ts';
import { useDesk, useNow } from '../../shared/hooks.ts';
import { clockTime, timesDiffer } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { actorWords, deedWords, factWords, useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

export function Happened({ handoff, version }: { readonly handoff: string; readonly version: number }) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="fold-down" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{say(COMMUNITY.happened)}</summary>
      {isOpen ? <Entries handoff={handoff} version={version} /> : null}
    </details>
  );
}

function Entries({ handoff, version }: { readonly handoff: string; readonly version: number }) {
  const say = useSay();
  const { api } = useDesk();
  const now = useNow(60_000);
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const all = await api.timeline(handoff);
      if (isWanted && all !== null) setEntries(all);
    };
    // What does not arrive now is loaded at the next change, or when it is opened again.
    void load().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [api, handoff, version]);
  if (entries === null) return <p role="status">{say(FRAME.loading)}</p>;
  return (
    <ol className="happened">
      {entries.map((entry) => (
        <li key={entry.version}>
          <time dateTime={new Date(entry.occurredAt).toISOString()}>{clockTime(entry.occurredAt, now)}</time>
          <span>
            {say(deedWords(entry))}
            {entry.facts
              .map(factWords)
              .map((fact) => (fact === null ? '' : ` · ${say(fact)}`))
              .join('')}
            <span className="soft small">
              {` ${say(actorWords(entry))}`}
              {timesDiffer(entry.occurredAt, entry.recordedAt)
                ? ` · ${say(FRAME.recordedLater(clockTime(entry.recordedAt, now)))}`
                : ''}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
