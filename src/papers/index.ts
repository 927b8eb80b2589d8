/**
 * Papers: facts become the bytes of a PDF, drawn off the main thread, the same bytes for the same facts.
 *
 * This room knows fonts, ink and the check code. It must never know a database, a route, a clock, or who may see what.
 * What a paper says stands in `templates/`; what it is made from in `contract/papers.ts`.
 */
import type { PaperFacts, PaperKind } from '../contract/papers.ts';
import type { DrawJob } from './draw-worker.ts';
import type { DrawnPaper } from './draw.ts';
import { Pool } from './pool.ts';

export { checkCode, isCheckCode, textDigest } from './check-code.ts';
export type { DrawnPaper } from './draw.ts';
export { startThread } from './pool.ts';
export { CURRENT_VERSION, pledgeText } from '../../templates/index.ts';

export interface PapersOptions {
  /** Threads that draw; each holds the fonts (some 60 MB). */
  readonly workers?: 1 | 2;
  /** Paths of further fonts, asked after the two that are built in. */
  readonly extraFonts?: readonly string[];
  /** After this a drawing is given up and its thread replaced. */
  readonly patienceMs?: number;
}

export interface Papers {
  /**
   * Draws one paper. The digest is that of the whole file.
   * Refuses a template version that never was; a missing glyph is no refusal, it is marked on the paper and returned.
   */
  drawPaper<K extends PaperKind>(kind: K, templateVersion: number, facts: PaperFacts[K]): Promise<DrawnPaper>;
  /** Starts the threads and opens the fonts before the first paper is asked for. */
  warm(): void;
  close(): Promise<void>;
}

/** Opens the room. Threads start with the first paper, or with `warm`. */
export function openPapers(options: PapersOptions = {}): Papers {
  const script = new URL(
    import.meta.url.endsWith('.ts') ? './draw-worker.ts' : './draw-worker.js',
    import.meta.url,
  );
  const pool = new Pool<DrawJob, Omit<DrawnPaper, 'bytes'> & { readonly bytes: Uint8Array }>(script, {
    size: options.workers ?? 1,
    workerData: { extraFonts: options.extraFonts ?? [] },
    patienceMs: options.patienceMs ?? 30_000,
  });
  return {
    async drawPaper(kind, templateVersion, facts) {
      const { bytes, ...rest } = await pool.run({ kind, templateVersion, facts });
      return { ...rest, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    },
    warm: () => {
      pool.warm();
    },
    close: () => pool.close(),
  };
}
