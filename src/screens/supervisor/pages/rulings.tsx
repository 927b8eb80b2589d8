/** Everything that waits for those who rule, what is due soonest first. */
import { useList } from '../../shared/hooks.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useSay } from '../../shared/words/say.ts';
import { CaseList, useColumns, useOfficeFilter, Whats } from '../parts/case-list.tsx';
import { arrivedOf, awaitedIn, checkpointOf, earliest } from '../parts/what.ts';
import { SUPERVISOR } from '../words.ts';

const KINDS = ['ruling', 'nobodyRuled', 'exception', 'problem', 'acknowledgement'] as const;

export function RulingsPage() {
  const list = useList('awaitingRuling');
  const say = useSay();
  const columns = useColumns();
  const officeFilter = useOfficeFilter();
  const rows = [...list.rows].sort(
    (a, b) => earliest(awaitedIn(a)) - earliest(awaitedIn(b)) || arrivedOf(a) - arrivedOf(b),
  );
  return (
    <CaseList
      title={say(SUPERVISOR.rulings)}
      list={list}
      rows={rows}
      nothing={SUPERVISOR.nothingAwaits}
      filters={[
        {
          name: 'what',
          label: say(SUPERVISOR.what),
          options: KINDS.map((kind) => [kind, say(SUPERVISOR[kind])]),
          fits: (row, chosen) => awaitedIn(row).some(({ name }) => name === chosen),
        },
        officeFilter('checkpoint', say(SUPERVISOR.checkpoint), rows, checkpointOf),
      ]}
      columns={[
        {
          title: say(SUPERVISOR.due),
          key: 'due',
          render: (_, row) => <Due at={awaitedIn(row).find(({ due }) => due !== null)?.due ?? null} />,
        },
        columns.person(),
        {
          title: say(SUPERVISOR.what),
          key: 'what',
          render: (_, row) => <Whats of={awaitedIn(row)} />,
        },
        columns.office(),
        columns.checkpoint,
        columns.arrived,
      ]}
    />
  );
}
