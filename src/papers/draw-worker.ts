/** The thread that draws. It opens the fonts once, then draws one paper after another; it knows nothing else of the house. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { PaperFacts, PaperKind } from '../contract/papers.ts';
import { draw } from './draw.ts';
import { openFaces } from './fonts.ts';

export interface DrawJob {
  readonly kind: PaperKind;
  readonly templateVersion: number;
  readonly facts: PaperFacts[PaperKind];
}

const port = parentPort;
if (port === null) throw new Error('This file is run as a worker thread.');
// A paper may wait for a command, never a command for a paper. Linux lowers the calling thread alone, others the process.
if (process.platform === 'linux') setPriority(0, 10);
const { extraFonts } = workerData as { extraFonts: readonly string[] };
const faces = openFaces(extraFonts);

port.on('message', (message: { id: number; job: DrawJob }) => void answer(message));

async function answer({ id, job }: { id: number; job: DrawJob }) {
  try {
    const { bytes, digest, missing, pages, checkCode } = await draw(
      job.kind,
      job.templateVersion,
      job.facts,
      faces,
    );
    // A buffer of its own, so that it can be handed over instead of copied.
    const own = new Uint8Array(bytes);
    port?.postMessage({ id, done: { bytes: own, digest, missing, pages, checkCode } }, [own.buffer]);
  } catch (error) {
    port?.postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
  }
}
