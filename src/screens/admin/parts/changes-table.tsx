/** What entries of a directory would change, office by office. */
import { Table } from 'antd';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { Status } from '../../shared/ui/status.tsx';
import { ADMIN } from '../words.ts';
import { changeOf, type OfficeEntry } from './directory-file.ts';

const MOODS = { added: 'good', changed: 'soon', same: 'calm' } as const;

export function ChangesTable({
  entries,
  now,
}: {
  readonly entries: readonly OfficeEntry[];
  readonly now: ReadonlyMap<string, OfficeEntry>;
}) {
  const say = useSay();
  const rows = entries.map((entry) => {
    const before = now.get(entry.code);
    return { entry, before, change: changeOf(entry, before) };
  });
  const count = (change: (typeof rows)[number]['change']) =>
    rows.filter((row) => row.change === change).length;
  const numbers = ({ numbers: of }: OfficeEntry) =>
    of.map(({ number, hours }) => (hours === undefined ? number : `${number} (${hours})`)).join('、');
  const was = (before: string | undefined, after: string) =>
    before === undefined || before === after ? null : (
      <small className="soft"> {say(ADMIN.was(before === '' ? '—' : before))}</small>
    );
  return (
    <>
      <p className="above" role="status">
        {say(ADMIN.previewOf(count('added'), count('changed'), count('same')))}
      </p>
      <Table
        rowKey={({ entry }) => entry.code}
        dataSource={rows}
        pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: say(ADMIN.change),
            key: 'change',
            render: (_, { change }) => <Status mood={MOODS[change]}>{say(ADMIN[change])}</Status>,
          },
          { title: say(ADMIN.code), key: 'code', render: (_, { entry }) => entry.code },
          {
            title: say(ADMIN.kind),
            key: 'kind',
            render: (_, { entry }) => say(valueWords(entry.kind, 'kind')),
          },
          {
            title: say(ADMIN.above),
            key: 'above',
            render: (_, { entry, before }) => (
              <>
                {entry.parent ?? ''}
                {was(before?.parent ?? (before === undefined ? undefined : ''), entry.parent ?? '')}
              </>
            ),
          },
          {
            title: say(ADMIN.name),
            key: 'name',
            render: (_, { entry, before }) => (
              <>
                <span lang="zh-CN">{entry.zh}</span> {entry.en ?? ''}
                {was(
                  before === undefined ? undefined : `${before.zh} ${before.en ?? ''}`.trim(),
                  `${entry.zh} ${entry.en ?? ''}`.trim(),
                )}
              </>
            ),
          },
          {
            title: say(ADMIN.numbers),
            key: 'numbers',
            render: (_, { entry, before }) => (
              <>
                {numbers(entry)}
                {was(before === undefined ? undefined : numbers(before), numbers(entry))}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
