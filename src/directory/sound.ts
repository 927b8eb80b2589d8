/** Whether entries fit together and with the directory in force. Pure: the same for a preview and for what is sent. */
import { type DirectoryFaultCode, type OfficeEntry, officialCode } from '../contract/directory.ts';

/** The directory in force, as far as entries are held against it. */
export type InForce = (code: string) => OfficeEntry | undefined;

export interface EntryFault {
  readonly code: DirectoryFaultCode;
  readonly column: 'code' | 'kind' | 'parent' | 'validTo';
  readonly value?: string;
}

const ABOVE = {
  community: 'streetOffice',
  streetOffice: 'district',
  checkpoint: 'district',
  district: null,
} as const satisfies Record<OfficeEntry['kind'], OfficeEntry['kind'] | null>;

/** What is wrong with each entry among the others, by its place in the list. No code stands twice, and each parent is known and of the right kind. */
export function faultsAmong(entries: readonly OfficeEntry[], now: InForce): (readonly EntryFault[])[] {
  const here = new Map(entries.map((entry) => [entry.code, entry]));
  const seen = new Set<string>();
  return entries.map((entry) => {
    const twice: EntryFault[] = seen.has(entry.code)
      ? [{ code: 'codeStandsTwice', column: 'code', value: entry.code }]
      : [];
    seen.add(entry.code);
    return [
      ...twice,
      ...periodFault(entry),
      ...kindFault(entry, now),
      ...parentFault(entry, (code) => here.get(code) ?? now(code)),
    ];
  });
}

function periodFault({ validFrom, validTo }: OfficeEntry): EntryFault[] {
  return validFrom !== undefined && validTo !== undefined && validFrom >= validTo
    ? [{ code: 'periodIsWrong', column: 'validTo' }]
    : [];
}

function kindFault({ code, kind }: OfficeEntry, now: InForce): EntryFault[] {
  const before = now(code);
  return before !== undefined && before.kind !== kind ? [{ code: 'kindIsFixed', column: 'kind' }] : [];
}

function parentFault({ code, kind, parent, validTo }: OfficeEntry, office: InForce): EntryFault[] {
  const wanted = ABOVE[kind];
  const fault = (what: DirectoryFaultCode): EntryFault[] => [
    { code: what, column: 'parent', value: parent ?? '' },
  ];
  if (wanted === null) return parent === undefined ? [] : fault('parentIsOfAnotherKind');
  if (parent === undefined) return fault('parentIsMissing');
  const above = office(parent);
  if (above === undefined) return fault('parentIsUnknown');
  if (above.kind !== wanted) return fault('parentIsOfAnotherKind');
  const said = officialCode(code);
  if (said?.kind === kind && officialCode(parent) !== null && said.parent !== parent)
    return fault('parentDiffersFromCode');
  if (above.validTo !== undefined && (validTo === undefined || validTo > above.validTo))
    return fault('parentEndsFirst');
  return [];
}
