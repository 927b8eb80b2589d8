/** One shift goes, the next one comes: what is open, what was left to be said, and who has read it. */
import { type FormEvent, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { houseNow } from '../../shared/clock.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDraft, useNow, usePerson } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime, fromField, toField } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay } from '../../shared/words/say.ts';
import { addressIn, type Named } from '../case.ts';
import { Clock } from '../parts/clock.tsx';
import { OneTap } from '../parts/one-tap.tsx';
import { useNameOf } from '../parts/person.tsx';
import { Sent } from '../parts/sent.tsx';
import { useOpenWork } from '../shift/open-work.ts';
import { SHIFT } from '../shift/shift-words.ts';
import { isBy, type ShiftsHere, useShifts } from '../shift/shifts.ts';
import { COMMUNITY } from '../words.ts';
import '../shift/shift.css';

const USUAL_MS = 8 * 3_600_000;

export function ShiftPage() {
  const say = useSay();
  const shifts = useShifts();
  const [hasEnded, setHasEnded] = useState(false);
  return (
    <div className="narrow stack">
      <h1>{say(COMMUNITY.shift)}</h1>
      {!shifts.isLoaded ? (
        <p role="status">{say(FRAME.loading)}</p>
      ) : shifts.mine === null ? (
        <Start hasEnded={hasEnded} onStart={() => setHasEnded(false)} />
      ) : (
        <OnDuty shift={shifts.mine} onEnded={() => setHasEnded(true)} />
      )}
      <Notes notes={shifts.notes} />
      <OpenWork />
      <Colleagues others={shifts.others} />
    </div>
  );
}

function Start({ hasEnded, onStart }: { readonly hasEnded: boolean; readonly onStart: () => void }) {
  const say = useSay();
  const { scope } = usePerson();
  const { now, send, stop } = useCommand('startShift', null);
  const [until, setUntil] = useState(() => toField(houseNow() + USUAL_MS));
  const start = (event: FormEvent) => {
    event.preventDefault();
    const at = fromField(until);
    if (at === null || now.state === 'sending') return;
    onStart();
    void send({ place: scope, until: at });
  };
  return (
    <form className="ask" onSubmit={start}>
      <h2>{say(hasEnded ? SHIFT.ended : SHIFT.notOnDuty)}</h2>
      <p className="hint">{say(SHIFT.notOnDutyHint)}</p>
      <div className="field">
        <label className="label" htmlFor="shift-until">
          {say(SHIFT.until)}
        </label>
        <input
          id="shift-until"
          className="input"
          type="datetime-local"
          required
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
      <Sent now={now} onStop={stop} />
      <button type="submit" className="button primary whole" aria-disabled={now.state === 'sending'}>
        {say(now.state === 'sending' ? FRAME.sending : SHIFT.start)}
      </button>
    </form>
  );
}

function OnDuty({ shift, onEnded }: { readonly shift: Delivered; readonly onEnded: () => void }) {
  const say = useSay();
  const now = useNow(10_000);
  const [isEnding, setIsEnding] = useState(false);
  const until = numberIn(shift.row, 'said.until');
  return (
    <section className="ask">
      <h2>{say(isEnding ? SHIFT.endTitle : SHIFT.onDuty)}</h2>
      <p>
        <Status mood="good">{say(SHIFT.onDuty)}</Status>{' '}
        {until === null ? null : say(SHIFT.untilTime(clockTime(until, now)))}
      </p>
      {isEnding ? (
        <End shift={shift} onEnded={onEnded} onClose={() => setIsEnding(false)} />
      ) : (
        <button type="button" className="button whole" onClick={() => setIsEnding(true)}>
          {say(SHIFT.end)}
        </button>
      )}
    </section>
  );
}

function End({
  shift,
  onEnded,
  onClose,
}: {
  readonly shift: Delivered;
  readonly onEnded: () => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { now, send, stop } = useCommand('endShift', shift.key);
  const [note, putNote, forgetNote] = useDraft(`note ${shift.key}`, '');
  const end = async (event: FormEvent) => {
    event.preventDefault();
    if (now.state === 'sending') return;
    const words = note.trim();
    const outcome = await send(words === '' ? {} : { note: words });
    if (outcome.outcome !== 'accepted') return;
    forgetNote();
    onEnded();
  };
  return (
    <form onSubmit={(event) => void end(event)}>
      <p className="hint">{say(SHIFT.endHint)}</p>
      <div className="field">
        <label className="label" htmlFor="shift-note">
          {say(fieldWords('note', 'endShift'))}
          <span className="hint"> {say(FRAME.optional)}</span>
        </label>
        <p className="hint" id="shift-note-hint">
          {say(SHIFT.noteHint)}
        </p>
        <textarea
          id="shift-note"
          className="input"
          rows={4}
          maxLength={2000}
          aria-describedby="shift-note-hint"
          value={note}
          onChange={(event) => putNote(event.target.value)}
        />
      </div>
      <Sent now={now} onStop={stop} />
      <div className="buttons">
        <button type="submit" className="button primary" aria-disabled={now.state === 'sending'}>
          {say(now.state === 'sending' ? FRAME.sending : SHIFT.endTitle)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(COMMUNITY.back)}
        </button>
      </div>
    </form>
  );
}

/** Who of one's colleagues it is, as they may be known. */
function useStaff(): (row: Delivered['row']) => string {
  const say = useSay();
  return (row) => {
    const who = row['officerWho'] as unknown as Named | null | undefined;
    return who === null || who === undefined ? '' : say(SHIFT.staff(who.surname, who.staffNumber));
  };
}

function Notes({ notes }: Pick<ShiftsHere, 'notes'>) {
  const say = useSay();
  const { account } = usePerson();
  const staff = useStaff();
  const now = useNow(60_000);
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" className="over">
        {say(SHIFT.notes)} <span className="soft">{notes.length}</span>
      </h2>
      <ul className="cards">
        {notes.map(({ key, row }) => {
          const words = textIn(row, 'person.note');
          const at = numberIn(row, 'recordedAt') ?? 0;
          return (
            <li key={key} className="ask note">
              <blockquote>{words === 'erased' ? say(SHIFT.erased) : words}</blockquote>
              <p className="small soft">
                <time dateTime={new Date(at).toISOString()}>{clockTime(at, now)}</time> · {staff(row)}
              </p>
              {isBy(row, account) ? (
                <Status mood="soon">{say(SHIFT.yours)}</Status>
              ) : (
                <OneTap type="confirmShiftNote" streamId={key} body={{}} words={SHIFT.confirm} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function OpenWork() {
  const say = useSay();
  const nameOf = useNameOf();
  const { isLoaded, parts } = useOpenWork();
  return (
    <section aria-labelledby="open-work">
      <h2 id="open-work" className="over">
        {say(SHIFT.open)}{' '}
        <span className="soft">{parts.reduce((sum, { rows }) => sum + rows.length, 0)}</span>
      </h2>
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && parts.length === 0 ? <p className="soft">{say(SHIFT.nothingOpen)}</p> : null}
      {parts.map(({ name, title, phase, rows }) => (
        <div key={name} className="open-part">
          <h3 className="small">
            {say(title)} <span className="soft">{rows.length}</span>
          </h3>
          <ul>
            {rows.map(({ key, row }) => (
              <li key={key} className="open-line">
                <a href={linkTo(['request', key])}>
                  <b>{nameOf(row)}</b> <span className="soft small">{addressIn(row)}</span>
                </a>
                <Clock row={row} phase={phase} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Colleagues({ others }: Pick<ShiftsHere, 'others'>) {
  const say = useSay();
  const staff = useStaff();
  const now = useNow(60_000);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="colleagues">
      <h2 id="colleagues" className="over">
        {say(SHIFT.colleagues)}
      </h2>
      <ul>
        {others.map(({ key, row }) => (
          <li key={key}>
            {staff(row)}{' '}
            <span className="soft">
              {say(SHIFT.untilTime(clockTime(numberIn(row, 'said.until') ?? now, now)))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
