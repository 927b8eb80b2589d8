/**
 * What is kept of signing in: names as keyed digests, password hashes, second factors, sessions, step-ups, links, keys.
 *
 * These rows are no facts: they are changed and deleted in place, and no journal knows them. Who a token belongs to and
 * how long it is good is decided by the doors; here it is only kept.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type {
  DeviceKey,
  KeptLink,
  KeptSession,
  KeptStepUp,
  LinkPurpose,
  SecondFactor,
} from '../contract/auth-rows.ts';
import type { Role, Terminal } from '../contract/roles.ts';
import type { Instant } from '../contract/streams.ts';
import { Fault } from './faults.ts';
import type { Storage } from './open-storage.ts';
import type { Reader, Writer } from './schema.ts';

/** The account a sign-in name stands for. */
export async function findSignIn(reader: Reader, nameDigest: string): Promise<string | null> {
  const row = await reader
    .selectFrom('sign_ins')
    .select('account')
    .where('name_digest', '=', nameDigest)
    .executeTakeFirst();
  return row?.account ?? null;
}

/** Gives an account its sign-in name. False where another account has it; the same again is no change. */
export async function putSignIn(writer: Writer, nameDigest: string, account: string): Promise<boolean> {
  await writer
    .insertInto('sign_ins')
    .values({ name_digest: nameDigest, account })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findSignIn(writer, nameDigest)) === account;
}

/** Frees the name of an account that never came to be. */
export async function removeSignIn(writer: Writer, account: string): Promise<void> {
  await writer.deleteFrom('sign_ins').where('account', '=', account).execute();
}

export async function findPassword(reader: Reader, account: string): Promise<string | null> {
  const row = await reader
    .selectFrom('passwords')
    .select('hash')
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.hash ?? null;
}

/** Uses an enrolment link up and sets the password: both or neither. A second factor of before is taken away. */
export async function enrol(
  writer: Writer,
  linkDigest: string,
  hash: string,
  now: Instant,
): Promise<string | null> {
  const link = await writer
    .deleteFrom('links')
    .where('digest', '=', linkDigest)
    .where('purpose', '=', 'enrolment')
    .where('expires_at', '>', now)
    .returning('subject')
    .executeTakeFirst();
  if (link === undefined) return null;
  const account = link.subject;
  await writer
    .insertInto('passwords')
    .values({ account, hash, set_at: now })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ hash, set_at: now }))
    .execute();
  await writer.deleteFrom('second_factors').where('account', '=', account).execute();
  await writer.deleteFrom('sessions').where('account', '=', account).execute();
  return account;
}

export async function putSession(writer: Writer, session: KeptSession): Promise<void> {
  await writer
    .insertInto('sessions')
    .values({
      digest: session.digest,
      account: session.account,
      terminal: session.terminal,
      role: session.role,
      scope: session.scope,
      begun_at: session.begunAt,
      seen_at: session.seenAt,
    })
    .execute();
}

/** The sessions behind some tokens; a token without one is not in the answer. */
export async function findSessions(reader: Reader, digests: readonly string[]): Promise<KeptSession[]> {
  if (digests.length === 0) return [];
  const rows = await reader
    .selectFrom('sessions')
    .selectAll()
    .where('digest', 'in', [...digests])
    .execute();
  return rows.map((row) => ({
    digest: row.digest,
    account: row.account,
    terminal: row.terminal as Terminal,
    role: row.role as Role,
    scope: row.scope,
    begunAt: row.begun_at,
    seenAt: row.seen_at,
  }));
}

export async function touchSession(writer: Writer, digest: string, seenAt: Instant): Promise<void> {
  await writer.updateTable('sessions').set({ seen_at: seenAt }).where('digest', '=', digest).execute();
}

export async function endSession(writer: Writer, digest: string): Promise<void> {
  await writer.deleteFrom('sessions').where('digest', '=', digest).execute();
}

/** Ends every session of an account, or of all accounts. */
export async function endSessions(writer: Writer, account: string | null): Promise<void> {
  const all = writer.deleteFrom('sessions');
  await (account === null ? all : all.where('account', '=', account)).execute();
}

export async function putStepUp(writer: Writer, stepUp: KeptStepUp): Promise<void> {
  await writer
    .insertInto('step_ups')
    .values({
      digest: stepUp.digest,
      account: stepUp.account,
      command: stepUp.command,
      stream_id: stepUp.streamId,
      proved_at: stepUp.provedAt,
      used_for: null,
    })
    .execute();
}

/**
 * Uses a step-up for one command id. True once, and again for the same command id only: a command that is sent again
 * must find its answer. An older proof than `notBefore` can no longer be used for anything new.
 */
export async function useStepUp(
  writer: Writer,
  digest: string,
  commandId: string,
  notBefore: Instant,
): Promise<boolean> {
  await writer
    .updateTable('step_ups')
    .set({ used_for: commandId })
    .where('digest', '=', digest)
    .where('used_for', 'is', null)
    .where('proved_at', '>', notBefore)
    .execute();
  return (await findStepUp(writer, digest))?.usedFor === commandId;
}

export async function findStepUp(reader: Reader, digest: string): Promise<KeptStepUp | null> {
  const row = await reader.selectFrom('step_ups').selectAll().where('digest', '=', digest).executeTakeFirst();
  return row === undefined
    ? null
    : {
        digest: row.digest,
        account: row.account,
        command: row.command,
        streamId: row.stream_id,
        provedAt: row.proved_at,
        usedFor: row.used_for,
      };
}

/** Keeps a link; with `only`, every other link of the same purpose and subject is void from now on. */
export async function putLink(writer: Writer, link: KeptLink, only: boolean): Promise<void> {
  if (only)
    await writer
      .deleteFrom('links')
      .where('purpose', '=', link.purpose)
      .where('subject', '=', link.subject)
      .execute();
  await writer
    .insertInto('links')
    .values({
      digest: link.digest,
      purpose: link.purpose,
      subject: link.subject,
      expires_at: link.expiresAt,
      detail: link.detail,
      tries: 0,
      tries_since: 0,
    })
    .execute();
}

export async function findLink(
  reader: Reader,
  digest: string,
  purpose: LinkPurpose,
  now: Instant,
): Promise<KeptLink | null> {
  const row = await reader
    .selectFrom('links')
    .selectAll()
    .where('digest', '=', digest)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { digest, purpose, subject: row.subject, expiresAt: row.expires_at, detail: row.detail };
}

/** Counts one try at a link and says whether it was still within `most` since the window began. */
export async function countTry(
  writer: Writer,
  digest: string,
  now: Instant,
  windowMs: number,
  most: number,
): Promise<boolean> {
  const row = await writer
    .updateTable('links')
    .set((set) => ({
      tries: set
        .case()
        .when('tries_since', '<=', now - windowMs)
        .then(1)
        .else(set('tries', '+', 1))
        .end(),
      tries_since: set
        .case()
        .when('tries_since', '<=', now - windowMs)
        .then(now)
        .else(set.ref('tries_since'))
        .end(),
    }))
    .where('digest', '=', digest)
    .returning('tries')
    .executeTakeFirst();
  return row !== undefined && row.tries <= most;
}

export async function putDeviceKey(writer: Writer, key: DeviceKey, now: Instant): Promise<void> {
  const row = { digest: key.digest, role: key.role, scope: key.scope, made_at: now };
  await writer
    .insertInto('device_keys')
    .values({ name: key.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

export async function findDeviceKey(reader: Reader, digest: string): Promise<DeviceKey | null> {
  const row = await reader
    .selectFrom('device_keys')
    .selectAll()
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row === undefined ? null : { digest, name: row.name, role: row.role as Role, scope: row.scope };
}

/** How long a release slip that is over is still known as one. */
const SLIPS_KNOWN_MS = 30 * 86_400_000;

/** Takes away what nobody can use any more. */
export async function forgetStale(writer: Writer, now: Instant, sessionsBegunBefore: Instant): Promise<void> {
  const DAY_MS = 86_400_000;
  await writer.deleteFrom('sessions').where('begun_at', '<', sessionsBegunBefore).execute();
  await writer
    .deleteFrom('step_ups')
    .where('proved_at', '<', now - DAY_MS)
    .execute();
  await writer
    .deleteFrom('links')
    .where('expires_at', '<', now)
    .where((link) =>
      link.or([link('purpose', '!=', 'release'), link('expires_at', '<', now - SLIPS_KNOWN_MS)]),
    )
    .execute();
}

const sealKey = (storage: Storage) => storage.keys.secret('secondFactor');

/** Keeps a second factor, its secret sealed under a key of the key store and bound to the account. */
export async function putSecondFactor(storage: Storage, account: string, secret: string): Promise<void> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await sealKey(storage), nonce).setAAD(Buffer.from(account));
  const bytes = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const row = { sealed: bytes.toString('base64'), confirmed: 0, last_step: 0 };
  await storage.write((writer) =>
    writer
      .insertInto('second_factors')
      .values({ account, ...row })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute(),
  );
}

export async function findSecondFactor(storage: Storage, account: string): Promise<SecondFactor | null> {
  const row = await storage.read
    .selectFrom('second_factors')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst();
  if (row === undefined) return null;
  const bytes = Buffer.from(row.sealed, 'base64');
  try {
    const opener = createDecipheriv('aes-256-gcm', await sealKey(storage), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    opener.setAAD(Buffer.from(account)).setAuthTag(bytes.subarray(-16));
    const secret = Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()]).toString();
    return { secret, confirmed: row.confirmed === 1, lastStep: row.last_step };
  } catch (error) {
    throw new Fault('sealDoesNotOpen', { table: 'second_factors' }, error);
  }
}

/** Uses a time step up. False where it, or a later one, was used already. */
export async function useTimeStep(writer: Writer, account: string, step: number): Promise<boolean> {
  const used = await writer
    .updateTable('second_factors')
    .set({ last_step: step, confirmed: 1 })
    .where('account', '=', account)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return Number(used.numUpdatedRows) === 1;
}
