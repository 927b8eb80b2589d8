/** The register of pledges: every one that was signed, with whether anybody has looked at it since. */
import { dayInBeijing } from '../../../contract/counts.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { useList } from '../../shared/hooks.ts';
import { useSay } from '../../shared/words/say.ts';
import { CaseList, useColumns, useOfficeFilter } from '../parts/case-list.tsx';
import { REVIEWS, ReviewStatus, useReviews } from '../parts/reviews.tsx';
import { arrivedOf, checkpointOf, isAtStage, officeOf, STAGES } from '../parts/what.ts';
import { SUPERVISOR } from '../words.ts';

export function PledgesPage() {
  const list = useList('pledges');
  const reviewOf = useReviews();
  const say = useSay();
  const columns = useColumns();
  const officeFilter = useOfficeFilter();
  const rows = [...list.rows].sort((a, b) => arrivedOf(b) - arrivedOf(a));
  const day = (row: Delivered) => dayInBeijing(arrivedOf(row));
  return (
    <CaseList
      title={say(SUPERVISOR.pledges)}
      list={list}
      rows={rows}
      nothing={SUPERVISOR.nothingPledged}
      filters={[
        {
          name: 'review',
          label: say(SUPERVISOR.review),
          options: REVIEWS.map((name) => [name, say(SUPERVISOR[name])]),
          fits: ({ key }, chosen) => reviewOf(key) === chosen,
        },
        {
          name: 'stage',
          label: say(SUPERVISOR.state),
          options: STAGES.filter(([, , path]) => path === 'open' || path.startsWith('released')).map(
            ([name, words]) => [name, say(words)],
          ),
          fits: isAtStage,
        },
        officeFilter('office', say(SUPERVISOR.receivingOffice), rows, officeOf),
        officeFilter('checkpoint', say(SUPERVISOR.checkpoint), rows, checkpointOf),
        { name: 'from', label: say(SUPERVISOR.from), fits: (row, chosen) => day(row) >= chosen },
        { name: 'to', label: say(SUPERVISOR.until), fits: (row, chosen) => day(row) <= chosen },
      ]}
      columns={[
        columns.person('pledge'),
        {
          title: say(SUPERVISOR.review),
          key: 'review',
          render: (_, { key }) => <ReviewStatus of={reviewOf(key)} />,
        },
        columns.standing,
        columns.office(SUPERVISOR.receivingOffice),
        columns.checkpoint,
        columns.arrived,
      ]}
    />
  );
}
