import { CompiledQuery, type QueryResult, type RawBuilder } from 'kysely';
import { type Engine, engineOf } from './engine.ts';
import { type Columns, recordset, recordsetText, type RowOf } from './recordset.ts';
import type { Reader } from './schema.ts';

/**
 * One statement over many rows, that is put together once per engine and from then on only sent.
 * `write` gets the rows as a table (`(…) as r`) and may have no other parameter.
 */
export function bulkStatement<C extends Columns, Result = unknown>(
  columns: C,
  write: (rows: RawBuilder<unknown>, engine: Engine) => RawBuilder<Result>,
): (db: Pick<Reader, 'getExecutor'>, rows: readonly RowOf<C>[]) => Promise<QueryResult<Result>> {
  const texts = new Map<Engine, string>();
  return async (db, rows) => {
    const engine = engineOf(db);
    const executor = db.getExecutor();
    let text = texts.get(engine);
    if (text === undefined) {
      const compiled = write(recordset(engine, 'r', columns, []), engine).compile(db);
      if (compiled.parameters.length !== 1)
        throw new TypeError('A bulk statement has one parameter: its rows');
      text = compiled.sql;
      texts.set(engine, text);
    }
    return executor.executeQuery<Result>(CompiledQuery.raw(text, [recordsetText(engine, columns, rows)]));
  };
}
