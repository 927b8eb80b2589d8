/**
 * Asking the sources of evidence. A document number leaves the house in the body of one request to the source that was
 * set for it, and stands in no address, log or count.
 */
import {
  SOURCE_CONTRACT,
  type SourceHealth,
  type SourceQuery,
  type SourceRegion,
  type SourceSaid,
  type Sources,
} from '../../contract/sources.ts';
import { Breaker } from './breaker.ts';
import { agentFor, post } from './post.ts';
import { readAnswer } from './read-answer.ts';
import { SIGNATURE_HEADER, signQuery, TIME_HEADER } from './signing.ts';

export { Breaker } from './breaker.ts';
export { isSame, personDigest, SIGNATURE_HEADER, signAnswer, signQuery, TIME_HEADER } from './signing.ts';

/** No answer takes longer, whatever is set. */
export const LONGEST_WAIT_MS = 3_000;

export interface SourceSettings {
  readonly region: SourceRegion;
  /** What people know it by. */
  readonly name: string;
  readonly url: URL;
  /** Shared with the adapter. */
  readonly key: Buffer;
  /** Who vouches for the adapter, PEM, where not the usual ones. */
  readonly ca?: string;
  readonly timeoutMs: number;
  readonly staleAfterMs: number;
}

export interface Clocks {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

export function openSources(settings: readonly SourceSettings[], clocks: Clocks): Sources {
  const sources = new Map(settings.map((one) => [one.region, new Source(one, clocks)]));
  return {
    regions: new Set(sources.keys()),
    ask: async (query) => {
      const source = sources.get(query.region);
      if (source === undefined)
        return { source: query.region, said: { outcome: 'unavailable', why: 'notReached' } };
      return { source: source.name, said: await source.ask(query) };
    },
    health: () => [...sources.values()].map((source) => source.health()),
    close: () => {
      for (const source of sources.values()) source.close();
    },
  };
}

class Source {
  readonly #settings: SourceSettings;
  readonly #clocks: Clocks;
  readonly #breaker: Breaker;
  readonly #agent;
  readonly #asked: Record<string, number> = {};
  #silentSince: number | null = null;

  constructor(settings: SourceSettings, clocks: Clocks) {
    this.#settings = settings;
    this.#clocks = clocks;
    this.#breaker = new Breaker(clocks.monotonic);
    this.#agent = agentFor(settings.url, settings.ca);
  }

  get name(): string {
    return this.#settings.name;
  }

  /** Never rejects. While the source is left alone, nobody waits for it. */
  async ask(query: SourceQuery): Promise<SourceSaid> {
    const said: SourceSaid = this.#breaker.mayAsk()
      ? await this.#send(query)
      : { outcome: 'unavailable', why: 'resting' };
    const came = said.outcome === 'unavailable' ? said.why : said.outcome;
    this.#asked[came] = (this.#asked[came] ?? 0) + 1;
    return said;
  }

  async #send(query: SourceQuery): Promise<SourceSaid> {
    const { url, key, timeoutMs, staleAfterMs } = this.#settings;
    const body = JSON.stringify(query);
    const sentAt = this.#clocks.wall();
    const posted = await post(
      { url, agent: this.#agent, timeoutMs: Math.min(timeoutMs, LONGEST_WAIT_MS) },
      {
        'guicheng-version': String(SOURCE_CONTRACT),
        'idempotency-key': query.query,
        [TIME_HEADER]: String(sentAt),
        [SIGNATURE_HEADER]: signQuery(key, sentAt, body),
      },
      body,
    );
    const said: SourceSaid =
      'fault' in posted
        ? { outcome: 'unavailable', why: posted.fault }
        : readAnswer({ key, query, staleAfterMs, now: this.#clocks.wall() }, posted);
    if (said.outcome === 'unavailable') {
      this.#breaker.failed();
      this.#silentSince ??= sentAt;
    } else {
      this.#breaker.answered();
      this.#silentSince = null;
    }
    return said;
  }

  health(): SourceHealth {
    return {
      region: this.#settings.region,
      name: this.name,
      state: this.#breaker.state,
      silentSince: this.#silentSince,
      asked: { ...this.#asked },
    };
  }

  close(): void {
    this.#agent.destroy();
  }
}
