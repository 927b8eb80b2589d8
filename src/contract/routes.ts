/**
 * Every address of the house. A route that is not a row here does not exist.
 *
 * Commands and views make their own rows from their tables, one per terminal that offers them; the few others
 * (signing in, stepping up, health, the feed) stand in `plain-routes.ts`.
 */
import { COMMANDS, type CommandType, commandRow } from './commands.ts';
import { PLAIN_NAMES, type PlainName, plainRow } from './plain-routes.ts';
import type { Terminal } from './roles.ts';
import type { StreamKind } from './streams.ts';
import { VIEW_NAMES, VIEWS, type ViewName } from './views.ts';

export type Route =
  | {
      readonly kind: 'command';
      readonly method: 'POST';
      readonly path: string;
      readonly terminal: Terminal;
      readonly command: CommandType;
    }
  | {
      readonly kind: 'view';
      readonly method: 'GET';
      readonly path: string;
      readonly terminal: Terminal;
      readonly view: ViewName;
      readonly one: boolean;
    }
  | {
      readonly kind: 'plain';
      readonly method: 'GET' | 'POST' | 'DELETE';
      readonly path: string;
      /** Null for what belongs to no terminal: health, the feed, enrolling. */
      readonly terminal: Terminal | null;
      readonly name: PlainName;
    };

/** The plural a stream's commands stand under. */
export const STREAM_PATHS: Readonly<Record<StreamKind, string>> = {
  handoff: 'handoffs',
  stop: 'stops',
  shift: 'shifts',
  directory: 'directories',
  account: 'accounts',
  measure: 'measures',
  announcement: 'announcements',
  trustList: 'trust-lists',
  trust: 'files',
  channel: 'channels',
  overlap: 'overlaps',
};

/** The address of a command at a terminal; `:id` is the stream's, absent where the command starts one. */
export function commandPath(terminal: Terminal, type: CommandType): string {
  const row = commandRow(type);
  const stream = STREAM_PATHS[row.stream];
  return row.starts ? `/api/${terminal}/${stream}/${type}` : `/api/${terminal}/${stream}/:id/${type}`;
}

/** The address of a view's rows, or of one row by its key. */
export function viewPath(terminal: Terminal, view: ViewName, one: boolean): string {
  return `/api/${terminal}/views/${view}${one ? '/:key' : ''}`;
}

const commandRoutes = (Object.keys(COMMANDS) as CommandType[]).flatMap((command) =>
  commandRow(command).at.map(
    (terminal): Route => ({
      kind: 'command',
      method: 'POST',
      path: commandPath(terminal, command),
      terminal,
      command,
    }),
  ),
);
const viewRoutes = VIEW_NAMES.flatMap((view) =>
  VIEWS[view].at.flatMap((terminal) =>
    [false, true].map(
      (one): Route => ({
        kind: 'view',
        method: 'GET',
        path: viewPath(terminal, view, one),
        terminal,
        view,
        one,
      }),
    ),
  ),
);

const plainRoutes = PLAIN_NAMES.flatMap((name) => {
  const { method, path, at } = plainRow(name);
  return at.length === 0
    ? [{ kind: 'plain', method, path, terminal: null, name } satisfies Route]
    : at.map(
        (terminal): Route => ({
          kind: 'plain',
          method,
          path: path.replace('{terminal}', terminal),
          terminal,
          name,
        }),
      );
});

export const ROUTES: readonly Route[] = [...commandRoutes, ...viewRoutes, ...plainRoutes];
