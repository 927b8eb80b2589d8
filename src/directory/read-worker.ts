/** The thread that reads a file. What a hostile file costs, it costs here. */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from './sheet.ts';

const sheet = await readSheet(workerData as Uint8Array);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(sheet);
