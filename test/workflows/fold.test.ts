/**
 * The exploration folds evidence into its classes and leaves out of its key what no state sentence reads.
 * Here is shown that it may: two states of one class are answered alike and lead to the same classes; health status, itinerary
 * and filing are one drawing under three names; and whatever the key leaves out changes no answer.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { EVIDENCE_STATES } from '../../src/contract/answers.ts';
import { HANDOFF_COMMAND_TYPES } from '../../src/contract/handoff-commands.ts';
import { EVIDENCE_REGIONS, type EvidenceRegion } from '../../src/contract/measures.ts';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import { answer, whyNot } from '../../workflows/answer.ts';
import type { HandoffContext, HandoffInput, HandoffStanding } from '../../workflows/handoff-context.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn, type StateValue } from '../../workflows/standing.ts';
import { explore, fold } from './explore.ts';
import { type Asked, type Explored, movesFrom } from './moves.ts';
import { chance, seedOf } from './random.ts';
import { standingAfter } from './region-table.ts';
import { TABLES } from './tables.ts';
import { walk } from './walk.ts';

/** Standings of every kind, deep ones among them: each class once. */
function standingsOf(explored: Explored, steps: number, name: string): HandoffStanding[] {
  const classes = new Map<string, HandoffStanding>();
  walk(steps, chance(seedOf(name)), explored, (_, __, to) => {
    const key = fold(to);
    if (!classes.has(key)) classes.set(key, to);
  });
  return [...classes.values()];
}

/** What comes of every move: refused, and why, or accepted, and into which class. */
const outcomes = (standing: HandoffStanding, moves: readonly HandoffInput[]): string[] =>
  moves.map((input) => {
    const answered = answer(handoff, standing, input);
    return answered.outcome === 'refused'
      ? `${input.type} refused: ${answered.because}`
      : `${input.type} leads to ${fold(answered.standing)}, ${answered.facts.join(', ')}`;
  });

const openOf = ({ value }: HandoffStanding) =>
  (value as { readonly open?: Readonly<Record<string, StateValue>> }).open;

describe('two states of one class are answered alike, and lead to the same classes', () => {
  const all: Asked = ['test', 'healthStatus', 'itinerary', 'filing', 'consent', 'pledge'];
  const sample = standingsOf({ asked: all }, 1_200, 'walks of the fold').filter((standing) =>
    isIn(standing.value, 'open'),
  );
  /** Every state that may stand for another of its class, in one of these cases. */
  const swaps = sample.flatMap((standing) =>
    EVIDENCE_REGIONS.flatMap((region) =>
      (['unmet', 'pending', 'met'] as const).flatMap((name) =>
        isIn(standing.value, `open.${region}.${name}`)
          ? EVIDENCE_STATES[region][name]
              .filter((state) => !isIn(standing.value, `open.${region}.${name}.${state}`))
              .map((state) => ({ standing, region, name, state, kind: `${region}.${name}.${state}` }))
          : [],
      ),
    ),
  );
  // One swap on each standing, turn and turn about, so that each kind has its share.
  const kinds = [...new Set(swaps.map(({ kind }) => kind))];
  const taken = sample.flatMap((standing, turn) => {
    const here = swaps.filter((swap) => swap.standing === standing);
    const [first] = here.toSorted(
      (one, other) =>
        ((kinds.indexOf(one.kind) + turn) % kinds.length) -
        ((kinds.indexOf(other.kind) + turn) % kinds.length),
    );
    return first === undefined ? [] : [first];
  });

  test('on three hundred standings, and for every state that shares its class', { timeout: 300_000 }, () => {
    const differs: string[] = [];
    for (const { standing, region, name, state, kind } of taken) {
      const moves = movesFrom(standing, { asked: all });
      const other = { ...standing, value: { open: { ...openOf(standing), [region]: { [name]: state } } } };
      expect(fold(other)).toBe(fold(standing));
      if (outcomes(other, moves).join('\n') !== outcomes(standing, moves).join('\n'))
        differs.push(`${kind}: ${fold(standing)}`);
    }
    expect(differs).toEqual([]);
    expect(taken.length).toBeGreaterThanOrEqual(300);
    const sharing = EVIDENCE_REGIONS.flatMap((region) =>
      (['unmet', 'pending', 'met'] as const).flatMap((name) => {
        const states: readonly string[] = EVIDENCE_STATES[region][name];
        return states.length > 1 ? states.map((state) => `${region}.${name}.${state}`) : [];
      }),
    );
    const times = (kind: string) =>
      taken.filter((swap) => swap.kind === kind || isIn(swap.standing.value, `open.${kind}`)).length;
    expect(sharing.filter((kind) => times(kind) < 3)).toEqual([]);
  });
});

describe('health status, itinerary and filing are one drawing under three names', () => {
  interface Node {
    readonly id?: string;
    readonly initial?: string;
    readonly on?: unknown;
    readonly states?: Readonly<Record<string, Node>>;
  }
  const regions = (handoff.machine.config as { states: { open: { states: Record<string, Node> } } }).states
    .open.states;
  /** A region's drawing with its own names put aside: each state by its class, each class once, but for some classes. */
  const drawing = (region: EvidenceRegion, without: readonly string[] = []): string => {
    const named = JSON.stringify(regions[region], (_, value: unknown) =>
      typeof value === 'function' ? `a ${value.constructor.name}` : value,
    );
    const targets = [...named.matchAll(/"target":"#(\w+)\.(\w+)(?:\.\w+)?"/g)]
      .filter(([, , name = '']) => !without.includes(name))
      .map(([, of, name]) => `${of}.${name}`);
    const drawn = Object.entries(regions[region]?.states ?? {}).filter(([name]) => !without.includes(name));
    const shape = drawn.map(([name, { states, on }]) => [
      name,
      states !== undefined,
      Object.keys((on as object | undefined) ?? {}),
    ]);
    return JSON.stringify([
      [...new Set(targets)],
      regions[region]?.initial,
      Object.keys(regions[region]?.on ?? {}),
      shape,
    ]).replaceAll(region, 'region');
  };
  test('the itinerary is drawn like the health status', () => {
    expect(drawing('itinerary')).toBe(drawing('healthStatus'));
  });
  test('and the others like them, but for what is waited for: a result, a decision; and a test that stops', () => {
    expect(drawing('test')).not.toBe(drawing('healthStatus'));
    expect(drawing('filing')).not.toBe(drawing('healthStatus'));
    expect(drawing('filing', ['pending'])).toBe(drawing('healthStatus'));
  });

  /** The same case, with the health status called by the other's name. */
  const RENAMED = {
    itinerary: { unmet: 'notGreen', met: 'green', record: 'recordItinerary', told: 'itineraryIsMet' },
    filing: { unmet: 'refused', met: 'filed', record: 'recordFiling', told: 'filingIsMet' },
  } as const;
  test.each(['itinerary', 'filing'] as const)(
    'the %s is answered like the health status, step by step',
    (region) => {
      const { unmet, met, record, told } = RENAMED[region];
      const words: readonly (readonly [string, string])[] = [
        ['{"unmet":"yellow"}', `{"unmet":"${unmet}"}`],
        ['{"met":"poppedUp"}', `{"met":"${met}"}`],
        ['"unmet.yellow"', `"unmet.${unmet}"`],
        ['"met.poppedUp"', `"met.${met}"`],
        ['recordHealthStatus', record],
        ['healthStatusIsMet', told],
        ['healthStatusWaived', `${region}Waived`],
        [`"${region}":`, '"another":'],
        ['"healthStatus"', `"${region}"`],
        ['"another":', '"healthStatus":'],
      ];
      const called = <T>(thing: T): T =>
        JSON.parse(
          words.reduce((text, [one, other]) => text.replaceAll(one, other), JSON.stringify(thing)),
        ) as T;
      const outcomeOf = (standing: HandoffStanding, input: HandoffInput) => {
        const answered = answer(handoff, standing, input);
        return answered.outcome === 'refused'
          ? { refused: answered.because }
          : { accepted: answered.standing, facts: [...answered.facts].toSorted() };
      };
      const asked: Asked = ['test', 'healthStatus', 'consent', 'pledge'];
      const differs: string[] = [];
      let steps = 0;
      walk(60, chance(seedOf(`walks under the name of the ${region}`)), { asked }, (from) => {
        if (from === null) return;
        for (const input of movesFrom(from, { asked })) {
          const there: unknown = JSON.parse(JSON.stringify(outcomeOf(called(from), called(input))));
          if (!isDeepStrictEqual(there, called(outcomeOf(from, input))))
            differs.push(`${input.type} at ${fold(from)}`);
          steps += 1;
        }
      });
      expect(differs).toEqual([]);
      expect(steps).toBeGreaterThan(2_000);
    },
  );
});

describe('what the key leaves out is read by no state sentence', () => {
  type Change = (context: HandoffContext) => Partial<HandoffContext>;
  /** Every field that `fold` leaves out of an open case, made to be something else. */
  const OPEN: Readonly<Record<string, Change>> = {
    stop: () => ({ stop: 'stop-2' }),
    checkpoint: () => ({ checkpoint: 'K-SOUTH' }),
    officer: () => ({ officer: 'officer-other' }),
    arrivedAt: () => ({ arrivedAt: 99 }),
    direction: () => ({ direction: 'OUTBOUND' }),
    announcement: () => ({ announcement: 'another' }),
    measure: () => ({ measure: 'another', measureVersion: 7, clause: 'another' }),
    age: ({ isUnder14, exemptByAge }) => ({ isUnder14: !isUnder14, exemptByAge: !exemptByAge }),
    family: () => ({ guardian: 'a-guardian', wards: ['a-ward'] }),
    shown: () => ({ shown: null }),
    hold: ({ hold }) => ({
      hold: {
        ...hold,
        by: 'officer-other',
        second: 'officer-third',
        ground: 'another',
        count: hold.count === 2 ? 1 : 2,
        since: 5,
        keptMs: 7,
      },
    }),
    offeredTo: ({ offeredTo }) => ({ offeredTo: offeredTo === null ? null : 'officer-other' }),
    offices: ({ request }) => ({
      request: {
        ...request,
        community: request.community === null ? null : 'C-OTHER',
        streetOffice: 'S-OTHER',
        supervisor: 'D-OTHER',
      },
    }),
    residentKnown: ({ request }) => ({ request: { ...request, residentKnown: !request.residentKnown } }),
    codeIssued: ({ request }) => ({ request: { ...request, codeIssued: !request.codeIssued } }),
    consent: ({ consent }) => ({
      consent: { ...consent, office: consent.office === null ? null : 'C-OTHER', until: 9 },
    }),
    proposer: ({ proposal }) => ({ proposal: proposal === null ? null : { ...proposal, by: 'somebody' } }),
    care: ({ care }) => ({
      care: { ...care, problem: !care.problem, ruledOffice: 'S-OTHER', transferTo: 'C-OTHER' },
    }),
    papersPending: ({ papersPending }) => ({ papersPending: !papersPending }),
  };
  const AFTER: Readonly<Record<string, Change>> = {
    ...OPEN,
    offeredTo: () => ({ offeredTo: 'officer-other' }),
    consent: () => ({ consent: { office: 'C-OTHER', conditions: 'shown', until: 9 } }),
    rung: ({ request }) => ({
      request: { ...request, rung: 'supervisor', notOurs: true, askedAgain: true },
    }),
    cap: ({ hold }) => ({ hold: { ...hold, capReached: !hold.capReached } }),
    rules: () => ({ mayHold: true, announcementEnded: true, detailsStand: false }),
    proposal: () => ({ proposal: { regions: ['test'], by: 'somebody' } }),
    care: ({ care }) => ({ care: { ...care, office: 'C-OTHER' } }),
    papersPending: () => ({}),
  };
  const types = [...HANDOFF_COMMAND_TYPES, ...TIMER_NAMES];
  const told = (standing: HandoffStanding) =>
    types.map((type) => `${type}: ${whyNot(handoff, standing, { type })}`);

  const { standings } = explore({ asked: ['test'], without: ['handOvers'] }, () => {});
  const deep = standingsOf({ asked: ['test', 'consent', 'pledge'] }, 600, 'walks of what is left out');
  const after = TABLES['the case after its decision'];
  const decided = Object.values(after?.states ?? {}).map((happenings) =>
    standingAfter([...(after?.from ?? []), ...happenings]),
  );
  const sample = [...standings.filter((_, index) => index % 3 === 0), ...deep, ...decided];

  test.each([...new Set([...Object.keys(OPEN), ...Object.keys(AFTER)])])('%s', (name) => {
    let changed = 0;
    const differs: string[] = [];
    for (const standing of sample) {
      const change = (isIn(standing.value, 'open') ? OPEN : AFTER)[name];
      if (change === undefined) continue;
      const other = { ...standing, context: { ...standing.context, ...change(standing.context) } };
      if (fold(other) !== fold(standing)) differs.push(`the key reads ${name}`);
      changed += 1;
      if (told(other).join('\n') !== told(standing).join('\n'))
        differs.push(...told(other).filter((line) => !told(standing).includes(line)));
    }
    expect([...new Set(differs)]).toEqual([]);
    expect(changed).toBeGreaterThan(10);
  });
});
