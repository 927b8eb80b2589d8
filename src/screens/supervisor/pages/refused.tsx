/** The auditor's page: what was refused because somebody was not who they had to be, the newest first. */
import { Button, Table } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { Static } from 'typebox';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import type { Named } from '../../shared/api.ts';
import { useDesk } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { wholeTime } from '../../shared/time.ts';
import { useColleague } from '../../shared/ui/names.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { refusalSaid, useSay } from '../../shared/words/say.ts';
import { DESK } from '../../shared/words/desk-words.ts';
import { SUPERVISOR } from '../words.ts';

type Page = Static<(typeof PLAIN_ROUTES)['refusedAttempts']['answer']>;
type Attempt = Page['attempts'][number];

export function RefusedPage() {
  const { api } = useDesk();
  const say = useSay();
  const colleague = useColleague();
  const [attempts, setAttempts] = useState<readonly Attempt[] | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const look = useCallback(
    async (from: string | null) => {
      const reply = await api.get<Page>(`refused-attempts${from === null ? '' : `?before=${from}`}`);
      if (!reply.ok) return;
      setBefore(reply.value.before);
      setAttempts((known) => [...(from === null ? [] : (known ?? [])), ...reply.value.attempts]);
    },
    [api],
  );
  useEffect(() => {
    void look(null);
  }, [look]);
  const named = (who: Named | null, account: string | null) => {
    if (who !== null) return colleague(who);
    if (account === null) return say(SUPERVISOR.nobodySignedIn);
    return say(account.startsWith('device:') ? SUPERVISOR.aDevice : DESK.theTraveller);
  };
  return (
    <>
      <h1>{say(SUPERVISOR.refused)}</h1>
      <p className="soft">{say(SUPERVISOR.refusedHint)}</p>
      <p>
        <Button onClick={() => void look(null)}>{say(SUPERVISOR.lookAgainNow)}</Button>
      </p>
      <Table<Attempt>
        rowKey="id"
        dataSource={attempts ?? []}
        loading={attempts === null}
        pagination={false}
        locale={{ emptyText: say(attempts === null ? FRAME.loading : SUPERVISOR.nothingRefused) }}
        columns={[
          {
            title: say(SUPERVISOR.when),
            key: 'when',
            render: (_, { at }) => <time>{wholeTime(at)}</time>,
          },
          {
            title: say(SUPERVISOR.who),
            key: 'who',
            render: (_, { who, actor, whom }) =>
              whom === null ? named(who, actor) : say(SUPERVISOR.aimedAt(colleague(whom))),
          },
          { title: say(SUPERVISOR.tried), key: 'tried', render: (_, { words }) => say(words) },
          {
            title: say(SUPERVISOR.refusedBecause),
            key: 'why',
            render: (_, { refusal }) => say(refusalSaid(refusal)),
          },
          {
            title: say(SUPERVISOR.onWhich),
            key: 'on',
            render: (_, { subject }) => (subject === null ? say(DESK.none) : shortId(subject)),
          },
        ]}
      />
      {before === null ? null : (
        <p>
          <Button onClick={() => void look(before)}>{say(SUPERVISOR.olderOnes)}</Button>
        </p>
      )}
    </>
  );
}
