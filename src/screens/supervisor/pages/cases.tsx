/** Every case within the supervisor's scope, the latest arrival first. */
import { dayInBeijing } from '../../../contract/counts.ts';
import { useList } from '../../shared/hooks.ts';
import { standingIn } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { toLookAt } from '../../shared/ui/contradictions.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';
import { CaseList, useColumns, useOfficeFilter } from '../parts/case-list.tsx';
import { arrivedOf, checkpointOf, isAtStage, officeOf, STAGES } from '../parts/what.ts';
import { SUPERVISOR } from '../words.ts';

export function CasesPage() {
  const list = useList('handoffPage');
  const say = useSay();
  const columns = useColumns();
  const officeFilter = useOfficeFilter();
  const rows = [...list.rows].sort((a, b) => arrivedOf(b) - arrivedOf(a));
  return (
    <CaseList
      title={say(SUPERVISOR.cases)}
      list={list}
      rows={rows}
      nothing={SUPERVISOR.noCases}
      filters={[
        {
          name: 'stage',
          label: say(SUPERVISOR.state),
          options: STAGES.map(([name, words]) => [name, say(words)]),
          fits: isAtStage,
        },
        {
          name: 'alarm',
          label: say(SUPERVISOR.alarm),
          options: [['contradiction', say(SUPERVISOR.contradiction)]],
          fits: (row) => toLookAt(row) > 0,
        },
        officeFilter('checkpoint', say(SUPERVISOR.checkpoint), rows, checkpointOf),
        officeFilter('office', say(SUPERVISOR.office), rows, officeOf),
        {
          name: 'from',
          label: say(SUPERVISOR.from),
          fits: (row, chosen) => dayInBeijing(arrivedOf(row)) >= chosen,
        },
        {
          name: 'to',
          label: say(SUPERVISOR.until),
          fits: (row, chosen) => dayInBeijing(arrivedOf(row)) <= chosen,
        },
      ]}
      columns={[
        columns.person(),
        columns.standing,
        {
          title: say(SUPERVISOR.alarm),
          key: 'alarm',
          render: (_, row) =>
            toLookAt(row) === 0 ? null : <Status mood="soon">{say(SUPERVISOR.contradiction)}</Status>,
        },
        {
          title: say(SUPERVISOR.due),
          key: 'due',
          render: (_, row) => <Due at={standingIn(row).due} />,
        },
        columns.next,
        columns.office(),
        columns.checkpoint,
        columns.arrived,
      ]}
    />
  );
}
