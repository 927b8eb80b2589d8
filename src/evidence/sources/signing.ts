/** How house and adapter know each other: a shared key, over what was said and to which query. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest('hex');

/** The header under which the signature of a query or an answer travels, and its form. */
export const SIGNATURE_HEADER = 'guicheng-signature';
export const TIME_HEADER = 'guicheng-time';
const SIGNED = 'v1=';

/** Of a query: over the instant it was sent at and its body, so that an old one cannot be sent again. */
export const signQuery = (key: Buffer, sentAt: number, body: string): string =>
  SIGNED + mac(key, `query.${sentAt}.${body}`);

/** Of an answer: over the query it answers and its body, so that no answer fits another question. */
export const signAnswer = (key: Buffer, query: string, body: string): string =>
  SIGNED + mac(key, `answer.${query}.${body}`);

/** Whom a record is about, said without saying it: good for this one query, and nobody without the key can guess it. */
export const personDigest = (
  key: Buffer,
  query: string,
  { type, number }: { readonly type: string; readonly number: string },
): string => mac(key, `person.${query}.${type}.${number}`);

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
