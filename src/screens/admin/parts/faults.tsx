/** What is wrong with a directory file, line by line; and the same as a file to hand back to whoever made it. */
import type { DirectoryFault } from '../../../contract/directory.ts';
import { COLUMNS, DIRECTORY_FAULTS } from '../../../contract/directory-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { ADMIN } from '../words.ts';
import { reportOf } from './fault-report.ts';

const SHOWN = 50;

export function Faults({
  faults,
  inAll,
}: {
  readonly faults: readonly DirectoryFault[];
  readonly inAll: number;
}) {
  const say = useSay();
  return (
    <div className="said no" role="alert">
      <h2>{say(ADMIN.faults(inAll))}</h2>
      <p>{say(ADMIN.nothingIsTaken)}</p>
      <ul>
        {faults.slice(0, SHOWN).map(({ line, column, code, value }, i) => (
          // Two faults of one line can be the same but for nothing: their place in the list tells them apart.
          <li key={`${line} ${column ?? ''} ${code} ${String(i)}`}>
            <strong>
              {line === 0 ? '' : say(ADMIN.atLine(line))}
              {column === null ? '' : ` ${say(COLUMNS[column])}`}
            </strong>{' '}
            {say(DIRECTORY_FAULTS[code])}
            {value === undefined ? '' : ` ${say(ADMIN.standsThere(value))}`}
          </li>
        ))}
      </ul>
      {inAll > SHOWN ? <p>{say(ADMIN.moreFaults(inAll - SHOWN))}</p> : null}
      <p>
        <button type="button" className="button" onClick={() => save(faults)}>
          {say(ADMIN.faultReport)}
        </button>
      </p>
    </div>
  );
}

function save(faults: readonly DirectoryFault[]): void {
  const address = URL.createObjectURL(new Blob([reportOf(faults)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'directory-faults.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
