/** What a change of the directory changes, office by office and field by field. */
import { Table } from 'antd';
import type { DirectoryChange } from '../../../contract/directory.ts';
import { type Column, COLUMNS } from '../../../contract/directory-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { Status } from '../../shared/ui/status.tsx';
import { ADMIN } from '../words.ts';
import { cellOf } from './directory-line.ts';

export const MOODS = { added: 'good', changed: 'soon', ended: 'late', same: 'calm' } as const;
/** Shown in columns of their own. */
const APART: readonly string[] = ['code', 'kind'];
const PAGE = 50;

export function countsOf(changes: readonly DirectoryChange[]): Record<DirectoryChange['change'], number> {
  const counts = { added: 0, changed: 0, ended: 0, same: 0 };
  for (const { change } of changes) counts[change] += 1;
  return counts;
}

export function ChangesTable({
  changes,
  counts,
}: {
  readonly changes: readonly DirectoryChange[];
  readonly counts: Readonly<Record<DirectoryChange['change'], number>>;
}) {
  const say = useSay();
  return (
    <>
      <p className="above" role="status">
        {say(ADMIN.previewOf(counts.added, counts.changed, counts.ended, counts.same))}
      </p>
      {changes.length === 0 ? null : (
        <Table
          rowKey={({ after }) => after.code}
          dataSource={[...changes]}
          pagination={changes.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
          columns={[
            {
              title: say(ADMIN.change),
              key: 'change',
              render: (_, { change }) => <Status mood={MOODS[change]}>{say(ADMIN[change])}</Status>,
            },
            { title: say(ADMIN.code), key: 'code', render: (_, { after }) => after.code },
            {
              title: say(ADMIN.kind),
              key: 'kind',
              render: (_, { after }) => say(valueWords(after.kind, 'kind')),
            },
            {
              title: say(ADMIN.name),
              key: 'name',
              render: (_, { after }) => (
                <>
                  <span lang="zh-CN">{after.zh}</span> {after.en ?? ''}
                </>
              ),
            },
            { title: say(ADMIN.content), key: 'fields', render: (_, change) => <Fields of={change} /> },
          ]}
        />
      )}
    </>
  );
}

/** What a new office has; of a known one what differs, with what stood there. */
export function Fields({ of: { after, before, fields } }: { readonly of: DirectoryChange }) {
  const say = useSay();
  const shown =
    before === null
      ? (Object.keys(COLUMNS) as Column[]).filter(
          (column) =>
            !APART.includes(column) && !['zh', 'en'].includes(column) && cellOf(after, column) !== '',
        )
      : (Object.keys(COLUMNS) as Column[]).filter((column) => fields.includes(column));
  return (
    <ul className="bare">
      {shown.map((column) => (
        <li key={column}>
          <span className="soft">{say(COLUMNS[column])}</span> {cellOf(after, column) || '—'}
          {before === null ? null : (
            <small className="soft"> {say(ADMIN.was(cellOf(before, column) || '—'))}</small>
          )}
        </li>
      ))}
    </ul>
  );
}
