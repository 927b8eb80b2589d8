/** The packs the tests work with, and the means to break them. */
import { readFileSync } from 'node:fs';
import type { Measure, MeasureFault } from '../../src/contract/measures.ts';
import { loadMeasure } from '../../src/measures/index.ts';

export const BEIJING_TEXT = readFileSync(
  new URL('../../workflows/measures/beijing-2022-11.json', import.meta.url),
  'utf8',
);

export const beijing = (): Measure => mustLoad(BEIJING_TEXT);

/** A pack of its own for what November 2022 did not ask: filing, a small child's exemption, a pending result. Invented. */
export const EXIT_TEXT = readFileSync(new URL('exit-classes.json', import.meta.url), 'utf8');

export function mustLoad(text: string): Measure {
  const answer = loadMeasure(text);
  if (!answer.loaded) throw new Error(JSON.stringify(answer.faults, null, 2));
  return answer.measure;
}

export function faultsOf(measure: unknown): readonly MeasureFault[] {
  const answer = loadMeasure(JSON.stringify(measure));
  return answer.loaded ? [] : answer.faults;
}

/** A fresh copy of a pack, altered; the original stays whole. */
export function altered(text: string, alter: (measure: Measure) => void): Measure {
  const copy = JSON.parse(text) as Measure;
  alter(copy);
  return copy;
}
