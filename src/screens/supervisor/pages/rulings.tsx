/** Everything that waits for those who rule, what is due soonest first. */
import type { Delivered } from '../../../contract/doors.ts';
import { useList } from '../../shared/hooks.ts';
import { textIn } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { CaseList, useColumns, useOfficeFilter, Whats } from '../parts/case-list.tsx';
import { arrivedOf, awaitedIn, checkpointOf, deciderOf, earliest } from '../parts/what.ts';
import { SUPERVISOR } from '../words.ts';

const KINDS = ['ruling', 'nobodyRuled', 'exception', 'problem', 'acknowledgement', 'appeal'] as const;

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
        {
          title: say(SUPERVISOR.decider),
          key: 'decider',
          render: (_, row) => <Decider of={row} />,
        },
        columns.office(),
        columns.checkpoint,
        columns.arrived,
      ]}
    />
  );
}

const DECIDED: readonly string[] = ['ruling', 'nobodyRuled', 'problem', 'acknowledgement'];

/** The named person who decides, or did; that nobody is one yet, where somebody has to. */
function Decider({ of }: { readonly of: Delivered }) {
  const say = useSay();
  if (!awaitedIn(of).some(({ name }) => DECIDED.includes(name))) return say(DESK.none);
  const surname = deciderOf(of);
  return surname === ''
    ? say(SUPERVISOR.nobodyDecides)
    : say(DESK.withNumber(surname, textIn(of.row, 'deciderWho.staffNumber')));
}
