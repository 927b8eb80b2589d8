/** The directory: the tree of offices as it is in force, and the changes that wait for a second administrator. */
import { useList, useNow, usePlace } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import type { OfficeEntry } from '../parts/directory-file.ts';
import { isPending, useDirectory } from '../parts/offices.ts';
import { usePersonOf } from '../parts/people.ts';
import { ADMIN } from '../words.ts';
import { DirectoryChange } from './directory-change.tsx';
import { DirectoryImport } from './directory-import.tsx';

export function DirectoryPage() {
  const { path } = usePlace();
  if (path[1] === 'import') return <DirectoryImport />;
  if (path[1] === 'change') return <DirectoryChange of={path[2] ?? ''} />;
  return <Directory />;
}

function Directory() {
  const say = useSay();
  const offices = useDirectory();
  const tops = [...(offices?.values() ?? [])].filter(
    ({ parent }) => parent === undefined || offices?.has(parent) !== true,
  );
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
          {offices === null ? <p role="status">{say(FRAME.loading)}</p> : null}
          {offices !== null && offices.size === 0 ? <p className="soft">{say(ADMIN.noOffices)}</p> : null}
          {offices === null ? null : <Tree of={tops} all={offices} />}
        </section>
        <Pending />
      </div>
    </>
  );
}

const ORDER = ['district', 'checkpoint', 'streetOffice', 'community'];

function Tree({
  of,
  all,
}: {
  readonly of: readonly OfficeEntry[];
  readonly all: ReadonlyMap<string, OfficeEntry>;
}) {
  const say = useSay();
  const sorted = [...of].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.code < b.code ? -1 : 1),
  );
  if (sorted.length === 0) return null;
  return (
    <ul className="tree">
      {sorted.map((office) => (
        <li key={office.code}>
          <div className="office">
            <strong>{say({ zh: office.zh, en: office.en ?? office.zh })}</strong>
            <small className="soft">
              {say(valueWords(office.kind, 'kind'))} · {office.code} ·{' '}
              {office.numbers.map(({ number }) => number).join('、') || say(ADMIN.noNumber)}
              {office.compounds === undefined ? '' : ` · ${say(ADMIN.compounds(office.compounds.length))}`}
            </small>
            <a href={linkTo(['directory', 'import'], { office: office.code })}>
              {say(ADMIN.proposeChange)}
              <span className="unseen"> {say({ zh: office.zh, en: office.en ?? office.zh })}</span>
            </a>
          </div>
          <Tree of={[...all.values()].filter(({ parent }) => parent === office.code)} all={all} />
        </li>
      ))}
    </ul>
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
