/**
 * The build of the screens: one entry per terminal, to `dist/screens` with hashed names and a manifest the doors read.
 *
 * The pages themselves are written by the doors (banner, language, headers), so there is no HTML here.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractForBrowsers } from './src/screens/build/contract-for-browsers.ts';
import { TARGET } from './src/screens/build/target.ts';
import { tokensAsCss } from './src/screens/build/tokens-as-css.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export default defineConfig({
  root: 'src/screens',
  base: '/screens/',
  publicDir: false,
  // The footer shows the bundle's own version, which an old page keeps when the house is newer.
  define: { SCREEN_VERSION: JSON.stringify(version) },
  resolve: {
    alias: [
      {
        find: /^fflate$/,
        replacement: fileURLToPath(new URL('src/screens/build/zip-without-workers.ts', import.meta.url)),
      },
    ],
  },
  plugins: [react(), contractForBrowsers(), tokensAsCss()],
  build: {
    outDir: '../../dist/screens',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: TARGET,
    cssTarget: TARGET,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rollupOptions: {
      input: Object.fromEntries([
        ...['checkpoint', 'community', 'supervisor', 'admin'].map((one) => [
          one,
          `src/screens/${one}/main.tsx`,
        ]),
        // The traveller's page is written by the doors; its script only helps.
        ['traveller', 'src/screens/traveller/main.ts'],
        ['pages', 'src/screens/plain/pages.ts'],
      ]),
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
    },
  },
});
