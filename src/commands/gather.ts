/** What only a statement of the very transaction can tell: what came in between, a code read back, what is in somebody's name. */
import { commandRow } from '../contract/commands.ts';
import type { JournalRow } from '../contract/streams.ts';
import { heardCode } from '../contract/spoken-codes.ts';
import {
  type BlindIndex,
  listView,
  readRows,
  timersOf,
  tryReadBackCode,
  type Writer,
} from '../storage/index.ts';
import { PERSON_CHANGES } from './certificates.ts';
import type { Prepared } from './command.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import type { ShiftContext } from '../../workflows/staff.ts';
import type { Live } from './live.ts';
import type { Registry } from './registry.ts';

/** What statements of the transaction found out for one command. */
export interface Gathered {
  /** Facts that came in after the version the command says it rests on. */
  readonly cameBetween: readonly string[];
  /** Who the traveller is was changed after a certificate was held against them, or after their documents were opened. */
  readonly personChanged: boolean;
  readonly codeWasRight: boolean;
  readonly nothingInMyName: boolean;
  readonly noShiftRuns: boolean;
  /** Who of the desk has a shift running, where its ruling falls due; by account. */
  readonly onShift: readonly string[];
  /** When the timer that fires is due, as its row says in this transaction; null where none is set. */
  readonly timerDueAt: number | null;
}

/** What only a statement of this very transaction can tell. */
export async function gather(
  writer: Writer,
  prepared: Prepared,
  here: Live,
  unwritten: readonly JournalRow[],
  blind: BlindIndex,
  registry: Registry,
  now: number,
): Promise<Gathered> {
  const { command, key } = prepared;
  const { type, envelope, body } = command;
  let cameBetween: readonly string[] = [];
  if (commandRow(type).dependsOn !== undefined && (envelope.basedOn ?? 0) < here.version) {
    const basedOn = envelope.basedOn ?? 0;
    const isNewer = (row: JournalRow) => row.streamId === key.streamId && row.version > basedOn;
    // Rows of this batch come in between like any other, though no statement finds them yet.
    const rows = [...(await readRows(writer, key, basedOn)), ...unwritten.filter(isNewer)];
    cameBetween = rows.flatMap(({ facts }) => facts.map((fact) => fact.type));
  }
  const restsOn = prepared.certificate?.restsOn ?? prepared.documents?.restsOn ?? null;
  const personChanged =
    restsOn !== null && restsOn < here.version && (await changedSince(writer, here, restsOn));
  // A code that was misheard uses up no try; its check character says so.
  const code = type === 'recordOralAnswer' ? heardCode('readBack', String(body['code'])) : null;
  const codeWasRight =
    code !== null &&
    (await tryReadBackCode(
      writer,
      {
        ...key,
        subject: String(body['worker']),
        digest: blind.digest('readBackCode', code),
      },
      now,
    ));
  const leaving =
    type === 'endShift' ? prepared.by.actor.account : type === 'eraseAccount' ? key.streamId : null;
  const nothingInMyName =
    leaving === null || (await listView(writer, 'handoff', [`mine/${leaving}`], '', 1)).length === 0;
  const noShiftRuns =
    type !== 'startShift' ||
    (await listView(writer, 'shift', [`onShift/${prepared.by.actor.account}`], '', 1)).length === 0;
  const timerDueAt =
    type === 'dueTimerFired'
      ? ((await timersOf(writer, key)).find(({ name }) => name === body['timer'])?.dueAt ?? null)
      : null;
  const onShift =
    type === 'dueTimerFired' && body['timer'] === 'rulingDue'
      ? await supervisorsOnShift(writer, here, registry)
      : [];
  return { cameBetween, personChanged, codeWasRight, nothingInMyName, noShiftRuns, onShift, timerDueAt };
}

/** Of those who may rule at the desk that the case lies with, who is there now. */
async function supervisorsOnShift(writer: Writer, { standing }: Live, registry: Registry): Promise<string[]> {
  const desk = (standing as HandoffStanding).context.request.supervisor;
  const may = desk === null ? [] : registry.holdersOver('supervisor', desk);
  const shifts = await listView(
    writer,
    'shift',
    may.map((account) => `onShift/${account}`),
    '',
    Math.max(1, may.length),
  );
  const there = new Set(
    shifts.map(({ row }) => (row as unknown as { readonly context: ShiftContext }).context.officer),
  );
  return may.filter((account) => there.has(account));
}

async function changedSince(writer: Writer, { key, version }: Live, restsOn: number): Promise<boolean> {
  const rows = await readRows(writer, key, restsOn);
  // Rows of this batch are not written yet, and may be of any kind.
  return (
    rows.length + restsOn < version ||
    rows.some(({ facts }) => facts.some(({ type }) => PERSON_CHANGES.includes(type)))
  );
}
