/**
 * From a machine's answer to everything a command leaves behind: row, snapshot, timers, effects, view.
 *
 * Pure but for the sealing of personal parts. Nothing is written here and nobody is told.
 */
import type { Place } from '../access/index.ts';
import { COMMAND_TYPES, type CommandType, commandRow } from '../contract/commands.ts';
import { EFFECTS, type EffectType, FACT_VERSION, FOLLOWS } from '../contract/facts.ts';
import type { Clocks } from '../contract/measures.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type {
  Fact,
  JournalRow,
  Json,
  MachineInput,
  SealedPart,
  Snapshot,
  StreamKey,
  StreamKind,
} from '../contract/streams.ts';
import type { TimerName } from '../contract/timers.ts';
import { acceptable, answer } from '../../workflows/answer.ts';
import type { ChannelContext } from '../../workflows/channel.ts';
import type { HandoffContext, HandoffStanding } from '../../workflows/handoff-context.ts';
import { dueAt, RESTARTS, timersOf } from '../../workflows/handoff-timers.ts';
import { holder } from '../../workflows/holder.ts';
import type { ShiftContext } from '../../workflows/staff.ts';
import { workflowOf } from '../../workflows/index.ts';
import { type Input, isIn, type Standing } from '../../workflows/standing.ts';
import {
  canonicalSnapshot,
  chainEntry,
  type Effect,
  type ShownClock,
  type Timer,
  type TimerKey,
  type ViewPut,
} from '../storage/index.ts';
import {
  audienceElsewhere,
  disputeAfter,
  handoffAudience,
  keepParts,
  type SaidHere,
  type ShownHandoff,
  type ShownRow,
  termsAfter,
  viewOf,
  wordsAfter,
} from '../views/index.ts';
import type { Prepared } from './command.ts';
import { type Live, snapshotOf } from './live.ts';
import { placeOf } from './place.ts';
import type { Registry } from './registry.ts';
import { officesToReach } from './whom-to-reach.ts';

/** What a decision is made in: the clock, the boot, the registry. All handed in. */
export interface Surroundings {
  readonly registry: Registry;
  /** Where the command's thing lies. */
  readonly place: Place;
  readonly now: number;
  readonly bootId: string;
  readonly monoMs: number;
}

/** What one command changes on one stream. */
export interface Change {
  readonly live: Live;
  readonly snapshot: Snapshot;
  readonly row: JournalRow;
  readonly timers: readonly Timer[];
  readonly cancelled: readonly TimerKey[];
  readonly effects: readonly Effect[];
  readonly put: ViewPut;
  /** Kinds of reservations that this stream no longer needs. */
  readonly freed: readonly string[];
}

/** A timer that fired reaches its machine by its own name. */
export function eventOf(input: MachineInput): Input {
  return (input.type === 'dueTimerFired' ? { ...input, type: input['timer'] } : input) as unknown as Input;
}

/** Decides one command on one stream. `input` is the machine's whole input, `parts` its sealed personal parts, `code` what the outbox alone may carry. */
export function decide(
  prepared: Prepared,
  live: Live,
  input: MachineInput,
  parts: readonly SealedPart[],
  code: readonly SealedPart[],
  surroundings: Surroundings,
): { readonly refused: RefusalCode } | { readonly change: Change } {
  const answered = answer(
    workflowOf(live.key.streamKind),
    live.version === 0 ? null : (live.standing as Standing<Record<string, unknown>>),
    eventOf(input),
  );
  if (answered.outcome === 'refused') return { refused: answered.because as RefusalCode };
  const facts = [commandRow(prepared.command.type).fact, ...answered.facts];
  return { change: changeOf(prepared, live, { ...answered, input, facts }, parts, code, surroundings) };
}

/**
 * The first row a newer machine writes on a stream: what the older one left, as it is known now. Its snapshot is in the
 * row, so that a replay goes on from there.
 */
export function migration(prepared: Prepared, live: Live, surroundings: Surroundings): Change {
  const input = {
    type: 'migrateStream',
    by: 'house',
    second: null,
    at: surroundings.now,
    from: live.older?.machineVersion ?? 0,
    snapshot: live.older as unknown as Json,
  };
  const byTheHouse = {
    ...prepared,
    by: { actor: { ...prepared.by.actor, account: 'house' }, terminal: null },
    secondPerson: null,
    coded: {},
  };
  const written = {
    input,
    facts: ['migrated'],
    standing: live.standing as Standing<Record<string, unknown>>,
  };
  return changeOf(byTheHouse, live, written, [], [], surroundings);
}

/** What was answered, written down: row, snapshot, timers, effects, view. */
function changeOf(
  prepared: Prepared,
  live: Live,
  answered: {
    readonly input: MachineInput;
    readonly facts: readonly string[];
    readonly standing: Standing<Record<string, unknown>>;
  },
  parts: readonly SealedPart[],
  code: readonly SealedPart[],
  surroundings: Surroundings,
): Change {
  const { streamKind } = live.key;
  const { input } = answered;
  const workflow = workflowOf(streamKind);
  const version = live.version + 1;
  const recordedAt = Math.max(surroundings.now, live.lastRecordedAt);
  const occurredAt = Math.min(prepared.command.envelope.occurredAt ?? recordedAt, recordedAt);
  const facts: Fact[] = [...new Set(answered.facts)].map((type) => ({ type }));
  const standing = answered.standing as Standing<unknown>;
  const pinned = streamKind === 'handoff' ? (standing.context as HandoffContext) : null;
  const snapshot = snapshotOf(live.key, standing);
  const row = chainEntry(
    {
      ...live.key,
      version,
      command: input,
      commandId: prepared.command.envelope.commandId,
      facts,
      factVersion: FACT_VERSION,
      occurredAt,
      recordedAt,
      performedBy: prepared.by.actor.account,
      recordedBy: prepared.by.actor.account,
      secondPerson: prepared.secondPerson,
      terminal: prepared.by.terminal,
      bootId: surroundings.bootId,
      monoMs: surroundings.monoMs,
      announcementId: pinned?.announcement || null,
      measureId:
        pinned === null || pinned.measure === '' ? null : `${pinned.measure}@${pinned.measureVersion}`,
      machineVersion: workflow.version,
      snapshotHash: canonicalSnapshot(snapshot).hash,
      sealedParts: parts,
    },
    live.lastHash,
  );
  const clocks = clocksAfter(live, standing, input, version, surroundings.registry, {
    at: occurredAt,
    // A stream's own time never goes back, the clock may: a wait is measured in the one and laid off on the other.
    behind: Math.min(0, surroundings.now - recordedAt),
  });
  const said: SaidHere = {
    type: input.type as CommandType,
    ...prepared.by.actor,
    commandId: prepared.command.envelope.commandId,
    coded: prepared.coded,
    parts,
    facts: answered.facts,
    version,
    occurredAt,
    recordedAt,
  };
  const shown: ShownRow = {
    id: live.key.streamId,
    version,
    state: standing.value as Json,
    context: standing.context as Json,
    ...acceptableIn(streamKind, standing),
    machineVersion: workflow.version,
    holder: streamKind === 'handoff' ? holder(standing as HandoffStanding) : null,
    timers: clocks.after,
    sealed: keepParts(live.row?.sealed ?? {}, parts, prepared.command.envelope.commandId),
    ...needsAfter(live.row?.needs, input),
    said: streamKind === 'handoff' ? {} : { ...live.row?.said, ...saidBy(prepared.coded) },
    ...(pinned === null
      ? {}
      : {
          officeWords: wordsAfter(live.row?.officeWords ?? [], said),
          terms: termsAfter(live.row?.terms ?? null, said, pinned.care.office ?? pinned.consent.office),
          dispute: disputeAfter(live.row?.dispute, said, pinned),
        }),
    recordedAt,
  };
  return {
    live: {
      key: live.key,
      version,
      lastHash: row.hash,
      lastRecordedAt: recordedAt,
      standing,
      older: null,
      row: shown,
    },
    snapshot,
    row,
    timers: clocks.set,
    cancelled: clocks.cancelled,
    effects: effectsOf(live, standing, version, input, facts, code, recordedAt, surroundings.registry),
    put: viewOf(live.key, shown, audienceOf(live.key, standing, shown, prepared, surroundings)),
    freed: freedBy(streamKind, live.standing, standing),
  };
}

/** The needs of a person after a command; nothing where none was ever marked. */
function needsAfter(before: readonly string[] = [], { type, need }: MachineInput): Pick<ShownRow, 'needs'> {
  const after = type === 'markNeed' ? [...new Set([...before, String(need)])] : before;
  return after.length === 0 ? {} : { needs: after };
}

/** The coded fields a list can show. Files that were handed in whole stay in the journal alone. */
function saidBy(coded: Readonly<Record<string, unknown>>): Record<string, Json> {
  const { text: _, entries: __, ...rest } = coded as Record<string, Json>;
  return rest;
}

// ── Timers ──────────────────────────────────────────────────────────────────────────────────────────────

/** When a timer is set, and how far the clock is behind the time of the stream. */
interface Setting {
  readonly at: number;
  readonly behind: number;
}

function clocksAfter(
  live: Live,
  standing: Standing<unknown>,
  input: MachineInput,
  version: number,
  registry: Registry,
  { at, behind }: Setting,
) {
  const before = live.row?.timers ?? {};
  const running = runningTimers(live.key.streamKind, standing);
  const fired = input.type === 'dueTimerFired' ? String(input['timer']) : null;
  const restarted: readonly string[] = RESTARTS[input.type as keyof typeof RESTARTS] ?? [];
  const after: Record<string, ShownClock> = {};
  const set: Timer[] = [];
  for (const name of running) {
    const was = before[name];
    const isNew = was === undefined || name === fired || restarted.includes(name);
    // An instant that somebody named is the wall clock's own, wherever that goes.
    const isNamed = name === 'announcementEnds' || live.key.streamKind === 'shift';
    const setting = { at, behind: isNamed ? 0 : behind };
    const clock = isNew
      ? clockOf(name === fired ? was : undefined, setting, version, (from) =>
          dueOf(name, live.key.streamKind, standing, input, from, registry),
        )
      : was;
    after[name] = clock;
    if (isNew) set.push({ ...live.key, name, dueAt: clock.dueAt, setByVersion: version });
  }
  const cancelled = Object.keys(before)
    .filter((name) => !running.has(name as TimerName))
    .map((name) => ({ ...live.key, name }));
  return { after, set, cancelled };
}

/**
 * A clock that is set now. One that fired after it had been moved by a jump goes on in the time the stream remembers,
 * so that the next review of a hold is as far away as it would have been.
 */
function clockOf(
  was: ShownClock | undefined,
  { at, behind }: Setting,
  version: number,
  due: (at: number) => number,
): ShownClock {
  const shifted = was?.shifted ?? 0;
  if (shifted === 0) return { dueAt: due(at) + behind, setByVersion: version };
  return { dueAt: due(at + behind - shifted) + shifted, setByVersion: version, shifted };
}

/** The timers that must be running on a stream that stands here. */
export function runningTimers(kind: StreamKind, standing: Standing<unknown>): ReadonlySet<TimerName> {
  if (kind === 'handoff') return timersOf(standing as HandoffStanding);
  if (kind === 'shift') return new Set(isIn(standing.value, 'running') ? (['handOverDue'] as const) : []);
  if (kind === 'announcement')
    return new Set(isIn(standing.value, 'recorded') ? (['announcementEnds'] as const) : []);
  return new Set();
}

function dueOf(
  name: TimerName,
  kind: StreamKind,
  standing: Standing<unknown>,
  input: MachineInput,
  at: number,
  registry: Registry,
): number {
  if (kind === 'shift') return Number(input['until']);
  if (kind === 'announcement') return Number(input['to']);
  const context = standing.context as HandoffContext;
  const clocks = registry.measure(context.measure, context.measureVersion)?.clocks;
  if (clocks === undefined)
    throw new Error(`The measure ${context.measure}@${context.measureVersion} is not known.`);
  const ends = registry.announcements.get(context.announcement)?.to ?? at;
  return dueAt(name, context, clocks satisfies Clocks, at, ends);
}

// ── Effects, reservations, views ────────────────────────────────────────────────────────────────────────

function effectsOf(
  { key, standing: before }: Live,
  after: Standing<unknown>,
  version: number,
  input: MachineInput,
  facts: readonly Fact[],
  code: readonly SealedPart[],
  at: number,
  registry: Registry,
): Effect[] {
  const wanted = facts.flatMap(({ type }) =>
    (FOLLOWS[type] ?? [])
      .filter((effect) => EFFECTS[effect].by === 'outbox')
      .map((effect): Wanted => ({ type: effect, params: { fact: type } })),
  );
  return [...wanted, ...reachingFor(key, before, after, input, facts, at, registry)].map((one, n) => ({
    ...key,
    ...one,
    version,
    n,
    sealedParts: one.type === 'sendReadBackCode' ? code : [],
    at,
  }));
}

type Wanted = Pick<Effect, 'type' | 'params' | 'lane'> & { readonly type: EffectType };

/** One effect for every channel of every office a fact is news for, in the lane of that channel. */
function reachingFor(
  key: StreamKey,
  before: Standing<unknown>,
  after: Standing<unknown>,
  input: MachineInput,
  facts: readonly Fact[],
  at: number,
  registry: Registry,
): Wanted[] {
  if (key.streamKind === 'channel')
    return facts
      .filter(({ type }) => FOLLOWS[type]?.includes('reachOffice'))
      .map(({ type }) => ({
        type: 'reachOffice',
        params: { fact: type, office: (after.context as ChannelContext).office, at },
        lane: key.streamId,
      }));
  if (key.streamKind !== 'handoff' || registry.channels.size === 0) return [];
  const around = {
    before: before.context as HandoffContext,
    after: after.context as HandoffContext,
    of: input['of'],
  };
  return facts.flatMap(({ type }) =>
    officesToReach(type, around, (office) => registry.above(office)).flatMap((office) =>
      registry
        .channelsOf(office)
        .map(({ id }): Wanted => ({ type: 'reachOffice', params: { fact: type, office, at }, lane: id })),
    ),
  );
}

function freedBy(kind: StreamKind, before: Standing<unknown>, after: Standing<unknown>): string[] {
  if (kind === 'channel') return isIn(after.value, 'closed') ? ['channel'] : [];
  if (kind !== 'handoff') return [];
  const freed: string[] = [];
  if (isIn(before.value, 'open.document.held') && !isIn(after.value, 'open.document.held'))
    freed.push('hold');
  if (isIn(before.value, 'open') && !isIn(after.value, 'open')) freed.push('openCase');
  return freed;
}

function audienceOf(
  key: StreamKey,
  standing: Standing<unknown>,
  shown: ShownRow,
  prepared: Prepared,
  { registry, place }: Surroundings,
): string[] {
  const above = (office: string) => registry.above(office);
  if (key.streamKind === 'handoff')
    return handoffAudience(
      key.streamId,
      standing.value,
      standing.context as ShownHandoff,
      above,
      (shown.officeWords ?? []).map(({ office }) => office),
      shown.dispute,
    );
  // A stop that is closed and a shift that is over stand in nobody's list: hundreds of them would every day. A note stays.
  if (key.streamKind === 'stop' && isIn(standing.value, 'closed')) return [];
  if (key.streamKind === 'shift') {
    const { officer, place } = standing.context as ShiftContext;
    const isRunning = isIn(standing.value, 'running');
    if (!isRunning && !isIn(standing.value, 'noteLeft')) return [];
    return [...(isRunning ? [`onShift/${officer}`] : []), ...audienceElsewhere('shift', [place], above)];
  }
  if (key.streamKind === 'trust') {
    // A sample lies nowhere; whoever drew it reads it, and their colleagues.
    const { command, by } = prepared;
    const isOwn = command.type === 'openSample' || command.type === 'simulateMeasure';
    const owners = isOwn ? [by.actor.scope] : [...place.owners, ...place.asked];
    return audienceElsewhere('trust', owners, above);
  }
  const { owners } = placeOf(key.streamKind, key.streamId, standing.context, prepared.coded, null);
  return audienceElsewhere(key.streamKind, owners, above);
}

const COMMANDS_OF = new Map<StreamKind, readonly CommandType[]>();

function commandsOf(kind: StreamKind): readonly CommandType[] {
  let types = COMMANDS_OF.get(kind);
  if (types === undefined) {
    types = COMMAND_TYPES.filter(
      (type) => commandRow(type).stream === kind && commandRow(type).starts !== true,
    );
    COMMANDS_OF.set(kind, types);
  }
  return types;
}

/** What the state alone would say to every command of this stream: to those it answers, and to all others. */
export function acceptableIn(
  kind: StreamKind,
  standing: Standing<unknown>,
): Pick<ShownRow, 'acceptable' | 'otherwise'> {
  const workflow = workflowOf(kind);
  return {
    acceptable: acceptable(workflow, standing as Standing<Record<string, unknown>>, commandsOf(kind)),
    otherwise: workflow.refusalAt(standing.value),
  };
}
