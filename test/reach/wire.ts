/** What a test and its house say to each other. */
import type { Answered, Command } from '../../src/commands/index.ts';
import type { Role } from '../../src/contract/roles.ts';

export interface Someone {
  readonly account: string;
  readonly role: Role;
  readonly scope: string;
  readonly covers: readonly string[];
}

export type Order =
  | { readonly n: number; readonly by: Someone; readonly command: Command }
  | { readonly tick: number }
  | { readonly close: true };

export type Told =
  | { readonly ready: true }
  | { readonly n: number; readonly answered: Answered }
  | { readonly n: number; readonly threw: true }
  | { readonly ticked: number };
