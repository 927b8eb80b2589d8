/** A change of the directory: a file chosen or rows pasted, read by the house, shown before it is sent, approved by another. */
import { useId, useRef, useState } from 'react';
import type { DirectoryPreview } from '../../../contract/doors.ts';
import type { OfficeEntry } from '../../../contract/directory.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDraft, useList, usePlace } from '../../shared/hooks.ts';
import { goTo } from '../../shared/router.ts';
import { allowedIn } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { ChangesTable } from '../parts/changes-table.tsx';
import { linesOf } from '../parts/directory-line.ts';
import { Faults } from '../parts/faults.tsx';
import { isInForce, useOffice } from '../parts/offices.ts';
import { usePreview } from '../parts/preview.ts';
import { ADMIN } from '../words.ts';

export function DirectoryImport() {
  const say = useSay();
  const code = usePlace().query.get('office') ?? '';
  const office = useOffice(code);
  if (code !== '' && office === null) return <p role="status">{say(FRAME.loading)}</p>;
  // The line of the office one came for stands there already; what was typed goes before it.
  return <Import key={code} draft={`directory ${code}`} first={office === null ? '' : linesOf(office)} />;
}

function Import({ draft, first }: { readonly draft: string; readonly first: string }) {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, put, forget] = useDraft(draft, first);
  const [file, setFile] = useState<File | null>(null);
  const now = usePreview(file, text);
  const leave = () => {
    forget();
    goTo(['directory']);
  };
  const takeAway = () => {
    setFile(null);
    if (input.current !== null) input.current.value = '';
  };
  return (
    <>
      <h1>{say(ADMIN.importDirectory)}</h1>
      <div className="sheet above">
        <div className="field">
          <label className="label" htmlFor={`${id}file`}>
            {say(ADMIN.chooseFile)}
          </label>
          <p className="hint" id={`${id}fileHint`}>
            {say(ADMIN.fileHint)}{' '}
            <a href="/api/admin/directory-template" download="directory.xlsx">
              {say(ADMIN.template)}
            </a>
          </p>
          <input
            id={`${id}file`}
            ref={input}
            type="file"
            aria-describedby={`${id}fileHint`}
            accept=".xlsx,.csv,.tsv,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          {file === null ? null : (
            <button type="button" className="button plain" onClick={takeAway}>
              {say(ADMIN.otherFile)}
            </button>
          )}
        </div>
        {file === null ? (
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
              aria-invalid={now.state === 'read' && now.preview.faultsInAll > 0}
              value={text}
              onChange={(event) => put(event.target.value)}
            />
          </div>
        ) : null}
        {now.state === 'reading' ? <p role="status">{say(ADMIN.reading)}</p> : null}
        {now.state === 'refused' ? (
          <p className="said no" role="alert">
            {now.refusal.message}
          </p>
        ) : null}
        {now.state === 'read' && now.preview.faultsInAll > 0 ? (
          <Faults faults={now.preview.faults} inAll={now.preview.faultsInAll} />
        ) : null}
      </div>
      {now.state === 'read' && now.preview.faultsInAll === 0 ? (
        <>
          <section className="sheet above" aria-labelledby="preview">
            <h2 id="preview">{say(ADMIN.preview)}</h2>
            <ChangesTable changes={now.preview.changes} counts={now.preview.counts} />
          </section>
          {now.preview.changes.length === 0 ? (
            <p className="soft" role="status">
              {say(ADMIN.nothingChanges)}
            </p>
          ) : (
            <Send key={now.preview.digest} of={now.preview} onDone={leave} onCancel={leave} />
          )}
        </>
      ) : null}
      {now.state === 'nothing' ? (
        <p className="soft" role="status">
          {say(ADMIN.nothingTyped)}
        </p>
      ) : null}
    </>
  );
}

/** A first directory is imported; one that is in force is changed. Sent is what was shown, and only what changes. */
function Send({
  of,
  onDone,
  onCancel,
}: {
  readonly of: DirectoryPreview;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { rows } = useList('directoryChanges');
  const inForce = rows.find((row) => isInForce(row) && allowedIn(row, 'changeDirectory') === true);
  const entries = { as: 'fixed' as const, value: of.changes.map(({ after }): OfficeEntry => after) };
  const fileDigest = { as: 'fixed' as const, value: of.digest };
  return (
    <div className="sheet">
      {inForce === undefined ? (
        <CommandForm
          type="importDirectory"
          streamId={null}
          fields={formOf('importDirectory', { entries, fileDigest })}
          onDone={onDone}
          onCancel={onCancel}
        />
      ) : (
        <CommandForm
          type="changeDirectory"
          streamId={inForce.key}
          fields={formOf('changeDirectory', { entries, fileDigest })}
          onDone={onDone}
          onCancel={onCancel}
        />
      )}
    </div>
  );
}
