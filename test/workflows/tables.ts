/** Every region's table, to be walked over. */
import { EVIDENCE_STATES } from '../../src/contract/answers.ts';
import { EVIDENCE_REGIONS, type EvidenceRegion } from '../../src/contract/measures.ts';
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

/**
 * The law of judgement, for all four evidence regions: what is judged again becomes what it is judged to be,
 * but for what was waived, which only a test that stops takes back, and for which nothing is asked any more.
 */
export function cellsOfTheLaw(): readonly Cell[] {
  return EVIDENCE_REGIONS.flatMap((region) => {
    const judged = (from: string, to: string, standing: HandoffStanding): Cell => {
      const falls = to === 'notNeeded' || to.startsWith('stops.');
      const expected = from === to || (from === 'waived' && !falls) ? 'stays' : `becomes ${to}`;
      const input = command('correctEvidence', { judged: { states: { [region]: to } } });
      const column = `judged ${to}`;
      return {
        region: `open.${region}`,
        state: from,
        column,
        expected,
        standing,
        input,
        refused: null,
        found: false,
      };
    };
    /** Judged of something else: a region of which nothing is said stays as it was. */
    const notSpokenOf = (from: string, standing: HandoffStanding): Cell => ({
      ...judged(from, from, standing),
      column: 'not spoken of',
      input: command('correctEvidence', { judged: { states: {} } }),
    });
    const waived = standingAfter([
      aTravellerIsStopped([region]),
      anExceptionIsProposedFor(region),
      aSecondSupervisorApproves,
    ]);
    return [
      ...judgementsOf(region).flatMap((from) => {
        const standing = standingAfter([aTravellerIsStopped([region], { [region]: from })]);
        return [notSpokenOf(from, standing), ...judgementsOf(region).map((to) => judged(from, to, standing))];
      }),
      notSpokenOf('waived', waived),
      ...judgementsOf(region).map((to) => judged('waived', to, waived)),
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
          aTravellerIsStopped(EVIDENCE_REGIONS, { [region]: `${name}.${state}` }),
          anExceptionIsProposedFor(named),
        ]);
        const expected = named === region ? 'becomes waived' : 'stays';
        const column = `an exception for ${named}`;
        const at = { region: `open.${region}`, state: `${name}.${state}`, refused: null, found: false };
        return [{ ...at, column, expected, standing, input: aSecondSupervisorApproves }];
      }),
    ),
  );
}
