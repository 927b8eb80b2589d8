/** The stops that are not closed: who of each car has no outcome yet, and how it gets one. */
import { Table } from 'antd';
import { useId, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { normalPlate } from '../../../contract/plate.ts';
import { Act } from '../case/act.tsx';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useList, useNow } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { nameIn } from '../case/this-case.ts';
import { useInForce } from '../post/post.ts';
import { useScansOfDocuments } from '../scans.ts';
import { outcomesOf } from '../stop/this-stop.ts';
import { CHECKPOINT } from '../words.ts';

export function StopsPage() {
  const say = useSay();
  const list = useList('stops');
  const now = useNow(10_000);
  useScansOfDocuments();
  const [wanted, setWanted] = useState('');
  const id = useId();
  const rows = list.rows
    .filter(({ row }) => row['state'] === 'open')
    .filter(({ row }) => normalPlate(textIn(row, 'person.plate')).includes(normalPlate(wanted)))
    .sort(
      (a, b) => (numberIn(b.row, 'context.arrivedAt') ?? 0) - (numberIn(a.row, 'context.arrivedAt') ?? 0),
    );
  return (
    <>
      <h1>{say(CHECKPOINT.openStops)}</h1>
      <div className="filters" role="search">
        <label className="label" htmlFor={id}>
          {say(CHECKPOINT.findPlate)}
        </label>
        <input
          id={id}
          type="search"
          className="input small"
          autoComplete="off"
          spellCheck={false}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <Table<Delivered>
        rowKey="key"
        dataSource={rows}
        loading={!list.isLoaded}
        pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: say(wanted === '' ? CHECKPOINT.noStops : CHECKPOINT.noSuchPlate) }}
        columns={[
          {
            title: say(CHECKPOINT.arrived),
            render: (_, { row }) => {
              const at = numberIn(row, 'context.arrivedAt');
              return at === null ? null : <time>{clockTime(at, now)}</time>;
            },
          },
          {
            title: say(CHECKPOINT.plate),
            render: (_, { row }) => (
              <>
                {textIn(row, 'person.plate') || say(CHECKPOINT.noPlate)}{' '}
                <small className="soft">{say(valueWords(textIn(row, 'said.vehicle')))}</small>
              </>
            ),
          },
          { title: say(CHECKPOINT.persons), render: (_, one) => <People of={one} /> },
          { title: say(CHECKPOINT.acts), render: (_, one) => <StopActs of={one} /> },
        ]}
      />
    </>
  );
}

function People({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const queue = useList('queue').rows;
  const { passed, cases, undecided } = outcomesOf(of);
  return (
    <div className="stacked">
      {undecided.length === 0 ? null : (
        <Status mood="soon">{say(CHECKPOINT.undecided(undecided.length))}</Status>
      )}
      {passed.length === 0 ? null : <span>{say(CHECKPOINT.passed(passed.length))}</span>}
      {cases.map(([nth, handoff]) => {
        const waiting = queue.find(({ key }) => key === handoff);
        return (
          <a key={nth} href={linkTo(['queue', handoff])}>
            {waiting === undefined ? say(CHECKPOINT.seeCase) : say(nameIn(waiting))}
          </a>
        );
      })}
    </div>
  );
}

function StopActs({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { undecided } = outcomesOf(of);
  const next = undecided[0];
  return (
    <div className="acts">
      {next === undefined ? null : (
        <>
          <a className="button" href={linkTo(['new', of.key, String(next)])}>
            {say(CHECKPOINT.openCaseFor(next))}
          </a>
          <Pass key={next} of={of} nth={next} />
        </>
      )}
      <Act of={of} type="addTraveller" body={{}} />
      <Act of={of} type="closeStop" body={{}} />
    </div>
  );
}

/** One more of the car drives on, counted under a clause. */
function Pass({ of, nth }: { readonly of: Delivered; readonly nth: number }) {
  const say = useSay();
  const inForce = useInForce();
  const [clause, setClause] = useState('');
  const { now, send } = useCommand('recordPassed', of.key);
  if (inForce === undefined || inForce === null) return null;
  const chosen = clause === '' ? (inForce.clauses[0]?.id ?? '') : clause;
  return (
    <span className="act">
      <select
        className="input small"
        aria-label={say(CHECKPOINT.passClause)}
        value={chosen}
        onChange={(event) => setClause(event.target.value)}
      >
        {inForce.clauses.map(({ id, title }) => (
          <option key={id} value={id}>
            {say(title)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        aria-disabled={now.state === 'sending'}
        onClick={() => void send({ traveller: nth, measure: inForce.measure, clause: chosen })}
      >
        {say(CHECKPOINT.passNth(nth))}
      </button>
      {now.state === 'refused' ? (
        <span className="why" role="alert">
          {now.refusal.message}
        </span>
      ) : null}
    </span>
  );
}
