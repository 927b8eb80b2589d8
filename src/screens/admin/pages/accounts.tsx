/** The accounts of the house. */
import { Table } from 'antd';
import type { Delivered } from '../../../contract/doors.ts';
import { useList } from '../../shared/hooks.ts';
import { textIn } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { ADMIN } from '../words.ts';

export function AccountsPage() {
  const list = useList('accounts');
  const say = useSay();
  return (
    <>
      <h1>{say(ADMIN.accounts)}</h1>
      <Table<Delivered>
        rowKey="key"
        dataSource={[...list.rows]}
        loading={!list.isLoaded}
        pagination={false}
        locale={{ emptyText: say(FRAME.nothingHere) }}
        columns={[
          { title: say(ADMIN.staffNumber), render: (_, { row }) => textIn(row, 'person.staffNumber') },
          { title: say(ADMIN.surname), render: (_, { row }) => textIn(row, 'person.surname') },
        ]}
      />
    </>
  );
}
