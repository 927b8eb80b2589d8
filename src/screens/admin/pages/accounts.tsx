/** The accounts of the house: who there is, as what, and what waits for a second administrator. */
import { Table } from 'antd';
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { type Role, ROLES } from '../../../contract/roles.ts';
import { useList } from '../../shared/hooks.ts';
import { goTo, linkTo } from '../../shared/router.ts';
import { textIn } from '../../shared/rows.ts';
import { Filters, useEmptyWords, useFilter } from '../../shared/ui/filters.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import {
  ACCOUNT_STATES,
  type AccountState,
  grantsIn,
  stateOf,
  useGrantWords,
  usePersonOf,
  useStaffName,
} from '../parts/people.ts';
import { RoleForm } from '../parts/role-form.tsx';
import { ADMIN } from '../words.ts';

const MOODS = { proposed: 'soon', active: 'good', disabled: 'calm', erased: 'calm' } as const;

export function AccountStatus({ of }: { readonly of: AccountState }) {
  const say = useSay();
  return <Status mood={MOODS[of]}>{say(ACCOUNT_STATES[of])}</Status>;
}

export function AccountsPage() {
  const list = useList('accounts');
  const say = useSay();
  const staffName = useStaffName();
  const personOf = usePersonOf();
  const grantWords = useGrantWords();
  const chosen = useFilter();
  const emptyWords = useEmptyWords();
  const [creates, setCreates] = useState(false);
  // Names do not stand in an address.
  const [sought, seek] = useState('');
  const rows = [...list.rows].sort((a, b) => (a.key < b.key ? 1 : -1));
  const fits = (row: Delivered) =>
    (chosen('state') === '' || stateOf(row) === chosen('state')) &&
    (chosen('role') === '' || grantsIn(row).some(({ role }) => role === chosen('role'))) &&
    (sought === '' ||
      ['surname', 'staffNumber', 'signIn'].some((field) =>
        textIn(row.row, `person.${field}`).toLowerCase().includes(sought.toLowerCase()),
      ));
  const shown = rows.filter(fits);
  const roles = [...new Set(rows.flatMap((row) => grantsIn(row).map(({ role }) => role)))];
  return (
    <>
      <h1>{say(ADMIN.accounts)}</h1>
      {creates ? (
        <div className="narrow sheet above">
          <RoleForm
            account={null}
            onDone={(account) => goTo(['account', account])}
            onCancel={() => setCreates(false)}
          />
        </div>
      ) : (
        <p className="above">
          <button type="button" className="button primary" onClick={() => setCreates(true)}>
            {say(ADMIN.createAccount)}
          </button>
        </p>
      )}
      <Filters
        of={[
          {
            name: 'state',
            label: say(ADMIN.state),
            options: (Object.keys(ACCOUNT_STATES) as AccountState[]).map((state) => [
              state,
              say(ACCOUNT_STATES[state]),
            ]),
          },
          {
            name: 'role',
            label: say(ADMIN.role),
            options: roles.map((role: Role): [string, string] => [role, say(ROLES[role])]),
          },
        ]}
        shown={shown.length}
        all={rows.length}
      />
      <label className="field seek">
        <span className="label">{say(ADMIN.search)}</span>
        <input
          type="search"
          className="input"
          value={sought}
          onChange={(event) => seek(event.target.value.trim())}
        />
      </label>
      <Table<Delivered>
        rowKey="key"
        dataSource={shown}
        loading={!list.isLoaded}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: list.isLoaded ? emptyWords(rows.length, ADMIN.noAccounts) : say(FRAME.loading) }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: say(ADMIN.staff),
            key: 'staff',
            render: (_, row) => (
              <a className="person" href={linkTo(['account', row.key])}>
                {staffName(row)}
              </a>
            ),
          },
          {
            title: say(ADMIN.signIn),
            key: 'signIn',
            render: (_, { row }) => textIn(row, 'person.signIn'),
          },
          {
            title: say(ADMIN.actsAs),
            key: 'grants',
            render: (_, row) => grantsIn(row).map(grantWords).join(say(MARKS.semicolon)),
          },
          {
            title: say(ADMIN.state),
            key: 'state',
            render: (_, row) => <AccountStatus of={stateOf(row)} />,
          },
          {
            title: say(ADMIN.createdBy),
            key: 'createdBy',
            render: (_, { row }) => personOf(textIn(row, 'createdBy')),
          },
        ]}
      />
      {list.hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </>
  );
}
