/**
 * What the operator sets: environment alone, secrets by file. Every key is read once, at the start, and named when bad.
 * `.env.example` says what each is for.
 */
import { type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { trustKeyOf } from './evidence/index.ts';
import type { SourceSettings } from './evidence/sources/index.ts';
import { readSourcesFile } from './sources-file.ts';
import { isAddressOf } from './contract/channels.ts';
import { FEED_KEPT, type FeedKept, type Place } from './storage/index.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly place: Place;
  readonly houseKeyFile: string;
  /** The key's file may be made at the first start: it lies in the data folder, because none was named. */
  readonly mayMakeHouseKey: boolean;
  readonly formerHouseKeyFile: string | null;
  readonly tls: { readonly key: string; readonly cert: string } | null;
  readonly trustProxy: string | null;
  /** The address people type, without a closing slash. */
  readonly publicUrl: string;
  readonly origins: readonly string[];
  /** Browsers reach the house by TLS, here or at the proxy before it. */
  readonly isSecure: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  readonly perMinute: { readonly session: number; readonly address: number };
  readonly feedKept: FeedKept;
  /** The public key of lists of trusted issuers; null where none is named. */
  readonly trustKey: KeyObject | null;
  /** The sources of evidence that can be asked. */
  readonly sources: readonly SourceSettings[];
  /** Takes short messages, and words to a worker's own channel; null where there is none. */
  readonly gateway: { readonly url: string; readonly secret: string } | null;
}

/** One key that is wrong, and why, without its value: it may be a secret. */
export interface BadKey {
  readonly key: string;
  readonly because: string;
}

export type Read =
  | { readonly isGood: true; readonly config: Config }
  | { readonly isGood: false; readonly bad: readonly BadKey[] };

/** Every key there is. Any other that begins with GUICHENG_ is a slip of the pen, and named. */
export const KEYS = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_URL_FILE',
  'KEYS_DATABASE_URL',
  'KEYS_DATABASE_URL_FILE',
  'HOUSE_KEY_FILE',
  'FORMER_HOUSE_KEY_FILE',
  'TRUST_LIST_KEY_FILE',
  'TLS_CERT',
  'TLS_KEY',
  'TRUST_PROXY',
  'PUBLIC_URL',
  'ALLOWED_ORIGINS',
  'LOG_LEVEL',
  'REQUESTS_PER_MINUTE',
  'REQUESTS_PER_MINUTE_PER_ADDRESS',
  'FEED_KEPT_HOURS',
  'FEED_KEPT_ROWS',
  'SOURCES_FILE',
  'MESSAGE_GATEWAY_URL',
  'MESSAGE_GATEWAY_SECRET',
  'MESSAGE_GATEWAY_SECRET_FILE',
  'GUICHENG_PLAIN_HTTP_BEYOND_LOOPBACK',
] as const;
type Key = (typeof KEYS)[number];

const PLAIN_AND_KNOWN = 'i-know-that-passwords-travel-in-clear';
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug'] as const;
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

export function readConfig(env: Readonly<Record<string, string | undefined>>): Read {
  const bad: BadKey[] = [];
  const wrong = (key: string, because: string) => {
    bad.push({ key, because });
  };
  const said = (key: Key): string | null => {
    const value = env[key]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const number = (key: Key, usual: number, least: number, most: number) => {
    const value = Number(said(key) ?? usual);
    if (!Number.isInteger(value) || value < least || value > most)
      wrong(key, `must be a whole number from ${least} to ${most}`);
    return value;
  };
  const file = (key: Key): string | null => {
    const path = said(key);
    if (path === null) return null;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      wrong(key, 'names a file that cannot be read');
      return null;
    }
  };
  const secret = (key: 'DATABASE_URL' | 'KEYS_DATABASE_URL'): string | null => {
    const inFile = `${key}_FILE` as const;
    if (said(key) !== null && said(inFile) !== null)
      wrong(inFile, `is given beside ${key}; give one of them`);
    const value = said(key) ?? file(inFile)?.trim() ?? null;
    if (value !== null && !/^postgres(ql)?:\/\/\S+$/.test(value))
      wrong(said(key) === null ? inFile : key, 'must be an address that begins with postgres://');
    return value;
  };
  const address = (key: Key, value: string): string => {
    try {
      const url = new URL(value);
      if (
        (url.protocol === 'http:' || url.protocol === 'https:') &&
        url.pathname === '/' &&
        url.search === ''
      )
        return url.origin;
    } catch {
      // Said below.
    }
    wrong(key, 'must be an address such as https://guicheng.example, without a path');
    return '';
  };

  for (const key of Object.keys(env))
    if (key.startsWith('GUICHENG_') && !(KEYS as readonly string[]).includes(key))
      wrong(key, 'is not a key of this house');

  const host = said('HOST') ?? '127.0.0.1';
  if (isIP(host) === 0 && !/^[A-Za-z0-9.-]+$/.test(host)) wrong('HOST', 'must be an address or a host name');
  const port = number('PORT', 8_787, 0, 65_535);
  const dataDir = resolve(said('DATA_DIR') ?? 'data');
  const url = secret('DATABASE_URL');
  const keysUrl = secret('KEYS_DATABASE_URL');
  if (keysUrl !== null && url === null) wrong('KEYS_DATABASE_URL', 'is given without DATABASE_URL');

  const named = said('HOUSE_KEY_FILE');
  if (named !== null && !existsSync(named)) wrong('HOUSE_KEY_FILE', 'names a file that is not there');
  const former = said('FORMER_HOUSE_KEY_FILE');
  if (former !== null && !existsSync(former))
    wrong('FORMER_HOUSE_KEY_FILE', 'names a file that is not there');

  const trustPem = file('TRUST_LIST_KEY_FILE');
  const trustKey = trustPem === null ? null : trustKeyOf(trustPem);
  if (trustPem !== null && trustKey === null)
    wrong('TRUST_LIST_KEY_FILE', 'must hold an Ed25519 public key, PEM');

  const cert = file('TLS_CERT');
  const key = file('TLS_KEY');
  if ((said('TLS_CERT') === null) !== (said('TLS_KEY') === null))
    wrong(
      said('TLS_CERT') === null ? 'TLS_CERT' : 'TLS_KEY',
      'is missing: certificate and key belong together',
    );
  const trustProxy = said('TRUST_PROXY');
  if (trustProxy !== null && !trustProxy.split(',').every(isAddressRange))
    wrong('TRUST_PROXY', 'must be addresses or ranges of your proxies, such as 10.0.0.0/8,127.0.0.1');
  const plain = said('GUICHENG_PLAIN_HTTP_BEYOND_LOOPBACK');
  if (plain !== null && plain !== PLAIN_AND_KNOWN)
    wrong('GUICHENG_PLAIN_HTTP_BEYOND_LOOPBACK', `may only be ${PLAIN_AND_KNOWN}`);
  const isSecure = said('TLS_CERT') !== null || trustProxy !== null;
  if (!LOOPBACK.includes(host) && !isSecure && plain !== PLAIN_AND_KNOWN)
    wrong(
      'HOST',
      'is beyond this machine, where passwords would travel in clear: give TLS_CERT and TLS_KEY, or TRUST_PROXY',
    );

  const given = said('PUBLIC_URL');
  const publicUrl =
    given === null
      ? `${said('TLS_CERT') === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`
      : address('PUBLIC_URL', given);
  const origins = (said('ALLOWED_ORIGINS') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => address('ALLOWED_ORIGINS', one));
  const logLevel = (said('LOG_LEVEL') ?? 'info') as Config['logLevel'];
  if (!LEVELS.includes(logLevel)) wrong('LOG_LEVEL', `must be one of ${LEVELS.join(', ')}`);
  const perMinute = {
    session: number('REQUESTS_PER_MINUTE', 6_000, 60, 10_000_000),
    address: number('REQUESTS_PER_MINUTE_PER_ADDRESS', 600, 10, 10_000_000),
  };

  const feedKept = {
    hours: number('FEED_KEPT_HOURS', FEED_KEPT.hours, 1, 24 * 366),
    rows: number('FEED_KEPT_ROWS', FEED_KEPT.rows, 1_000, 100_000_000),
  };

  const sourcesFile = said('SOURCES_FILE');
  const sources = sourcesFile === null ? [] : readSourcesFile(sourcesFile);
  if (typeof sources === 'string') {
    wrong('SOURCES_FILE', sources);
    return { isGood: false, bad };
  }
  const gatewayUrl = said('MESSAGE_GATEWAY_URL');
  if (said('MESSAGE_GATEWAY_SECRET') !== null && said('MESSAGE_GATEWAY_SECRET_FILE') !== null)
    wrong('MESSAGE_GATEWAY_SECRET_FILE', 'is given beside MESSAGE_GATEWAY_SECRET; give one of them');
  const gatewaySecret = said('MESSAGE_GATEWAY_SECRET') ?? file('MESSAGE_GATEWAY_SECRET_FILE')?.trim() ?? null;
  if (gatewayUrl !== null && !isAddressOf('webhook', gatewayUrl))
    wrong('MESSAGE_GATEWAY_URL', 'must be an https address, or one on this very machine');
  if (gatewayUrl !== null && (gatewaySecret === null || gatewaySecret.length < 24))
    wrong(
      'MESSAGE_GATEWAY_SECRET',
      'must have at least 24 characters: what is sent to the gateway is signed',
    );
  if (gatewayUrl === null && gatewaySecret !== null)
    wrong('MESSAGE_GATEWAY_SECRET', 'is given without MESSAGE_GATEWAY_URL');

  if (bad.length > 0) return { isGood: false, bad };
  return {
    isGood: true,
    config: {
      host,
      port,
      dataDir,
      place:
        url === null
          ? { engine: 'sqlite', file: join(dataDir, 'main.sqlite'), keysFile: join(dataDir, 'keys.sqlite') }
          : { engine: 'postgres', url, ...(keysUrl === null ? {} : { keysUrl }) },
      houseKeyFile: named ?? join(dataDir, 'house.key'),
      mayMakeHouseKey: named === null,
      formerHouseKeyFile: former,
      tls: key === null || cert === null ? null : { key, cert },
      trustProxy,
      publicUrl,
      origins: given === null ? origins : [publicUrl, ...origins],
      isSecure,
      logLevel,
      perMinute,
      feedKept,
      trustKey,
      sources,
      gateway:
        gatewayUrl === null || gatewaySecret === null ? null : { url: gatewayUrl, secret: gatewaySecret },
    },
  };
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) !== 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

/** Where erasures are written down, so that a restored copy forgets them again. */
export const erasuresFile = ({ dataDir }: Config): string => join(dataDir, 'erasures.jsonl');

/** 32 bytes, in the file as they are or as 64 hexadecimal digits. Null where the file holds anything else. */
export function readHouseKey(file: string): Buffer | null {
  const bytes = readFileSync(file);
  if (bytes.length === 32) return bytes;
  const text = bytes.toString('utf8').trim();
  return /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : null;
}

/** Makes a house key that nobody but this account can read. Never over one that is there. */
export function makeHouseKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
}
