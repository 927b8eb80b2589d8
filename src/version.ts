import { existsSync, readFileSync } from 'node:fs';

/** The version in package.json, from the sources as from `dist`. */
export const VERSION: string = (() => {
  const file = ['../package.json', '../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  return file === undefined
    ? '0.0.0'
    : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
})();
