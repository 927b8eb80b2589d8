import { createHash } from 'node:crypto';

/**
 * A UUIDv7 of an instant whose random part is a digest of a text: the same for every attempt at the same thing,
 * so that the house, too, keeps its command ids through every resend.
 */
export function derivedId(at: number, text: string): string {
  const time = Math.trunc(at).toString(16).padStart(12, '0').slice(-12);
  const digest = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(digest[3] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
