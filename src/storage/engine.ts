import { PostgresAdapter } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

/** Which engine answers a connection. The two places where the engines differ in words ask this. */
export function engineOf(db: { getExecutor(): { readonly adapter: unknown } }): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
