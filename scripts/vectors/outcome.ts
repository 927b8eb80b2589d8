/** What became of one case. */
export interface StageOutcome {
  readonly stage: string;
  readonly expected: string;
  readonly got: string;
  /** Null where it could not be tried, and why stands in `got`. */
  readonly passed: boolean | null;
}

export interface CaseOutcome {
  readonly suite: 'certificates' | 'rules' | 'canonical-json';
  readonly name: string;
  readonly about: string;
  readonly stages: readonly StageOutcome[];
}

/** A case is good where everything that could be tried came out as expected, and something could. */
export const isGood = ({ stages }: CaseOutcome) =>
  stages.every(({ passed }) => passed !== false) && stages.some(({ passed }) => passed === true);
export const isUntried = ({ stages }: CaseOutcome) => stages.every(({ passed }) => passed === null);
