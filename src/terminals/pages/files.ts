/** The few files the pages are made of, read once, and the words they speak. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { COMMAND_TYPES, commandRow } from '../../contract/commands.ts';
import { REFUSALS } from '../../contract/refusals.ts';
import { ROLES } from '../../contract/roles.ts';
import { STREAM_PATHS } from '../../contract/routes.ts';
import { TIMERS } from '../../contract/timers.ts';
import { VIEWS } from '../../contract/views.ts';
import { FACTS, FIELDS, GROUPS, REGIONS, STATES, VALUES } from '../../contract/form-words.ts';
import { CARD, STANDINGS } from '../../contract/standings.ts';

const FOLDER = 'src/screens/plain';

export interface Served {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/** A file of the screens, from the sources as from `dist`. */
export function screenFile(name: string, type: string): Served {
  const bytes = readFileSync(join(screensFolder(), name));
  return served(name.endsWith('.js') ? Buffer.from(squeezed(bytes.toString())) : bytes, type);
}

/** A script without its comments and indentation. No text in our scripts goes over a line's end, so nothing else changes. */
function squeezed(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\/\/|\/\*|\*( |\/|$))/.test(line))
    .join('\n');
}

/** The contract in the shape the operators' page reads it: commands with their schemas, and every word. */
export function wordsFile(): Served {
  return served(Buffer.from(JSON.stringify(words())), 'application/json; charset=utf-8');
}

export function words() {
  return {
    commands: Object.fromEntries(
      COMMAND_TYPES.map((type) => [type, commandRow(type)] as const)
        .filter(([, { at }]) => at.length > 0)
        .map(([type, { zh, en, at, stream, starts, secondPerson, late, dependsOn, body, fact }]) => [
          type,
          {
            zh,
            en,
            at,
            stream,
            starts: starts === true,
            secondPerson: secondPerson === true,
            late: late === true,
            rests: dependsOn !== undefined,
            fact,
            body,
          },
        ]),
    ),
    houseCommands: Object.fromEntries(
      COMMAND_TYPES.filter((type) => commandRow(type).at.length === 0).map((type) => {
        const { zh, en } = commandRow(type);
        return [type, { zh, en }];
      }),
    ),
    paths: STREAM_PATHS,
    views: VIEWS,
    timers: TIMERS,
    refusals: REFUSALS,
    roles: ROLES,
    fields: FIELDS,
    values: VALUES,
    facts: FACTS,
    groups: GROUPS,
    regions: REGIONS,
    states: STATES,
    standings: STANDINGS,
    card: CARD,
  };
}

/** A file as it is sent: whole and squeezed, with the mark it is known by. */
export function served(bytes: Buffer, type: string): Served {
  return {
    type,
    bytes,
    gzipped: gzipSync(bytes, { level: 9 }),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

function screensFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER, 'desk.js'))) return join(folder, FOLDER);
    if (folder === dirname(folder)) throw new Error(`${FOLDER} is not beside the program.`);
  }
}
