import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant, RetentionClass } from '../contract/streams.ts';
import { canonical } from './canonical.ts';
import { engineOf } from './engine.ts';
import { Fault, faultOf } from './faults.ts';
import { recordset } from './recordset.ts';
import type { Reader } from './schema.ts';

const HOUR_MS = 3_600_000;
/** A key no row uses is swept after this long without being asked for. */
const UNUSED_FOR_MS = HOUR_MS;
/** A key not yet known to be used is marked as asked for again after this long, well before it could be swept. */
const TOUCH_AFTER_MS = HOUR_MS / 4;

/** What one key is for: one subject, in one handoff (for staff: their account), for one class of data. */
export interface KeyPurpose {
  readonly subject: string;
  readonly handoff: string;
  readonly retentionClass: RetentionClass;
}

/** A key ready to seal with. It lives in memory for one batch and is never kept. */
export interface SealingKey extends KeyPurpose {
  readonly keyId: string;
  readonly key: Buffer;
}

/** How long a key stays in memory: so long may another node still open what was erased on this one. */
const REMEMBER_MS = 2_000;
const REMEMBERED = 4_096;

/** Remembers values for a moment, by name. */
class Lately<T> {
  readonly #kept = new Map<string, { readonly value: T; readonly until: number }>();

  get(name: string): T | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined || kept.until > performance.now()) return kept?.value;
    this.#kept.delete(name);
    return undefined;
  }

  set(name: string, value: T): void {
    if (this.#kept.size >= REMEMBERED) this.#kept.clear();
    this.#kept.set(name, { value, until: performance.now() + REMEMBER_MS });
  }

  clear(): void {
    this.#kept.clear();
  }
}

/** The key store's own tables: apart from the main database, with its own connection and its own backup. */
export interface KeySchema {
  keys: {
    key_id: string;
    subject: string;
    handoff: string;
    retention_class: string;
    house_key_id: string;
    wrapped: string;
    asked_at: number;
    used: number;
  };
  /** Ids of keys that are gone on purpose, so that a loss is told from an erasure. */
  destroyed: { key_id: string; subject: string; handoff: string; destroyed_at: number };
  secrets: { name: string; house_key_id: string; wrapped: string };
}

/**
 * Keeps the keys that personal data is sealed under, wrapped by the house key.
 * A key is written and durable before the row that uses it; destroying it is what erasing means.
 */
export class KeyStore {
  readonly #db: Kysely<KeySchema>;
  readonly #houseKeys: Map<string, Buffer>;
  #current: string;
  /** Keys used a moment ago, so that a busy case does not ask for the same ones again and again. */
  readonly #lately = new Lately<{ readonly key: SealingKey; readonly askedAt: Instant }>();
  readonly #opened = new Lately<Buffer>();

  /** `houseKey` wraps; `formerHouseKey` still opens what a rotation that was interrupted has not re-wrapped yet. */
  constructor(db: Kysely<KeySchema>, houseKey: Buffer, formerHouseKey?: Buffer) {
    this.#db = db;
    this.#current = houseKeyId(houseKey);
    this.#houseKeys = new Map([[this.#current, houseKey]]);
    if (formerHouseKey) this.#houseKeys.set(houseKeyId(formerHouseKey), formerHouseKey);
  }

  /**
   * Gives one key per purpose, in their order, making those that are missing, in one commit for all.
   * To be called before the batch's transaction begins: when this returns, the keys are durable.
   */
  async makeKeys(purposes: readonly KeyPurpose[], now: Instant): Promise<SealingKey[]> {
    const known = purposes.map((purpose) => {
      const lately = this.#lately.get(purposeText(purpose));
      return lately !== undefined && now - lately.askedAt < REMEMBER_MS ? lately.key : undefined;
    });
    if (known.every((key) => key !== undefined)) return known;
    const wanted = new Map(purposes.map((purpose) => [purposeText(purpose), purpose]));
    const found = new Map<string, KeyRow>();
    for (const row of await this.#find([...wanted.values()]))
      if (row.used === 1 || row.asked_at > now - TOUCH_AFTER_MS) found.set(rowText(row), row);
    const missing = [...wanted.values()].filter((purpose) => !found.has(purposeText(purpose)));
    if (missing.length > 0) for (const row of await this.#make(missing, now)) found.set(rowText(row), row);
    return purposes.map((purpose) => {
      const row = found.get(purposeText(purpose)) as KeyRow;
      const key = { ...purpose, keyId: row.key_id, key: this.#unwrap(row) };
      this.#lately.set(purposeText(purpose), { key, askedAt: now });
      this.#opened.set(key.keyId, key.key);
      return key;
    });
  }

  /** The keys with the given ids. One that is absent from the answer is gone: what it sealed is erased. */
  async byId(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const wanted = [...new Set(ids)];
    const known = new Map(
      wanted
        .flatMap((id) => [[id, this.#opened.get(id)] as const])
        .filter((one): one is [string, Buffer] => one[1] !== undefined),
    );
    const missing = wanted.filter((id) => !known.has(id));
    if (missing.length === 0) return known;
    const { rows } = await sql<KeyRow>`select k.* from ${recordset(
      engineOf(this.#db),
      'r',
      { key_id: 'text' },
      missing.map((key_id) => ({ key_id })),
    )} join keys k on k.key_id = r.key_id`.execute(this.#db);
    for (const row of rows) {
      const key = this.#unwrap(row);
      this.#opened.set(row.key_id, key);
      known.set(row.key_id, key);
    }
    return known;
  }

  /** Destroys all keys of a subject and gives their ids, those destroyed before included. */
  async destroy(subject: string, now: Instant): Promise<{ keyIds: string[]; handoffs: string[] }> {
    const destroyed = this.#db.transaction().execute(async (trx) => {
      await bury(
        trx,
        await trx.deleteFrom('keys').where('subject', '=', subject).returningAll().execute(),
        now,
      );
      const gone = await trx.selectFrom('destroyed').selectAll().where('subject', '=', subject).execute();
      return {
        keyIds: gone.map((row) => row.key_id),
        handoffs: [...new Set(gone.map((row) => row.handoff))],
      };
    });
    return destroyed.finally(() => this.#forgetKeys());
  }

  /** Destroys the keys of a class that were made until then: its time of keeping is over. Gives how many, at most `limit`. */
  async destroyAged(
    retentionClass: RetentionClass,
    until: Instant,
    now: Instant,
    limit = 500,
  ): Promise<number> {
    const destroyed = this.#db.transaction().execute(async (trx) => {
      const aged = trx
        .selectFrom('keys')
        .select('key_id')
        .where('retention_class', '=', retentionClass)
        .where('asked_at', '<=', until)
        .limit(limit);
      const rows = await trx.deleteFrom('keys').where('key_id', 'in', aged).returningAll().execute();
      await bury(trx, rows, now);
      return rows.length;
    });
    return destroyed.finally(() => this.#forgetKeys());
  }

  /** Deletes keys that were made an hour ago or longer and that no row came to use. Gives how many. */
  async sweep(main: Reader, now: Instant, limit = 500): Promise<number> {
    this.#forgetKeys();
    const idle = await this.#db
      .selectFrom('keys')
      .select('key_id')
      .where('used', '=', 0)
      .where('asked_at', '<=', now - UNUSED_FOR_MS)
      .limit(limit)
      .execute();
    if (idle.length === 0) return 0;
    const ids = idle.map((row) => row.key_id);
    const uses = await main.selectFrom('key_uses').select('key_id').where('key_id', 'in', ids).execute();
    const used = new Set(uses.map((row) => row.key_id));
    const unused = ids.filter((id) => !used.has(id));
    return this.#db.transaction().execute(async (trx) => {
      if (used.size > 0)
        await trx
          .updateTable('keys')
          .set({ used: 1 })
          .where('key_id', 'in', [...used])
          .execute();
      if (unused.length === 0) return 0;
      const gone = await trx
        .deleteFrom('keys')
        .where('key_id', 'in', unused)
        .where('asked_at', '<=', now - UNUSED_FOR_MS)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    });
  }

  /**
   * Re-wraps every key and secret under a new house key, in one transaction; what they sealed is not touched.
   * Afterwards the old house key opens nothing. Gives how many keys were re-wrapped.
   */
  async rewrap(newHouseKey: Buffer): Promise<number> {
    const next = houseKeyId(newHouseKey);
    this.#houseKeys.set(next, newHouseKey);
    const count = await this.#db.transaction().execute(async (trx) => {
      let rewrapped = 0;
      for (;;) {
        const rows = await trx
          .selectFrom('keys')
          .selectAll()
          .where('house_key_id', '!=', next)
          .limit(500)
          .execute();
        if (rows.length === 0) break;
        for (const row of rows) {
          const wrapped = wrap(newHouseKey, this.#unwrap(row), aadOf(row));
          await trx
            .updateTable('keys')
            .set({ wrapped, house_key_id: next })
            .where('key_id', '=', row.key_id)
            .execute();
        }
        rewrapped += rows.length;
      }
      for (const row of await trx
        .selectFrom('secrets')
        .selectAll()
        .where('house_key_id', '!=', next)
        .execute())
        await trx
          .updateTable('secrets')
          .set({ wrapped: wrap(newHouseKey, this.#unwrapSecret(row), row.name), house_key_id: next })
          .where('name', '=', row.name)
          .execute();
      return rewrapped;
    });
    this.#current = next;
    for (const id of this.#houseKeys.keys()) if (id !== next) this.#houseKeys.delete(id);
    return count;
  }

  /** A random secret of 256 bits that outlives rotations of the house key, made at the first asking. */
  async secret(name: string): Promise<Buffer> {
    const row = {
      name,
      house_key_id: this.#current,
      wrapped: wrap(this.#house(this.#current), randomBytes(32), name),
    };
    await this.#db
      .insertInto('secrets')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const kept = await this.#db
      .selectFrom('secrets')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return this.#unwrapSecret(kept);
  }

  /** Of the given ids, those that are neither here nor destroyed on purpose: a copy of the keys that is too old. */
  async unknown(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const here = await this.#db
      .selectFrom('keys')
      .select('key_id')
      .where('key_id', 'in', [...ids])
      .execute();
    const gone = await this.#db
      .selectFrom('destroyed')
      .select('key_id')
      .where('key_id', 'in', [...ids])
      .execute();
    const known = new Set([...here, ...gone].map((row) => row.key_id));
    return ids.filter((id) => !known.has(id));
  }

  async #find(purposes: readonly KeyPurpose[]): Promise<KeyRow[]> {
    if (purposes.length === 0) return [];
    const { rows } = await sql<KeyRow>`select k.* from ${recordset(
      engineOf(this.#db),
      'r',
      { subject: 'text', handoff: 'text', retention_class: 'text' },
      purposes.map((purpose) => ({
        subject: purpose.subject,
        handoff: purpose.handoff,
        retention_class: purpose.retentionClass,
      })),
    )} join keys k on k.subject = r.subject and k.handoff = r.handoff and k.retention_class = r.retention_class`.execute(
      this.#db,
    );
    return rows;
  }

  async #make(purposes: readonly KeyPurpose[], now: Instant): Promise<KeyRow[]> {
    const rows = purposes.map((purpose) => {
      const named = {
        key_id: randomUUID(),
        subject: purpose.subject,
        handoff: purpose.handoff,
        retention_class: purpose.retentionClass,
      };
      const wrapped = wrap(this.#house(this.#current), randomBytes(32), aadOf(named));
      return { ...named, house_key_id: this.#current, wrapped, asked_at: now };
    });
    const columns = {
      key_id: 'text',
      subject: 'text',
      handoff: 'text',
      retention_class: 'text',
      house_key_id: 'text',
      wrapped: 'text',
      asked_at: 'int',
    } as const;
    try {
      const { rows: kept } = await sql<KeyRow>`
        insert into keys (key_id, subject, handoff, retention_class, house_key_id, wrapped, asked_at, used)
        select key_id, subject, handoff, retention_class, house_key_id, wrapped, asked_at, 0
        from ${recordset(engineOf(this.#db), 'r', columns, rows)} where true
        order by subject, handoff, retention_class
        on conflict (subject, handoff, retention_class) do update set asked_at = excluded.asked_at
        returning *`.execute(this.#db);
      return kept;
    } catch (error) {
      throw faultOf(error, 'making keys');
    }
  }

  #forgetKeys(): void {
    this.#lately.clear();
    this.#opened.clear();
  }

  #unwrap(row: KeyRow): Buffer {
    return unwrap(this.#house(row.house_key_id), row.wrapped, aadOf(row));
  }

  #unwrapSecret(row: KeySchema['secrets']): Buffer {
    return unwrap(this.#house(row.house_key_id), row.wrapped, row.name);
  }

  #house(id: string): Buffer {
    const key = this.#houseKeys.get(id);
    if (!key) throw new Fault('houseKeyIsWrong', { wants: id, has: this.#current });
    return key;
  }
}

type KeyRow = KeySchema['keys'];

/** A name for a house key that tells nothing about it. Refuses a key that is not 32 bytes long. */
export function houseKeyId(houseKey: Buffer): string {
  if (houseKey.length !== 32) throw new Fault('houseKeyIsWrong', { bytes: houseKey.length, wantsBytes: 32 });
  return createHash('sha256').update('guicheng house key id\0').update(houseKey).digest('hex').slice(0, 16);
}

async function bury(trx: Transaction<KeySchema>, rows: readonly KeyRow[], now: Instant): Promise<void> {
  for (const row of rows)
    await trx
      .insertInto('destroyed')
      .values({ key_id: row.key_id, subject: row.subject, handoff: row.handoff, destroyed_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

function wrap(houseKey: Buffer, key: Buffer, aad: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', houseKey, nonce).setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function unwrap(houseKey: Buffer, wrapped: string, aad: string): Buffer {
  const bytes = Buffer.from(wrapped, 'base64');
  try {
    const opener = createDecipheriv('aes-256-gcm', houseKey, bytes.subarray(0, 12), { authTagLength: 16 });
    opener.setAAD(Buffer.from(aad)).setAuthTag(bytes.subarray(-16));
    return Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()]);
  } catch (error) {
    throw new Fault('keyDoesNotOpen', {}, error);
  }
}

// A wrapped key that is moved to another row does not open there.
function aadOf(row: Pick<KeyRow, 'key_id' | 'subject' | 'handoff' | 'retention_class'>): string {
  return canonical([row.key_id, row.subject, row.handoff, row.retention_class]);
}

function purposeText(purpose: KeyPurpose): string {
  return JSON.stringify([purpose.subject, purpose.handoff, purpose.retentionClass]);
}

function rowText(row: KeyRow): string {
  return JSON.stringify([row.subject, row.handoff, row.retention_class]);
}
