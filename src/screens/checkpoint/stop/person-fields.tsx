/** Who it is: the document by gun, camera or hand with its check digit, and the fields of the pledge. Each is filled in once. */
import { useEffect, useId, useRef, useState } from 'react';
import { DOCUMENT_TYPES } from '../../../contract/documents.ts';
import { CommunityChoice } from '../case/community-choice.tsx';
import { CameraView } from '../../shared/ui/camera-view.tsx';
import { captureScans } from '../../shared/scanner.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { documentIn } from '../scans.ts';
import { CHECKPOINT } from '../words.ts';
import { type NewStop, numberIsSound } from './new-stop-draft.ts';

const REASONS: readonly NewStop['reason'][] = ['home', 'work', 'school', 'treatment', 'family', 'other'];

interface Props {
  readonly typed: NewStop;
  readonly wrong: readonly string[];
  readonly onTyped: (change: Partial<NewStop>) => void;
}

export function PersonFields({ typed, wrong, onTyped }: Props) {
  const say = useSay();
  const id = useId();
  const taken = useRef({ typed, onTyped });
  taken.current = { typed, onTyped };
  const [isLooking, setIsLooking] = useState(false);
  const take = (text: string) => {
    const { typed: now, onTyped: tell } = taken.current;
    const found = documentIn(text);
    // What is no document is taken for the number on a test.
    tell(found ?? { test: { ...now.test, testId: text } });
    document.getElementById(`${id}${found === null ? 'number' : 'name'}`)?.focus();
  };
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => captureScans((text) => taking.current(text)), []);
  useEffect(() => {
    const { typed: now } = taken.current;
    document.getElementById(`${id}${now.number === '' ? 'number' : 'name'}`)?.focus();
  }, [id]);
  const isSound = numberIsSound(typed);
  const field = (
    name: 'name' | 'address' | 'previous' | 'phone',
    label: string,
    more: { readonly hint?: string; readonly inputMode?: 'tel' } = {},
  ) => (
    <div className="field">
      <label className="label" htmlFor={`${id}${name}`}>
        {label}
      </label>
      {wrong.includes(name) ? (
        <p className="wrong" id={`${id}${name}wrong`}>
          {say(FRAME.fillIn)}
        </p>
      ) : null}
      <input
        id={`${id}${name}`}
        className="input"
        autoComplete="off"
        spellCheck={false}
        maxLength={name === 'name' ? 100 : 200}
        inputMode={more.inputMode ?? 'text'}
        aria-invalid={wrong.includes(name)}
        {...(wrong.includes(name) ? { 'aria-describedby': `${id}${name}wrong` } : {})}
        value={typed[name]}
        onChange={(event) => onTyped({ [name]: event.target.value })}
      />
    </div>
  );
  return (
    <>
      <div className="side-by-side document-fields">
        <div className="field">
          <label className="label" htmlFor={`${id}type`}>
            {say(fieldWords('type'))}
          </label>
          <select
            id={`${id}type`}
            className="input"
            value={typed.type}
            onChange={(event) => onTyped({ type: event.target.value as NewStop['type'] })}
          >
            {DOCUMENT_TYPES.map((one) => (
              <option key={one} value={one}>
                {say(valueWords(one))}
              </option>
            ))}
          </select>
        </div>
        {typed.type === 'NONE' ? null : (
          <div className="field grow">
            <label className="label" htmlFor={`${id}number`}>
              {say(CHECKPOINT.documentNumber)}
            </label>
            <input
              id={`${id}number`}
              className="input code"
              autoComplete="off"
              spellCheck={false}
              maxLength={44}
              aria-describedby={`${id}number-said`}
              aria-invalid={isSound === false || wrong.includes('number')}
              value={typed.number}
              onChange={(event) => onTyped({ number: event.target.value })}
            />
            <div className="camera-line">
              <p
                className={isSound === false || wrong.includes('number') ? 'wrong' : 'hint'}
                id={`${id}number-said`}
              >
                {say(
                  isSound === false || (wrong.includes('number') && typed.number !== '')
                    ? CHECKPOINT.checkDigitWrong
                    : isSound === true
                      ? CHECKPOINT.checkDigitRight
                      : CHECKPOINT.scanOrType,
                )}
              </p>
              <button type="button" className="button plain" onClick={() => setIsLooking(true)}>
                {say(CHECKPOINT.camera)}
              </button>
            </div>
          </div>
        )}
      </div>
      {field('name', say(fieldWords('name')))}
      {field('address', say(CHECKPOINT.address))}
      <CommunityChoice
        address={typed.address}
        chosen={typed.community}
        onChoose={(community) => onTyped({ community })}
      />
      {field('previous', say(fieldWords('previousAddress')))}
      <div className="side-by-side">
        <div className="field">
          <label className="label" htmlFor={`${id}reason`}>
            {say(fieldWords('returnReason'))}
          </label>
          <select
            id={`${id}reason`}
            className="input"
            value={typed.reason}
            onChange={(event) => onTyped({ reason: event.target.value as NewStop['reason'] })}
          >
            {REASONS.map((one) => (
              <option key={one} value={one}>
                {say(valueWords(one))}
              </option>
            ))}
          </select>
        </div>
        {field('phone', `${say(fieldWords('phone'))} ${say(FRAME.optional)}`, { inputMode: 'tel' })}
      </div>
      <label className={`choice${typed.isUnder14 ? ' chosen' : ''}`}>
        <input
          type="checkbox"
          checked={typed.isUnder14}
          onChange={(event) => onTyped({ isUnder14: event.target.checked })}
        />
        {say(fieldWords('isUnder14'))}
      </label>
      {isLooking ? (
        <Dialog label={say(CHECKPOINT.camera)} onClose={() => setIsLooking(false)}>
          <CameraView
            label={CHECKPOINT.camera}
            hint={CHECKPOINT.cameraHint}
            absent={CHECKPOINT.noCamera}
            onRead={(text) => {
              setIsLooking(false);
              take(text);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}
