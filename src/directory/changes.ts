/** What entries would change of the directory in force, field by field. Pure. */
import type { DirectoryChange, OfficeEntry } from '../contract/directory.ts';
import type { InForce } from './sound.ts';

/** One change for each entry, in their order. Fields that an entry does not name end with it: an entry is the whole row. */
export function changesOf(entries: readonly OfficeEntry[], now: InForce): DirectoryChange[] {
  return entries.map((after) => {
    const before = now(after.code) ?? null;
    if (before === null) return { change: 'added', after, before, fields: [] };
    const fields = fieldsOf(before, after);
    const ends = fields.includes('validTo') && after.validTo !== undefined;
    return { change: fields.length === 0 ? 'same' : ends ? 'ended' : 'changed', after, before, fields };
  });
}

function fieldsOf(before: OfficeEntry, after: OfficeEntry): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof OfficeEntry)[];
  return names.filter((name) => plain(before[name]) !== plain(after[name]));
}

/** Of what was said in no particular order of fields. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? '';
