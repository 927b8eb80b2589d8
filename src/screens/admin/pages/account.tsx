/** One account: as what it acts, what a second administrator is to do, and the link by which its person takes it up. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, useNow, usePerson } from '../../shared/hooks.ts';
import { OneRow } from '../../shared/ui/one-row.tsx';
import { Qr } from '../../shared/qr.tsx';
import { allowedIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { type Act, Acts, actOn } from '../../shared/ui/acts.tsx';
import type { Refusal } from '../../shared/wire.ts';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { grantsIn, stateOf, useGrantWords, usePersonOf, useStaffName } from '../parts/people.ts';
import { RoleForm } from '../parts/role-form.tsx';
import { ADMIN } from '../words.ts';
import { AccountStatus } from './accounts.tsx';

const CONFIRM = formOf('confirmAccount', {});
const CHANNEL = formOf('registerChannel', {
  channel: {
    as: 'group',
    of: {
      kind: { as: 'choice', of: ['sms', 'wecom', 'dingtalk', 'landline'] },
      address: { as: 'text', maxLength: 120 },
    },
  },
});
const DISABLE = formOf('disableAccount', {
  why: { as: 'choice', of: ['left', 'lostKey', 'misuse', 'error'] },
});
const ERASE = formOf('eraseAccount', {
  ground: { as: 'choice', of: ['retentionEnded', 'personAsked', 'court'] },
});

export function AccountPage() {
  return <OneRow view="accounts" list="accounts" Row={Account} />;
}

function Account({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const staffName = useStaffName();
  const personOf = usePersonOf();
  const grantWords = useGrantWords();
  const acts = useAccountActs(of);
  const state = stateOf(of);
  const { account } = usePerson();
  const isMine = state === 'proposed' && textIn(of.row, 'createdBy') === account;
  return (
    <>
      <header className="head">
        <h1>{staffName(of)}</h1>
        <p className="standing">
          <AccountStatus of={state} />
          {isMine ? <span>{say(ADMIN.youCreatedIt)}</span> : null}
        </p>
      </header>
      <div className="columns even">
        <div className="stack">
          <section className="sheet" aria-label={say(ADMIN.theAccount)}>
            <dl className="facts">
              <div>
                <dt>{say(ADMIN.signIn)}</dt>
                <dd>{textIn(of.row, 'person.signIn') || say(DESK.none)}</dd>
              </div>
              <div>
                <dt>{say(ADMIN.actsAs)}</dt>
                <dd>{grantsIn(of).map(grantWords).join(say(MARKS.semicolon))}</dd>
              </div>
              <div>
                <dt>{say(ADMIN.createdBy)}</dt>
                <dd>{personOf(textIn(of.row, 'createdBy'))}</dd>
              </div>
            </dl>
          </section>
          <Acts of={acts} />
        </div>
        {state === 'proposed' || state === 'active' ? <Enrolment of={of} /> : null}
      </div>
    </>
  );
}

function useAccountActs(of: Delivered): readonly Act[] {
  const { account } = usePerson();
  const confirm = actOn(of, 'confirmAccount', CONFIRM, { isFirst: true }).map((act) =>
    // Said beforehand to the one who created it: another is to confirm.
    act.allowed === true && textIn(of.row, 'createdBy') === account
      ? { ...act, allowed: 'confirmerIsNotTheCreator' }
      : act,
  );
  const grant = allowedIn(of, 'grantRole');
  const grants: readonly Act[] =
    grant === undefined
      ? []
      : [
          {
            type: 'grantRole',
            allowed: grant,
            form: (close) => (
              <RoleForm account={of.key} onDone={() => close(true)} onCancel={() => close(false)} />
            ),
          },
        ];
  return [
    ...confirm,
    ...grants,
    ...actOn(of, 'registerChannel', CHANNEL),
    ...actOn(of, 'disableAccount', DISABLE),
    ...actOn(of, 'eraseAccount', ERASE),
  ];
}

/** The link is shown once, here, and kept nowhere: who closes the page makes a new one. */
function Enrolment({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(30_000);
  const { api } = useDesk();
  const [made, setMade] = useState<{ readonly link: string; readonly expiresAt: number } | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [isUnreachable, setIsUnreachable] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const make = async () => {
    setIsCopied(false);
    try {
      const reply = await api.post<{ link: string; expiresAt: number }>(
        `accounts/${of.key}/enrolment-link`,
        {},
      );
      setIsUnreachable(false);
      if (reply.ok) setMade(reply.value);
      else setRefused(reply.refusal);
    } catch {
      setIsUnreachable(true);
    }
  };
  const address = made === null ? '' : `${location.origin}/enrol#${made.link}`;
  return (
    <section className="sheet" aria-labelledby="enrolment">
      <h2 id="enrolment">{say(ADMIN.enrolment)}</h2>
      <p className="soft above">{say(ADMIN.enrolmentHint)}</p>
      {stateOf(of) === 'proposed' ? <p className="soft above">{say(ADMIN.enrolmentFirst)}</p> : null}
      {refused === null ? null : (
        <p className="said no" role="alert">
          {refused.message}
        </p>
      )}
      {isUnreachable ? (
        <p className="said wait" role="status">
          {say(FRAME.houseUnreachable)}
        </p>
      ) : null}
      {made === null ? null : (
        <div className="made" role="status">
          <Qr text={address} label={say(ADMIN.linkCode)} size={176} />
          <p>
            <output className="address">{address}</output>
          </p>
          <p>{say(ADMIN.linkUntil(clockTime(made.expiresAt, now)))}</p>
        </div>
      )}
      <div className="buttons">
        <button
          type="button"
          className={made === null ? 'button primary' : 'button'}
          onClick={() => void make()}
        >
          {say(ADMIN.makeLink)}
        </button>
        {made === null ? null : (
          <button
            type="button"
            className="button"
            onClick={() =>
              void navigator.clipboard
                .writeText(address)
                .then(() => setIsCopied(true))
                .catch(() => setIsCopied(false))
            }
          >
            {say(isCopied ? ADMIN.copied : ADMIN.copyLink)}
          </button>
        )}
      </div>
    </section>
  );
}
