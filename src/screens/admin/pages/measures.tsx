/** The measures: what was proposed and approved, each read out in words. */
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDraft, useList, useNow, usePerson, usePlace } from '../../shared/hooks.ts';
import { goTo, linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Acts, actOn } from '../../shared/ui/acts.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { TryMeasure } from '../../shared/ui/try-measure.tsx';
import { useSay } from '../../shared/words/say.ts';
import { MeasureFile } from '../../shared/ui/measure-file.tsx';
import { MeasureWords, readMeasure } from '../../shared/ui/measure-words.tsx';
import { useRead } from '../../shared/ui/use-read.ts';
import { usePersonOf } from '../parts/people.ts';
import { MEASURE } from '../../shared/words/measure-words.ts';
import { ADMIN } from '../words.ts';

const APPROVE = formOf('approveMeasure', {});

export function MeasuresPage() {
  const { path } = usePlace();
  const { rows, isLoaded } = useList('measures');
  const chosen = rows.find(({ key }) => key === path[1]);
  if (path[1] === 'propose') return <Propose />;
  if (chosen !== undefined) return <One of={chosen} />;
  return <Measures rows={rows} isLoaded={isLoaded} />;
}

const isApproved = ({ row }: Delivered) => row['state'] === 'approved';

function MeasureStatus({ of }: { readonly of: Delivered }) {
  const say = useSay();
  return (
    <Status mood={isApproved(of) ? 'good' : 'soon'}>
      {say(isApproved(of) ? ADMIN.measureApproved : ADMIN.measureProposed)}
    </Status>
  );
}

function Measures({ rows, isLoaded }: { readonly rows: readonly Delivered[]; readonly isLoaded: boolean }) {
  const say = useSay();
  return (
    <>
      <h1>{say(ADMIN.measures)}</h1>
      <p className="above">
        <a className="button primary" href={linkTo(['measures', 'propose'])}>
          {say(ADMIN.proposeMeasure)}
        </a>
      </p>
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && rows.length === 0 ? <p className="said">{say(ADMIN.noMeasures)}</p> : null}
      <ul className="stack">
        {[...rows]
          .sort((a, b) => (a.key < b.key ? 1 : -1))
          .map((row) => (
            <Line key={row.key} of={row} />
          ))}
      </ul>
    </>
  );
}

/** The measure behind a row: its text is kept in the record alone, and asked for. */
function useMeasure(of: Delivered) {
  const read = useRead<{ readonly text: string }>(`measures/${of.key}/text`, 1);
  return read === null ? null : readMeasure(read.text);
}

function Line({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const proposed = useProposed(of);
  const read = useMeasure(of);
  return (
    <li className="sheet">
      <p className="standing">
        <a className="person" href={linkTo(['measures', of.key])}>
          {read === null || 'fault' in read
            ? say(ADMIN.theMeasure)
            : say({ zh: read.measure.title['zh-CN'], en: read.measure.title.en })}
        </a>
        {read === null || 'fault' in read ? null : <span>{say(MEASURE.version(read.measure.version))}</span>}
        <MeasureStatus of={of} />
        <span className="soft">{proposed}</span>
      </p>
    </li>
  );
}

function useProposed({ row }: Delivered): string {
  const say = useSay();
  const now = useNow(60_000);
  const personOf = usePersonOf();
  const by = personOf(textIn(row, 'proposedBy'));
  return say(ADMIN.proposedBy(by, clockTime(numberIn(row, 'recordedAt') ?? 0, now)));
}

function One({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { account } = usePerson();
  const proposed = useProposed(of);
  const read = useMeasure(of);
  const isMine = textIn(of.row, 'proposedBy') === account;
  const acts = actOn(of, 'approveMeasure', APPROVE, { isFirst: true }).map((act) =>
    act.allowed === true && isMine ? { ...act, allowed: 'approverIsNotTheProposer' } : act,
  );
  return (
    <>
      <header className="head">
        <h1>{say(ADMIN.theMeasure)}</h1>
        <p className="standing">
          <MeasureStatus of={of} />
          <span className="soft">{proposed}</span>
          {isMine && !isApproved(of) ? <span>{say(ADMIN.youProposedIt)}</span> : null}
        </p>
      </header>
      <div className="stack">
        <Acts of={acts} />
        <div className="sheet">
          {read === null ? <p role="status">{say(FRAME.loading)}</p> : <Read of={read} />}
        </div>
        <p>
          <a className="button" href={linkTo(['measures'])}>
            {say(DESK.back)}
          </a>
        </p>
      </div>
    </>
  );
}

function Read({ of }: { readonly of: ReturnType<typeof readMeasure> }) {
  const say = useSay();
  if ('fault' in of) return <p className="said no">{say(ADMIN.notJson(of.fault))}</p>;
  return <MeasureWords of={of.measure} />;
}

/** The file is read out before it is sent: nobody proposes what they have not read. */
function Propose() {
  const say = useSay();
  const [text, put, forget] = useDraft('measure', '');
  const leave = () => {
    forget();
    goTo(['measures']);
  };
  const read = text.trim() === '' ? null : readMeasure(text);
  return (
    <>
      <h1>{say(ADMIN.proposeMeasure)}</h1>
      <div className="sheet above">
        <MeasureFile label={ADMIN.measureFile} hint={ADMIN.measureHint} text={text} onText={put} />
      </div>
      {read === null ? null : (
        <div className="sheet above">
          <Read of={read} />
        </div>
      )}
      {read === null ? null : <TryMeasure text={text} />}
      {read === null || 'fault' in read ? null : (
        <div className="sheet">
          <CommandForm
            type="proposeMeasure"
            streamId={null}
            fields={formOf('proposeMeasure', { text: { as: 'fixed', value: text } })}
            onDone={leave}
            onCancel={leave}
          />
        </div>
      )}
    </>
  );
}
