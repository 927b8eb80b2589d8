/** The shift: begun with a tone, ended when nothing is left in one's name; what is handed over is accepted by name. */
import { type FormEvent, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { houseNow } from '../../shared/clock.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDesk, useDraft, useList, useNow, usePerson } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, standingIn, textIn } from '../../shared/rows.ts';
import { clockTime, fromField, toField } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';
import { Act } from '../case/act.tsx';
import { Sent } from '../case/sent.tsx';
import { isAt, nameIn } from '../case/this-case.ts';
import { type Colleague, nameOf, useStaff } from '../post/post.ts';
import { isRunning, useMyShift } from '../post/my-shift.ts';
import { CHECKPOINT } from '../words.ts';

const USUAL_MS = 8 * 3_600_000;

export function ShiftPage() {
  const say = useSay();
  const { scope } = usePerson();
  const mine = useMyShift();
  const staff = useStaff(scope);
  return (
    <div className="two-columns">
      <div className="stack">
        <h1>{say(CHECKPOINT.shift)}</h1>
        {mine.isLoaded ? mine.shift === null ? <Start staff={staff} /> : <OnDuty shift={mine.shift} /> : null}
        <WhoIsHere staff={staff} />
      </div>
      <div className="stack">
        <OfferedToMe staff={staff} />
        <InMyName staff={staff} />
      </div>
    </div>
  );
}

function Start({ staff }: { readonly staff: readonly Colleague[] }) {
  const say = useSay();
  const { scope } = usePerson();
  const { sound } = useDesk();
  const { now, send } = useCommand('startShift', null);
  const [until, setUntil] = useState(() => toField(houseNow() + USUAL_MS));
  const superiors = staff.filter(({ role }) => role === 'dutySuperior');
  const [superior, setSuperior] = useState('');
  const chosen = superior === '' && superiors.length === 1 ? (superiors[0]?.account ?? '') : superior;
  const start = (event: FormEvent) => {
    event.preventDefault();
    const at = fromField(until);
    if (at === null || now.state === 'sending') return;
    // The gesture that starts the shift is the one that lets the browser sound.
    void sound.unlock();
    void send({ place: scope, until: at, ...(chosen === '' ? {} : { superior: chosen }) });
  };
  return (
    <form className="sheet" onSubmit={start}>
      <p>{say(CHECKPOINT.notOnDuty)}</p>
      <p className="hint">{say(CHECKPOINT.startHint)}</p>
      <label className="field">
        <span className="label">{say(CHECKPOINT.until)}</span>
        <input
          className="input"
          type="datetime-local"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="label">{say(CHECKPOINT.superior)}</span>
        <select className="input" value={chosen} onChange={(event) => setSuperior(event.target.value)}>
          <option value="">—</option>
          {superiors.map(({ account, surname, staffNumber }) => (
            <option key={account} value={account}>
              {surname} {staffNumber}
            </option>
          ))}
        </select>
      </label>
      {now.state === 'refused' ? (
        <p className="said no" role="alert">
          {now.refusal.message}
        </p>
      ) : null}
      <button type="submit" className="button primary" aria-disabled={now.state === 'sending'}>
        {say(CHECKPOINT.startShift)}
      </button>
    </form>
  );
}

function OnDuty({ shift }: { readonly shift: Delivered }) {
  const say = useSay();
  const now = useNow(10_000);
  const until = numberIn(shift.row, 'said.until');
  return (
    <section className="sheet">
      <p>
        <Status mood="good">{say(CHECKPOINT.onDuty)}</Status>{' '}
        {until === null ? null : say(CHECKPOINT.untilTime(clockTime(until, now)))}
      </p>
      <Act of={shift} type="endShift" body={{}} />
    </section>
  );
}

function WhoIsHere({ staff }: { readonly staff: readonly Colleague[] }) {
  const say = useSay();
  const now = useNow(10_000);
  const { rows, isLoaded } = useList('shifts');
  const shifts = rows.filter(({ row }) => isRunning(row));
  return (
    <section className="sheet" aria-labelledby="here">
      <h2 id="here">{say(CHECKPOINT.whoIsHere)}</h2>
      {isLoaded && shifts.length === 0 ? <p className="soft">{say(CHECKPOINT.nobodyIsHere)}</p> : null}
      <ul className="plain-list">
        {shifts.map(({ key, row }) => {
          const until = numberIn(row, 'said.until');
          return (
            <li key={key}>
              <b>{nameOf(staff, textIn(row, 'context.officer')) ?? say(CHECKPOINT.colleague)}</b>{' '}
              <span className="soft">
                {until === null ? '' : say(CHECKPOINT.untilTime(clockTime(until, now)))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function OfferedToMe({ staff }: { readonly staff: readonly Colleague[] }) {
  const say = useSay();
  const { account } = usePerson();
  const offered = useList('queue').rows.filter(({ row }) => textIn(row, 'context.offeredTo') === account);
  if (offered.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="offered">
      <h2 id="offered">{say(CHECKPOINT.offeredToMe)}</h2>
      <ul className="rows">
        {offered.map((one) => (
          <li key={one.key}>
            <CaseLine of={one} />
            <span className="soft">
              {say(
                CHECKPOINT.fromWhom(
                  nameOf(staff, textIn(one.row, 'context.officer')) ?? say(CHECKPOINT.colleague),
                ),
              )}
            </span>
            <Act of={one} type="acceptHold" body={{}} isPrimary />
          </li>
        ))}
      </ul>
    </section>
  );
}

function InMyName({ staff }: { readonly staff: readonly Colleague[] }) {
  const say = useSay();
  const { account } = usePerson();
  const mine = useList('queue').rows.filter(({ row }) => textIn(row, 'context.officer') === account);
  const [to, putTo] = useDraft('hand over to', '');
  const others = staff.filter((one) => one.account !== account);
  return (
    <section className="sheet" aria-labelledby="in-my-name">
      <h2 id="in-my-name">
        {say(CHECKPOINT.inMyName)} <small className="soft">{mine.length}</small>
      </h2>
      {mine.length === 0 ? (
        <p className="soft">{say(CHECKPOINT.nothingInMyName)}</p>
      ) : (
        <>
          <label className="field">
            <span className="label">{say(CHECKPOINT.handOverTo)}</span>
            <select className="input" value={to} onChange={(event) => putTo(event.target.value)}>
              <option value="">—</option>
              {others.map(({ account: other, surname, staffNumber }) => (
                <option key={other} value={other}>
                  {surname} {staffNumber}
                </option>
              ))}
            </select>
          </label>
          <ul className="rows">
            {mine.map((one) => (
              <HandOver key={one.key} of={one} to={to} staff={staff} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function HandOver({
  of,
  to,
  staff,
}: {
  readonly of: Delivered;
  readonly to: string;
  readonly staff: readonly Colleague[];
}) {
  const say = useSay();
  const { now, send } = useCommand('handOverHold', of.key);
  const offeredTo = textIn(of.row, 'context.offeredTo');
  return (
    <li>
      <CaseLine of={of} />
      {offeredTo === '' ? null : (
        <Status mood="soon">
          {say(CHECKPOINT.offeredTo(nameOf(staff, offeredTo) ?? say(CHECKPOINT.colleague)))}
        </Status>
      )}
      {to === '' || to === offeredTo ? null : (
        <button
          type="button"
          className="button"
          aria-disabled={now.state === 'sending'}
          onClick={() => void send({ to })}
        >
          {say(CHECKPOINT.handOver)} → {nameOf(staff, to)}
        </button>
      )}
      <Sent now={now} />
    </li>
  );
}

function CaseLine({ of }: { readonly of: Delivered }) {
  const say = useSay();
  return (
    <span className="case-line">
      <a href={linkTo(['queue', of.key])}>{say(nameIn(of))}</a>
      <span>{say(standingIn(of))}</span>
      {isAt(of, 'open.document.held') ? <Status mood="late">{say(CHECKPOINT.cardKept)}</Status> : null}
    </span>
  );
}
