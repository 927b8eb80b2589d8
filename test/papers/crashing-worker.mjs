// A thread that dies as it is told: for the pool's tests.
import { parentPort, threadId } from 'node:worker_threads';

parentPort.on('message', ({ id, job }) => {
  if (job.die === 'always') process.exit(3);
  if (job.die === 'once') {
    const seen = new Int32Array(job.shared);
    if (Atomics.add(seen, 0, 1) === 0) process.exit(3);
  }
  if (job.die === 'throw') throw new Error('a bug in the drawing');
  if (job.die === 'hang') return;
  const report = job.die === 'refuse' ? { id, failed: 'no' } : { id, done: { threadId, say: job.say } };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort.postMessage(report);
});
