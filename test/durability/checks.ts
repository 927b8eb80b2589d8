/** The checker: what was acknowledged, held against what is kept. An empty list means that nothing was lost or done twice. */
import type { Answered, Command } from '../../src/commands/index.ts';
import { foldRow, runningVersion } from '../../src/commands/index.ts';
import { commandRow } from '../../src/contract/commands.ts';
import {
  readLog,
  sequence,
  type Storage,
  unsequencedRows,
  verify,
  verifyReplay,
} from '../../src/storage/index.ts';

/** A command, and every answer that anybody was given to it. */
export interface Kept {
  readonly command: Command;
  readonly account: string;
  readonly answers: readonly Answered[];
}

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly commandId: string;
  readonly by: string;
  readonly command: Readonly<Record<string, unknown>>;
}

/** Refusals of a moment: nothing was decided, and the same command may come again. */
export const PASSES_BY_ITSELF: ReadonlySet<string> = new Set(['houseIsReady', 'storageIsFull']);
export const isAcknowledged = (answered: Answered): boolean =>
  answered.outcome === 'accepted' || !PASSES_BY_ITSELF.has(answered.code);

/** Every way in which what is kept differs from what was said. */
export async function faultsIn(storage: Storage, said: Iterable<Kept>): Promise<string[]> {
  const rows = await allRows(storage);
  const byCommand = groupBy(rows, ({ commandId }) => commandId);
  const faults: string[] = [];
  for (const { command, account, answers } of said) {
    const { commandId } = command.envelope;
    const [first, ...others] = answers.filter(isAcknowledged);
    const mine = (byCommand.get(commandId) ?? []).filter((row) => row.by === account);
    const fault = (what: string) =>
      faults.push(`${what}: ${command.type} ${commandId} ${JSON.stringify(first)}`);
    for (const other of others)
      if (JSON.stringify(other) !== JSON.stringify(first)) fault(`answered twice, ${JSON.stringify(other)}`);
    if (first === undefined) continue;
    if (first.outcome === 'refused') {
      if (mine.length > 0) fault('refused and done');
      continue;
    }
    const kind = command.streamKind ?? commandRow(command.type).stream;
    const there = mine.filter((row) => row.kind === kind && row.id === first.streamId);
    if (there.length === 0) fault('acknowledged and lost');
    else if (there[0]?.version !== first.version) fault('kept at another version');
    if (there.length > 1 || mine.length > effectsOf(command)) fault('done more than once');
  }
  for (const [timer, fired] of groupBy(
    rows.filter(({ command }) => command['type'] === 'dueTimerFired'),
    ({ kind, id, command }) => `${kind}/${id}/${String(command['timer'])}/${String(command['setByVersion'])}`,
  ))
    if (fired.length > 1) faults.push(`fired ${fired.length} times: ${timer}`);
  return [...faults, ...(await recordFaults(storage))];
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** On how many streams a command leaves a row. */
function effectsOf({ type, body }: Command): number {
  if (type === 'openHandoff' || type === 'tieToGuardian') return 2;
  return 1 + ((body['together'] as unknown[] | undefined)?.length ?? 0);
}

/** What `verify` and the replay find, and rows whose keys are nowhere. */
export async function recordFaults(storage: Storage): Promise<string[]> {
  const faults: string[] = [];
  if (storage.engine === 'postgres')
    while ((await unsequencedRows(storage.read)) > 0) await storage.write((writer) => sequence(writer));
  const verification = await verify(storage.read, { origin: storage.origin, checkpoints: [], verifiers: [] });
  if (verification.breaks > 0 || verification.waiting > 0) faults.push(verification.words);
  const replay = await verifyReplay(storage.read, runningVersion, foldRow);
  if (replay.first !== null || replay.byHashAlone > 0) faults.push(`replay: ${JSON.stringify(replay)}`);
  const uses = await storage.read.selectFrom('key_uses').select('key_id').execute();
  const lost = await storage.keys.unknown(uses.map(({ key_id }) => key_id));
  if (lost.length > 0) faults.push(`sealed under keys that are nowhere: ${lost.length}`);
  return faults;
}

async function allRows(storage: Storage): Promise<Row[]> {
  const rows = await storage.read
    .selectFrom('journal')
    .select(['stream_kind', 'stream_id', 'version', 'command_id', 'performed_by', 'command'])
    .execute();
  return rows.map((row) => ({
    kind: row.stream_kind,
    id: row.stream_id,
    version: row.version,
    commandId: row.command_id,
    by: row.performed_by,
    command: JSON.parse(row.command) as Record<string, unknown>,
  }));
}

/** How many timers have fired. */
export async function firedTimers(storage: Storage): Promise<number> {
  let fired = 0;
  let after = 0;
  for (;;) {
    const rows = await readLog(storage.read, after);
    fired += rows.filter(({ row }) => row.command.type === 'dueTimerFired').length;
    const last = rows.at(-1);
    if (last === undefined) return fired;
    after = last.position;
  }
}
