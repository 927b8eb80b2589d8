/** Every document that is kept at a checkpoint now, the review that is due soonest first. */
import { Table } from 'antd';
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useList, useStore } from '../../shared/hooks.ts';
import { dueOf, standingIn, textIn } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { SUPERVISOR } from '../words.ts';

export function HoldsPage() {
  const list = useList('openHolds');
  const offices = useStore(useDesk().offices);
  const say = useSay();
  const rows = [...list.rows].sort((a, b) => dueFirst(a) - dueFirst(b));
  return (
    <>
      <h1>{say(SUPERVISOR.holds)}</h1>
      <Table<Delivered>
        rowKey="key"
        dataSource={rows}
        loading={!list.isLoaded}
        pagination={false}
        locale={{ emptyText: say(FRAME.nothingHere) }}
        columns={[
          { title: say(SUPERVISOR.person), render: (_, { row }) => textIn(row, 'person.name') },
          {
            title: say(SUPERVISOR.checkpoint),
            render: (_, { row }) => {
              const code = textIn(row, 'context.checkpoint');
              const office = offices.get(code);
              return office === undefined ? code : say(office);
            },
          },
          { title: say(SUPERVISOR.standing), render: (_, row) => say(standingIn(row)) },
          { title: say(SUPERVISOR.due), render: (_, { row }) => <Due at={dueOf(row, 'holdReviewDue')} /> },
        ]}
      />
    </>
  );
}

const dueFirst = ({ row }: Delivered) => dueOf(row, 'holdReviewDue') ?? Number.MAX_SAFE_INTEGER;
