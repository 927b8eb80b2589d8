/** `npm start` and `npm run demo`: builds what changed, then runs the house with threads enough for database and passwords. */
import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const at = (file) => fileURLToPath(new URL(file, import.meta.url));
execFileSync(process.execPath, [at('build-if-changed.mjs')], { stdio: 'inherit' });
const house = spawn(process.execPath, [at('../dist/src/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { UV_THREADPOOL_SIZE: '8', ...process.env },
});
// Ctrl-C reaches the house by itself; this process only waits until it has closed.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => house.kill('SIGTERM'));
house.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
