/** A role and what it reaches over: chosen in this order, because a checkpoint's officer has a checkpoint and nobody else does. */
import { type Role, ROLES, type ScopeKind } from '../../../contract/roles.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDraft } from '../../shared/hooks.ts';
import { useSay } from '../../shared/words/say.ts';
import { ADMIN } from '../words.ts';

/** Who signs in with a name and a password. Travellers come by a link, devices by a key. */
const SIGNING_IN: readonly Role[] = [
  'officer',
  'dutySuperior',
  'communityWorker',
  'streetOfficer',
  'supervisor',
  'reviewer',
  'auditor',
  'administrator',
];
/** The kinds of offices that a role can have in its scope; empty where it is the whole house. */
const KINDS: Readonly<Partial<Record<ScopeKind, readonly string[]>>> = {
  checkpoint: ['checkpoint'],
  community: ['community'],
  streetOffice: ['streetOffice'],
  body: ['district', 'checkpoint'],
  district: ['district'],
};

/** The form of a new account, or of a further role for one that is there. */
export function RoleForm({
  account,
  onDone,
  onCancel,
}: {
  /** Null for a new one. */
  readonly account: string | null;
  readonly onDone: (account: string) => void;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  const [role, choose] = useDraft<Role>(`role ${account ?? ''}`, 'officer');
  const kinds = KINDS[ROLES[role].scope];
  const scope =
    kinds === undefined
      ? ({ as: 'fixed', value: '*' } as const)
      : ({ as: 'office', kinds, label: ADMIN.scope } as const);
  const roleField = { as: 'fixed', value: role } as const;
  return (
    <>
      <fieldset className="field">
        <legend>{say(ADMIN.whichRole)}</legend>
        <div className="choices">
          {SIGNING_IN.map((one) => (
            <label key={one} className={`choice${one === role ? ' chosen' : ''}`}>
              <input
                type="radio"
                name={`role of ${account ?? 'new'}`}
                checked={one === role}
                onChange={() => choose(one)}
              />
              {say(ROLES[one])}
            </label>
          ))}
        </div>
      </fieldset>
      {account === null ? (
        <CommandForm
          type="createAccount"
          streamId={null}
          fields={formOf('createAccount', {
            role: roleField,
            scope,
            staffNumber: { as: 'text', maxLength: 40 },
            surname: { as: 'text', maxLength: 60 },
            signIn: { as: 'text', maxLength: 40 },
          })}
          onDone={({ streamId }) => onDone(streamId)}
          onCancel={onCancel}
        />
      ) : (
        <CommandForm
          type="grantRole"
          streamId={account}
          fields={formOf('grantRole', { role: roleField, scope })}
          onDone={({ streamId }) => onDone(streamId)}
          onCancel={onCancel}
        />
      )}
    </>
  );
}
