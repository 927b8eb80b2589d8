/** The shape of a row in the command tables, and the fields every command carries. */
import { LATE_REASONS } from './late-entry.ts';
import type { TSchema } from 'typebox';
import type { Terminal } from './roles.ts';
import { At, Id, type Static, strict, Type } from './schema.ts';
import type { StreamKind } from './streams.ts';

/**
 * One command: what it writes to, what it carries, what becomes true.
 * Who may try it stands in `access/`, when it is allowed in `workflows/`.
 */
export interface CommandRow {
  readonly stream: StreamKind;
  /** What the button says. */
  readonly zh: string;
  readonly en: string;
  /** The command makes its stream; its id is made in prepare. */
  readonly starts?: true;
  /** The terminals that offer it; empty for what only the house and its adapters do. */
  readonly at: readonly Terminal[];
  readonly body: TSchema;
  /** A second person proves themselves first and the command carries their single-use token. */
  readonly secondPerson?: true;
  /** The fact that is true afterwards; further facts follow from the machine. */
  readonly fact: string;
  /**
   * The command rests on what was read. It must say on which version (428 where it does not),
   * and is answered 412 if one of these facts came in between.
   */
  readonly dependsOn?: readonly string[];
  /** May be entered after an outage with the time it happened. */
  readonly late?: true;
}

/** What travels round the body. The client makes `commandId` (UUIDv7) when the form opens and keeps it through every resend. */
export const Envelope = strict({
  commandId: Id,
  basedOn: Type.Optional(Type.Integer({ minimum: 1 })),
  occurredAt: Type.Optional(At),
  lateBecause: Type.Optional(Type.Enum([...LATE_REASONS])),
  stepUp: Type.Optional(Type.String({ minLength: 20, maxLength: 200 })),
});
export type Envelope = Static<typeof Envelope>;
