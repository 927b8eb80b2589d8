/**
 * What a browser has to know of the commands, read from the contract when the screens are built.
 *
 * The contract's own tables carry schemas, and with them a schema library that no phone should load to send a form.
 */
import type { Plugin } from 'vite';
import { COMMAND_TYPES, commandRow } from '../../contract/commands.ts';
import { STREAM_PATHS } from '../../contract/routes.ts';

const NAME = 'virtual:commands';

export function contractForBrowsers(): Plugin {
  return {
    name: 'contract-for-browsers',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) =>
      id === `\0${NAME}` ? `export const COMMANDS = JSON.parse(${JSON.stringify(commands())});` : null,
  };
}

function commands(): string {
  return JSON.stringify(
    Object.fromEntries(
      COMMAND_TYPES.map((type) => {
        const { zh, en, at, stream, starts, secondPerson, dependsOn, late } = commandRow(type);
        return [
          type,
          {
            zh,
            en,
            at,
            path: STREAM_PATHS[stream],
            ...(starts === true ? { starts } : {}),
            ...(secondPerson === true ? { secondPerson } : {}),
            ...(dependsOn === undefined ? {} : { rests: true }),
            ...(late === true ? { late } : {}),
          },
        ];
      }),
    ),
  );
}
