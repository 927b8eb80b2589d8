/** `guicheng import-directory <file>`: the same reading and the same checks as the administrator's screen, from the command line. */
import { readFileSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import type { Asked } from './asked.ts';
import type { Config } from './config.ts';
import type { DirectoryFault } from './contract/directory.ts';
import { COLUMNS, DIRECTORY_FAULTS } from './contract/directory-words.ts';
import type { By } from './contract/doors.ts';
import { type House, openHouse } from './house.ts';
import { houseKeys } from './house-key.ts';

const FAILED = 1;
const NOT_UNDERSTOOD = 2;
const SHOWN_FAULTS = 200;

/** The operator proposes; like anybody's proposal it is another who approves it. */
const OPERATOR: By = {
  actor: { account: 'operator', role: 'administrator', scope: '*', covers: new Set(['*']) },
  terminal: null,
};

export async function importDirectory(
  config: Config,
  { say, words: [file], options }: Asked,
): Promise<number> {
  if (file === undefined) {
    process.stderr.write('Name a file, XLSX or CSV. Try --help.\n');
    return NOT_UNDERSTOOD;
  }
  const began = performance.now();
  const step = (line: string) =>
    say(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  const bytes = readFileSync(file);
  step(`${file}: ${bytes.length} bytes`);
  const { warning, ...keys } = houseKeys(config);
  if (warning !== null) process.stderr.write(`${warning}\n`);
  const house = await openHouse({
    place: config.place,
    ...keys,
    witnesses: { secondPerson: () => Promise.resolve(null) },
  });
  try {
    step('The house is open, and knows the directory in force.');
    const preview = await house.directory.preview(bytes);
    const { counts, faults, faultsInAll, rows, digest } = preview;
    if (faultsInAll > 0) {
      for (const fault of faults.slice(0, SHOWN_FAULTS)) say(inWords(fault));
      say(`${faultsInAll} faults in ${rows} rows; not one line of it is taken.`, { faults, faultsInAll });
      return FAILED;
    }
    step(
      `${rows} rows are sound: ${counts.added} new, ${counts.changed} changed, ${counts.ended} ended, ${counts.same} as they are.`,
    );
    const entries = preview.changes.map(({ after }) => after);
    if (entries.length === 0 || options['dry-run'] === true) {
      say(entries.length === 0 ? 'There is nothing to propose.' : 'Nothing was proposed.', {
        counts,
        digest,
      });
      return 0;
    }
    const inForce = await directoryInForce(house);
    const answered = await house.submit(
      {
        ...(inForce === null
          ? { type: 'importDirectory' as const }
          : { type: 'changeDirectory' as const, streamId: inForce }),
        body: { entries, fileDigest: digest },
        envelope: { commandId: uuid() },
      },
      OPERATOR,
    );
    if (answered.outcome === 'refused') {
      say(
        `Refused: ${answered.code}${answered.field === undefined ? '' : ` (${answered.field})`}.`,
        answered,
      );
      return FAILED;
    }
    step('Proposed. It is in force once an administrator has approved it: 名录, 待批准的变更.');
    say('', { ...answered, counts, digest });
    return 0;
  } finally {
    await house.close();
  }
}

/** The stream of the directory that is in force and takes changes; null where none is. */
async function directoryInForce(house: House): Promise<string | null> {
  const { rows } = await house.views.list(OPERATOR.actor, 'directoryChanges', null, 200);
  return rows.find(({ row }) => row['state'] === 'inForce' || row['state'] === 'changing')?.key ?? null;
}

function inWords({ line, column, code, value }: DirectoryFault): string {
  const { zh, en } = DIRECTORY_FAULTS[code];
  const where = [
    line === 0 ? '' : `${line}`,
    column === null ? '' : `${COLUMNS[column].zh} ${COLUMNS[column].en}`,
  ]
    .filter(Boolean)
    .join(', ');
  return `${where === '' ? '' : `${where}: `}${zh} ${en}${value === undefined ? '' : ` [${value}]`}`;
}
