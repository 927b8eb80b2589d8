import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { Fault } from './faults.ts';

/** The columns of a recordset, in order, each text or a whole number. */
export type Columns = Readonly<Record<string, 'text' | 'int'>>;

/** A row with those columns. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: Cell<C[K]> };
type Cell<Kind> = Kind extends 'int' ? number | null : string | null;

/**
 * Many rows as one parameter, to be written or joined in one statement: `(…) as <alias>`.
 * SQLite opens it with `json_each`, PostgreSQL with `jsonb_to_recordset`.
 */
export function recordset<C extends Columns>(
  engine: Engine,
  alias: string,
  columns: C,
  rows: readonly RowOf<C>[],
): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const text = recordsetText(engine, columns, rows);
  if (engine === 'sqlite') {
    const cells = sql.join(names.map((name, i) => sql`value ->> ${sql.lit(i)} as ${sql.ref(name)}`));
    return sql`(select ${cells} from json_each(${text})) as ${sql.ref(alias)}`;
  }
  const types = sql.join(
    names.map((name) => sql`${sql.ref(name)} ${sql.raw(columns[name] === 'int' ? 'bigint' : 'text')}`),
  );
  return sql`(select * from jsonb_to_recordset(${text}::jsonb) as x(${types})) as ${sql.ref(alias)}`;
}

/**
 * The parameter of a recordset.
 * Refuses what the two engines would keep differently: NUL, lone surrogates, fractions in whole-number columns.
 */
export function recordsetText<C extends Columns>(
  engine: Engine,
  columns: C,
  rows: readonly RowOf<C>[],
): string {
  const names = Object.keys(columns);
  const wholeNumbers = names.filter((name) => columns[name] === 'int');
  for (const row of rows)
    for (const name of wholeNumbers) {
      const cell: unknown = row[name];
      if (cell !== null && !Number.isSafeInteger(cell))
        throw new Fault('valueIsNotStorable', { column: name, holds: 'no whole number' });
    }
  const text = JSON.stringify(
    engine === 'sqlite' ? rows.map((row) => names.map((name): unknown => row[name])) : rows,
  );
  if (text.includes('\\u') && UNSTORABLE.test(text))
    throw new Fault('valueIsNotStorable', { holds: 'NUL or a lone surrogate' });
  return text;
}

// JSON text inside a cell is escaped twice and so is not meant: only an odd number of backslashes is an escape.
const UNSTORABLE = /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f])/;
