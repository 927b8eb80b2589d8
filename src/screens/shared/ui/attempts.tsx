/**
 * Whom one tried to reach in a case, by what, when and how it went: the house by an office's channels, officers by
 * telephone, and the traveller before they came. None of it is an answer.
 */
import { CALL_OUTCOMES } from '../../../contract/answers.ts';
import { CHANNEL_KINDS, type ChannelKindName, isReaching, REACHES } from '../../../contract/channels.ts';
import type { Entry } from '../api.ts';
import { type Attempt, attemptsIn } from '../attempts.ts';
import { useNow } from '../hooks.ts';
import { clockTime } from '../time.ts';
import { CHANNEL, failureSaid } from '../words/channel-words.ts';
import { MARKS } from '../words/frame-words.ts';
import { type Said, useSay } from '../words/say.ts';
import { useOfficeName, useWho } from './names.ts';
import { type Mood, Status } from './status.tsx';

const LATEST = 6;

export function Attempts({ of }: { readonly of: readonly Entry[] }) {
  const say = useSay();
  const attempts = attemptsIn(of);
  return (
    <section aria-labelledby="attempts" className="sheet">
      <h2 id="attempts">{say(CHANNEL.attempts)}</h2>
      {attempts.length === 0 ? <p className="soft">{say(CHANNEL.noAttempts)}</p> : null}
      <List of={attempts.slice(0, LATEST)} />
      {attempts.length <= LATEST ? null : (
        <details>
          <summary>{say(CHANNEL.earlierAttempts(attempts.length - LATEST))}</summary>
          <List of={attempts.slice(LATEST)} />
        </details>
      )}
    </section>
  );
}

function List({ of }: { readonly of: readonly Attempt[] }) {
  return (
    <ul className="attempts">
      {of.map(({ key, entry }) => (
        <Line key={key} of={entry} />
      ))}
    </ul>
  );
}

function Line({ of: entry }: { readonly of: Entry }) {
  const say = useSay();
  const now = useNow(30_000);
  const who = useWho();
  const officeName = useOfficeName();
  const { command, said, occurredAt, number } = entry;
  const [mood, words] = outcomeOf(entry);
  const facts =
    command === 'recordEarlierAttempts'
      ? [say(CHANNEL.byTheTraveller)]
      : command === 'recordCall'
        ? [say(CHANNEL.call), ...(number === undefined ? [] : [number]), ...lasted(said['seconds'], 1, say)]
        : [
            say(CHANNEL_KINDS[said['channelKind'] as ChannelKindName] ?? CHANNEL.theChannel),
            ...(isReaching(String(said['told']))
              ? [say(REACHES[String(said['told']) as keyof typeof REACHES])]
              : []),
            ...(Number(said['attempts']) > 1 ? [say(CHANNEL.attempt(Number(said['attempts'])))] : []),
            ...lasted(said['tookMs'], 1_000, say),
            ...(typeof said['why'] === 'string' ? [say(failureSaid(said['why']))] : []),
          ];
  return (
    <li>
      <time dateTime={new Date(occurredAt).toISOString()}>{clockTime(occurredAt, now)}</time>{' '}
      {said['office'] === undefined ? null : <b>{officeName(said['office'])}</b>} {facts.join(' · ')}
      {say(MARKS.colon)}
      <Status mood={mood}>{say(words)}</Status>
      {command === 'recordDelivery' ? null : <small className="soft"> {who(entry)}</small>}
    </li>
  );
}

function lasted(value: unknown, perSecond: number, say: (said: Said) => string): readonly string[] {
  if (typeof value !== 'number') return [];
  const seconds = value / perSecond;
  return [
    say(CHANNEL.seconds(seconds < 10 && perSecond > 1 ? seconds.toFixed(1) : String(Math.round(seconds)))),
  ];
}

function outcomeOf({ command, said }: Entry): readonly [Mood, Said] {
  if (command === 'recordEarlierAttempts')
    return ['calm', CHANNEL.earlier(Number(said['attempts']), Number(said['answered']))];
  if (command === 'recordCall')
    return ['calm', CALL_OUTCOMES[said['outcome'] as keyof typeof CALL_OUTCOMES] ?? CHANNEL.call];
  if (said['outcome'] === 'delivered') return ['good', CHANNEL.arrived];
  if (said['why'] === 'channelClosed') return ['calm', CHANNEL.dropped];
  return said['outcome'] === 'failed' ? ['soon', CHANNEL.failing] : ['late', CHANNEL.givenUp];
}
