/** Trying a measure before anybody puts it in force: pasted or chosen as a file, never sent into force from here. */
import { useId } from 'react';
import { useDraft } from '../../shared/hooks.ts';
import { TryMeasure } from '../../shared/ui/try-measure.tsx';
import { useSay } from '../../shared/words/say.ts';
import { TRY } from '../../shared/words/try-words.ts';
import { SUPERVISOR } from '../words.ts';

export function MeasuresPage() {
  const say = useSay();
  const id = useId();
  const [text, put] = useDraft('measure', '');
  return (
    <>
      <h1>{say(SUPERVISOR.measures)}</h1>
      <div className="sheet above">
        <div className="field">
          <label className="label" htmlFor={`${id}file`}>
            {say(TRY.draft)}
          </label>
          <input
            id={`${id}file`}
            type="file"
            accept=".json,application/json"
            onChange={(event) => void event.target.files?.[0]?.text().then(put)}
          />
        </div>
        <div className="field">
          <textarea
            className="input rows"
            rows={6}
            spellCheck={false}
            aria-label={say(TRY.draft)}
            value={text}
            onChange={(event) => put(event.target.value)}
          />
        </div>
      </div>
      <TryMeasure text={text} />
    </>
  );
}
