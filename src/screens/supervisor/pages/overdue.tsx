/** The overdue board: what is past its time and whose turn it is, longest waiting first. */
import { useList, useNow } from '../../shared/hooks.ts';
import { lasting } from '../../shared/time.ts';
import { SetAside } from '../../shared/ui/channels.tsx';
import { Due } from '../../shared/ui/due.tsx';
import { useSay } from '../../shared/words/say.ts';
import { CaseList, useColumns, useOfficeFilter, Whats } from '../parts/case-list.tsx';
import { arrivedOf, checkpointOf, overdueIn } from '../parts/what.ts';
import { SUPERVISOR } from '../words.ts';

const KINDS = [
  ['nobodyRuled', SUPERVISOR.nobodyRuled],
  ['appeal', SUPERVISOR.appeal],
  ['missing', SUPERVISOR.missingArrival],
  ['lateArrival', SUPERVISOR.lateArrival],
  ['deposited', SUPERVISOR.depositedDocument],
] as const;

export function OverduePage() {
  const list = useList('overdue');
  const say = useSay();
  const now = useNow(30_000);
  const columns = useColumns();
  const officeFilter = useOfficeFilter();
  const rows = [...list.rows].sort((a, b) => arrivedOf(a) - arrivedOf(b));
  return (
    <>
      <CaseList
        title={say(SUPERVISOR.overdue)}
        list={list}
        rows={rows}
        nothing={SUPERVISOR.nothingOverdue}
        filters={[
          {
            name: 'what',
            label: say(SUPERVISOR.overdue),
            options: KINDS.map(([kind, words]) => [kind, say(words)]),
            fits: (row, chosen) => overdueIn(row).some(({ name }) => name === chosen),
          },
          officeFilter('checkpoint', say(SUPERVISOR.checkpoint), rows, checkpointOf),
        ]}
        columns={[
          {
            title: say(SUPERVISOR.overdue),
            key: 'what',
            render: (_, row) => <Whats of={overdueIn(row)} />,
          },
          columns.person(),
          {
            title: say(SUPERVISOR.waitsSince),
            key: 'since',
            render: (_, row) => say(lasting(now - arrivedOf(row))),
          },
          {
            title: say(SUPERVISOR.due),
            key: 'due',
            render: (_, row) => <Due at={overdueIn(row).find(({ due }) => due !== null)?.due ?? null} />,
          },
          columns.office(),
          columns.checkpoint,
        ]}
      />
      <SetAside />
    </>
  );
}
