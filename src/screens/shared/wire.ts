/** Asking the house: JSON there and back, a "no" as a value, and one error for everything that did not arrive. */
import type { OpenCase } from '../../contract/doors.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { settings } from './settings.ts';

/** A "no" of the house, in its own words, in the language that was asked for. */
export interface Refusal {
  readonly status: number;
  /** `houseErred` is the house's own fault, and carries the incident's number. */
  readonly code: RefusalCode | 'houseErred';
  readonly message: string;
  readonly field?: string;
  /** The case it speaks of, where the house may say which. */
  readonly openCase?: OpenCase;
  readonly incident?: string;
  readonly retryAfterMs?: number;
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Nobody answered: the net is cut, or what answered was not the house. It may have arrived all the same. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const PATIENCE_MS = 10_000;

export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Reply<T>> {
  const impatient = new AbortController();
  const timer = setTimeout(() => impatient.abort(), PATIENCE_MS);
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: impatient.signal,
      headers: {
        'accept-language': settings.get().language === 'en' ? 'en' : 'zh-CN',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & { readonly error?: Omit<Refusal, 'status'> };
    if (response.ok) return { ok: true, value: answer };
    if (answer.error === undefined) throw new Unreachable('Something that is not the house answered.');
    const wait = Number(response.headers.get('retry-after') ?? 0);
    return {
      ok: false,
      refusal: {
        ...answer.error,
        status: response.status,
        ...(wait > 0 ? { retryAfterMs: wait * 1000 } : {}),
      },
    };
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(`Nobody answered: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
