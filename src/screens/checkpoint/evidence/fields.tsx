/** The fields of evidence: a row of choices for each code, and the test with its time. */
import { useId } from 'react';
import { useNow } from '../../shared/hooks.ts';
import { wholeTime } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, type Said, useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { type Option, SAMPLING_OPTIONS, TEST_OPTIONS, type TestTyped, TIME_OPTIONS } from './evidence.ts';
import { readPrintedTime } from './printed-time.ts';

export function Choices({
  label,
  options,
  chosen,
  wrong = null,
  onChoose,
}: {
  readonly label: Said;
  readonly options: readonly Option[];
  readonly chosen: string;
  /** What is wrong with it, where something is. */
  readonly wrong?: Said | null;
  readonly onChoose: (value: string) => void;
}) {
  const say = useSay();
  const id = useId();
  return (
    <fieldset className="field" {...(wrong === null ? {} : { 'aria-describedby': `${id}wrong` })}>
      <legend>{say(label)}</legend>
      {wrong === null ? null : (
        <p className="wrong" id={`${id}wrong`}>
          {say(wrong)}
        </p>
      )}
      <div className="choices tight">
        {options.map(({ value, words }) => (
          <label key={value} className={`choice${chosen === value ? ' chosen' : ''}`}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            {say(words)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function TestFields({
  typed,
  isWrong,
  onTyped,
}: {
  readonly typed: TestTyped;
  readonly isWrong: boolean;
  readonly onTyped: (typed: TestTyped) => void;
}) {
  const say = useSay();
  const id = useId();
  const now = useNow(10_000);
  const time = readPrintedTime(typed.time, now);
  const read =
    typed.time.trim() === ''
      ? CHECKPOINT.testTimeHint
      : time === null
        ? CHECKPOINT.testTimeWrong
        : time.precision === 'DATE'
          ? CHECKPOINT.testTimeDay(wholeTime(time.at).slice(0, 10))
          : CHECKPOINT.testTimeRead(wholeTime(time.at).slice(0, 16));
  const select = (name: 'which' | 'samplingMode', label: Said, options: readonly Option[]) => (
    <div className="field">
      <label className="label" htmlFor={`${id}${name}`}>
        {say(label)}
      </label>
      <select
        id={`${id}${name}`}
        className="input"
        value={typed[name]}
        onChange={(event) => onTyped({ ...typed, [name]: event.target.value })}
      >
        {options.map(({ value, words }) => (
          <option key={value} value={value}>
            {say(words)}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <>
      <Choices
        label={fieldWords('test')}
        options={TEST_OPTIONS}
        chosen={typed.result}
        onChoose={(result) => onTyped({ ...typed, result })}
      />
      {typed.result === '' ? null : (
        <div className="side-by-side">
          <div className="field">
            <label className="label" htmlFor={`${id}time`}>
              {say(CHECKPOINT.testTime)}
            </label>
            {isWrong ? (
              <p className="wrong" id={`${id}wrong`}>
                {say(FRAME.fillIn)}
              </p>
            ) : null}
            <input
              id={`${id}time`}
              className="input"
              autoComplete="off"
              aria-describedby={`${id}read`}
              aria-invalid={isWrong || (typed.time.trim() !== '' && time === null)}
              value={typed.time}
              onChange={(event) => onTyped({ ...typed, time: event.target.value })}
            />
            <p className="hint" id={`${id}read`}>
              {say(read)}
            </p>
          </div>
          {select('which', CHECKPOINT.whichTime, TIME_OPTIONS)}
          {select('samplingMode', fieldWords('samplingMode'), SAMPLING_OPTIONS)}
        </div>
      )}
    </>
  );
}
