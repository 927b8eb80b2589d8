/** What the contract says of each command, without its schemas: the button's words, where it is sent, what it needs. */
import { COMMANDS } from 'virtual:commands';
import type { CommandType } from '../../contract/commands.ts';
import type { Terminal } from '../../contract/roles.ts';

export interface CommandFacts {
  readonly zh: string;
  readonly en: string;
  /** The terminals that offer it. */
  readonly at: readonly Terminal[];
  /** The plural its stream's commands stand under. */
  readonly path: string;
  /** It begins its stream, so it is sent to none. */
  readonly starts?: true;
  readonly secondPerson?: true;
  /** It rests on what was read, and must say on which version. */
  readonly rests?: true;
  /** It may be entered after an outage, with the time it happened. */
  readonly late?: true;
}

export const COMMAND_FACTS = COMMANDS as Readonly<Record<CommandType, CommandFacts>>;
