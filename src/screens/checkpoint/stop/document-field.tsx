/**
 * One document: its kind, its number, and beside the number what cannot be right about it and what is strange, in words.
 * A wrong number can be recorded as it is printed on a worn card; then it alarms, and nobody waits.
 */
import { type ReactNode, useId, useState } from 'react';
import { DOCUMENT_TYPES } from '../../../contract/documents.ts';
import { checkDocument, type DocumentChecked } from '../../../contract/identity/check-document.ts';
import type { DocumentShown } from '../../../contract/identity/document-key.ts';
import { houseNow } from '../../shared/clock.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';

/** A document as it is typed. */
export interface DocumentTyped {
  readonly type: DocumentShown['type'];
  readonly number: string;
  /** The machine-readable lines, where they were scanned or pasted. */
  readonly mrz: string;
  readonly asPrinted: boolean;
}

export const NO_DOCUMENT: DocumentTyped = { type: 'CN_RIC', number: '', mrz: '', asPrinted: false };

/** What is sent of it. The lines go along only while the number is theirs: whoever types another number has read the page. */
export function documentOf(
  { type, number, mrz, asPrinted }: DocumentTyped,
  now: number,
): { readonly document: DocumentShown; readonly checked: DocumentChecked } {
  const given = { type, ...(type === 'NONE' || number === '' ? {} : { number }) };
  const isZone = mrz !== '' && (type === 'PASSPORT' || type === 'CN_PASSPORT');
  const checked = checkDocument({ ...given, ...(isZone ? { mrz } : {}) }, now);
  const document = {
    ...given,
    ...('number' in given ? { number: checked.number } : {}),
    ...(isZone ? { mrz } : {}),
    ...(asPrinted && !checked.isSound ? { asPrinted: true as const } : {}),
  };
  return { document, checked };
}

/** Whether it can be sent as it stands. */
export function isTaken(typed: DocumentTyped, now: number): boolean {
  if (typed.type === 'NONE') return true;
  return typed.number !== '' && (typed.asPrinted || documentOf(typed, now).checked.isSound);
}

export function DocumentField({
  id,
  typed,
  isWrong,
  types = DOCUMENT_TYPES,
  onTyped,
  children,
}: {
  /** The number's own id is `<id>number`. */
  readonly id: string;
  readonly typed: DocumentTyped;
  readonly isWrong: boolean;
  readonly types?: readonly DocumentTyped['type'][];
  readonly onTyped: (change: Partial<DocumentTyped>) => void;
  /** Stands beside what is said of the number. */
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const own = useId();
  const [isTyping, setIsTyping] = useState(false);
  const { checked } = documentOf(typed, houseNow());
  // Half a number is not wrong yet, while somebody types it.
  const faults =
    typed.number === ''
      ? []
      : checked.faults.filter(({ what }) => !isTyping || isWrong || what !== 'documentNumberIsWhole');
  const isFaulty = faults.length > 0 && !typed.asPrinted;
  return (
    <div className="document">
      <div className="side-by-side document-fields">
        <div className="field">
          <label className="label" htmlFor={`${id}type`}>
            {say(fieldWords('type'))}
          </label>
          <select
            id={`${id}type`}
            className="input"
            value={typed.type}
            onChange={(event) =>
              onTyped({ type: event.target.value as DocumentTyped['type'], asPrinted: false })
            }
          >
            {types.map((one) => (
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
              aria-describedby={`${own}said`}
              aria-invalid={isFaulty || isWrong}
              value={typed.number}
              onFocus={() => setIsTyping(true)}
              onBlur={() => setIsTyping(false)}
              onChange={(event) => onTyped({ number: event.target.value, asPrinted: false })}
            />
            <div className="camera-line">
              <div id={`${own}said`} aria-live="polite">
                {faults.map(({ what, zh, en, place }) => (
                  <p
                    key={`${what} ${place.from}`}
                    className={typed.asPrinted ? 'hint' : 'wrong'}
                    data-fault={what}
                  >
                    {say({ zh, en })}
                  </p>
                ))}
                {faults.length > 0 ? null : (
                  <p className={isWrong ? 'wrong' : 'hint'}>
                    {say(
                      isWrong
                        ? CHECKPOINT.numberMissing
                        : !checked.isSound
                          ? CHECKPOINT.scanOrType
                          : checked.age === null
                            ? CHECKPOINT.numberHasItsForm
                            : CHECKPOINT.checkDigitRight(checked.age),
                    )}
                  </p>
                )}
                {checked.number === ''
                  ? null
                  : checked.warnings.map(({ what, zh, en }) => (
                      <p key={what} className="hint" data-warning={what}>
                        {say({ zh, en })}
                      </p>
                    ))}
              </div>
              {children}
            </div>
            {faults.length === 0 ? null : (
              <label className={`choice${typed.asPrinted ? ' chosen' : ''}`}>
                <input
                  type="checkbox"
                  checked={typed.asPrinted}
                  onChange={(event) => onTyped({ asPrinted: event.target.checked })}
                />
                {say(CHECKPOINT.asPrinted)}
              </label>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
