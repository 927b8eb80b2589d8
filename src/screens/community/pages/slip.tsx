/** At the door: a release slip is typed or scanned, it says what it is worth, and whoever is expected here has arrived by one tap. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useDraft } from '../../shared/hooks.ts';
import { captureScans } from '../../shared/scanner.ts';
import { CameraView } from '../../shared/ui/camera-view.tsx';
import { useSay } from '../../shared/words/say.ts';
import { Back } from '../parts/back.tsx';
import { useSlip } from '../slip/asking.ts';
import { Found } from '../slip/found.tsx';
import { SLIP } from '../slip/slip-words.ts';
import { COMMUNITY } from '../words.ts';
import '../slip/slip.css';

export function SlipPage() {
  const say = useSay();
  const [typed, put, forgetTyped] = useDraft('release code', '');
  const [isLooking, setIsLooking] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const { asked, ask, forget } = useSlip();
  const field = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const scanned = useRef((_: string) => {});
  scanned.current = (text) => {
    setIsLooking(false);
    put(text);
    ask(text);
  };
  useEffect(() => captureScans((text) => scanned.current(text)), []);
  const isOver = asked.state !== 'nothing' && asked.state !== 'asking';
  useEffect(() => {
    if (isOver) answer.current?.focus();
  }, [isOver]);
  const check = (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(typed.trim() === '');
    if (typed.trim() === '') field.current?.focus();
    else ask(typed);
  };
  const next = () => {
    forgetTyped();
    forget();
    field.current?.focus();
  };
  return (
    <div className="narrow stack">
      <Back to="arrivals" />
      <h1>{say(COMMUNITY.slip)}</h1>
      <form className="ask" noValidate onSubmit={check}>
        <label className="label" htmlFor="release-code">
          {say(SLIP.code)}
        </label>
        <p className="hint" id="release-code-hint">
          {say(SLIP.codeHint)}
        </p>
        {isMissing ? (
          <p className="wrong" id="release-code-wrong" role="alert">
            {say(SLIP.missing)}
          </p>
        ) : null}
        <input
          ref={field}
          id="release-code"
          className="input release-code"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={200}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? 'release-code-wrong' : 'release-code-hint'}
          value={typed}
          onChange={(event) => {
            put(event.target.value);
            setIsMissing(false);
            // What was said was said of another code.
            forget();
          }}
        />
        <div className="ways">
          <button type="submit" className="button primary" aria-disabled={asked.state === 'asking'}>
            {say(asked.state === 'asking' ? SLIP.checking : SLIP.check)}
          </button>
          <button
            type="button"
            className="button"
            aria-expanded={isLooking}
            onClick={() => setIsLooking(!isLooking)}
          >
            {say(isLooking ? SLIP.stopCamera : SLIP.camera)}
          </button>
        </div>
        {isLooking ? (
          <CameraView
            label={SLIP.camera}
            hint={SLIP.cameraHint}
            absent={SLIP.noCamera}
            onRead={(text) => scanned.current(text)}
          />
        ) : null}
      </form>
      <div ref={answer} tabIndex={-1} role="status">
        {asked.state === 'unreachable' ? <p className="said wait">{say(SLIP.unreachable)}</p> : null}
        {asked.state === 'refused' ? <p className="said no">{asked.message}</p> : null}
        {asked.state === 'answered' ? <Found slip={asked.slip} /> : null}
      </div>
      {isOver ? (
        <button type="button" className="button" onClick={next}>
          {say(SLIP.again)}
        </button>
      ) : null}
    </div>
  );
}
