/** Who it is: the document by gun, camera or hand with its check digit, and the fields of the pledge. Each is filled in once. */
import { useEffect, useId, useRef, useState } from 'react';
import { DOCUMENT_TYPES } from '../../../contract/documents.ts';
import { zoneLines } from '../../../contract/identity/mrz.ts';
import { documentIn } from '../../../contract/identity/scanned.ts';
import { CommunityChoice } from '../case/community-choice.tsx';
import { CameraView } from '../../shared/ui/camera-view.tsx';
import { houseNow } from '../../shared/clock.ts';
import { captureScans } from '../../shared/scanner.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { joinZone } from '../scans.ts';
import { CHECKPOINT } from '../words.ts';
import { DocumentField, type DocumentTyped, NO_DOCUMENT } from './document-field.tsx';
import { type NewStop, NO_DOCUMENT_REASONS } from './new-stop-draft.ts';

const REASONS: readonly NewStop['reason'][] = ['home', 'work', 'school', 'treatment', 'family', 'other'];

const FURTHER_TYPES = DOCUMENT_TYPES.filter((type) => type !== 'NONE');

/** Lines of a passport that were pasted into the number's field are read as what they are. */
function withZone(change: Partial<DocumentTyped>): Partial<DocumentTyped> {
  const found =
    change.number === undefined || zoneLines(change.number) === null
      ? null
      : documentIn(change.number, houseNow());
  if (found === null) return change;
  const { name: _, ...shown } = found;
  return { ...NO_DOCUMENT, ...shown };
}

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
    const found = documentIn(text, houseNow());
    if (found === null) {
      // What is no document is taken for the number on a test.
      tell({ test: { ...now.test, testId: text } });
      document.getElementById(`${id}number`)?.focus();
      return;
    }
    const { name, ...shown } = found;
    const scanned = { ...NO_DOCUMENT, ...shown };
    // Only where a place for it was opened is a second document the same person's.
    if (now.further !== null && now.further.number === '') tell({ further: scanned });
    else tell({ ...scanned, ...(now.name === '' && name !== undefined ? { name } : {}) });
    document.getElementById(`${id}name`)?.focus();
  };
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => captureScans(joinZone((text) => taking.current(text))), []);
  useEffect(() => {
    const { typed: now } = taken.current;
    document.getElementById(`${id}${now.number === '' ? 'number' : 'name'}`)?.focus();
  }, [id]);
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
      <DocumentField
        id={id}
        typed={typed}
        isWrong={wrong.includes('number')}
        onTyped={(change) => onTyped(withZone(change))}
      >
        <button type="button" className="button plain" onClick={() => setIsLooking(true)}>
          {say(CHECKPOINT.camera)}
        </button>
      </DocumentField>
      {typed.type === 'NONE' ? (
        <div className="field">
          <label className="label" htmlFor={`${id}why`}>
            {say(CHECKPOINT.whyNoDocument)}
          </label>
          <select
            id={`${id}why`}
            className="input"
            value={typed.whyNone}
            onChange={(event) => onTyped({ whyNone: event.target.value as NewStop['whyNone'] })}
          >
            {NO_DOCUMENT_REASONS.map((one) => (
              <option key={one} value={one}>
                {say(valueWords(one, 'why'))}
              </option>
            ))}
          </select>
          <p className="hint">{say(CHECKPOINT.guardianFollows)}</p>
        </div>
      ) : null}
      {typed.further === null ? (
        <button
          type="button"
          className="button plain"
          onClick={() => {
            onTyped({ further: { ...NO_DOCUMENT, type: 'CN_PASSPORT' } });
            setTimeout(() => document.getElementById(`${id}furthernumber`)?.focus());
          }}
        >
          {say(CHECKPOINT.addDocument)}
        </button>
      ) : (
        <fieldset className="field">
          <legend>{say(CHECKPOINT.furtherDocument)}</legend>
          <DocumentField
            id={`${id}further`}
            typed={typed.further}
            types={FURTHER_TYPES}
            isWrong={wrong.includes('further')}
            onTyped={(change) =>
              onTyped({ further: { ...NO_DOCUMENT, ...typed.further, ...withZone(change) } })
            }
          >
            <button type="button" className="button plain" onClick={() => onTyped({ further: null })}>
              {say(CHECKPOINT.removeDocument)}
            </button>
          </DocumentField>
        </fieldset>
      )}
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
