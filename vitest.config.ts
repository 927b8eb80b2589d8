import { defineConfig } from 'vitest/config';
import { contractForBrowsers } from './src/screens/build/contract-for-browsers.ts';

export default defineConfig({
  plugins: [contractForBrowsers()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/storage/postgres-server.ts', 'test/screens/built.ts'],
    pool: 'forks',
    // Room for a machine with other work too; what takes longer hangs.
    testTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
