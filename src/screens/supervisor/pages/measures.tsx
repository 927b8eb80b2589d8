/** The measures on record, read out in words for ever; and trying one before anybody puts it in force, which is not done from here. */
import { useId } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { useDraft, useList, usePlace } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { MeasureFile } from '../../shared/ui/measure-file.tsx';
import { MeasureWords, readMeasure } from '../../shared/ui/measure-words.tsx';
import { TryMeasure } from '../../shared/ui/try-measure.tsx';
import { useRead } from '../../shared/ui/use-read.ts';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { MEASURE } from '../../shared/words/measure-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { TRY } from '../../shared/words/try-words.ts';
import { SUPERVISOR } from '../words.ts';

export function MeasuresPage() {
  const { path } = usePlace();
  const { rows, isLoaded } = useList('measures');
  const chosen = rows.find(({ key }) => key === path[1]);
  return chosen === undefined ? <All rows={rows} isLoaded={isLoaded} /> : <One of={chosen} />;
}

/** A measure on record; null until its text is here, or where it cannot be read. */
function useMeasure({ key }: Delivered) {
  const text = useRead<{ readonly text: string }>(`measures/${key}/text`, 1);
  const read = text === null ? null : readMeasure(text.text);
  return read === null || 'fault' in read ? null : read.measure;
}

function Line({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const measure = useMeasure(of);
  if (measure === null) return null;
  const { title, version, describes } = measure;
  return (
    <li>
      <a href={linkTo(['measures', of.key])}>{say({ zh: title['zh-CN'], en: title.en })}</a>{' '}
      <span className="soft">
        {say(MEASURE.version(version))} · {say(MEASURE.describes(describes.from, describes.to ?? '…'))}
        {of.row['state'] === 'approved' ? null : ` · ${say(SUPERVISOR.measureNotApproved)}`}
      </span>
    </li>
  );
}

function One({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const measure = useMeasure(of);
  return (
    <>
      <h1>{say(SUPERVISOR.measures)}</h1>
      <div className="sheet above">
        {measure === null ? <p role="status">{say(FRAME.loading)}</p> : <MeasureWords of={measure} />}
      </div>
      <p>
        <a className="button" href={linkTo(['measures'])}>
          {say(DESK.back)}
        </a>
      </p>
    </>
  );
}

function All({ rows, isLoaded }: { readonly rows: readonly Delivered[]; readonly isLoaded: boolean }) {
  const say = useSay();
  const id = useId();
  const [text, put] = useDraft('measure', '');
  return (
    <>
      <h1>{say(SUPERVISOR.measures)}</h1>
      <section className="sheet above" aria-labelledby={`${id}all`}>
        <h2 id={`${id}all`}>{say(SUPERVISOR.measuresOnRecord)}</h2>
        {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
        <ul className="stack">
          {[...rows]
            .sort((a, b) => (a.key < b.key ? 1 : -1))
            .map((row) => (
              <Line key={row.key} of={row} />
            ))}
        </ul>
      </section>
      <div className="sheet">
        <MeasureFile label={TRY.draft} text={text} onText={put} />
      </div>
      <TryMeasure text={text} />
    </>
  );
}
