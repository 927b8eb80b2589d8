/** A change of the directory: pasted or chosen, read line by line, shown before it is sent, approved by another. */
import { useId, useRef } from 'react';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDraft, useList, usePlace } from '../../shared/hooks.ts';
import { goTo } from '../../shared/router.ts';
import { allowedIn } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { ChangesTable } from '../parts/changes-table.tsx';
import { lineOf, type OfficeEntry, readDirectory } from '../parts/directory-file.ts';
import { isInForce, useDirectory } from '../parts/offices.ts';
import { ADMIN } from '../words.ts';

export function DirectoryImport() {
  const say = useSay();
  const offices = useDirectory();
  if (offices === null) return <p role="status">{say(FRAME.loading)}</p>;
  return <Import now={offices} />;
}

function Import({ now }: { readonly now: ReadonlyMap<string, OfficeEntry> }) {
  const say = useSay();
  const id = useId();
  const { query } = usePlace();
  const file = useRef<HTMLInputElement>(null);
  const office = now.get(query.get('office') ?? '');
  // The line of the office one came for stands there already; what was typed goes before it.
  const [text, put, forget] = useDraft(
    `directory ${office?.code ?? ''}`,
    office === undefined ? '' : lineOf(office),
  );
  const { entries, faults } = readDirectory(text, new Set(now.keys()));
  const leave = () => {
    forget();
    goTo(['directory']);
  };
  const choose = async (chosen: File | undefined) => {
    if (chosen !== undefined) put((await chosen.text()).replace(/^\uFEFF/, ''));
    if (file.current !== null) file.current.value = '';
  };
  return (
    <>
      <h1>{say(ADMIN.importDirectory)}</h1>
      <div className="sheet above">
        <div className="field">
          <label className="label" htmlFor={`${id}rows`}>
            {say(ADMIN.rows)}
          </label>
          <p className="hint" id={`${id}hint`}>
            {say(ADMIN.rowsHint)}
          </p>
          <textarea
            id={`${id}rows`}
            className="input rows"
            rows={8}
            spellCheck={false}
            aria-describedby={`${id}hint`}
            aria-invalid={faults.length > 0}
            value={text}
            onChange={(event) => put(event.target.value)}
          />
        </div>
        <div className="field">
          <label className="label" htmlFor={`${id}file`}>
            {say(ADMIN.chooseFile)}
          </label>
          <input
            id={`${id}file`}
            ref={file}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </div>
        {faults.length === 0 ? null : (
          <div className="said no" role="alert">
            <h2>{say(ADMIN.faults(new Set(faults.map(({ line }) => line)).size))}</h2>
            <ul>
              {faults.map(({ line, words }) => (
                <li key={`${line} ${words.en}`}>
                  <strong>{say(ADMIN.atLine(line))}</strong> {say(words)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {entries.length === 0 ? null : (
        <section className="sheet above" aria-labelledby="preview">
          <h2 id="preview">{say(ADMIN.preview)}</h2>
          <ChangesTable entries={entries} now={now} />
        </section>
      )}
      {faults.length > 0 || entries.length === 0 ? (
        <p className="soft" role="status">
          {say(faults.length > 0 ? ADMIN.faults(faults.length) : ADMIN.nothingTyped)}
        </p>
      ) : (
        <Send entries={entries} onDone={leave} onCancel={leave} />
      )}
    </>
  );
}

/** A first directory is imported; one that is in force is changed. */
function Send({
  entries,
  onDone,
  onCancel,
}: {
  readonly entries: readonly OfficeEntry[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { rows } = useList('directoryChanges');
  const inForce = rows.find((row) => isInForce(row) && allowedIn(row, 'changeDirectory') === true);
  const value = { as: 'fixed' as const, value: [...entries] };
  return (
    <div className="sheet">
      {inForce === undefined ? (
        <CommandForm
          type="importDirectory"
          streamId={null}
          fields={formOf('importDirectory', { entries: value })}
          onDone={onDone}
          onCancel={onCancel}
        />
      ) : (
        <CommandForm
          type="changeDirectory"
          streamId={inForce.key}
          fields={formOf('changeDirectory', { entries: value })}
          onDone={onDone}
          onCancel={onCancel}
        />
      )}
    </div>
  );
}
