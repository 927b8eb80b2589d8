/** Everybody who waits at this checkpoint: who is due soonest first, then who waits longest. */
import { Table } from 'antd';
import type { Delivered } from '../../../contract/doors.ts';
import { useList, useNow } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { numberIn, standingIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Due } from '../../shared/ui/due.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';

export function QueuePage() {
  const list = useList('queue');
  const now = useNow(10_000);
  const say = useSay();
  const rows = [...list.rows].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (numberIn(a.row, 'context.arrivedAt') ?? 0) - (numberIn(b.row, 'context.arrivedAt') ?? 0),
  );
  return (
    <>
      <h1>{say(CHECKPOINT.queue)}</h1>
      <Table<Delivered>
        rowKey="key"
        dataSource={rows}
        loading={!list.isLoaded}
        pagination={false}
        locale={{ emptyText: say(FRAME.nothingHere) }}
        columns={[
          {
            title: say(CHECKPOINT.person),
            render: (_, { key, row }) => (
              <>
                {textIn(row, 'person.name')} <small className="soft">{shortId(key)}</small>
              </>
            ),
          },
          { title: say(CHECKPOINT.standing), render: (_, row) => say(standingIn(row)) },
          { title: say(CHECKPOINT.next), render: (_, row) => say(standingIn(row).next) },
          { title: say(CHECKPOINT.due), render: (_, row) => <Due at={standingIn(row).due} /> },
          {
            title: say(CHECKPOINT.arrived),
            render: (_, { row }) => {
              const at = numberIn(row, 'context.arrivedAt');
              return at === null ? null : <time>{clockTime(at, now)}</time>;
            },
          },
        ]}
      />
      {list.hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </>
  );
}

const rank = (row: Delivered) => standingIn(row).due ?? Number.MAX_SAFE_INTEGER;
