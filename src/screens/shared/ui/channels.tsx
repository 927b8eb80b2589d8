/** The channels of offices: how each stands, and what can be done about it. A desk says what it may. */
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { CHANNEL_KINDS, type ChannelKindName } from '../../../contract/channels.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useList, useNow, usePlace } from '../hooks.ts';
import { linkTo } from '../router.ts';
import { textIn } from '../rows.ts';
import { clockTime } from '../time.ts';
import { CHANNEL, failureSaid } from '../words/channel-words.ts';
import { DESK } from '../words/desk-words.ts';
import { FRAME, MARKS } from '../words/frame-words.ts';
import { type Said, useSay } from '../words/say.ts';
import { type Act, Acts } from './acts.tsx';
import { useOfficeName } from './names.ts';
import { OneRow } from './one-row.tsx';
import { type Mood, Status } from './status.tsx';

interface State {
  readonly channel: string;
  readonly waiting: number;
  readonly parked: number;
  readonly delivered: number;
  readonly nextAt: number | null;
  readonly deliveredAt: number | null;
  readonly failedAt: number | null;
  readonly lastError: string | null;
}

const AGAIN_MS = 5_000;

/** How the channels stand, read again and again: what is sent is no row of a feed. Null until it was read. */
export function useChannelStates(): ReadonlyMap<string, State> | null {
  const { api } = useDesk();
  const [states, setStates] = useState<ReadonlyMap<string, State> | null>(null);
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      const reply = await api
        .get<{ readonly channels: readonly State[] }>('channel-states')
        .catch(() => null);
      if (!isWanted) return;
      if (reply?.ok === true) setStates(new Map(reply.value.channels.map((one) => [one.channel, one])));
      again = setTimeout(() => void load(), AGAIN_MS);
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api]);
  return states;
}

export const kindOf = ({ row }: Delivered): Said =>
  CHANNEL_KINDS[textIn(row, 'said.kind') as ChannelKindName] ?? CHANNEL.kind;

function standingOf({ row }: Delivered, state: State | undefined): readonly [Mood, Said] {
  if (row['state'] === 'closed') return ['calm', CHANNEL.closed];
  if (state === undefined) return ['calm', CHANNEL.unused];
  if (state.parked > 0) return ['late', CHANNEL.parked(state.parked)];
  if (state.waiting > 0 && (state.failedAt ?? -1) >= (state.deliveredAt ?? 0))
    return ['soon', CHANNEL.retrying];
  return state.deliveredAt === null ? ['calm', CHANNEL.unused] : ['good', CHANNEL.good];
}

/** How many channels have something set aside; it stands beside the page's name. */
export function ChannelsBeside(): ReactNode {
  const states = useChannelStates();
  const say = useSay();
  const parked = [...(states?.values() ?? [])].reduce((sum, state) => sum + state.parked, 0);
  return parked === 0 ? null : <Status mood="late">{say(CHANNEL.parked(parked))}</Status>;
}

/** Channels that something was set aside on: it waits for somebody to have it sent again. Nothing where there is none. */
export function SetAside(): ReactNode {
  const states = useChannelStates();
  const say = useSay();
  const officeName = useOfficeName();
  const { rows } = useList('channels');
  const parked = rows.flatMap((row) => {
    const count = states?.get(row.key)?.parked ?? 0;
    return count === 0 ? [] : [{ row, count }];
  });
  if (parked.length === 0) return null;
  return (
    <section className="sheet marked" aria-labelledby="set-aside">
      <h2 id="set-aside">{say(CHANNEL.setAsideMessages)}</h2>
      <ul className="bare">
        {parked.map(({ row, count }) => (
          <li key={row.key}>
            <a className="person" href={linkTo(['channels', row.key])}>
              {officeName(textIn(row.row, 'said.office'))}
            </a>{' '}
            {say(kindOf(row))} <Status mood="late">{say(CHANNEL.parked(count))}</Status>
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * The page: the list, or the one its address names. `Register` stands above the list; `actsOn` is what this desk may do.
 */
export function channelsPage(
  actsOn: (of: Delivered) => readonly Act[],
  Register?: ComponentType,
): ComponentType {
  const Row = ({ of }: { readonly of: Delivered }) => (
    <One of={of} state={useChannelStates()?.get(of.key)} acts={actsOn(of)} />
  );
  return function ChannelsPage() {
    const { path } = usePlace();
    if (path[1] !== undefined) return <OneRow view="channels" list="channels" Row={Row} />;
    return <ChannelList register={Register === undefined ? null : <Register />} />;
  };
}

function ChannelList({ register }: { readonly register: ReactNode }) {
  const states = useChannelStates();
  const say = useSay();
  const now = useNow(10_000);
  const officeName = useOfficeName();
  const { rows, isLoaded, hasMore } = useList('channels');
  const sorted = [...rows].sort((a, b) => {
    const isClosed = Number(a.row['state'] === 'closed') - Number(b.row['state'] === 'closed');
    return isClosed === 0 ? (a.key < b.key ? 1 : -1) : isClosed;
  });
  return (
    <>
      <h1>{say(CHANNEL.channels)}</h1>
      <p className="soft above">{say(CHANNEL.hint)}</p>
      {register}
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && rows.length === 0 ? <p className="said wait">{say(CHANNEL.none)}</p> : null}
      {sorted.length === 0 ? null : (
        <table className="plain">
          <thead>
            <tr>
              {[
                CHANNEL.office,
                CHANNEL.kind,
                CHANNEL.standing,
                CHANNEL.deliveredAt,
                CHANNEL.waiting,
                CHANNEL.setAside,
              ].map((name) => (
                <th key={name.en} scope="col">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => {
              const state = states?.get(row.key);
              const [mood, words] = standingOf(row, state);
              return (
                <tr key={row.key}>
                  <th scope="row">
                    <a className="person" href={linkTo(['channels', row.key])}>
                      {officeName(textIn(row.row, 'said.office'))}
                    </a>
                  </th>
                  <td>{say(kindOf(row))}</td>
                  <td>
                    <Status mood={mood}>{say(words)}</Status>
                  </td>
                  <td>{state?.deliveredAt == null ? say(DESK.none) : clockTime(state.deliveredAt, now)}</td>
                  <td className="number">{state?.waiting ?? 0}</td>
                  <td className="number">{state?.parked ?? 0}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </>
  );
}

function One({
  of,
  state,
  acts,
}: {
  readonly of: Delivered;
  readonly state: State | undefined;
  readonly acts: readonly Act[];
}) {
  const say = useSay();
  const now = useNow(10_000);
  const officeName = useOfficeName();
  const [mood, words] = standingOf(of, state);
  const time = (at: number | null | undefined) => (at == null ? say(DESK.none) : clockTime(at, now));
  const facts: readonly (readonly [Said, string])[] = [
    [CHANNEL.deliveredAt, time(state?.deliveredAt)],
    [CHANNEL.delivered, say(CHANNEL.items(state?.delivered ?? 0))],
    [CHANNEL.waiting, say(CHANNEL.items(state?.waiting ?? 0))],
    [CHANNEL.setAside, say(CHANNEL.items(state?.parked ?? 0))],
    [CHANNEL.nextAt, time(state?.nextAt)],
    [
      CHANNEL.lastFailure,
      state?.lastError == null
        ? say(DESK.none)
        : `${time(state.failedAt)}${say(MARKS.semicolon)}${say(failureSaid(state.lastError))}`,
    ],
  ];
  return (
    <>
      <header className="head">
        <h1>
          {officeName(textIn(of.row, 'said.office'))} <small>{say(kindOf(of))}</small>
        </h1>
        <p className="standing">
          <Status mood={mood}>{say(words)}</Status>
        </p>
      </header>
      <div className="stack">
        <section className="sheet" aria-label={say(CHANNEL.theChannel)}>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name.en}>
                <dt>{say(name)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p className="soft">{say(CHANNEL.addressIsKept)}</p>
        </section>
        <Acts of={acts} />
        <p>
          <a className="button" href={linkTo(['channels'])}>
            {say(DESK.back)}
          </a>
        </p>
      </div>
    </>
  );
}
