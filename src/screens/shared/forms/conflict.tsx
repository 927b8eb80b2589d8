/** What changed, and by whom, since a form was based on a version: the lines of the timeline after it. */
import { useEffect, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Entry } from '../api.ts';
import { COMMAND_FACTS } from '../command-facts.ts';
import { useDesk, useNow } from '../hooks.ts';
import { shortId } from '../ids.ts';
import { clockTime } from '../time.ts';
import { FRAME } from '../words/frame-words.ts';
import { factWords, useSay } from '../words/say.ts';

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
        {entries.map(({ version, command, facts, recordedAt, performedBy }) => (
          <li key={version}>
            <time>{clockTime(recordedAt, now)}</time>{' '}
            {say(COMMAND_FACTS[command as CommandType] ?? { zh: command, en: command })}
            {facts
              .map(factWords)
              .map((fact) => (fact === null ? '' : ` · ${say(fact)}`))
              .join('')}
            {typeof performedBy === 'string' ? ` ${say(FRAME.by(shortId(performedBy)))}` : ''}
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
