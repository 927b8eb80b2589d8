/** Every document that is kept at a checkpoint now, the review that is due soonest first. */
import type { Delivered } from '../../../contract/doors.ts';
import { useList, useNow } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { allowedIn, dueOf, numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CaseList, useColumns, useOfficeFilter } from '../parts/case-list.tsx';
import { checkpointOf } from '../parts/what.ts';
import { DocumentStanding } from '../parts/document-standing.tsx';
import { SUPERVISOR } from '../words.ts';

export function HoldsPage() {
  const list = useList('openHolds');
  const say = useSay();
  const now = useNow(30_000);
  const columns = useColumns();
  const officeFilter = useOfficeFilter();
  const rows = [...list.rows].sort((a, b) => reviewOf(a) - reviewOf(b));
  return (
    <CaseList
      title={say(SUPERVISOR.holds)}
      list={list}
      rows={rows}
      nothing={SUPERVISOR.nothingHeld}
      filters={[
        officeFilter('checkpoint', say(SUPERVISOR.checkpoint), rows, checkpointOf),
        {
          name: 'ground',
          label: say(SUPERVISOR.ground),
          options: [...new Set(rows.map(groundOf))]
            .filter(Boolean)
            .map((ground): [string, string] => [ground, say(valueWords(ground, 'ground'))]),
          fits: (row, chosen) => groundOf(row) === chosen,
        },
      ]}
      columns={[
        {
          title: say(SUPERVISOR.reviewDue),
          key: 'review',
          render: (_, { row }) => <Due at={dueOf(row, 'holdReviewDue')} />,
        },
        columns.person(),
        {
          title: say(SUPERVISOR.standing),
          key: 'standing',
          render: (_, row) => (
            <>
              <DocumentStanding of={row} />
              {groundOf(row) === '' ? null : (
                <small className="soft"> {say(valueWords(groundOf(row), 'ground'))}</small>
              )}
            </>
          ),
          className: 'wide',
        },
        {
          title: say(SUPERVISOR.since),
          key: 'since',
          render: (_, { row }) => {
            const since = numberIn(row, 'context.hold.since') ?? 0;
            return since === 0 ? null : <time>{clockTime(since, now)}</time>;
          },
        },
        {
          title: say(SUPERVISOR.capDue),
          key: 'cap',
          render: (_, { row }) => <Due at={dueOf(row, 'holdCapDue')} />,
        },
        columns.checkpoint,
        {
          title: say(SUPERVISOR.act),
          key: 'act',
          render: (_, row) => <ReturnLink of={row} />,
        },
      ]}
    />
  );
}

/** Straight to the order, where there is one to give; the case's page says why where there is none. */
function ReturnLink({ of }: { readonly of: Delivered }) {
  const say = useSay();
  if (allowedIn(of, 'orderReturn') !== true) return null;
  return <a href={linkTo(['case', of.key], { act: 'orderReturn' })}>{say(SUPERVISOR.orderReturn)}</a>;
}

const reviewOf = ({ row }: Delivered) => dueOf(row, 'holdReviewDue') ?? Number.MAX_SAFE_INTEGER;
const groundOf = ({ row }: Delivered) => textIn(row, 'context.hold.ground');
