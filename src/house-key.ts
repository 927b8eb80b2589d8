/** The house key: from the file that was named, or made at the first start beside the data. */
import { existsSync, statSync } from 'node:fs';
import { type Config, makeHouseKey, readHouseKey } from './config.ts';

export interface HouseKeys {
  readonly houseKey: Buffer;
  readonly formerHouseKey?: Buffer;
  /** Said in plain words, where the key was made just now. */
  readonly warning: string | null;
}

/** Gives the key. Throws where it is missing beside data that was sealed with it: another key would open nothing. */
export function houseKeys(config: Config): HouseKeys {
  const { houseKeyFile, formerHouseKeyFile, place } = config;
  let warning: string | null = null;
  if (!existsSync(houseKeyFile)) {
    const isSealed = place.engine === 'sqlite' && existsSync(place.keysFile);
    if (!config.mayMakeHouseKey || isSealed)
      throw new Error(
        `The house key is missing: ${houseKeyFile}. What is kept was sealed with it and opens with no other; bring the file back, or name it by HOUSE_KEY_FILE.`,
      );
    makeHouseKey(houseKeyFile);
    warning = `A house key was made: ${houseKeyFile}. Copy it to a safe place apart from the backups: without it nothing personal can ever be opened again, and whoever has both can open everything.`;
  }
  const former = formerHouseKeyFile === null ? {} : { formerHouseKey: keyIn(formerHouseKeyFile) };
  return { houseKey: keyIn(houseKeyFile), ...former, warning };
}

/** Whether others on this machine can read the key's file. */
export function keyIsReadableByOthers(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & 0o077) !== 0;
}

function keyIn(file: string): Buffer {
  const key = readHouseKey(file);
  if (key === null) throw new Error(`${file} holds no key: 32 bytes, or 64 hexadecimal digits, are needed.`);
  return key;
}
