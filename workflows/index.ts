/**
 * What may happen: every machine by the kind of stream it runs.
 *
 * This room knows states, sentences and what follows from them.
 * It must never know a clock, an id's making, a database, a permission, or a name.
 */
import type { StreamKind } from '../src/contract/streams.ts';
import { announcement, directory, measure, trustList } from './administration.ts';
import type { Workflow } from './answer.ts';
import { channel } from './channel.ts';
import type { HandoffContext, HandoffInput } from './handoff-context.ts';
import { migrateHandoff } from './handoff-migration.ts';
import { HANDOFF_RULES } from './handoff-rules.ts';
import { SENTENCES } from './handoff-sentences.ts';
import { HANDOFF_VERSION, handoff as handoffMachine } from './handoff.ts';
import { overlap } from './overlap.ts';
import { account, shift } from './staff.ts';
import { type Input, isIn } from './standing.ts';
import { stop } from './stop.ts';
import { supervision } from './supervision.ts';

const CLOSED = ['cleared', 'turnedBack', 'withdrawn', 'referred', 'released.received', 'released.notArrived'];

export const handoff: Workflow<HandoffContext, HandoffInput> = {
  name: 'handoff',
  version: HANDOFF_VERSION,
  machine: handoffMachine,
  sentences: SENTENCES,
  rules: HANDOFF_RULES,
  migrate: (standing, from) => migrateHandoff(standing, from, HANDOFF_VERSION),
  refusalAt: (value) => (CLOSED.some((state) => isIn(value, state)) ? 'handoffIsClosed' : 'notInThisState'),
};

/** Whether a handoff is closed: decided for good, with only a few named commands left. */
export const isClosed = (value: Parameters<typeof isIn>[0]): boolean =>
  CLOSED.some((state) => isIn(value, state));

/** Every machine, by the kind of stream it runs. Closed: a stream of another kind cannot be written. */
export const WORKFLOWS = {
  handoff,
  stop,
  shift,
  directory,
  account,
  measure,
  announcement,
  trustList,
  trust: supervision,
  channel,
  overlap,
} as const satisfies Record<StreamKind, unknown>;

/** The machine of a kind of stream, its context and input as plain data. */
export function workflowOf(kind: StreamKind): Workflow<Record<string, unknown>, Input> {
  return WORKFLOWS[kind] as unknown as Workflow<Record<string, unknown>, Input>;
}
