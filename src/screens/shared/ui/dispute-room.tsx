/**
 * The dispute room: what each side said, beside each other and word for word; what was asked of it; who decides, until
 * when; and what came of it. For every terminal, and light: it uses no library of its own.
 *
 * `under` puts something below one side: where that side adds its statement.
 */
import { type ReactNode, useId } from 'react';
import type { Dispute, Outcome, Side, Spoken } from '../../../contract/dispute.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { useNow } from '../hooks.ts';
import { clockTime, timesDiffer, wholeTime } from '../time.ts';
import { DESK } from '../words/desk-words.ts';
import { DISPUTE } from '../words/dispute-words.ts';
import { FRAME, MARKS } from '../words/frame-words.ts';
import { OFFICE_WORDS, deedWords, factWords, useSay, valueWords } from '../words/say.ts';
import { useCoded } from './coded.ts';
import './dispute-room.css';
import { Due } from './due.tsx';
import { useOfficeName } from './names.ts';
import { Quote } from './quote.tsx';
import { Status } from './status.tsx';

type Spoke = 'checkpoint' | 'office' | 'traveller';
const SIDES = ['checkpoint', 'office', 'traveller'] as const satisfies readonly Spoke[];

/** The room in a row of the view `disputes`. */
export const disputeIn = ({ row }: Delivered): Dispute => row as unknown as Dispute;

/** The questions to a side that it has not answered since. */
export function openQuestions({ spoken }: Dispute, side: Spoke): readonly Spoken[] {
  return spoken.filter(
    (asked) =>
      asked.command === 'askForStatement' &&
      asked.said['of'] === side &&
      !spoken.some(
        (said) => said.command === 'addStatement' && said.side === side && said.version > asked.version,
      ),
  );
}

interface Shown {
  readonly of: Dispute;
  readonly under?: Readonly<Partial<Record<Spoke, ReactNode>>>;
  /** What is done about it, below what was said. */
  readonly children?: ReactNode;
}

export function DisputeRoom({ of, under, children }: Shown) {
  const say = useSay();
  const id = useId();
  return (
    <section className="sheet room" aria-labelledby={`${id}room`}>
      <h2 id={`${id}room`}>{say(DISPUTE.room)}</h2>
      <Inside of={of} {...(under === undefined ? {} : { under })}>
        {children}
      </Inside>
    </section>
  );
}

/** The same, folded down to who decides until when; it lies open where this desk is asked something. */
export function FoldedRoom({ of, under, isAsked }: Shown & { readonly isAsked: boolean }) {
  const say = useSay();
  const who = useDecider(of);
  return (
    <details className="sheet room" open={isAsked}>
      <summary>
        <h2>{say(DISPUTE.room)}</h2>
        {of.isOpen ? (
          <span>
            {say(DISPUTE.decides)}
            {say(MARKS.colon)}
            {who} <Due at={of.due} />
          </span>
        ) : of.outcome === null ? (
          <span>{say(DISPUTE.closed)}</span>
        ) : (
          <span>{say(valueWords(of.outcome.ruling, 'ruling'))}</span>
        )}
        {isAsked ? <Status mood="soon">{say(DISPUTE.asksYou)}</Status> : null}
      </summary>
      <Inside of={of} {...(under === undefined ? {} : { under })} />
    </details>
  );
}

function Inside({ of, under = {}, children }: Shown) {
  const say = useSay();
  const id = useId();
  const { spoken, outcome } = of;
  const isOf = ({ side: from, command, said }: Spoken, side: Spoke) =>
    command === 'askForStatement' ? said['of'] === side : from === side;
  const rest = spoken.filter(
    (one) => !SIDES.some((side) => isOf(one, side)) && one.version !== outcome?.version,
  );
  return (
    <>
      <WhoDecides of={of} />
      {outcome === null ? null : <Ruled of={of} outcome={outcome} />}
      <h3 id={`${id}sides`}>{say(DISPUTE.sides)}</h3>
      <p className="soft">{say(DISPUTE.sidesHint)}</p>
      <div className="room-sides" role="group" aria-labelledby={`${id}sides`}>
        {SIDES.map((side) => (
          <div key={side} className="room-side" data-side={side}>
            <h4 id={`${id}${side}`}>{say(DISPUTE[side])}</h4>
            <SideOf
              said={spoken.filter((one) => isOf(one, side))}
              waiting={openQuestions(of, side)}
              labelledBy={`${id}${side}`}
            />
            {under[side]}
          </div>
        ))}
      </div>
      {rest.length === 0 ? null : (
        <>
          <h3 id={`${id}done`}>{say(DISPUTE.done)}</h3>
          <ol className="room-done" aria-labelledby={`${id}done`}>
            {rest.map((one) => (
              <li key={one.version}>
                <Said of={one} />
              </li>
            ))}
          </ol>
        </>
      )}
      {children}
    </>
  );
}

/** Who decides, by name; or whose supervisors, while nobody took it up. */
function useDecider({ decider, desk }: Dispute): string {
  const say = useSay();
  const officeName = useOfficeName();
  const body = desk === null ? null : officeName(desk);
  if (decider === null) return say(body === null ? DISPUTE.someSupervisor : DISPUTE.nobodyYet(body));
  const name = say(DESK.withNumber(decider.surname, decider.staffNumber));
  return body === null ? name : `${name} · ${body}`;
}

/** The named person, and until when; or that nobody is named yet, or has to decide any more. */
function WhoDecides({ of }: { readonly of: Dispute }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useDecider(of);
  const { isOpen, isOverdue, due, since } = of;
  return (
    <div className="room-head">
      {isOpen ? (
        <dl>
          <div>
            <dt>{say(DISPUTE.decides)}</dt>
            <dd>
              <strong>{who}</strong>
            </dd>
          </div>
          <div>
            <dt>{say(DISPUTE.until)}</dt>
            <dd>
              {due === null ? (
                say(DISPUTE.noClock)
              ) : (
                <>
                  <strong>
                    <time dateTime={new Date(due).toISOString()}>{clockTime(due, now)}</time>
                  </strong>{' '}
                  <Due at={due} />
                </>
              )}
            </dd>
          </div>
          {since === null ? null : (
            <div>
              <dt>{say(DISPUTE.since)}</dt>
              <dd>
                <time dateTime={new Date(since).toISOString()}>{clockTime(since, now)}</time>
              </dd>
            </div>
          )}
        </dl>
      ) : (
        <p className="soft">{say(DISPUTE.closed)}</p>
      )}
      {isOverdue ? (
        <p>
          <Status mood="late">{say(DISPUTE.overdue)}</Status>
        </p>
      ) : null}
    </div>
  );
}

/** What was ruled: by whom, on what ground and clause, how each side was heard, and in which words. */
function Ruled({ of, outcome }: { readonly of: Dispute; readonly outcome: Outcome }) {
  const say = useSay();
  const now = useNow(60_000);
  const id = useId();
  const officeName = useOfficeName();
  const spoken = of.spoken.find(({ version }) => version === outcome.version);
  const heard = (spoken?.said['heard'] ?? {}) as Readonly<Record<string, string>>;
  const facts: readonly (readonly [string, string])[] = [
    ...(outcome.office === null ? [] : [[say(DISPUTE.receiver), officeName(outcome.office)] as const]),
    [say(DISPUTE.ground), say(valueWords(outcome.ground, 'ground'))],
    ...(outcome.clause === null ? [] : [[say(DISPUTE.clause), say(outcome.clause)] as const]),
    ...(outcome.conditions.length === 0
      ? []
      : [
          [
            say(DISPUTE.conditions),
            outcome.conditions.map((one) => say(valueWords(one))).join(say(MARKS.comma)),
          ] as const,
        ]),
    ...(outcome.until === null ? [] : [[say(DISPUTE.validUntil), wholeTime(outcome.until)] as const]),
    ...(Object.keys(heard).length === 0
      ? []
      : [
          [
            say(DISPUTE.heard),
            (['checkpoint', 'office'] as const)
              .flatMap((side) =>
                heard[side] === undefined
                  ? []
                  : [say(DISPUTE.heardSo(say(DISPUTE[side]), say(valueWords(heard[side], 'heard'))))],
              )
              .join(say(MARKS.semicolon)),
          ] as const,
        ]),
    ...(spoken?.who == null
      ? []
      : [[say(DISPUTE.ruledBy), say(DESK.withNumber(spoken.who.surname, spoken.who.staffNumber))] as const]),
    [say(DISPUTE.ruledAt), clockTime(outcome.at, now)],
  ];
  return (
    <section className="room-ruled" aria-labelledby={`${id}ruled`}>
      <h3 id={`${id}ruled`}>{say(of.isOpen ? DISPUTE.ruledBefore : DISPUTE.ruled)}</h3>
      <p className="room-ruling">{say(valueWords(outcome.ruling, 'ruling'))}</p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {spoken?.words == null ? null : <Quote of={spoken.words} />}
    </section>
  );
}

/** What one side said, oldest first; what is new is said aloud. */
function SideOf({
  said,
  waiting,
  labelledBy,
}: {
  readonly said: readonly Spoken[];
  readonly waiting: readonly Spoken[];
  readonly labelledBy: string;
}) {
  const say = useSay();
  return (
    <div role="log" aria-labelledby={labelledBy}>
      {said.length === 0 ? <p className="soft">{say(DISPUTE.nothingSaid)}</p> : null}
      <ol>
        {said.map((one) =>
          one.command === 'askForStatement' ? (
            <Question key={one.version} of={one} isOpen={waiting.includes(one)} />
          ) : (
            <li key={one.version}>
              <Said of={one} />
            </li>
          ),
        )}
      </ol>
    </div>
  );
}

function Question({ of, isOpen }: { readonly of: Spoken; readonly isOpen: boolean }) {
  const say = useSay();
  const now = useNow(60_000);
  const { who, occurredAt, words } = of;
  const name = who === null ? '' : say(DESK.withNumber(who.surname, who.staffNumber));
  return (
    <li className="room-question">
      <p className="room-when">
        <time dateTime={new Date(occurredAt).toISOString()}>{clockTime(occurredAt, now)}</time>{' '}
        <Status mood={isOpen ? 'soon' : 'calm'}>{say(isOpen ? DISPUTE.waits : DISPUTE.answered)}</Status>
      </p>
      <p>{say(DISPUTE.asks(name))}</p>
      {words === null ? null : <Quote of={words} />}
    </li>
  );
}

function Said({ of }: { readonly of: Spoken }) {
  const say = useSay();
  const now = useNow(60_000);
  const officeName = useOfficeName();
  const coded = useCoded();
  const { command, side, who, office, writtenBy, occurredAt, recordedAt, facts, said, words, isKept } = of;
  const { timer: _, heard: __, ...told } = said;
  const name = who === null ? null : say(DESK.withNumber(who.surname, who.staffNumber));
  const by = [name, office === null ? null : officeName(office)].filter((one) => one !== null).join(' · ');
  const did = command === 'dueTimerFired' ? null : say(deedOf(command, side));
  const followed = facts.flatMap((fact) => {
    const known = factWords(fact);
    return known === null ? [] : [say(known)];
  });
  const fields = coded({ command, said: told });
  return (
    <>
      <p className="room-when">
        <time dateTime={new Date(occurredAt).toISOString()}>{clockTime(occurredAt, now)}</time>
        {timesDiffer(occurredAt, recordedAt) ? (
          <small> {say(FRAME.recordedLater(clockTime(recordedAt, now)))}</small>
        ) : null}
        {by === '' ? null : <span className="soft"> {by}</span>}
        {writtenBy === null ? null : (
          <small className="soft">
            {' '}
            {say(DISPUTE.writtenBy(say(DESK.withNumber(writtenBy.surname, writtenBy.staffNumber))))}
          </small>
        )}
      </p>
      <p className="room-did">{[...(did === null ? [] : [did]), ...followed].join(' · ')}</p>
      {fields.length === 0 ? null : (
        <p className="soft">
          {fields.map(([field, value]) => `${field}${say(MARKS.colon)}${value}`).join(say(MARKS.semicolon))}
        </p>
      )}
      {words === null ? null : <Quote of={words} />}
      {isKept ? <p className="soft">{say(DISPUTE.kept)}</p> : null}
    </>
  );
}

/** What an office adds is no defence: nobody accuses it. */
const deedOf = (command: string, side: Side) =>
  command === 'addStatement' && side === 'office' ? OFFICE_WORDS : deedWords({ command });
