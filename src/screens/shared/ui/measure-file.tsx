/** The text of a measure: chosen as a file or pasted. */
import { useId, useState } from 'react';
import { FRAME } from '../words/frame-words.ts';
import { type Said, useSay } from '../words/say.ts';

export function MeasureFile({
  label,
  hint,
  text,
  onText,
}: {
  readonly label: Said;
  readonly hint?: Said;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const say = useSay();
  const id = useId();
  const [isReading, setIsReading] = useState(false);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setIsReading(true);
    onText(await file.text());
    setIsReading(false);
  };
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={`${id}file`}>
          {say(label)}
        </label>
        {hint === undefined ? null : <p className="hint">{say(hint)}</p>}
        <input
          id={`${id}file`}
          type="file"
          accept=".json,application/json"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </div>
      <div className="field">
        <textarea
          className="input rows"
          rows={6}
          spellCheck={false}
          aria-label={say(label)}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      {isReading ? <p role="status">{say(FRAME.loading)}</p> : null}
    </>
  );
}
