/** The desk: who waits on the left, the chosen case in the middle, the telephone and what happened on the right. */
import { useEffect } from 'react';
import { Attempts } from '../../shared/ui/attempts.tsx';
import { CallPanel } from '../case/call-panel.tsx';
import { CaseView } from '../case/case-view.tsx';
import { DisputeHere } from '../case/dispute.tsx';
import { useHistory } from '../case/history.ts';
import { Papers } from '../case/papers.tsx';
import { QueueColumn } from '../case/queue-column.tsx';
import { TimeLine } from '../case/time-line.tsx';
import { ErrorBoundary } from '../../shared/frame/error-boundary.tsx';
import { usePlace, useSingle } from '../../shared/hooks.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { useScansOfDocuments } from '../scans.ts';
import { CHECKPOINT } from '../words.ts';

export function QueuePage() {
  const say = useSay();
  const chosen = usePlace().path[1] ?? '';
  useScansOfDocuments();
  return (
    <div className={`desk${chosen === '' ? '' : ' has-case'}`}>
      <QueueColumn chosen={chosen} />
      {chosen === '' ? (
        <div className="nothing-chosen">
          <h1>{say(CHECKPOINT.queue)}</h1>
          <p>{say(CHECKPOINT.chooseOne)}</p>
          <p className="soft">{say(CHECKPOINT.scanHint)}</p>
        </div>
      ) : (
        <ErrorBoundary key={chosen}>
          <Chosen id={chosen} />
        </ErrorBoundary>
      )}
    </div>
  );
}

function Chosen({ id }: { readonly id: string }) {
  const say = useSay();
  const single = useSingle('handoffPage', id);
  const delivered = single.state === 'there' ? single.delivered : null;
  const entries = useHistory(id, delivered?.version ?? 0);
  // Whoever comes by a key finds themselves at the head of the case.
  useEffect(() => {
    if (delivered !== null) document.getElementById('case-name')?.focus({ preventScroll: true });
    // Once a case, not at every step of it.
  }, [delivered === null]);
  if (delivered === null)
    return (
      <div>
        <h1>{say(CHECKPOINT.queue)}</h1>
        <p role="status">{say(single.state === 'absent' ? CHECKPOINT.absent : FRAME.loading)}</p>
      </div>
    );
  return (
    <>
      <DisputeHere of={delivered} />
      <CaseView of={delivered} entries={entries} />
      <aside className="right">
        <CallPanel of={delivered} entries={entries} />
        <Papers of={delivered} entries={entries} />
        <Attempts of={entries} />
        <TimeLine entries={entries} />
      </aside>
    </>
  );
}
