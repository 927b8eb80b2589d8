/**
 * Zipping for the sheets that are exported, on the page's own thread.
 *
 * The library would hand large files to a worker made from a blob, which the pages' script policy refuses, and then wait
 * for ever. A ledger of ten thousand rows takes about a second here.
 */
import { zipSync } from 'fflate/browser';

type Files = Parameters<typeof zipSync>[0];

export function zip(files: Files, done: (error: Error | null, archive: Uint8Array | null) => void): void {
  try {
    done(null, zipSync(files));
  } catch (error) {
    done(error as Error, null);
  }
}

export { strToU8, zipSync } from 'fflate/browser';
