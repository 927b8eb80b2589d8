/**
 * Reads `rights.csv`: who may do what, written by hand from what the design says of each role, and never from the code.
 *
 * A line is one address; `list` and `row` are the two addresses of a view. The cells: `ok` for an answer of meaning
 * (done, or refused by the case itself), `none` for a list that does not show the thing, `401`, `403`, and `404` for a
 * thing that this principal may not know of. "Other" is another checkpoint, community, street office, district, handoff.
 */
import { readFileSync } from 'node:fs';
import { RIGHTS } from '../../src/access/index.ts';
import { COMMAND_TYPES, type CommandType, isCommandType } from '../../src/contract/commands.ts';
import { type Role, ROLE_NAMES, TERMINAL_OF } from '../../src/contract/roles.ts';
import type { Route } from '../../src/contract/routes.ts';
import { VIEW_NAMES, VIEWS, type ViewName } from '../../src/contract/views.ts';
import { PRINCIPAL_NAMES, principal, type PrincipalName } from './principals.ts';

export type Cell = 'ok' | 'none' | '401' | '403' | '404';

export interface Line {
  readonly terminal: string;
  readonly kind: string;
  readonly name: string;
  readonly cells: Readonly<Record<PrincipalName, Cell>>;
}

const CELLS: readonly string[] = ['ok', 'none', '401', '403', '404'];

export function readTable(file: string): Line[] {
  const [head = [], ...lines] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()));
  const columns = head.slice(3);
  if (columns.join() !== PRINCIPAL_NAMES.join())
    throw new Error(`The columns of ${file} are not the principals.`);
  return lines.map(([terminal = '', kind = '', name = '', ...cells]) => {
    if (cells.length !== columns.length || cells.some((cell) => !CELLS.includes(cell)))
      throw new Error(`The line ${terminal} ${kind} ${name} of ${file} has a cell that says nothing.`);
    return {
      terminal,
      kind,
      name,
      cells: Object.fromEntries(columns.map((column, n) => [column, cells[n]])) as Line['cells'],
    };
  });
}

export const keyOfLine = ({ terminal, kind, name }: Line) => `${terminal} ${kind} ${name}`;

/** The line that a route must have. */
export function keyOfRoute(route: Route): string {
  const terminal = route.terminal ?? '-';
  if (route.kind === 'command') return `${terminal} command ${route.command}`;
  if (route.kind === 'view') return `${terminal} ${route.one ? 'row' : 'list'} ${route.view}`;
  return `${terminal} plain ${route.name}`;
}

/** What the house does by itself, and nobody else is asked to confirm. */
export const BY_THE_HOUSE: readonly CommandType[] = [
  'recordLateResult',
  'recordSourceAnswer',
  'handOverHold',
  'dueTimerFired',
  'noteContradiction',
  'noteOverlap',
  'recordPaper',
  'recordDelivery',
  'applyAnnouncementEnd',
  'applyMilderMeasure',
  'erasePerson',
  'createAccount',
  'confirmAccount',
  'endAnnouncement',
  'migrateStream',
  'recordClockJump',
];

const SENT_BY_ADAPTERS: Readonly<Record<string, CommandType>> = {
  sourceAnswer: 'recordSourceAnswer',
  lateResult: 'recordLateResult',
};

export type Reaches = 'no' | 'its own' | 'all';

/** What the table gives each role for each command. */
export type Given = Readonly<Record<CommandType, Readonly<Record<Role, Reaches>>>>;
/** Which roles the table shows a view to. */
export type Shown = Readonly<Record<ViewName, readonly Role[]>>;

const byRole = <T>(of: (role: Role) => T) =>
  Object.fromEntries(ROLE_NAMES.map((role) => [role, of(role)])) as Record<Role, T>;
const cellsOf = ({ cells }: Line, role: Role) =>
  PRINCIPAL_NAMES.filter((name) => principal(name).role === role).map((name) => cells[name]);

function reaches(table: readonly Line[], command: CommandType, role: Role): Reaches {
  if (role === 'house') return BY_THE_HOUSE.includes(command) ? 'all' : 'no';
  const cells = table
    .filter(
      ({ terminal, kind, name }) =>
        (kind === 'command' && name === command && terminal === TERMINAL_OF[role]) ||
        (kind === 'plain' && SENT_BY_ADAPTERS[name] === command && role === 'adapter'),
    )
    .flatMap((line) => cellsOf(line, role));
  if (!cells.includes('ok')) return 'no';
  return cells.every((cell) => cell === 'ok') ? 'all' : 'its own';
}

export const givenBy = (table: readonly Line[]): Given =>
  Object.fromEntries(
    COMMAND_TYPES.map((command) => [command, byRole((role) => reaches(table, command, role))]),
  ) as unknown as Given;

export const shownBy = (table: readonly Line[]): Shown =>
  Object.fromEntries(
    VIEW_NAMES.map((view) => [
      view,
      ROLE_NAMES.filter((role) =>
        table.some(
          (line) =>
            (line.kind === 'list' || line.kind === 'row') &&
            line.name === view &&
            line.terminal === TERMINAL_OF[role] &&
            cellsOf(line, role).some((cell) => cell !== '403'),
        ),
      ),
    ]),
  ) as unknown as Shown;

export type RightsInCode = Record<CommandType, Partial<Record<Role, string>>>;

/** Where the table and the code's own table of rights say different things. */
export function differences(given: Given, rights: RightsInCode): string[] {
  return COMMAND_TYPES.flatMap((command) =>
    ROLE_NAMES.flatMap((role) => {
      const reach = rights[command][role];
      const is: Reaches = reach === undefined ? 'no' : reach === 'any' ? 'all' : 'its own';
      const should = given[command][role];
      return should === is ? [] : [`${role} × ${command}: the table says ${should}, the code ${is}`];
    }),
  );
}

export type ViewsInCode = Record<ViewName, readonly string[]>;

export const viewsInCode = (): ViewsInCode =>
  Object.fromEntries(VIEW_NAMES.map((view) => [view, VIEWS[view].roles])) as unknown as ViewsInCode;

/** The same for views. */
export function viewDifferences(shown: Shown, views: ViewsInCode): string[] {
  return VIEW_NAMES.flatMap((view) =>
    ROLE_NAMES.filter((role) => shown[view].includes(role) !== views[view].includes(role)).map(
      (role) => `${role} × ${view}: the table says ${shown[view].includes(role) ? 'yes' : 'no'}`,
    ),
  );
}

/** The code's rights, so that a test can change them: the very table that the spine asks. */
export const rightsInCode = RIGHTS as unknown as RightsInCode;

export const commandOf = ({ kind, name }: Line): CommandType | null =>
  kind === 'command' && isCommandType(name) ? name : null;
