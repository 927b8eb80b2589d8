/** What an office has open, as one list: what goes over from one shift to the next. */
import type { Delivered } from '../../../contract/doors.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { textIn, within } from '../../shared/rows.ts';
import type { Said } from '../../shared/words/say.ts';
import { byClock, type Phase, phaseOf } from '../case.ts';
import { COMMUNITY } from '../words.ts';
import { SHIFT } from './shift-words.ts';

export interface OpenPart {
  readonly name: string;
  readonly title: Said;
  readonly phase: Phase;
  readonly rows: readonly Delivered[];
}

const BY_PHASE: readonly (readonly [Phase, Said])[] = [
  ['toAnswer', COMMUNITY.toAnswer],
  ['toAcknowledge', COMMUNITY.toAcknowledge],
  ['toTakeOver', COMMUNITY.toTakeOver],
  ['goneUp', COMMUNITY.goneUp],
  ['missing', COMMUNITY.missing],
  ['expected', COMMUNITY.expected],
  ['consented', COMMUNITY.consented],
];

/** The parts of the list that have something in them, what is most pressing first. */
export function openWork(rows: readonly Delivered[], office: string): readonly OpenPart[] {
  const inCare = rows.filter(({ row }) => phaseOf(row, office) === 'inCare');
  const part = (name: string, title: Said, phase: Phase, some: readonly Delivered[]): OpenPart => ({
    name,
    title,
    phase,
    rows: byClock(some, phase),
  });
  return [
    ...BY_PHASE.map(([phase, title]) =>
      part(
        phase,
        title,
        phase,
        rows.filter(({ row }) => phaseOf(row, office) === phase),
      ),
    ),
    part(
      'transfers',
      SHIFT.transfers,
      'inCare',
      inCare.filter(({ row }) => textIn(row, 'care.transferTo') !== ''),
    ),
    part(
      'problems',
      SHIFT.problems,
      'inCare',
      inCare.filter(({ row }) => within(row, 'care.problem') === true),
    ),
  ].filter((one) => one.rows.length > 0);
}

export function useOpenWork(): { readonly isLoaded: boolean; readonly parts: readonly OpenPart[] } {
  const { scope } = usePerson();
  const { rows, isLoaded } = useList('handoffPage');
  return { isLoaded, parts: openWork(rows, scope) };
}
