/**
 * Whose voice it is. Whoever is registered is chosen and gets a code; whoever is not is registered by their street office
 * while they wait on the line, and the page goes on by itself as soon as they stand there.
 */
import { useEffect } from 'react';
import type { Entry } from '../../shared/api.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { grouped } from '../../shared/masks.ts';
import { pathTo } from '../../shared/offices-below.ts';
import { clockTime } from '../../shared/time.ts';
import { MARKS } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { type Colleague, useRenewed, useReach } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { callsTo, ladderOf, nextNumber } from './ladder.ts';

/** Chosen in place of a worker. */
export const UNREGISTERED = 'unregistered';

export interface Voice {
  readonly worker: string;
  /** Who was registered already when somebody unregistered began to wait. */
  readonly before: readonly string[];
  /** Who came of it. */
  readonly registered: string;
}
export const NO_VOICE: Voice = { worker: '', before: [], registered: '' };

const named = ({ surname, staffNumber }: Colleague) => `${surname} ${staffNumber}`;

export function WhichVoice({
  office,
  workers,
  voice,
  entries,
  onVoice,
}: {
  readonly office: string;
  /** Those of the office that a code can be sent to, who is on duty first. */
  readonly workers: readonly Colleague[];
  readonly voice: Voice;
  readonly entries: readonly Entry[];
  readonly onVoice: (voice: Voice) => void;
}) {
  const say = useSay();
  const now = useNow(10_000);
  const chosen = workers.find(({ account }) => account === voice.worker);
  const isWaiting = voice.worker === UNREGISTERED;
  useRenewed(office, isWaiting);
  const come = isWaiting ? workers.find(({ account }) => !voice.before.includes(account)) : undefined;
  useEffect(() => {
    if (come !== undefined) onVoice({ ...NO_VOICE, worker: come.account, registered: come.account });
  }, [come?.account]);
  return (
    <>
      <label className="field">
        <span className="label">{say(CHECKPOINT.whichWorker)}</span>
        <select
          className="input"
          value={voice.worker}
          onChange={(event) =>
            onVoice({
              worker: event.target.value,
              before: workers.map(({ account }) => account),
              registered: '',
            })
          }
        >
          <option value="">—</option>
          {workers.map((one) => (
            <option key={one.account} value={one.account}>
              {named(one)} {one.isOnDuty ? say(CHECKPOINT.isOnDuty) : ''}
            </option>
          ))}
          <option value={UNREGISTERED}>{say(CHECKPOINT.notInTheList)}</option>
        </select>
      </label>
      {isWaiting ? <Unregistered office={office} entries={entries} /> : null}
      {chosen === undefined || voice.registered !== chosen.account ? null : (
        <p className="said" role="status">
          {say(CHECKPOINT.standsRegistered(named(chosen)))}
        </p>
      )}
      {chosen?.coolsAt === undefined || chosen.coolsAt <= now ? null : (
        <p className="said wait">{say(CHECKPOINT.coolingChannel(clockTime(chosen.coolsAt, now)))}</p>
      )}
    </>
  );
}

/** What to do now: which street office registers them, on which number, and who is on duty there. */
function Unregistered({ office, entries }: { readonly office: string; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const now = useNow(10_000);
  const offices = useStore(useDesk().offices);
  const street = pathTo(office, offices).find(({ kind }) => kind === 'streetOffice');
  const { staff, cooling } = useReach(street?.code ?? null);
  if (street === undefined) return null;
  const ladder = ladderOf(
    street.numbers.map((number, i) => ({ number, hours: street.hours?.[i] ?? '' })),
    callsTo(entries, street.code),
    new Map(cooling.map(({ number, until }) => [number, until])),
    now,
  );
  const next = nextNumber(ladder);
  const onDuty = staff.filter(({ isOnDuty }) => isOnDuty);
  return (
    <div className="said wait" role="status">
      <p>{say(CHECKPOINT.unregistered(say(street)))}</p>
      {next === undefined ? null : (
        <p>
          {say(street)} <b className="number">{grouped(next.number)}</b>
          {next.hours === '' ? '' : ` ${say(CHECKPOINT.dutyHours(next.hours))}`}
        </p>
      )}
      {onDuty.length === 0 ? null : (
        <p>{say(CHECKPOINT.onDutyThere(onDuty.map(named).join(say(MARKS.comma))))}</p>
      )}
      <p className="hint">{say(CHECKPOINT.goesOnByItself)}</p>
    </div>
  );
}
