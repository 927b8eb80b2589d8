/**
 * What is being typed: kept through updates, conflicts, the sign-in overlay and a reload.
 *
 * In clear it lives in memory only. For a reload it is kept in this tab's `sessionStorage`, encrypted (AES-GCM) under a key
 * that the house gives to this account at this terminal while it is signed in, and that is held in memory alone: who
 * finds the tab signed out, or signs in as somebody else, finds ciphertext. Kept twelve hours at most; signing out by hand
 * forgets the key, and so leaves ciphertext that only the same account opens again. Where the page is not secure (no
 * WebCrypto) nothing is kept through a reload.
 */
import { Store } from './store.ts';

const PREFIX = 'draft ';
const KEPT_MS = 12 * 3_600_000;
const PAUSE_MS = 150;

interface Kept {
  readonly at: number;
  readonly value: unknown;
}

export class Drafts {
  readonly #values = new Map<string, Store<unknown>>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  #key: CryptoKey | null = null;

  /** Takes the key the house gave (hex), and reads what was kept under it. What does not open is thrown away. */
  async open(keyHex: string): Promise<void> {
    // Absent on pages that are not secure, whatever the types say.
    const subtle = crypto.subtle as SubtleCrypto | undefined;
    if (subtle === undefined) return;
    const raw = Uint8Array.from(keyHex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    this.#key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    for (const name of keptNames()) {
      const draft = name.slice(PREFIX.length);
      const kept = await this.#opened(draft, sessionStorage.getItem(name) ?? '');
      if (kept === null || Date.now() - kept.at > KEPT_MS) sessionStorage.removeItem(name);
      else if (this.of(draft).get() === undefined) this.of(draft).set(kept.value);
    }
  }

  /** The draft of this name; undefined until something was typed. */
  of<T>(name: string): Store<T | undefined> {
    let store = this.#values.get(name);
    if (store === undefined) {
      store = new Store<unknown>(undefined);
      this.#values.set(name, store);
    }
    return store as Store<T | undefined>;
  }

  put<T>(name: string, value: T): void {
    this.of<T>(name).set(value);
    clearTimeout(this.#waiting.get(name));
    this.#waiting.set(
      name,
      setTimeout(() => void this.#keep(name), PAUSE_MS),
    );
  }

  /** It was sent, or is not wanted any more. */
  forget(name: string): void {
    clearTimeout(this.#waiting.get(name));
    this.#values.get(name)?.set(undefined);
    sessionStorage.removeItem(PREFIX + name);
  }

  /** Somebody signs out: what they typed last is kept, sealed, and the key to it is forgotten. */
  async close(): Promise<void> {
    const waiting = [...this.#waiting.keys()];
    for (const name of waiting) clearTimeout(this.#waiting.get(name));
    await Promise.all(waiting.map((name) => this.#keep(name)));
    this.#key = null;
    this.#values.clear();
  }

  async #keep(name: string): Promise<void> {
    const value = this.of(name).get();
    if (this.#key === null || value === undefined) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ at: Date.now(), value } satisfies Kept));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) },
      this.#key,
      text,
    );
    // It may have been forgotten while it was encrypted.
    if (this.of(name).get() === undefined) return;
    try {
      sessionStorage.setItem(PREFIX + name, `${base64(iv)}.${base64(new Uint8Array(sealed))}`);
    } catch {
      // A full or forbidden storage costs the reload, never what is on the screen.
    }
  }

  async #opened(name: string, kept: string): Promise<Kept | null> {
    const [iv = '', sealed = ''] = kept.split('.');
    if (this.#key === null) return null;
    try {
      const text = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: bytes(iv), additionalData: new TextEncoder().encode(name) },
        this.#key,
        bytes(sealed),
      );
      return JSON.parse(new TextDecoder().decode(text)) as Kept;
    } catch {
      return null;
    }
  }
}

const keptNames = () => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
const base64 = (raw: Uint8Array) => btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join(''));
const bytes = (text: string) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
