/**
 * A source of evidence to try the house against: it speaks the contract of `docs/sources.md` for the test, the health
 * status and the itinerary, about people it makes up, and fails as it is told to. It is no source of anything true.
 *
 *   POST /ask      a query, as the house sends it
 *   POST /control  {"region": "test", "fault": "slow"}; fault null heals, a region left out means all of them
 *   POST /people   {"type": "…", "number": "…", "test": …}; what is to be known of one document from now on
 *   GET  /         how it stands
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Compile } from 'typebox/compile';
import {
  SOURCE_CONTRACT,
  SOURCE_REGIONS,
  type SourceEvidence,
  type SourceQuery,
  SourceQuerySchema,
  type SourceRegion,
} from '../contract/sources.ts';
import { isSame, personDigest, SIGNATURE_HEADER, signQuery, TIME_HEADER } from '../evidence/sources/index.ts';
import {
  bend,
  SIMULATED_FAULT_NAMES,
  SIMULATED_FAULTS,
  type SimulatedFault,
  signatureFor,
} from './faults.ts';
import { type Document, good, knownOf } from './people.ts';

export { SIMULATED_FAULT_NAMES, SIMULATED_FAULTS, type SimulatedFault } from './faults.ts';

export interface SimulatorOptions {
  readonly port: number;
  readonly key: Buffer;
  /** The same seed knows the same of everybody. */
  readonly seed?: string;
  readonly clock?: () => number;
  /** How late a slow answer is. */
  readonly slowMs?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface Simulator {
  readonly port: number;
  /** Makes a region fail so, or all of them; null heals. */
  fail(fault: SimulatedFault | null, region?: SourceRegion): void;
  /** What is known of one document from now on; null: nothing. */
  know(document: Document, evidence: SourceEvidence | null): void;
  /** The queries that reached it, oldest first. */
  readonly heard: readonly SourceQuery[];
  close(): Promise<void>;
}

const OLD_MS = 5 * 60_000;
const LONGEST_BODY = 16 * 1024;
const shape = Compile(SourceQuerySchema);

export async function openSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { key, seed = 'guicheng', clock = Date.now, slowMs = 30_000 } = options;
  const faults = new Map<SourceRegion, SimulatedFault>();
  const people = new Map<string, SourceEvidence | null>();
  const heard: SourceQuery[] = [];
  const waiting = new Set<NodeJS.Timeout>();
  const nameOf = ({ type, number }: Document) => `${type}/${number}`;
  const fail: Simulator['fail'] = (fault, region) => {
    for (const one of region === undefined ? SOURCE_REGIONS : [region])
      if (fault === null) faults.delete(one);
      else faults.set(one, fault);
  };
  const know: Simulator['know'] = (document, evidence) => {
    people.set(nameOf(document), evidence);
  };

  const known = ({ region, document }: SourceQuery, fault: SimulatedFault | null) => {
    if (fault !== null) return good(region, document, clock());
    const told = people.get(nameOf(document));
    if (told === undefined) return knownOf(seed, region, document, clock());
    return told !== null && told[region] !== undefined ? { [region]: told[region] } : null;
  };
  const answerTo = (query: SourceQuery, response: ServerResponse, elsewhere: boolean) => {
    const { region } = query;
    const fault = elsewhere ? null : (faults.get(region) ?? null);
    const evidence = elsewhere ? good(region, query.document, clock()) : known(query, fault);
    const person = (number: string) => personDigest(key, query.query, { ...query.document, number });
    const answer = {
      version: SOURCE_CONTRACT,
      query: query.query,
      region,
      person: person(query.document.number),
      asOf: clock(),
      found: evidence !== null,
      ...evidence,
    };
    const body = bend(fault, query, answer, clock(), person);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      [SIGNATURE_HEADER]: signatureFor(fault, key, query.query, body),
    };
    switch (fault) {
      case 'down':
        response.destroy();
        return;
      case 'error':
        say(response, 500, { error: { code: 'failed' } });
        return;
      case 'busy':
        say(response, 503, { error: { code: 'busy' } });
        return;
      case 'redirect':
        response.writeHead(307, { location: '/elsewhere' }).end();
        return;
      case 'huge':
        response.writeHead(200, headers);
        response.write(body.slice(0, -1));
        response.end(`,"more":"${'阴'.repeat(40_000)}"}`);
        return;
      case 'cut':
        response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) });
        response.write(body.slice(0, body.length / 2), () => response.destroy());
        return;
      case 'slow': {
        const late = setTimeout(() => {
          waiting.delete(late);
          response.writeHead(200, headers).end(body);
        }, slowMs);
        waiting.add(late);
        return;
      }
      default:
        response.writeHead(200, headers).end(body);
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = `${request.method} ${request.url}`;
    if (path === 'GET /') {
      say(response, 200, { simulator: true, seed, faults: Object.fromEntries(faults), heard: heard.length });
      return;
    }
    const text = await bodyOf(request);
    const body = text === null ? undefined : parsed(text);
    if (text === null || body === undefined) {
      say(response, 400, { error: { code: 'bodyIsMalformed' } });
      return;
    }
    switch (path) {
      case 'POST /ask':
      case 'POST /elsewhere': {
        if (!isSigned(request, text, key, clock())) {
          say(response, 401, { error: { code: 'notSigned' } });
          return;
        }
        if (!shape.Check(body)) {
          say(response, 400, { error: { code: 'bodyIsMalformed' } });
          return;
        }
        heard.push(body);
        answerTo(body, response, path === 'POST /elsewhere');
        return;
      }
      case 'POST /control': {
        const { region, fault } = body as { region?: SourceRegion; fault?: SimulatedFault | null };
        const isKnown = fault === null || SIMULATED_FAULT_NAMES.includes(fault as SimulatedFault);
        if (!isKnown || (region !== undefined && !SOURCE_REGIONS.includes(region))) {
          say(response, 400, { error: { code: 'faultIsKnown' }, faults: SIMULATED_FAULTS });
          return;
        }
        fail(fault as SimulatedFault | null, region);
        say(response, 200, { faults: Object.fromEntries(faults) });
        return;
      }
      case 'POST /people': {
        const { type, number, ...evidence } = body as Document & SourceEvidence;
        if (typeof type !== 'string' || typeof number !== 'string') {
          say(response, 400, { error: { code: 'bodyIsMalformed' } });
          return;
        }
        know({ type, number }, Object.keys(evidence).length === 0 ? null : evidence);
        say(response, 200, { known: true });
        return;
      }
      default:
        say(response, 404, { error: { code: 'thingIsKnown' } });
    }
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch(() => response.destroy());
  };
  const server: Server =
    options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    fail,
    know,
    heard,
    close: () => {
      for (const late of waiting) clearTimeout(late);
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function isSigned({ headers }: IncomingMessage, text: string, key: Buffer, now: number): boolean {
  const sentAt = Number(headers[TIME_HEADER]);
  return (
    Math.abs(now - sentAt) <= OLD_MS &&
    isSame(String(headers[SIGNATURE_HEADER]), signQuery(key, sentAt, text))
  );
}

/** Null where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
