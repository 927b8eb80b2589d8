/**
 * One question over HTTP, with an end: what is not here whole when the time is over is not here at all.
 *
 * Redirects are not followed, a certificate that is not trusted ends it, and a body that is too long is not read to its
 * end. What failed is a fault by name; nothing that was sent or received is in it.
 */
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { SourceFault } from '../../contract/sources.ts';

const LONGEST_BODY = 16 * 1024;

export interface Posting {
  readonly url: URL;
  readonly agent: PlainAgent;
  readonly timeoutMs: number;
}

export type Posted = { readonly body: string; readonly signature: string } | { readonly fault: SourceFault };

/**
 * The connections to one source, few at a time and each for one question: one that was kept may be dead, and its failure
 * would be taken for the source's. `ca`: who vouches for it, PEM, where not the usual ones.
 */
export function agentFor(url: URL, ca?: string): PlainAgent {
  const few = { keepAlive: false, maxSockets: 16 };
  return url.protocol === 'https:'
    ? new TlsAgent({ ...few, ...(ca === undefined ? {} : { ca }), minVersion: 'TLSv1.2' })
    : new PlainAgent(few);
}

/** Sends a body and gives what came back. Never rejects; ends within `timeoutMs`. */
export function post(
  { url, agent, timeoutMs }: Posting,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Posted> {
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
    const sent = send(url, {
      method: 'POST',
      agent,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    });
    const end = (posted: Posted) => {
      clearTimeout(impatience);
      resolve(posted);
    };
    const giveUp = (fault: SourceFault) => {
      end({ fault });
      sent.destroy();
    };
    // One clock over all of it: name, connection, handshake, status and the last byte of the body.
    const impatience = setTimeout(() => giveUp('noAnswer'), timeoutMs);
    sent.on('error', (error) => end({ fault: isAboutTrust(error) ? 'notTrusted' : 'notReached' }));
    sent.on('response', (answer) => {
      const fault = faultOfStatus(answer);
      if (fault !== null) return giveUp(fault);
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > LONGEST_BODY) giveUp('garbled');
        else chunks.push(chunk);
      });
      answer.on('error', () => end({ fault: 'notReached' }));
      answer.on('end', () =>
        answer.complete
          ? end({
              body: Buffer.concat(chunks).toString('utf8'),
              signature: String(answer.headers['guicheng-signature'] ?? ''),
            })
          : end({ fault: 'notReached' }),
      );
    });
    sent.end(body);
  });
}

function faultOfStatus({ statusCode = 0 }: IncomingMessage): SourceFault | null {
  if (statusCode === 200) return null;
  if (statusCode >= 300 && statusCode < 400) return 'redirected';
  return statusCode === 429 || statusCode === 503 ? 'busy' : 'failed';
}

/** Codes of a handshake that failed because of who answered, or how. */
const TRUST = /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME|^ERR_TLS|^ERR_SSL|^EPROTO$|UNABLE_TO_VERIFY|CHAIN/;
function isAboutTrust(error: Error): boolean {
  return TRUST.test((error as NodeJS.ErrnoException).code ?? '');
}
