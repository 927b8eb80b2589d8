/** Every region's table, to be walked over. */
import { EVIDENCE_STATES } from '../../src/contract/answers.ts';
import type { HandoffCommandType } from '../../src/contract/handoff-commands.ts';
import { EVIDENCE_REGIONS, type EvidenceRegion } from '../../src/contract/measures.ts';
import type { TimerName } from '../../src/contract/timers.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import { command } from './moves.ts';
import { type AnyTable, type Cell, standingAfter } from './region-table.ts';
import { AFTER_TABLE } from './table-after.ts';
import { CONSENT_TABLE } from './table-consent.ts';
import { DOCUMENT_TABLE } from './table-document.ts';
import { TEST_TABLE } from './table-evidence.ts';
import { PLEDGE_TABLE } from './table-pledge.ts';
import { EXCEPTION_TABLE, STAY_TABLE } from './table-stay-exception.ts';
import { aSecondSupervisorApproves, aTravellerIsStopped, anExceptionIsProposedFor } from './world.ts';

export const TABLES = {
  'the document': DOCUMENT_TABLE,
  'the test': TEST_TABLE,
  'the consent': CONSENT_TABLE,
  'the pledge': PLEDGE_TABLE,
  'the stay': STAY_TABLE,
  'the exception': EXCEPTION_TABLE,
  'the case after its decision': AFTER_TABLE,
} as unknown as Readonly<Record<string, AnyTable>>;

const judgementsOf = (region: EvidenceRegion): string[] => [
  'notNeeded',
  ...Object.entries<readonly string[]>(EVIDENCE_STATES[region]).flatMap(([name, states]) =>
    states.map((state) => `${name}.${state}`),
  ),
];

const KEPT_UNLESS: Readonly<Record<string, readonly string[]>> = {
  'stops.positive': ['correctEvidence'],
  'stops.underReview': ['recordTest', 'correctEvidence', 'recordSourceAnswer'],
};

/**
 * The law of judgement, for all four evidence regions: what is judged again becomes what it is judged to be. But what was
 * waived is taken back only by a test that stops, by nothing being asked of it any more, or by no consent being asked for;
 * what was confirmed positive only by a correction, and what is under review only by what is said of the test itself.
 */
export function cellsOfTheLaw(): readonly Cell[] {
  return EVIDENCE_REGIONS.flatMap((region) => {
    const judged = (
      from: string,
      to: string,
      standing: HandoffStanding,
      by: HandoffCommandType | TimerName = 'correctEvidence',
    ): Cell => {
      const falls = to === 'notNeeded' || to.startsWith('stops.');
      const isKept =
        (from === 'waived' && !falls) || (from in KEPT_UNLESS && !KEPT_UNLESS[from]?.includes(by));
      const expected = from === to || isKept ? 'stays' : `becomes ${to}`;
      const input = command(by, { judged: { states: { [region]: to } } });
      const column = `judged ${to} by ${by}`;
      return {
        region: `open.${region}`,
        state: from,
        column,
        expected,
        standing,
        input,
        refused: null,
      };
    };
    /** Judged, and no consent is asked for any more: a waiver falls with it. */
    const withoutAConsent = (from: string, to: string, standing: HandoffStanding): Cell => ({
      ...judged(from, to, standing),
      column: `judged ${to}, and no consent is needed`,
      expected: from === to ? 'stays' : `becomes ${to}`,
      input: command('correctEvidence', { judged: { states: { [region]: to, consent: 'notNeeded' } } }),
    });
    /** Judged, and a consent is still asked for: a waiver stands beside it. */
    const withAConsent = (from: string, to: string, standing: HandoffStanding): Cell => ({
      ...judged(from, to, standing),
      column: `judged ${to}, and a consent is needed`,
      input: command('correctEvidence', { judged: { states: { [region]: to, consent: 'needed' } } }),
    });
    /** Judged of something else: a region of which nothing is said stays as it was. */
    const notSpokenOf = (from: string, standing: HandoffStanding): Cell => ({
      ...judged(from, from, standing),
      column: 'not spoken of',
      input: command('correctEvidence', { judged: { states: {} } }),
    });
    /** What stops the case, judged by others than a correction: a source, another proof, the end of the measure. */
    const ofAStop = (): Cell[] =>
      (['stops.positive', 'stops.underReview'] as const).flatMap((from) => {
        const standing = standingAfter([aTravellerIsStopped(['test'], { test: from })]);
        return (['recordSourceAnswer', 'recordItinerary', 'announcementEnds'] as const).flatMap((by) =>
          judgementsOf('test').map((to) => judged(from, to, standing, by)),
        );
      });
    const waived = standingAfter([
      aTravellerIsStopped([region, 'consent']),
      anExceptionIsProposedFor(region),
      aSecondSupervisorApproves,
    ]);
    return [
      ...judgementsOf(region).flatMap((from) => {
        const standing = standingAfter([aTravellerIsStopped([region], { [region]: from })]);
        return [notSpokenOf(from, standing), ...judgementsOf(region).map((to) => judged(from, to, standing))];
      }),
      notSpokenOf('waived', waived),
      ...judgementsOf(region).flatMap((to) => [
        judged('waived', to, waived),
        withAConsent('waived', to, waived),
        withoutAConsent('waived', to, waived),
      ]),
      ...(region === 'test' ? ofAStop() : []),
    ];
  });
}

/** An approved exception waives each region that it names, and none besides. */
export function cellsOfExceptions(): readonly Cell[] {
  return EVIDENCE_REGIONS.flatMap((region) =>
    EVIDENCE_REGIONS.flatMap((named) =>
      (['unmet', 'pending'] as const).flatMap((name) => {
        const [state] = EVIDENCE_STATES[region][name];
        if (state === undefined) return [];
        const standing = standingAfter([
          aTravellerIsStopped([...EVIDENCE_REGIONS, 'consent'], { [region]: `${name}.${state}` }),
          anExceptionIsProposedFor(named),
        ]);
        const expected = named === region ? 'becomes waived' : 'stays';
        const column = `an exception for ${named}`;
        const at = { region: `open.${region}`, state: `${name}.${state}`, refused: null };
        return [{ ...at, column, expected, standing, input: aSecondSupervisorApproves }];
      }),
    ),
  );
}
