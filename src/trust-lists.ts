/** Lists of trusted issuers: `guicheng trust`, where the key is kept offline and no house is opened; and what a house says of one. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from './asked.ts';
import type { Registry } from './commands/index.ts';
import type { Config } from './config.ts';
import type { Actor } from './contract/roles.ts';
import type { TrustListHandedIn, TrustListLook } from './contract/trust-lists.ts';
import { ageOf, TRUST_LIST_AGES, TRUST_LIST_FAULTS } from './contract/trust-list-words.ts';
import {
  checkTrustList,
  checkWrittenList,
  signTrustList,
  type TrustList,
  type TrustListFault,
  trustKeyOf,
  trustSigningKeyOf,
} from './evidence/index.ts';
import type { House } from './house.ts';
import { readRows } from './storage/index.ts';

const FAILED = 1;
const NOT_UNDERSTOOD = 2;
const USAGE =
  'trust key --out <folder> | trust sign <file> --key <file> [--out <file>] | trust check <file> [--key <file>]';
const MINUTE_MS = 60_000;

export async function trustLists(
  config: Pick<Config, 'trustKey'>,
  asked: Asked,
  now: () => number = Date.now,
): Promise<number> {
  const [word, file] = asked.words;
  if (word === 'key') return makeKey(asked);
  if (file === undefined) return notUnderstood(`${USAGE}.`);
  if (word === 'sign') return signFile(file, asked, now());
  if (word === 'check') return checkFile(file, config, asked, now());
  return notUnderstood(`${USAGE}.`);
}

/** Exit 0: both halves were written. 1: they could not be, or one stands there already; it is never replaced. */
function makeKey({ options, say }: Asked): number {
  const folder = options['out'];
  if (typeof folder !== 'string') return notUnderstood('Name a folder with --out <folder>.');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [secret, open] = [join(folder, 'trust-list.key'), join(folder, 'trust-list.pub')];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
    writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx', mode: 0o644 });
  } catch (error) {
    say(`Nothing was made: ${messageOf(error)}.`, { made: false });
    return FAILED;
  }
  say(`${secret}: signs lists. Keep it offline, with a copy in another safe place.`);
  say(`${open}: the house is given this one, as TRUST_LIST_KEY_FILE.`);
  const fingerprint = fingerprintOf(publicKey);
  say(`Fingerprint ${fingerprint}: compare it where the file was carried to.`, {
    made: true,
    privateKey: secret,
    publicKey: open,
    fingerprint,
  });
  return 0;
}

/** Exit 0: signed, and written where `--out` says, or said. 1: the list has faults, or the file stands there already. */
function signFile(file: string, { options, say }: Asked, now: number): number {
  const text = textOf(file);
  if (text === null) return notUnderstood(`${file} cannot be read.`);
  const [keyFile, out] = [options['key'], options['out']];
  if (typeof keyFile !== 'string') return notUnderstood('Name the private key with --key <file>.');
  const key = trustSigningKeyOf(textOf(keyFile) ?? '');
  if (key === null) return notUnderstood(`${keyFile} holds no Ed25519 private key, PEM.`);
  const { written, list, faults } = checkWrittenList(text);
  if (written === null || list === null) return faulty(faults, say);
  const signed = signTrustList(written, key);
  if (typeof out !== 'string') {
    say(signed.trimEnd(), JSON.parse(signed));
    return 0;
  }
  try {
    writeFileSync(out, signed, { flag: 'wx' });
  } catch (error) {
    say(`Nothing was written: ${messageOf(error)}.`, { signed: false });
    return FAILED;
  }
  for (const line of inWords(list, now)) say(line);
  say(`Signed: ${out}.`, { signed: true, out, ...dataOf(list, now) });
  return 0;
}

/** Exit 0: the signature holds, nothing in it is wrong, and it is fresh. 1: otherwise, each fault with its place. */
function checkFile(
  file: string,
  { trustKey }: Pick<Config, 'trustKey'>,
  { options, say }: Asked,
  now: number,
): number {
  const text = textOf(file);
  if (text === null) return notUnderstood(`${file} cannot be read.`);
  const named = options['key'];
  const key = typeof named === 'string' ? trustKeyOf(textOf(named) ?? '') : trustKey;
  if (key === null)
    return notUnderstood('Name the public key (Ed25519, PEM) with --key <file>, or in TRUST_LIST_KEY_FILE.');
  const { list, faults } = checkTrustList(text, key);
  if (list === null) return faulty(faults, say);
  const age = ageOf(list, now);
  for (const line of inWords(list, now)) say(line);
  say('', { good: age === 'fresh', signedBy: fingerprintOf(key), ...dataOf(list, now) });
  return age === 'fresh' ? 0 : FAILED;
}

const instant = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
const keysOf = ({ issuers }: TrustList) => [...issuers.values()].flat();

function inWords(list: TrustList, now: number): string[] {
  const keys = keysOf(list);
  const minutes = Math.floor((now - list.issuedAt) / MINUTE_MS);
  const { zh, en } = TRUST_LIST_AGES[ageOf(list, now)];
  return [
    `信任列表 list of trusted issuers ${list.number}`,
    `  签发 issued    ${instant(list.issuedAt)} (${Math.floor(minutes / 60)} h ${minutes % 60} min)`,
    `  有效至 good until ${instant(list.goodUntil)}  ${zh} ${en}`,
    `  签发机构 issuers ${keys.length}, 已吊销证书 revoked certificates ${list.revoked.size}`,
    ...keys.map(
      ({ kid, country, from, to, usages, revokedAt }) =>
        `    ${kid}  ${country ?? '--'}  ${instant(from)} … ${instant(to)}  ${usages.join(', ')}${revokedAt === null ? '' : `  已吊销 revoked ${instant(revokedAt)}`}`,
    ),
  ];
}

const dataOf = (list: TrustList, now: number) => ({ ...contentsOf(list), age: ageOf(list, now) });

const contentsOf = (list: TrustList) => ({
  number: list.number,
  issuedAt: list.issuedAt,
  goodUntil: list.goodUntil,
  revoked: list.revoked.size,
  issuers: keysOf(list).map(({ kid, country, from, to, usages, revokedAt }) => ({
    kid,
    country,
    from,
    to,
    usages: [...usages],
    revokedAt,
  })),
});

function faulty(faults: readonly TrustListFault[], say: Asked['say']): number {
  for (const { path, code } of faults) {
    const { zh, en } = TRUST_LIST_FAULTS[code];
    say(`${path === '' ? '/' : path}  ${zh} ${en}`);
  }
  say('', { good: false, faults });
  return FAILED;
}

/** More than anybody mends at once; they come again with the next check. */
const MOST_FAULTS = 100;

/** What a text says as a list, and all that keeps this house from taking it now. */
export function lookAtTrustList(
  registry: Pick<Registry, 'checkTrustList' | 'trustList'>,
  text: string,
): TrustListLook {
  const { written, list, faults } = registry.checkTrustList(text);
  const isOld = list !== null && list.number <= (registry.trustList?.number ?? 0);
  const all = isOld ? [...faults, { path: '/list/number', code: 'isNotNewer' as const }] : faults;
  return {
    contents: list === null ? null : contentsOf(list),
    number: written?.number ?? null,
    faults: all.slice(0, MOST_FAULTS),
    faultsInAll: all.length,
  };
}

/** The same of a list that was handed in, with who did what and when. Null where this viewer may not know of it. */
export async function handedInTrustList(
  { storage, views, spine: { registry } }: House,
  viewer: Actor,
  id: string,
): Promise<TrustListHandedIn | null> {
  const text = await views.handedIn(viewer, 'trustLists', id);
  if (typeof text !== 'string') return null;
  const rows = await readRows(storage.read, { streamKind: 'trustList', streamId: id });
  const by = (type: string) => {
    const row = rows.find(({ command }) => command.type === type);
    return row === undefined ? null : { account: row.performedBy, at: row.recordedAt };
  };
  const approved = by('approveTrustList');
  const look = lookAtTrustList(registry, text);
  // Of one that was taken it is no fault that it stands.
  const faults = approved === null ? look.faults : look.faults.filter(({ code }) => code !== 'isNotNewer');
  return {
    ...look,
    faults,
    faultsInAll: look.faultsInAll - (look.faults.length - faults.length),
    isInForce: registry.trustListInForce === id,
    proposed: by('proposeTrustList'),
    approved,
  };
}

const fingerprintOf = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function notUnderstood(words: string): number {
  process.stderr.write(`${words} Try --help.\n`);
  return NOT_UNDERSTOOD;
}
