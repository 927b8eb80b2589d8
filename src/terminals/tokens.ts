/** Random tokens, and the digests that are kept in their place. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as 43 characters that travel in a URL. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. A token has 256 bits of chance, so a plain digest tells nobody anything. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
