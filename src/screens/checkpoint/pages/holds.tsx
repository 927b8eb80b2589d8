/** The lists of cases that are watched over: documents that are kept here, and what is overdue. The first to fall due stands first. */
import { Table } from 'antd';
import type { Delivered } from '../../../contract/doors.ts';
import type { ViewName } from '../../../contract/views.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { dueOf, standingIn } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { ActWithForm, Act } from '../case/act.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { nameIn } from '../case/this-case.ts';
import { useScansOfDocuments } from '../scans.ts';
import { CHECKPOINT } from '../words.ts';

const REVIEW = formOf('reviewHold', {
  verdict: { as: 'choice', of: ['keep', 'return'] },
  because: { as: 'long' },
});
const ORDER = formOf('orderReturn', { because: { as: 'long' } });
const ACKNOWLEDGE = formOf('acknowledgeReferral', { acknowledgedBy: { as: 'text', maxLength: 80 } });
const COLLECT = formOf('collectDocument', {
  how: { as: 'choice', of: ['inPerson', 'replaced', 'sent'] },
  strokes: { as: 'unasked', optional: true },
});

function CaseList({ view, title }: { readonly view: ViewName; readonly title: Said }) {
  const say = useSay();
  const list = useList(view);
  const rows = list.rows.slice().sort((a, b) => firstDue(a) - firstDue(b));
  return (
    <section>
      <h1>{say(title)}</h1>
      <Table<Delivered>
        rowKey="key"
        dataSource={rows}
        loading={!list.isLoaded}
        pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: say(FRAME.nothingHere) }}
        columns={[
          {
            title: say(CHECKPOINT.person),
            render: (_, one) => <a href={linkTo(['queue', one.key])}>{say(nameIn(one))}</a>,
          },
          { title: say(CHECKPOINT.standing), render: (_, one) => say(standingIn(one)) },
          {
            title: say(CHECKPOINT.due),
            render: (_, one) => {
              const at = firstDue(one);
              return at === Number.MAX_SAFE_INTEGER ? null : <Due at={at} />;
            },
          },
          {
            title: say(CHECKPOINT.acts),
            render: (_, one) => (
              <div className="acts">
                <Act of={one} type="returnDocument" body={{}} />
                <ActWithForm of={one} type="reviewHold" fields={REVIEW} />
                <ActWithForm of={one} type="orderReturn" fields={ORDER} />
                <ActWithForm of={one} type="acknowledgeReferral" fields={ACKNOWLEDGE} />
                <ActWithForm of={one} type="collectDocument" fields={COLLECT} />
              </div>
            ),
          },
        ]}
      />
      {list.hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </section>
  );
}

const firstDue = (one: Delivered): number =>
  Math.min(
    ...(['holdReviewDue', 'holdCapDue'] as const).map((timer) => dueOf(one.row, timer) ?? Infinity),
    standingIn(one).due ?? Number.MAX_SAFE_INTEGER,
  );

/** Every document that is kept here; and for the duty superior, beneath it, what is overdue. */
export function HoldsPage() {
  const { role } = usePerson();
  useScansOfDocuments();
  return (
    <div className="stack">
      <CaseList view="openHolds" title={CHECKPOINT.holds} />
      {role === 'dutySuperior' ? <CaseList view="overdue" title={CHECKPOINT.overdue} /> : null}
    </div>
  );
}
