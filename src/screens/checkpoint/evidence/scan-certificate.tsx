/** A scanned certificate: verified before anything is recorded, with the reason and the rule's own words. */
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { CERTIFICATE_WORDS } from '../../../contract/certificate-words.ts';
import type { CertificateAnswer, ScannedCertificate } from '../../../contract/certificates.ts';
import { useDesk } from '../../shared/hooks.ts';
import { captureScans } from '../../shared/scanner.ts';
import { wholeTime } from '../../shared/time.ts';
import { CameraView } from '../../shared/ui/camera-view.tsx';
import { type Mood, Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { CERTIFICATE, METHOD_WORDS, RESULT_WORDS } from './certificate-words.ts';

const isCertificate = (text: string) => text.trim().toUpperCase().startsWith('HC');
/** To the minute: an officer reads it out. */
const minute = (at: number) => wholeTime(at).slice(0, 16);

type Asked =
  | { readonly state: 'nothing' }
  | { readonly state: 'asking' | 'unreachable'; readonly scanned: ScannedCertificate }
  | { readonly state: 'found'; readonly scanned: ScannedCertificate; readonly answer: CertificateAnswer };

export function ScanCertificate({
  handoff,
  isSending,
  onRecord,
}: {
  readonly handoff: string;
  readonly isSending: boolean;
  /** What is recorded is the text of the code: the house reads it again. */
  readonly onRecord: (scanned: ScannedCertificate) => void;
}) {
  const say = useSay();
  const { api } = useDesk();
  const [asked, setAsked] = useState<Asked>({ state: 'nothing' });
  const [isLooking, setIsLooking] = useState(false);

  const ask = useCallback(
    async (scanned: ScannedCertificate) => {
      setAsked({ state: 'asking', scanned });
      const path = `handoffs/${handoff}/verify-certificate`;
      const reply = await api.post<CertificateAnswer>(path, scanned).catch(() => null);
      setAsked(
        reply?.ok === true
          ? { state: 'found', scanned, answer: reply.value }
          : { state: 'unreachable', scanned },
      );
    },
    [api, handoff],
  );
  useEffect(
    () =>
      captureScans((text) => {
        if (!isCertificate(text)) return;
        setIsLooking(false);
        void ask({ certificate: text.trim() });
      }),
    [ask],
  );

  return (
    <section className="sheet" aria-label={say(CERTIFICATE.scan)} data-certificate={asked.state}>
      <h3>{say(CERTIFICATE.scan)}</h3>
      <p className="hint">{say(CERTIFICATE.hint)}</p>
      <p>
        <button type="button" className="button plain" onClick={() => setIsLooking(true)}>
          {say(CERTIFICATE.camera)}
        </button>
      </p>
      {isLooking ? (
        <Dialog label={say(CERTIFICATE.scan)} onClose={() => setIsLooking(false)}>
          <CameraView
            label={CERTIFICATE.scan}
            hint={CERTIFICATE.cameraHint}
            absent={CERTIFICATE.noCamera}
            onRead={(text) => {
              setIsLooking(false);
              void ask({ certificate: text.trim() });
            }}
          />
        </Dialog>
      ) : null}
      <div role="status">
        {asked.state === 'asking' ? <p>{say(CERTIFICATE.verifying)}</p> : null}
        {asked.state === 'unreachable' ? <p className="said wait">{say(CERTIFICATE.unreachable)}</p> : null}
        {asked.state === 'found' ? <Found answer={asked.answer} /> : null}
      </div>
      {asked.state === 'found' ? (
        <p className="buttons">
          {asked.answer.verdict === 'personIsNotCompared' ? (
            <>
              <span className="hint">{say(CERTIFICATE.comparedHint)}</span>
              <button
                type="button"
                className="button"
                onClick={() => void ask({ ...asked.scanned, compared: 'byLooking' })}
              >
                {say(CERTIFICATE.compared)}
              </button>
            </>
          ) : null}
          {asked.answer.verdict === 'cannotBeRead' ? null : (
            <button
              type="button"
              className={`button${asked.answer.verdict === 'isGood' ? ' primary' : ''}`}
              aria-disabled={isSending}
              onClick={() => onRecord(asked.scanned)}
            >
              {say(asked.answer.verdict === 'isGood' ? CERTIFICATE.record : CERTIFICATE.recordAnyway)}
            </button>
          )}
          <button type="button" className="button plain" onClick={() => setAsked({ state: 'nothing' })}>
            {say(CERTIFICATE.again)}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function moodOf({ verdict, reading }: CertificateAnswer): Mood {
  if (verdict === 'isGood') return reading?.satisfies === false ? 'soon' : 'good';
  return verdict === 'isPositive' ? 'late' : 'soon';
}

function Found({ answer }: { readonly answer: CertificateAnswer }) {
  const say = useSay();
  const { verdict, shows, reading, trustListOf } = answer;
  const words = CERTIFICATE_WORDS[verdict];
  const line = (name: ReactNode, value: string) => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <div data-verdict={verdict}>
      <p>
        <Status mood={moodOf(answer)}>{say({ zh: words['zh-CN'], en: words.en })}</Status>
      </p>
      {reading === null || verdict === 'cannotBeRead' ? null : (
        <p className="rule">
          <strong>{say(CERTIFICATE.rule)}</strong> {say(reading.clause)} {say(reading.test)}{' '}
          <cite className="soft">{say(reading.source)}</cite>
        </p>
      )}
      {shows === null ? null : (
        <dl className="facts" aria-label={say(CERTIFICATE.shows)}>
          {line(say(CERTIFICATE.name), shows.name)}
          {line(say(CERTIFICATE.birth), shows.birth)}
          {shows.sampledAt === null ? null : line(say(CERTIFICATE.sampledAt), minute(shows.sampledAt))}
          {line(say(CERTIFICATE.result), say(RESULT_WORDS[shows.result] ?? CERTIFICATE.result))}
          {line(say(CERTIFICATE.method), say(METHOD_WORDS[shows.method] ?? CERTIFICATE.method))}
          {line(say(CERTIFICATE.issuer), [shows.issuer, shows.country].filter(Boolean).join(' · '))}
        </dl>
      )}
      {trustListOf === null ? null : <p className="soft">{say(CERTIFICATE.listOf(minute(trustListOf)))}</p>}
    </div>
  );
}
