/** A list of trusted issuers on the page: what is wrong with it, and the issuers one by one. */
import { TRUST_LIST_FAULTS } from '../../../contract/trust-list-words.ts';
import type { TrustListLook } from '../../../contract/trust-lists.ts';
import { wholeTime } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import { TRY } from '../../shared/words/try-words.ts';
import { ADMIN } from '../words.ts';

export function ListFaults({ of: { faults, faultsInAll } }: { readonly of: TrustListLook }) {
  const say = useSay();
  if (faultsInAll === 0) return null;
  return (
    <div className="said no" role="alert">
      <p>{say(ADMIN.faults(faultsInAll))}</p>
      <ul>
        {faults.map(({ path, code }) => (
          <li key={`${path} ${code}`}>
            <code>{path === '' ? say(TRY.wholeFile) : path}</code> {say(TRUST_LIST_FAULTS[code])}
          </li>
        ))}
      </ul>
      {faultsInAll > faults.length ? <p>{say(ADMIN.moreListFaults(faultsInAll - faults.length))}</p> : null}
    </div>
  );
}

export function IssuersTable({ of }: { readonly of: NonNullable<TrustListLook['contents']>['issuers'] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <details>
      <summary>{say(ADMIN.issuersOneByOne)}</summary>
      <ul className="cited">
        {of.map(({ kid, country, from, to, usages, revokedAt }) => (
          // Two issuers can share a key id: their times tell them apart.
          <li key={`${kid} ${from} ${to}`}>
            <code>{kid}</code> {country ?? ''} · {usages.map((usage) => say(ADMIN[usage])).join(' / ')} ·{' '}
            {say(ADMIN.fromTo(wholeTime(from), wholeTime(to)))}
            {revokedAt === null ? null : <strong> {say(ADMIN.revokedSince(wholeTime(revokedAt)))}</strong>}
          </li>
        ))}
      </ul>
    </details>
  );
}
