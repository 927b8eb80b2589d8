/** Which communities an address may belong to, by what the directory says; pure. Nothing is chosen here. */
import type { Said } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';

export interface Listed {
  readonly code: string;
  readonly kind: string;
  readonly zh: string;
  readonly compounds: readonly string[];
}

export interface Candidate {
  readonly code: string;
  readonly because: Said;
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
/** 柳巷社区 is written in addresses as 柳巷. */
const shortName = (name: string) => plain(name).replace(/(社区|居委会|村委会)$/, '');

/** The longest match first; a compound says more than a name. */
export function candidatesFor(address: string, offices: readonly Listed[]): readonly Candidate[] {
  const text = plain(address);
  if (text === '') return [];
  return offices
    .filter(({ kind }) => kind === 'community')
    .flatMap(({ code, zh, compounds }) => {
      const compound = compounds
        .filter((one) => plain(one) !== '' && text.includes(plain(one)))
        .sort((a, b) => b.length - a.length)[0];
      if (compound !== undefined)
        return [{ code, because: CHECKPOINT.byCompound(compound), weight: 1_000 + compound.length }];
      const name = shortName(zh);
      return name.length >= 2 && text.includes(name)
        ? [{ code, because: CHECKPOINT.byName, weight: name.length }]
        : [];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ code, because }) => ({ code, because }));
}
