/** Facts as somebody writes them down to try a measure on, read or refused with every fault and its place. */
import { Compile } from 'typebox/compile';
import { WrittenFactsSchema, type ArrivalFacts, type MeasureFault } from '../contract/measures.ts';
import { readFacts } from './examples.ts';
import { faultsOfShape } from './load-measure.ts';

const shape = Compile(WrittenFactsSchema);

export type FactsRead =
  | { readonly read: true; readonly facts: ArrivalFacts }
  | { readonly read: false; readonly faults: readonly MeasureFault[] };

/** Reads the JSON of an example's `facts`: times with their offset, days alone where a proof prints no hour. */
export function readFactsText(text: string): FactsRead {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { read: false, faults: [{ path: '', message: `is not JSON: ${why}` }] };
  }
  if (!shape.Check(parsed)) return { read: false, faults: faultsOfShape(shape.Errors(parsed)) };
  const { facts, faults } = readFacts(parsed, '');
  return facts === null ? { read: false, faults } : { read: true, facts };
}
