/** Signing in: name and password, the second factor once it is asked for, and which role where there are several. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { ROLES } from '../../../contract/roles.ts';
import { useDesk, useStore } from '../hooks.ts';
import type { Claim, Person } from '../session.ts';
import { Unreachable } from '../wire.ts';
import { FRAME, TERMINAL_WORDS } from '../words/frame-words.ts';
import { useSay } from '../words/say.ts';
import { useWindow } from './use-window.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  readonly totp?: string;
}

/** Asks for a name and a password, and a code once the house says that the account has one. */
export function CredentialsForm({
  submitWord,
  fixedName,
  onSubmit,
  onCancel,
}: {
  readonly submitWord: string;
  /** Whoever has to sign in again does not type who they are. */
  readonly fixedName?: string;
  /** Resolves with what is wrong, or null. `field` is `totp` where only the code is missing or wrong. */
  readonly onSubmit: (given: Credentials) => Promise<{ message: string; field?: string } | null>;
  readonly onCancel?: () => void;
}) {
  const say = useSay();
  const id = useId();
  const [name, setName] = useState(fixedName ?? '');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const [wrong, setWrong] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wantsCode) code.current?.focus();
  }, [wantsCode]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setWrong('');
    try {
      const no = await onSubmit({
        name: name.trim(),
        password,
        ...(totp === '' ? {} : { totp: totp.trim() }),
      });
      if (no === null) return;
      const isFirstAsked = no.field === 'totp' && !wantsCode;
      if (no.field === 'totp') setWantsCode(true);
      if (!isFirstAsked) setWrong(no.message);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      setWrong(say(FRAME.houseUnreachable));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      {wrong === '' ? null : (
        <p className="said no" role="alert">
          {wrong}
        </p>
      )}
      <div className="field">
        <label className="label" htmlFor={`${id}name`}>
          {say(FRAME.signInName)}
        </label>
        <input
          id={`${id}name`}
          className="input"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="field">
        <label className="label" htmlFor={`${id}password`}>
          {say(FRAME.password)}
        </label>
        <input
          id={`${id}password`}
          className="input"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      {wantsCode ? (
        <div className="field">
          <label className="label" htmlFor={`${id}totp`}>
            {say(FRAME.totp)}
          </label>
          <p className="hint" id={`${id}hint`}>
            {say(FRAME.totpHint)}
          </p>
          <input
            id={`${id}totp`}
            ref={code}
            className="input"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="\d{6}"
            maxLength={6}
            required
            aria-describedby={`${id}hint`}
            value={totp}
            onChange={(event) => setTotp(event.target.value)}
          />
        </div>
      ) : null}
      <div className="buttons">
        <button type="submit" className="button primary" aria-disabled={isBusy}>
          {submitWord}
        </button>
        {onCancel === undefined ? null : (
          <button type="button" className="button" onClick={onCancel}>
            {say(FRAME.cancel)}
          </button>
        )}
      </div>
    </form>
  );
}

/** The page of a terminal nobody is signed in at. */
export function SignInPage() {
  const { session, terminal } = useDesk();
  const say = useSay();
  return (
    <main className="narrow stack">
      <h1>
        {say(TERMINAL_WORDS[terminal])} · {say(FRAME.signIn)}
      </h1>
      <div className="sheet">
        <CredentialsForm
          submitWord={say(FRAME.signIn)}
          onSubmit={async (given) => refusalOf(await session.signIn(given))}
        />
      </div>
    </main>
  );
}

/** Laid over the page when the session ended: the page stays beneath it as it was. */
export function SignInAgain() {
  const there = useStore(useDesk().session.store);
  return there.state === 'away' ? <Again person={there.person} /> : null;
}

function Again({ person: { role, scope } }: { readonly person: Person }) {
  const { session } = useDesk();
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  useWindow(box, null);
  return (
    <div className="veil">
      <div className="dialog" role="dialog" aria-modal="true" aria-labelledby="again" ref={box} tabIndex={-1}>
        <h2 id="again">{say(FRAME.signInAgain)}</h2>
        <p className="said wait">{say(FRAME.keptHere)}</p>
        <CredentialsForm
          submitWord={say(FRAME.signIn)}
          onSubmit={async (given) => {
            // The same person comes back in the role they had; somebody else in their own.
            const reply = await session.signIn({ ...given, role, scope });
            if (!reply.ok && reply.refusal.code === 'roleMayTry')
              return refusalOf(await session.signIn(given));
            return refusalOf(reply);
          }}
        />
      </div>
    </div>
  );
}

/** Which role: for accounts that hold several. Changing it is signing in again, with a code of now where there is one. */
export function ActAs({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { session, offices } = useDesk();
  const names = useStore(offices);
  const say = useSay();
  const [chosen, setChosen] = useState<Person['grants'][number] | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useWindow(box, onClose);
  const nameOf = (scope: string) => {
    const office = names.get(scope);
    return office === undefined ? scope : say(office);
  };
  return (
    <div className="veil">
      <div
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="act-as"
        ref={box}
        tabIndex={-1}
      >
        <h2 id="act-as">{say(FRAME.actAsAnother)}</h2>
        <ul className="choices down field">
          {person.grants.map((grant) => (
            <li key={`${grant.role} ${grant.scope}`}>
              <button
                type="button"
                className={`choice${grant === chosen ? ' chosen' : ''}`}
                aria-pressed={grant === chosen}
                onClick={() => setChosen(grant)}
              >
                {say(ROLES[grant.role])} · {nameOf(grant.scope)}
              </button>
            </li>
          ))}
        </ul>
        {chosen === null ? (
          <button type="button" className="button" onClick={onClose}>
            {say(FRAME.cancel)}
          </button>
        ) : (
          <CredentialsForm
            submitWord={say(FRAME.goOn)}
            onCancel={onClose}
            onSubmit={async (given) => {
              const claim: Claim = { ...given, role: chosen.role, scope: chosen.scope };
              const reply = await session.signIn(claim);
              if (reply.ok) onClose();
              return refusalOf(reply);
            }}
          />
        )}
      </div>
    </div>
  );
}

function refusalOf(
  reply: { ok: true } | { ok: false; refusal: { message: string; field?: string } },
): { message: string; field?: string } | null {
  return reply.ok ? null : reply.refusal;
}
