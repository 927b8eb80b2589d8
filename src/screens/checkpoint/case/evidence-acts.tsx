/** Evidence of an open case: recorded with one choice, or corrected with a second officer. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import type { EvidenceRegion } from '../../../contract/measures.ts';
import type { Body } from '../../shared/api.ts';
import { houseNow } from '../../shared/clock.ts';
import { SecondPerson } from '../../shared/frame/second-person.tsx';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDraft } from '../../shared/hooks.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import {
  FILING_OPTIONS,
  filingOf,
  HEALTH_OPTIONS,
  healthStatusOf,
  ITINERARY_OPTIONS,
  itineraryOf,
  NO_TEST,
  testOf,
  type TestTyped,
} from '../evidence/evidence.ts';
import { Choices, TestFields } from '../evidence/fields.tsx';
import { ScanCertificate } from '../evidence/scan-certificate.tsx';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';
import { Sent } from './sent.tsx';

const RECORD = {
  healthStatus: 'recordHealthStatus',
  itinerary: 'recordItinerary',
  filing: 'recordFiling',
  test: 'recordTest',
} as const;
const OPTIONS = {
  healthStatus: HEALTH_OPTIONS,
  itinerary: ITINERARY_OPTIONS,
  filing: FILING_OPTIONS,
} as const;

interface Typed {
  readonly chosen: string;
  readonly test: TestTyped;
  readonly because: string;
}
const NOTHING: Typed = { chosen: '', test: NO_TEST, because: '' };

type Shown = Pick<Body<'correctEvidence'>, EvidenceRegion>;

/** What was entered of one region; null where it cannot be sent yet. */
function shownOf(region: EvidenceRegion, { chosen, test }: Typed): Shown | null {
  switch (region) {
    case 'healthStatus': {
      const healthStatus = healthStatusOf(chosen);
      return healthStatus === undefined ? null : { healthStatus };
    }
    case 'itinerary': {
      const itinerary = itineraryOf(chosen);
      return itinerary === undefined ? null : { itinerary };
    }
    case 'filing': {
      const filing = filingOf(chosen);
      return filing === undefined ? null : { filing };
    }
    case 'test': {
      const read = testOf(test, houseNow());
      return read === undefined || read === 'time' ? null : { test: read };
    }
  }
}

export function EvidenceActs({ of, region }: { readonly of: Delivered; readonly region: EvidenceRegion }) {
  const say = useSay();
  const [isCorrecting, setIsCorrecting] = useState(false);
  const may = offered(of, RECORD[region]);
  return (
    <>
      {may === true ? (
        <Entry of={of} region={region} />
      ) : may === null ? null : (
        <p className="why">{say(may)}</p>
      )}
      {offered(of, 'correctEvidence') === true ? (
        <p>
          <button type="button" className="button plain" onClick={() => setIsCorrecting(true)}>
            {say(CHECKPOINT.correct)} · {say(fieldWords(region))}
          </button>
        </p>
      ) : null}
      {isCorrecting ? (
        <Dialog label={say(fieldWords(region))} onClose={() => setIsCorrecting(false)}>
          <p className="said wait">{say(CHECKPOINT.correctHint)}</p>
          <Entry of={of} region={region} isCorrection onDone={() => setIsCorrecting(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

function Entry({
  of,
  region,
  isCorrection = false,
  onDone,
}: {
  readonly of: Delivered;
  readonly region: EvidenceRegion;
  readonly isCorrection?: boolean;
  readonly onDone?: () => void;
}) {
  const say = useSay();
  const [typed, put, forget] = useDraft<Typed>(
    `evidence ${region} ${isCorrection ? 'again ' : ''}${of.key}`,
    NOTHING,
  );
  const [isWrong, setIsWrong] = useState(false);
  const [wantsSecond, setWantsSecond] = useState(false);
  const [scanned, setScanned] = useState<Shown | null>(null);
  const record = useCommand(RECORD[region], of.key);
  const correct = useCommand('correctEvidence', of.key);
  const { now } = isCorrection ? correct : record;
  const shown = shownOf(region, typed);

  const after = (outcome: string) => {
    if (outcome !== 'accepted') return;
    forget();
    setIsWrong(false);
    onDone?.();
  };
  const sendRecord = async (what: Shown) => {
    // The region names its own command, so what is shown is that command's whole body.
    const { outcome } = await record.send(what as Body<(typeof RECORD)[EvidenceRegion]>);
    after(outcome);
  };
  const sendCorrection = async (what: Shown, stepUp: string) => {
    const { outcome } = await correct.send({ region, ...what, because: typed.because.trim() }, { stepUp });
    after(outcome);
  };
  const submit = () => {
    const isReady = shown !== null && (!isCorrection || typed.because.trim() !== '');
    setIsWrong(!isReady);
    if (!isReady) return;
    if (isCorrection) setWantsSecond(true);
    else void sendRecord(shown);
  };

  /** What a second person is asked for: the scanned certificate, or what was chosen. */
  const correction = scanned ?? (wantsSecond ? shown : null);
  const dropCorrection = () => {
    setScanned(null);
    setWantsSecond(false);
  };

  return (
    <div data-evidence={region}>
      {region === 'test' ? (
        <ScanCertificate
          handoff={of.key}
          isSending={now.state === 'sending'}
          onRecord={(scanned) => {
            if (!isCorrection) void sendRecord({ test: scanned });
            else if (typed.because.trim() === '') setIsWrong(true);
            else setScanned({ test: scanned });
          }}
        />
      ) : null}
      {region === 'test' ? (
        <TestFields
          typed={typed.test}
          isWrong={isWrong && shown === null}
          onTyped={(test) => put({ ...typed, test })}
        />
      ) : (
        <Choices
          label={fieldWords(region)}
          options={OPTIONS[region]}
          chosen={typed.chosen}
          wrong={isWrong && shown === null ? FRAME.fillIn : null}
          onChoose={(chosen) => put({ ...typed, chosen })}
        />
      )}
      {isCorrection ? (
        <label className="field">
          <span className="label">{say(fieldWords('because'))}</span>
          <textarea
            className="input"
            rows={3}
            aria-invalid={isWrong && typed.because.trim() === ''}
            value={typed.because}
            onChange={(event) => put({ ...typed, because: event.target.value })}
          />
        </label>
      ) : null}
      <Sent now={now} />
      {typed.chosen === '' && typed.test.result === '' ? null : (
        <button type="button" className="button" aria-disabled={now.state === 'sending'} onClick={submit}>
          {say(isCorrection ? CHECKPOINT.correct : CHECKPOINT.record)} · {say(fieldWords(region))}
        </button>
      )}
      {correction !== null ? (
        <SecondPerson
          command="correctEvidence"
          streamId={of.key}
          onCancel={dropCorrection}
          onProved={(token) => {
            dropCorrection();
            void sendCorrection(correction, token);
          }}
        />
      ) : null}
    </div>
  );
}
