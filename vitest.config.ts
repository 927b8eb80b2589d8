import { defineConfig } from 'vitest/config';
import { contractForBrowsers } from './src/screens/build/contract-for-browsers.ts';

export default defineConfig({
  plugins: [contractForBrowsers()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/storage/postgres-server.ts', 'test/screens/built.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
