/** What changed, and by whom, since a form was based on a version: the lines of the timeline after it. */
import { useEffect, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Entry } from '../api.ts';
import { COMMAND_FACTS } from '../command-facts.ts';
import { useDesk, useNow } from '../hooks.ts';
import { clockTime } from '../time.ts';
import { FRAME } from '../words/frame-words.ts';
import { actorWords, factWords, useSay } from '../words/say.ts';

export function Conflict({
  handoff,
  since,
  onRead,
}: {
  readonly handoff: string;
  readonly since: number;
  /** The person has read it and goes on from this version. */
  readonly onRead: (version: number) => void;
}) {
  const { api } = useDesk();
  const say = useSay();
  const now = useNow(10_000);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const all = (await api.timeline(handoff)) ?? [];
      if (isWanted) setEntries(all.filter(({ version }) => version > since));
    };
    void load().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [api, handoff, since]);
  const last = entries[entries.length - 1];
  return (
    <div className="said wait" role="alert">
      <h3>{say(FRAME.conflict)}</h3>
      <p>{say(FRAME.conflictHint)}</p>
      <ol>
        {entries.map((entry) => (
          <li key={entry.version}>
            <time>{clockTime(entry.recordedAt, now)}</time> {say(COMMAND_FACTS[entry.command as CommandType])}
            {entry.facts
              .map(factWords)
              .map((fact) => (fact === null ? '' : ` · ${say(fact)}`))
              .join('')}
            {` ${say(FRAME.by(say(actorWords(entry))))}`}
          </li>
        ))}
      </ol>
      {last === undefined ? null : (
        <button type="button" className="button" onClick={() => onRead(last.version)}>
          {say(FRAME.haveRead)}
        </button>
      )}
    </div>
  );
}
