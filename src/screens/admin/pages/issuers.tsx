/** The issuers whose certificates are relied on: the list that stands and its age, what waits for a second person, and a new one from a file. */
import { useEffect, useId, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { ageOf, TRUST_LIST_AGES } from '../../../contract/trust-list-words.ts';
import type { TrustListHandedIn, TrustListLook } from '../../../contract/trust-lists.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, useList, useNow, usePerson, usePlace } from '../../shared/hooks.ts';
import { goTo, linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime, lasting, wholeTime } from '../../shared/time.ts';
import { Acts, actOn } from '../../shared/ui/acts.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { TRY } from '../../shared/words/try-words.ts';
import { useRead } from '../../shared/ui/use-read.ts';
import { usePersonOf } from '../parts/people.ts';
import { IssuersTable, ListFaults } from '../parts/trust-list.tsx';
import { ADMIN } from '../words.ts';

const APPROVE = formOf('approveTrustList', {});

export function IssuersPage() {
  const { path } = usePlace();
  const { rows, isLoaded } = useList('trustLists');
  const chosen = rows.find(({ key }) => key === path[1]);
  if (path[1] === 'propose') return <Propose />;
  if (chosen !== undefined) return <One of={chosen} />;
  return <Lists rows={rows} isLoaded={isLoaded} />;
}

const isApproved = ({ row }: Delivered) => row['state'] === 'approved';
const numberOf = ({ row }: Delivered) => numberIn(row, 'said.listNumber') ?? 0;

/** What stands is read out on top; what waits comes before what is over. */
function Lists({ rows, isLoaded }: { readonly rows: readonly Delivered[]; readonly isLoaded: boolean }) {
  const say = useSay();
  const newest = [...rows].sort((a, b) => numberOf(b) - numberOf(a) || (a.key < b.key ? -1 : 1));
  const stands = newest.find(isApproved);
  const waiting = newest.filter((row) => !isApproved(row));
  const former = newest.filter((row) => isApproved(row) && row !== stands);
  const listed = (title: string, some: readonly Delivered[]) =>
    some.length === 0 ? null : (
      <section className="above" aria-label={title}>
        <h2>{title}</h2>
        <ul className="stack">
          {some.map((row) => (
            <Line key={row.key} of={row} />
          ))}
        </ul>
      </section>
    );
  return (
    <>
      <h1>{say(ADMIN.issuers)}</h1>
      <p className="above">
        <a className="button primary" href={linkTo(['issuers', 'propose'])}>
          {say(ADMIN.proposeIssuers)}
        </a>
      </p>
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && stands === undefined ? <p className="said">{say(ADMIN.noIssuers)}</p> : null}
      {stands === undefined ? null : (
        <section className="sheet" aria-label={say(ADMIN.issuersInForce)}>
          <h2>
            <a href={linkTo(['issuers', stands.key])}>{say(ADMIN.listNumber(numberOf(stands)))}</a>
          </h2>
          <Contents of={stands} />
        </section>
      )}
      {listed(say(ADMIN.listsWaiting), waiting)}
      {listed(say(ADMIN.listsFormer), former)}
    </>
  );
}

function Line({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(60_000);
  const personOf = usePersonOf();
  return (
    <li className="sheet">
      <p className="standing">
        <a className="person" href={linkTo(['issuers', of.key])}>
          {say(ADMIN.listNumber(numberOf(of)))}
        </a>
        <ListStatus of={of} />
        <span className="soft">
          {say(ADMIN.listIssued(clockTime(numberIn(of.row, 'said.issuedAt') ?? 0, now)))}
        </span>
        <span className="soft">
          {say(
            ADMIN.proposedBy(
              personOf(textIn(of.row, 'proposedBy')),
              clockTime(numberIn(of.row, 'recordedAt') ?? 0, now),
            ),
          )}
        </span>
      </p>
    </li>
  );
}

function ListStatus({ of }: { readonly of: Delivered }) {
  const say = useSay();
  return (
    <Status mood={isApproved(of) ? 'good' : 'soon'}>
      {say(isApproved(of) ? ADMIN.measureApproved : ADMIN.measureProposed)}
    </Status>
  );
}

function One({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { account } = usePerson();
  const isMine = textIn(of.row, 'proposedBy') === account;
  const acts = actOn(of, 'approveTrustList', APPROVE, { isFirst: true }).map((act) =>
    act.allowed === true && isMine ? { ...act, allowed: 'approverIsNotTheProposer' } : act,
  );
  return (
    <>
      <header className="head">
        <h1>{say(ADMIN.listNumber(numberOf(of)))}</h1>
        <p className="standing">
          <ListStatus of={of} />
          {isMine && !isApproved(of) ? <span>{say(ADMIN.youProposedIt)}</span> : null}
        </p>
      </header>
      <div className="stack">
        <Acts of={acts} />
        <div className="sheet">
          <Contents of={of} />
        </div>
        <p>
          <a className="button" href={linkTo(['issuers'])}>
            {say(DESK.back)}
          </a>
        </p>
      </div>
    </>
  );
}

/** What a list that was handed in says, by whom it came in, and whether it is the one that counts. */
function Contents({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const personOf = usePersonOf();
  const read = useRead<TrustListHandedIn>(`trust-lists/${of.key}/contents`, of.version);
  if (read === null) return <p role="status">{say(FRAME.loading)}</p>;
  const { proposed, approved, isInForce } = read;
  const done = (term: string, by: TrustListHandedIn['proposed']) =>
    by === null ? null : (
      <div>
        <dt>{term}</dt>
        <dd>{say(ADMIN.byAt(personOf(by.account), wholeTime(by.at)))}</dd>
      </div>
    );
  return (
    <>
      {approved === null ? null : (
        <p>
          <Status mood={isInForce ? 'good' : 'soon'}>
            {say(isInForce ? ADMIN.listStands : ADMIN.listReplaced)}
          </Status>
        </p>
      )}
      <dl className="facts">
        {done(say(ADMIN.proposer), proposed)}
        {done(say(ADMIN.approver), approved)}
      </dl>
      <Look at={read} />
    </>
  );
}

/** What a list says, and its age by the clock on the wall: it grows old while somebody looks. */
function Look({ at }: { readonly at: TrustListLook }) {
  const say = useSay();
  const now = useNow(60_000);
  const { contents } = at;
  const age = contents === null ? null : ageOf(contents, now);
  return (
    <>
      <ListFaults of={at} />
      {contents === null || age === null ? null : (
        <>
          <p>
            <Status mood={age === 'fresh' ? 'good' : 'late'}>{say(TRUST_LIST_AGES[age])}</Status>
          </p>
          <dl className="facts">
            {[
              [ADMIN.listIssuedAt, wholeTime(contents.issuedAt)],
              [ADMIN.listAge, age === 'toCome' ? '—' : say(lasting(now - contents.issuedAt))],
              [ADMIN.listGoodUntil, wholeTime(contents.goodUntil)],
              [ADMIN.issuersCount, String(contents.issuers.length)],
              [ADMIN.revokedCount, String(contents.revoked)],
            ].map(([term, value]) => (
              <div key={say(term as typeof ADMIN.listAge)}>
                <dt>{say(term as typeof ADMIN.listAge)}</dt>
                <dd>{value as string}</dd>
              </div>
            ))}
          </dl>
          <IssuersTable of={contents.issuers} />
        </>
      )}
    </>
  );
}

/** `fault` is what the house said where it did not look; null where the file did not reach it. */
type Checked = { readonly look: TrustListLook } | { readonly fault: string | null };

/** The file is checked by the house before it can be sent: nobody proposes what could not be taken. */
function Propose() {
  const say = useSay();
  const id = useId();
  const { api } = useDesk();
  const [text, setText] = useState<string | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    setChecked(null);
    if (text === null) return;
    let isWanted = true;
    const check = async () => {
      try {
        const reply = await api.post<TrustListLook>('trust-lists/check', { text });
        if (isWanted) setChecked(reply.ok ? { look: reply.value } : { fault: reply.refusal.message });
      } catch {
        if (isWanted) setChecked({ fault: null });
      }
    };
    void check();
    return () => {
      isWanted = false;
    };
  }, [api, text]);
  const leave = () => goTo(['issuers']);
  const choose = async (file: File | undefined) => setText(file === undefined ? null : await file.text());
  const look = checked !== null && 'look' in checked ? checked.look : null;
  return (
    <>
      <h1>{say(ADMIN.proposeIssuers)}</h1>
      <div className="sheet above">
        <div className="field">
          <label className="label" htmlFor={`${id}file`}>
            {say(ADMIN.issuersFile)}
          </label>
          <p className="hint" id={`${id}hint`}>
            {say(ADMIN.issuersHint)}
          </p>
          <input
            id={`${id}file`}
            type="file"
            aria-describedby={`${id}hint`}
            accept=".json,application/json"
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </div>
      </div>
      {text !== null && checked === null ? <p role="status">{say(FRAME.loading)}</p> : null}
      {checked !== null && 'fault' in checked ? (
        <p className="said no" role="alert">
          {checked.fault ?? say(TRY.didNotArrive)}
        </p>
      ) : null}
      {look === null ? null : (
        <section className="sheet above" aria-label={say(ADMIN.preview)}>
          <h2>{look.number === null ? say(ADMIN.preview) : say(ADMIN.listNumber(look.number))}</h2>
          <Look at={look} />
        </section>
      )}
      {look === null || look.contents === null || look.faultsInAll > 0 || text === null ? (
        <p className="above">
          <a className="button" href={linkTo(['issuers'])}>
            {say(DESK.back)}
          </a>
        </p>
      ) : (
        <div className="sheet">
          <CommandForm
            key={`${look.contents.number} ${look.contents.issuedAt}`}
            type="proposeTrustList"
            streamId={null}
            fields={formOf('proposeTrustList', {
              text: { as: 'fixed', value: text },
              listNumber: { as: 'fixed', value: look.contents.number },
              issuedAt: { as: 'fixed', value: look.contents.issuedAt },
            })}
            onDone={leave}
            onCancel={leave}
          />
        </div>
      )}
    </>
  );
}
