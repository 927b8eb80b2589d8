import { type Kysely, sql } from 'kysely';
import { engineOf } from '../engine.ts';

/** One schema in two dialects of DDL: what a migration asks for, and how each engine spells it. */
export class Tables {
  readonly #db: Kysely<unknown>;
  readonly engine;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
    this.engine = engineOf(db);
  }

  /**
   * Creates a table. `INT` is an eight-byte integer, `TEXT` compares by bytes.
   * `narrow` keeps the row in the key's own tree on SQLite, which suits small rows only.
   */
  async create(
    name: string,
    columns: string,
    shape: 'narrow' | 'wide' | 'partitioned' = 'wide',
  ): Promise<void> {
    const sqlite = this.engine === 'sqlite';
    const spelt = columns
      .replaceAll(/\bINT\b/g, sqlite ? 'integer' : 'bigint')
      .replaceAll(/\bTEXT\b/g, sqlite ? 'text' : 'text collate "C"');
    const tail = sqlite
      ? `strict${shape === 'narrow' ? ', without rowid' : ''}`
      : shape === 'partitioned'
        ? 'partition by range (stream_month)'
        : '';
    await this.run(`create table ${name} (${spelt}) ${tail}`);
  }

  /** Lets a table be added to and nothing else. Stops accidents; the outside anchors catch owners. */
  async appendOnly(name: string): Promise<void> {
    if (this.engine === 'sqlite') {
      for (const verb of ['update', 'delete'])
        await this.run(
          `create trigger ${name}_no_${verb} before ${verb} on ${name}
           begin select raise(abort, '${name} is append-only'); end`,
        );
      return;
    }
    await this.run(`create or replace function refuse_change() returns trigger language plpgsql as
      $$ begin raise exception '% is append-only', tg_argv[0]; end $$`);
    await this.run(`create trigger ${name}_no_change before update or delete on ${name}
      for each row execute function refuse_change('${name}')`);
    await this.run(`create trigger ${name}_no_truncate before truncate on ${name}
      for each statement execute function refuse_change('${name}')`);
  }

  async run(statement: string): Promise<void> {
    await sql.raw(statement).execute(this.#db);
  }
}
