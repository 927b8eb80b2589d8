import { createHmac, hkdfSync } from 'node:crypto';
import { canonical } from './canonical.ts';

/**
 * Keyed digests: the same thing gives the same digest, and without the key nobody can guess what it was.
 * They go into deletable rows only, never into journal, snapshot or outbox. Each kind has a key of its own, so the
 * digest of a phone number says nothing about an equal ID number.
 */
export class BlindIndex {
  readonly #root: Buffer;
  readonly #keys = new Map<string, Buffer>();

  /** `root` is 32 random bytes that survive rotations of the house key (`KeyStore.secret`). */
  constructor(root: Buffer) {
    this.#root = root;
  }

  /** The digest (hex, 256 bits) of one value of one kind. Values are compared byte by byte: normalise first. */
  digest(kind: string, value: string): string {
    return createHmac('sha256', this.#key(kind)).update(value).digest('hex');
  }

  /** The digest of a command's body, by which a repeated command id is known to mean the same command. */
  digestOfBody(body: unknown): string {
    return this.digest('commandBody', canonical(body));
  }

  #key(kind: string): Buffer {
    let key = this.#keys.get(kind);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.#root, '', `guicheng/blind-index/${kind}`, 32));
      this.#keys.set(kind, key);
    }
    return key;
  }
}
