import { chmodSync, writeFileSync } from 'node:fs';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEYS, makeHouseKey, readConfig, readHouseKey } from '../../src/config.ts';
import { houseKeys } from '../../src/house-key.ts';
import { freshFolder } from '../storage/engines.ts';

const badKeys = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.isGood ? [] : read.bad.map(({ key }) => key);
};
const good = (env: Record<string, string>) => {
  const read = readConfig(env);
  if (!read.isGood) throw new Error(JSON.stringify(read.bad));
  return read.config;
};

describe('what the operator sets', () => {
  test('may be nothing at all', () => {
    expect(good({})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      isSecure: false,
      publicUrl: 'http://127.0.0.1:8787',
    });
    expect(good({}).place.engine).toBe('sqlite');
  });

  test.each([
    ['PORT', 'x'],
    ['PORT', '70000'],
    ['HOST', 'a b'],
    ['HOST', '0.0.0.0'],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_URL_FILE', '/nowhere'],
    ['KEYS_DATABASE_URL', 'postgres://x/y'],
    ['KEYS_DATABASE_URL_FILE', '/nowhere'],
    ['HOUSE_KEY_FILE', '/nowhere'],
    ['FORMER_HOUSE_KEY_FILE', '/nowhere'],
    ['TLS_CERT', '/nowhere'],
    ['TLS_KEY', '/nowhere'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['PUBLIC_URL', 'guicheng.example'],
    ['PUBLIC_URL', 'https://guicheng.example/path'],
    ['ALLOWED_ORIGINS', 'https://good.example,evil'],
    ['LOG_LEVEL', 'loud'],
    ['REQUESTS_PER_MINUTE', '0'],
    ['REQUESTS_PER_MINUTE_PER_ADDRESS', '-1'],
    ['FEED_KEPT_HOURS', '0'],
    ['FEED_KEPT_ROWS', '999'],
    ['SOURCES_FILE', '/nowhere'],
    ['MESSAGE_GATEWAY_URL', 'http://gateway.example'],
    ['MESSAGE_GATEWAY_SECRET', 'alone, without an address to send to'],
    ['MESSAGE_GATEWAY_SECRET_FILE', '/nowhere'],
    ['GUICHENG_PLAIN_HTTP_BEYOND_LOOPBACK', 'yes'],
    ['GUICHENG_PLAIN_HTTP', 'a slip of the pen'],
  ])('%s=%s is named as bad', (key, value) => {
    expect(badKeys({ [key]: value })).toContain(key);
  });

  test('is never repeated where it is bad: it may be a secret', () => {
    const read = readConfig({ DATABASE_URL: 'mysql://user:canary@host' });
    expect(JSON.stringify(read)).not.toContain('canary');
  });

  test('opens the house beyond this machine only with TLS, with a proxy, or said in plain words', () => {
    expect(badKeys({ HOST: '0.0.0.0' })).toEqual(['HOST']);
    expect(badKeys({ HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.0/8' })).toEqual([]);
    expect(
      badKeys({
        HOST: '0.0.0.0',
        GUICHENG_PLAIN_HTTP_BEYOND_LOOPBACK: 'i-know-that-passwords-travel-in-clear',
      }),
    ).toEqual([]);
    expect(good({ TRUST_PROXY: '10.0.0.0/8' }).isSecure).toBe(true);
  });

  test('is explained in .env.example, every key of it and no other', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const explained = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(new Set(explained)).toEqual(new Set([...KEYS, 'UV_THREADPOOL_SIZE']));
  });
});

describe('the house key', () => {
  test('is made once, for this account alone, and read back', async () => {
    const config = good({ DATA_DIR: await freshFolder() });
    const made = houseKeys(config);
    expect(made.warning).toContain(config.houseKeyFile);
    expect(statSync(config.houseKeyFile).mode & 0o777).toBe(0o600);
    expect(houseKeys(config)).toEqual({ houseKey: made.houseKey, warning: null });
    expect(() => makeHouseKey(config.houseKeyFile)).toThrow(/EEXIST/);
  });

  test('that is missing beside what it sealed is not made anew', async () => {
    const folder = await freshFolder();
    writeFileSync(join(folder, 'keys.sqlite'), '');
    expect(() => houseKeys(good({ DATA_DIR: folder }))).toThrow(/house key is missing/);
  });

  test('is 32 bytes or 64 digits, and nothing else', async () => {
    const file = join(await freshFolder(), 'key');
    writeFileSync(file, 'short');
    chmodSync(file, 0o600);
    expect(readHouseKey(file)).toBeNull();
    expect(() => houseKeys(good({ HOUSE_KEY_FILE: file }))).toThrow(/holds no key/);
    writeFileSync(file, Buffer.alloc(32, 1));
    expect(readHouseKey(file)).toEqual(Buffer.alloc(32, 1));
  });
});
