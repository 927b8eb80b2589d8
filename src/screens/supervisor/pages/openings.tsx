/** The auditor's page: every opening of masked personal data, by whom, of what, why and when. */
import { Table } from 'antd';
import { dayInBeijing } from '../../../contract/counts.ts';
import { VALUES } from '../../../contract/form-words.ts';
import type { Entry } from '../../shared/api.ts';
import { useList } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { wholeTime } from '../../shared/time.ts';
import { type Filter, Filters, useEmptyWords, useFilter } from '../../shared/ui/filters.tsx';
import { useWho } from '../../shared/ui/names.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { SUPERVISOR } from '../words.ts';

interface Opening {
  readonly key: string;
  readonly handoff: string;
  readonly entry: Entry;
  readonly fields: readonly string[];
  readonly purpose: string;
}

const PURPOSES = ['identityCheck', 'contact', 'reception', 'review', 'complaint', 'correction'] as const;

export function OpeningsPage() {
  const list = useList('openings');
  const say = useSay();
  const who = useWho();
  const chosen = useFilter();
  const emptyWords = useEmptyWords();
  const openings = list.rows
    .flatMap(({ key: handoff, row }) =>
      ((row['history'] ?? []) as unknown as readonly Entry[])
        .filter(({ command }) => command === 'openPersonalData')
        .map(
          (entry): Opening => ({
            key: `${handoff} ${entry.version}`,
            handoff,
            entry,
            fields: (entry.said['fields'] ?? []) as readonly string[],
            purpose: String(entry.said['purpose']),
          }),
        ),
    )
    .sort((a, b) => b.entry.recordedAt - a.entry.recordedAt);
  const people = new Map(openings.map(({ entry }) => [String(entry.performedBy), who(entry)]));
  const filters: readonly Filter[] = [
    {
      name: 'purpose',
      label: say(SUPERVISOR.why),
      options: PURPOSES.map((purpose) => [purpose, say(VALUES[purpose] ?? valueWords(purpose))]),
    },
    { name: 'who', label: say(SUPERVISOR.who), options: [...people] },
    { name: 'from', label: say(SUPERVISOR.from) },
    { name: 'to', label: say(SUPERVISOR.until) },
  ];
  const fits = ({ entry, purpose }: Opening) => {
    const day = dayInBeijing(entry.recordedAt);
    const is = (name: string, value: string) => chosen(name) === '' || chosen(name) === value;
    return (
      is('purpose', purpose) &&
      is('who', String(entry.performedBy)) &&
      (chosen('from') === '' || day >= chosen('from')) &&
      (chosen('to') === '' || day <= chosen('to'))
    );
  };
  const shown = openings.filter(fits);
  return (
    <>
      <h1>{say(SUPERVISOR.openings)}</h1>
      <Filters of={filters} shown={shown.length} all={openings.length} />
      <Table<Opening>
        rowKey="key"
        dataSource={shown}
        loading={!list.isLoaded}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{
          emptyText: list.isLoaded ? emptyWords(openings.length, SUPERVISOR.noOpenings) : say(FRAME.loading),
        }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: say(SUPERVISOR.when),
            key: 'when',
            render: (_, { entry }) => <time>{wholeTime(entry.recordedAt)}</time>,
          },
          { title: say(SUPERVISOR.who), key: 'who', render: (_, { entry }) => who(entry) },
          {
            title: say(SUPERVISOR.whatWasOpened),
            key: 'what',
            render: (_, { fields }) => fields.map((field) => say(valueWords(field))).join(say(MARKS.comma)),
          },
          {
            title: say(SUPERVISOR.why),
            key: 'why',
            render: (_, { purpose }) => say(valueWords(purpose)),
          },
          {
            title: say(SUPERVISOR.caseNumber),
            key: 'case',
            render: (_, { handoff }) => shortId(handoff),
          },
        ]}
      />
    </>
  );
}
