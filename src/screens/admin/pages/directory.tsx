/** The directory: the tree of offices as it is in force, and the changes that wait for a second administrator. */
import { useState } from 'react';
import type { OfficeEntry } from '../../../contract/directory.ts';
import { houseNow } from '../../shared/clock.ts';
import { useList, useNow, usePlace } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { isPending, useOfficesUnder } from '../parts/offices.ts';
import { usePersonOf } from '../parts/people.ts';
import { ADMIN } from '../words.ts';
import { DirectoryChange } from './directory-change.tsx';
import { DirectoryImport } from './directory-import.tsx';
import { OfficeHistory } from './office-history.tsx';

export function DirectoryPage() {
  const { path } = usePlace();
  if (path[1] === 'import') return <DirectoryImport />;
  if (path[1] === 'change') return <DirectoryChange of={path[2] ?? ''} />;
  if (path[1] === 'office') return <OfficeHistory of={path[2] ?? ''} />;
  return <Directory />;
}

function Directory() {
  const say = useSay();
  const tops = useOfficesUnder(null, true);
  return (
    <>
      <h1>{say(ADMIN.directory)}</h1>
      <p className="above">
        <a className="button primary" href={linkTo(['directory', 'import'])}>
          {say(ADMIN.importDirectory)}
        </a>
      </p>
      <div className="columns">
        <section className="sheet" aria-labelledby="tree">
          <h2 id="tree">{say(ADMIN.tree)}</h2>
          {tops === null ? <p role="status">{say(FRAME.loading)}</p> : null}
          {tops !== null && tops.length === 0 ? <p className="soft">{say(ADMIN.noOffices)}</p> : null}
          <Offices of={tops ?? []} />
        </section>
        <Pending />
      </div>
    </>
  );
}

const ORDER = ['district', 'checkpoint', 'streetOffice', 'community'];
/** So few that all they hold is looked at as well. */
const FEW = 4;

function Offices({ of }: { readonly of: readonly OfficeEntry[] }) {
  const sorted = [...of].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.code < b.code ? -1 : 1),
  );
  if (sorted.length === 0) return null;
  return (
    <ul className="tree">
      {sorted.map((office) => (
        <li key={office.code}>
          <OfficeLine of={office} />
          {office.kind === 'district' || office.kind === 'streetOffice' ? (
            <Below of={office} isOpenAtFirst={sorted.length <= FEW} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What stands below an office, asked for when it is opened: a city has thousands. */
function Below({ of, isOpenAtFirst }: { readonly of: OfficeEntry; readonly isOpenAtFirst: boolean }) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const below = useOfficesUnder(of.code, isOpen);
  const name = say({ zh: of.zh, en: of.en ?? of.zh });
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {say(ADMIN.below)}
        <span className="unseen"> {name}</span>
      </summary>
      {isOpen && below === null ? <p role="status">{say(FRAME.loading)}</p> : null}
      {below !== null && below.length === 0 ? <p className="soft">{say(ADMIN.nothingBelow)}</p> : null}
      <Offices of={below ?? []} />
    </details>
  );
}

function OfficeLine({ of: office }: { readonly of: OfficeEntry }) {
  const say = useSay();
  const isOver = office.validTo !== undefined && office.validTo <= houseNow();
  return (
    <div className="office">
      <strong>{say({ zh: office.zh, en: office.en ?? office.zh })}</strong>
      <small className="soft">
        {say(valueWords(office.kind, 'kind'))} · {office.code} ·{' '}
        {office.numbers
          .map(({ number, hours }) => (hours === undefined ? number : `${number} (${hours})`))
          .join(say(MARKS.comma)) || say(ADMIN.noNumber)}
        {office.compounds === undefined ? '' : ` · ${say(ADMIN.compounds(office.compounds.length))}`}
        {isOver ? ` · ${say(ADMIN.isOver)}` : ''}
      </small>
      <a href={linkTo(['directory', 'import'], { office: office.code })}>
        {say(ADMIN.proposeChange)}
        <span className="unseen"> {say({ zh: office.zh, en: office.en ?? office.zh })}</span>
      </a>
      <a href={linkTo(['directory', 'office', office.code])}>
        {say(ADMIN.history)}
        <span className="unseen"> {say({ zh: office.zh, en: office.en ?? office.zh })}</span>
      </a>
    </div>
  );
}

function Pending() {
  const say = useSay();
  const now = useNow(60_000);
  const personOf = usePersonOf();
  const { rows, isLoaded } = useList('directoryChanges');
  const pending = rows.filter(isPending);
  return (
    <section className={`sheet${pending.length > 0 ? ' marked' : ''}`} aria-labelledby="pending">
      <h2 id="pending">{say(ADMIN.pending)}</h2>
      {isLoaded && pending.length === 0 ? <p className="soft">{say(ADMIN.noPending)}</p> : null}
      <ul className="timeline">
        {pending.map(({ key, row }) => (
          <li key={key}>
            <a href={linkTo(['directory', 'change', key])}>
              {say(
                ADMIN.proposedBy(
                  personOf(textIn(row, 'proposedBy')),
                  clockTime(numberIn(row, 'recordedAt') ?? 0, now),
                ),
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
