/** A list of cases: filters over a table, in the order the page asks for. Every row leads to its case. */
import { Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import type { Delivered } from '../../../contract/doors.ts';
import type { List } from '../../shared/feed.ts';
import { useNow } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { linkTo } from '../../shared/router.ts';
import { standingIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { type Filter, Filters, useEmptyWords, useFilter } from '../../shared/ui/filters.tsx';
import { useOfficeName, usePersonName } from '../../shared/ui/names.ts';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { SUPERVISOR } from '../words.ts';
import { arrivedOf, checkpointOf, officeOf, type What } from './what.ts';

export type Column = ColumnType<Delivered>;

/** One filter of a list: what it is called, what can be chosen, and whether a row fits what was chosen. */
export interface CaseFilter extends Filter {
  readonly fits: (row: Delivered, chosen: string) => boolean;
}

export function CaseList({
  title,
  list,
  rows,
  filters,
  columns,
  nothing,
}: {
  readonly title: string;
  readonly list: List;
  /** All rows of the list, in their order. */
  readonly rows: readonly Delivered[];
  readonly filters: readonly CaseFilter[];
  readonly columns: readonly Column[];
  /** What it means that the list is empty. */
  readonly nothing: Said;
}) {
  const say = useSay();
  const chosen = useFilter();
  const emptyWords = useEmptyWords();
  const shown = rows.filter((row) =>
    filters.every(({ name, fits }) => chosen(name) === '' || fits(row, chosen(name))),
  );
  return (
    <>
      <h1>{title}</h1>
      <Filters of={filters} shown={shown.length} all={rows.length} />
      <Table<Delivered>
        rowKey="key"
        dataSource={shown}
        loading={!list.isLoaded}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: list.isLoaded ? emptyWords(rows.length, nothing) : say(FRAME.loading) }}
        columns={[...columns]}
        scroll={{ x: 'max-content' }}
      />
      {list.hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </>
  );
}

/** The columns that several lists share. */
export function useColumns() {
  const say = useSay();
  const now = useNow(30_000);
  const officeName = useOfficeName();
  const personName = usePersonName();
  return {
    person: (path = 'case', query: Readonly<Record<string, string>> = {}): Column => ({
      title: say(SUPERVISOR.person),
      key: 'person',
      render: (_, row) => (
        <a className="person" href={linkTo([path, row.key], query)}>
          <span lang="zh-CN">{personName(row)}</span> <small className="soft">{shortId(row.key)}</small>
        </a>
      ),
    }),
    checkpoint: {
      title: say(SUPERVISOR.checkpoint),
      key: 'checkpoint',
      render: (_, row) => officeName(checkpointOf(row)),
    } as Column,
    office: (title: Said = SUPERVISOR.office): Column => ({
      title: say(title),
      key: 'office',
      render: (_, row) => officeName(officeOf(row)),
    }),
    standing: {
      title: say(SUPERVISOR.standing),
      key: 'standing',
      className: 'wide',
      render: (_, row) => say(standingIn(row)),
    } as Column,
    next: {
      title: say(SUPERVISOR.next),
      key: 'next',
      render: (_, row) => say(standingIn(row).next),
    } as Column,
    arrived: {
      title: say(SUPERVISOR.arrived),
      key: 'arrived',
      render: (_, row) => <time>{clockTime(arrivedOf(row), now)}</time>,
    } as Column,
  };
}

/** Why a case stands in this list, each with its sign. */
export function Whats({ of }: { readonly of: readonly What[] }) {
  const say = useSay();
  return (
    <span className="statuses">
      {of.map(({ name, words, isLate }) => (
        <Status key={name} mood={isLate === true ? 'late' : 'calm'}>
          {say(words)}
        </Status>
      ))}
    </span>
  );
}

/** A filter by what a row says, offering what the rows at hand say. */
export function useOfficeFilter() {
  const officeName = useOfficeName();
  return (
    name: string,
    label: string,
    rows: readonly Delivered[],
    of: (row: Delivered) => string,
  ): CaseFilter => ({
    name,
    label,
    options: [...new Set(rows.map(of))]
      .filter((code) => code !== '')
      .map((code): [string, string] => [code, officeName(code)])
      .sort(([, a], [, b]) => a.localeCompare(b, 'zh-CN')),
    fits: (row, chosen) => of(row) === chosen,
  });
}
