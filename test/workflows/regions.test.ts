import { describe, expect, test } from 'vitest';
import { HANDOFF_COMMAND_TYPES, type HandoffCommandType } from '../../src/contract/handoff-commands.ts';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import { answer } from '../../workflows/answer.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn } from '../../workflows/standing.ts';
import { explore } from './explore.ts';
import { command } from './moves.ts';
import { type AnyTable, cellsOf, outcomeOf, plain, standingAfter } from './region-table.ts';
import { cellsOfExceptions, cellsOfTheLaw, TABLES } from './tables.ts';
import { pathIn, RIVER_STREET, theAnnouncementEnds, WILLOW_LANE } from './world.ts';

interface Node {
  readonly on?: Readonly<Record<string, unknown>>;
  readonly states?: Readonly<Record<string, Node>>;
  readonly type?: string;
}
const nodeOf = (region: string): Node =>
  region
    .split('.')
    .filter((step) => step !== '')
    .reduce((node: Node, step) => node.states?.[step] ?? {}, handoff.machine.config as Node);

/** The paths of all states a region can rest in. The whole case's region (`''`) is that of a decided case. */
function restingPlaces(node: Node, under: readonly string[] = []): string[] {
  const below = Object.entries(node.states ?? {}).filter(
    ([name]) => under.length > 0 || (name !== 'new' && name !== 'open'),
  );
  return below.length === 0
    ? [under.join('.')]
    : below.flatMap(([name, child]) => restingPlaces(child, [...under, name]));
}

/** Every command that some state of a region lists. */
function listedCommands(node: Node): string[] {
  return [...Object.keys(node.on ?? {}), ...Object.values(node.states ?? {}).flatMap(listedCommands)].filter(
    (name) => name !== 'judgedAgain',
  );
}

const commandOf = (column: string) => column.split(':')[0] as HandoffCommandType;
const commandsOf = (table: AnyTable) => new Set<string>(Object.keys(table.columns).map(commandOf));

/** The commands that judge the evidence, and so may speak of any region. */
const JUDGING = [
  'recordTest',
  'recordHealthStatus',
  'recordItinerary',
  'recordFiling',
  'correctEvidence',
  'recordSourceAnswer',
  'applyMilderMeasure',
  'applyAnnouncementEnd',
  'announcementEnds',
];

describe.each(Object.entries(TABLES))('%s', (_, table: AnyTable) => {
  const cells = cellsOf(table);
  const titled = cells.map(
    (cell) => [`${cell.state}, and then ${cell.column}: ${cell.expected}`, cell] as const,
  );
  test.each(titled)('%s', (__, cell) => {
    expect(outcomeOf(cell)).toBe(cell.expected);
  });

  test('has a row for every state it can rest in', () => {
    const rows = new Set(Object.keys(table.cells).map(plain));
    const missing = restingPlaces(nodeOf(table.region), table.region === '' ? [] : ['']).map((path) =>
      path.replace(/^\./, ''),
    );
    expect(missing.filter((path) => !rows.has(path) && !table.passing?.includes(path))).toEqual([]);
  });

  test('has a column for every command that one of its states lists', () => {
    const columns = commandsOf(table);
    const node = nodeOf(table.region);
    const inside = table.region === '' ? { states: { ...node.states, new: {}, open: {} } } : node;
    expect(listedCommands(inside).filter((name) => !columns.has(name))).toEqual([]);
  });
});

describe('a region is moved by the commands of its table and by no other', () => {
  const touched = Object.entries(TABLES).map(([name, table]) => ({
    name,
    region: table.region,
    // A judgement may speak of every region at once; the tables have those columns that it is about.
    by: new Set([...commandsOf(table), ...JUDGING]),
  }));
  const moved = (from: HandoffStanding, type: string, to: HandoffStanding): string[] =>
    touched.flatMap(({ name, region, by }) => {
      const applies =
        region === '' ? !isIn(from.value, 'open') : isIn(from.value, 'open') && isIn(to.value, 'open');
      const stays = pathIn(from.value, region) === pathIn(to.value, region);
      return !applies || stays || by.has(type) ? [] : [`${type} moves ${name}`];
    });
  const closings: readonly string[] = [
    'releaseTraveller',
    'clearTraveller',
    'turnTravellerBack',
    'withdrawTraveller',
    'takeOverHandoff',
    'referTraveller',
  ];

  const seen: HandoffStanding[] = [];
  test.each([
    [{ asked: ['test'] as const, without: ['handOvers'] as const }],
    [{ asked: ['consent', 'pledge'] as const, without: ['exceptions', 'handOvers', 'details'] as const }],
  ])('in everything that can happen where the clause asks for $asked', { timeout: 300_000 }, (explored) => {
    const { standings, steps } = explore(explored, () => {});
    const faults = new Set<string>();
    for (const { from, input, to } of steps) {
      const [before, now] = [standings[from] as HandoffStanding, standings[to] as HandoffStanding];
      for (const fault of moved(before, input.type, now)) faults.add(fault);
      if (isIn(before.value, 'open') && !isIn(now.value, 'open') && !closings.includes(input.type))
        faults.add(`${input.type} closes the case`);
    }
    expect([...faults]).toEqual([]);
    seen.push(...standings.filter((_, index) => index % 9 === 0));
  });

  test('whatever command is spoken, with everything in its favour', () => {
    const faults = new Set<string>();
    let accepted = 0;
    for (const standing of seen)
      for (const type of [...HANDOFF_COMMAND_TYPES, ...TIMER_NAMES]) {
        const { context } = standing;
        const office = context.care.office ?? context.consent.office ?? context.request.community;
        const answered = answer(
          handoff,
          standing,
          command(type, {
            by: 'somebody-else',
            office: office ?? WILLOW_LANE,
            community: WILLOW_LANE,
            answer: 'needMoreInformation',
            recordingNoticeRead: true,
            nextOffice: RIVER_STREET,
            ground: 'identityUnclear',
            verdict: 'keep',
            why: 'travellerLeft',
            to: 'somebody-else',
            wish: 'leave',
            kind: 'emergency',
            reason: 'requirementUnmet',
            alternatives: ['testOnTheSpot'],
            ...(type === 'announcementEnds' ? { judged: theAnnouncementEnds.judged } : {}),
          }),
        );
        if (answered.outcome === 'refused') continue;
        accepted += 1;
        for (const fault of moved(standing, type, answered.standing)) faults.add(fault);
      }
    expect([...faults]).toEqual([]);
    expect(accepted).toBeGreaterThan(3000);
  });
});

test('a decided case takes no command of an open one', () => {
  const table = TABLES['the case after its decision'] as AnyTable;
  const named = commandsOf(table);
  for (const [state, happenings] of Object.entries(table.states)) {
    const standing = standingAfter([...table.from, ...happenings]);
    const closed = !['released.onTheWay', 'released.overdue'].includes(plain(state));
    const told = [...HANDOFF_COMMAND_TYPES, ...TIMER_NAMES]
      .filter((type) => !named.has(type))
      .map((type) => {
        const answered = answer(handoff, standing, command(type));
        return answered.outcome === 'refused' ? answered.because : `${type} is accepted`;
      });
    expect([state, ...new Set(told)]).toEqual([state, closed ? 'handoffIsClosed' : 'notInThisState']);
  }
});

test('an evidence region becomes what it is judged to be, and is waived by the exception that names it', () => {
  const cells = [...cellsOfTheLaw(), ...cellsOfExceptions()];
  const told = (outcome: (cell: (typeof cells)[number]) => string) =>
    cells.map((cell) => `${cell.region}, ${cell.state}, ${cell.column}: ${outcome(cell)}`);
  expect(told((cell) => outcomeOf(cell))).toEqual(told(({ expected }) => expected));
  expect(cells.length).toBeGreaterThan(250);
});
