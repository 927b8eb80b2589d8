/** Folding kept rows again, for `verify --replay`: the machine's answer to the journal's own inputs. */
import type { MachineInput, Snapshot, StreamKind } from '../contract/streams.ts';
import { answer } from '../../workflows/answer.ts';
import { workflowOf } from '../../workflows/index.ts';
import type { Standing } from '../../workflows/standing.ts';
import { eventOf } from './decide.ts';
import { snapshotOf, standingNow } from './live.ts';

/** The version of the machine that runs this kind of stream now. */
export const runningVersion = (kind: StreamKind): number => workflowOf(kind).version;

/** What the machine is after one more kept row; a migration hands in the snapshot that an older machine left. Throws where the machine would refuse what was once accepted. */
export function foldRow(
  before: Snapshot | null,
  input: MachineInput,
  row: { readonly streamKind: StreamKind; readonly streamId: string },
): Snapshot {
  if (input.type === 'migrateStream')
    return snapshotOf(row, standingNow(row.streamKind, input['snapshot'] as unknown as Snapshot));
  const standing =
    before === null ? null : ({ value: before.value, context: before.context } as Standing<unknown>);
  const answered = answer(
    workflowOf(row.streamKind),
    standing as Standing<Record<string, unknown>> | null,
    eventOf(input),
  );
  if (answered.outcome === 'refused') throw new Error(`Replay refuses ${input.type}: ${answered.because}.`);
  return snapshotOf(row, answered.standing);
}
