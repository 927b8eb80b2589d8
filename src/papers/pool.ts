/**
 * A few worker threads and a queue. A job that a dying thread takes with it is tried once more on a new one;
 * a job that kills two threads is refused, and the others go on.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface PoolOptions {
  readonly size: number;
  readonly workerData: unknown;
  /** A job that takes longer is given up, and its thread with it. */
  readonly patienceMs: number;
}

interface Waiting<Job, Done> {
  readonly id: number;
  readonly job: Job;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
  tries: number;
}

type Report<Done> = { readonly id: number } & ({ readonly done: Done } | { readonly failed: string });

const TRIES = 2;

export class Pool<Job, Done> {
  readonly #script: URL;
  readonly #options: PoolOptions;
  readonly #queue: Waiting<Job, Done>[] = [];
  readonly #busy = new Map<Worker, { waiting: Waiting<Job, Done>; timer: NodeJS.Timeout }>();
  readonly #idle: Worker[] = [];
  #nextId = 1;
  #isClosed = false;

  constructor(script: URL, options: PoolOptions) {
    this.#script = script;
    this.#options = options;
  }

  /** Starts the threads before the first job asks for one. */
  warm() {
    while (this.#busy.size + this.#idle.length < this.#options.size) this.#idle.push(this.#start());
  }

  run(job: Job): Promise<Done> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new Error('The papers are closed.'));
        return;
      }
      this.#queue.push({ id: this.#nextId, job, resolve, reject, tries: 0 });
      this.#nextId += 1;
      this.#next();
    });
  }

  /** Ends the threads. What still waits, or is being drawn, is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const held = [...this.#busy.values()];
    const workers = [...this.#busy.keys(), ...this.#idle];
    this.#busy.clear();
    this.#idle.length = 0;
    for (const { waiting, timer } of held) {
      clearTimeout(timer);
      waiting.reject(new Error('The papers were closed while this one was drawn.'));
    }
    for (const { reject } of this.#queue.splice(0)) reject(new Error('The papers are closed.'));
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next() {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.#options.size ? this.#start() : undefined);
      if (worker === undefined) return;
      const waiting = this.#queue.shift();
      if (waiting === undefined) return;
      waiting.tries += 1;
      const timer = setTimeout(() => void worker.terminate(), this.#options.patienceMs);
      this.#busy.set(worker, { waiting, timer });
      worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ id: waiting.id, job: waiting.job });
    }
  }

  #start(): Worker {
    const worker = startThread(this.#script, this.#options.workerData);
    // Nothing that only waits for work keeps the house from stopping.
    worker.unref();
    let reason = 'it ended';
    worker.on('message', (report: Report<Done>) => {
      this.#report(worker, report);
    });
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      this.#lost(worker, reason);
    });
    return worker;
  }

  #report(worker: Worker, report: Report<Done>) {
    const held = this.#busy.get(worker);
    if (held === undefined || held.waiting.id !== report.id) return;
    clearTimeout(held.timer);
    this.#busy.delete(worker);
    this.#idle.push(worker);
    worker.unref();
    if ('done' in report) held.waiting.resolve(report.done);
    else held.waiting.reject(new Error(report.failed));
    this.#next();
  }

  #lost(worker: Worker, reason: string) {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    const held = this.#busy.get(worker);
    if (held === undefined) return;
    clearTimeout(held.timer);
    this.#busy.delete(worker);
    if (held.waiting.tries < TRIES) this.#queue.unshift(held.waiting);
    else held.waiting.reject(new Error(`The thread that drew was lost ${TRIES} times: ${reason}.`));
    this.#next();
  }
}

/**
 * From `dist` the thread runs the script itself. From source it first teaches itself TypeScript with `tsx`, which only
 * development has; a flag in `execArgv` would not do, because hooks of the parent do not reach a thread on Node 20.
 */
export function startThread(script: URL, workerData: unknown): Worker {
  if (!script.pathname.endsWith('.ts')) return new Worker(script, { workerData, execArgv: [] });
  const tsxFolder = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const tsx = new URL('./dist/esm/api/index.mjs', tsxFolder).href;
  const lesson = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); });`;
  return new Worker(lesson, { eval: true, workerData, execArgv: [] });
}
