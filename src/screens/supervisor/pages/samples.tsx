/** Dip samples: draw one, and read what a seed drew with how far it is reviewed. */
import { Table } from 'antd';
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { stands } from '../../../contract/standings.ts';
import type { Entry } from '../../shared/api.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useList, useNow, usePlace } from '../../shared/hooks.ts';
import { goTo, linkTo } from '../../shared/router.ts';
import { numberIn, textIn, within } from '../../shared/rows.ts';
import { clockTime, wholeTime } from '../../shared/time.ts';
import { useWho } from '../../shared/ui/names.ts';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { useColumns } from '../parts/case-list.tsx';
import { ReviewStatus, useReviews } from '../parts/reviews.tsx';
import { SUPERVISOR } from '../words.ts';

const DRAW = formOf('openSample', {
  size: { as: 'number', min: 1, max: 200, label: SUPERVISOR.size },
  seed: { as: 'text', maxLength: 80, optional: true, hint: SUPERVISOR.seedHint },
  from: { as: 'instant' },
  to: { as: 'instant' },
});

/** What was drawn, as the row of the command keeps it. */
interface Sample {
  readonly size: number;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
  readonly population: number;
  readonly members: readonly string[];
}

const isSample = ({ row }: Delivered) => stands(row['state'], 'sample') && textIn(row, 'said.seed') !== '';
const sampleIn = ({ row }: Delivered): Sample => ({
  size: numberIn(row, 'said.size') ?? 0,
  seed: textIn(row, 'said.seed'),
  from: numberIn(row, 'said.from') ?? 0,
  to: numberIn(row, 'said.to') ?? 0,
  population: numberIn(row, 'said.population') ?? 0,
  members: (within(row, 'said.members') ?? []) as readonly string[],
});

export function SamplesPage() {
  const { path } = usePlace();
  const { rows, isLoaded } = useList('pledgeReviews');
  const sample = rows.find(({ key }) => key === path[1]);
  return sample === undefined ? (
    <Samples rows={rows.filter(isSample)} isLoaded={isLoaded} />
  ) : (
    <Sheet of={sample} />
  );
}

function Samples({ rows, isLoaded }: { readonly rows: readonly Delivered[]; readonly isLoaded: boolean }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useWho();
  const [draws, setDraws] = useState(false);
  const firstOf = ({ row }: Delivered) => (row['history'] as unknown as readonly Entry[])[0];
  return (
    <>
      <h1>{say(SUPERVISOR.samples)}</h1>
      {draws ? (
        <div className="narrow sheet">
          <CommandForm
            type="openSample"
            streamId={null}
            fields={DRAW}
            onDone={({ streamId }) => goTo(['samples', streamId])}
            onCancel={() => setDraws(false)}
          />
        </div>
      ) : (
        <p className="above">
          <button type="button" className="button primary" onClick={() => setDraws(true)}>
            {say(SUPERVISOR.drawOne)}
          </button>
        </p>
      )}
      <Table<Delivered>
        rowKey="key"
        loading={!isLoaded}
        dataSource={[...rows].sort((a, b) => (a.key < b.key ? 1 : -1))}
        pagination={false}
        locale={{ emptyText: say(isLoaded ? SUPERVISOR.nothingSampled : FRAME.loading) }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: say(SUPERVISOR.seed),
            key: 'seed',
            render: (_, row) => <a href={linkTo(['samples', row.key])}>{sampleIn(row).seed}</a>,
          },
          { title: say(SUPERVISOR.size), key: 'size', render: (_, row) => sampleIn(row).size },
          { title: say(SUPERVISOR.period), key: 'period', render: (_, row) => <Period of={sampleIn(row)} /> },
          {
            title: say(SUPERVISOR.drawn),
            key: 'drawn',
            render: (_, row) => <time>{clockTime(numberIn(row.row, 'recordedAt') ?? 0, now)}</time>,
          },
          {
            title: say(SUPERVISOR.drawnBy),
            key: 'by',
            render: (_, row) => {
              const first = firstOf(row);
              return first === undefined ? '' : who(first);
            },
          },
        ]}
      />
    </>
  );
}

function Period({ of: { from, to } }: { readonly of: Sample }) {
  return (
    <span>
      <time>{wholeTime(from).slice(0, 16)}</time> – <time>{wholeTime(to).slice(0, 16)}</time>
    </span>
  );
}

/** The result sheet: whom the seed drew, and what the reviews say so far. */
function Sheet({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const columns = useColumns();
  const reviewOf = useReviews();
  const pledges = useList('pledges');
  const sample = sampleIn(of);
  const { members, population } = sample;
  const drawn = members.flatMap((key) => pledges.rows.filter((row) => row.key === key));
  const elsewhere = members.filter((key) => !drawn.some((row) => row.key === key));
  const reviewed = members.filter((key) => reviewOf(key) !== 'unreviewed').length;
  return (
    <>
      <h1>
        {say(SUPERVISOR.sheet)} <small>{sample.seed}</small>
      </h1>
      <p className="above">
        <Period of={sample} /> · {say(SUPERVISOR.drawnFrom(members.length, population))} ·{' '}
        <strong>{say(SUPERVISOR.reviewedOf(reviewed, members.length))}</strong>
      </p>
      <Table<Delivered>
        rowKey="key"
        loading={!pledges.isLoaded}
        dataSource={drawn}
        pagination={false}
        locale={{ emptyText: say(pledges.isLoaded ? SUPERVISOR.sampleIsEmpty : FRAME.loading) }}
        scroll={{ x: 'max-content' }}
        columns={[
          columns.person('pledge'),
          {
            title: say(SUPERVISOR.review),
            key: 'review',
            render: (_, { key }) => <ReviewStatus of={reviewOf(key)} />,
          },
          columns.office(SUPERVISOR.receivingOffice),
          columns.checkpoint,
          columns.arrived,
        ]}
      />
      {elsewhere.length === 0 || !pledges.isLoaded ? null : (
        <p className="soft">
          {say(SUPERVISOR.notListed)}
          {elsewhere.map((key) => (
            <a key={key} href={linkTo(['pledge', key])}>
              {key.slice(-6).toUpperCase()}
            </a>
          ))}
        </p>
      )}
      <p>
        <a className="button" href={linkTo(['samples'])}>
          {say(DESK.back)}
        </a>
      </p>
    </>
  );
}
