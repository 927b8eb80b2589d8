/** All commands in one table. A write that is not one of these is a defect. */
import type { CommandRow } from './command-table.ts';
import { HANDOFF_COMMANDS } from './handoff-commands.ts';
import {
  ACCOUNT_COMMANDS,
  ANNOUNCEMENT_COMMANDS,
  CHANNEL_COMMANDS,
  DIRECTORY_COMMANDS,
  HOUSE_COMMANDS,
  MEASURE_COMMANDS,
  OVERLAP_COMMANDS,
  SHIFT_COMMANDS,
  STOP_COMMANDS,
  TRUST_COMMANDS,
  TRUST_LIST_COMMANDS,
} from './house-commands.ts';

export const COMMANDS = {
  ...STOP_COMMANDS,
  ...HANDOFF_COMMANDS,
  ...SHIFT_COMMANDS,
  ...TRUST_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...DIRECTORY_COMMANDS,
  ...MEASURE_COMMANDS,
  ...ANNOUNCEMENT_COMMANDS,
  ...TRUST_LIST_COMMANDS,
  ...CHANNEL_COMMANDS,
  ...OVERLAP_COMMANDS,
  ...HOUSE_COMMANDS,
} as const satisfies Record<string, CommandRow>;

export type CommandType = keyof typeof COMMANDS;
export const COMMAND_TYPES = Object.keys(COMMANDS) as CommandType[];

/** The row of a command, with the optional columns readable. */
export function commandRow(type: CommandType): CommandRow {
  return COMMANDS[type];
}

/** Whether a string from outside names a command. */
export function isCommandType(type: string): type is CommandType {
  return Object.prototype.hasOwnProperty.call(COMMANDS, type);
}
