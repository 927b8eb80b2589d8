/** What travels between a test and the house it drives: one JSON line each way. */
import type { Answered, Command } from '../../src/commands/index.ts';
import type { Json } from '../../src/contract/streams.ts';
import type { Someone } from './ground.ts';

export type Sent = Command & { readonly by: Someone };
export interface Question {
  readonly view: string;
  readonly key: string;
  /** A clock of this handoff that is to run out first. */
  readonly runsOut?: string;
}
export type Wire =
  | { readonly open: true }
  | { readonly n: number; readonly command: Sent }
  | { readonly n: number; readonly question: Question };

export type Reply =
  | { readonly loaded: true }
  | { readonly ready: true }
  | { readonly lying: true }
  /** A read-back code, brought to whoever is to read it back. */
  | { readonly handoff: string; readonly code: string }
  | { readonly n: number; readonly answered: Answered }
  | { readonly n: number; readonly row: Json }
  | { readonly n: number; readonly threw: string };
