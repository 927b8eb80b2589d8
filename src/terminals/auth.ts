/** How people, travellers and devices prove who they are: everything of it behind one door. */
import type { AuthRows } from '../contract/auth-rows.ts';
import type { Actor, Role } from '../contract/roles.ts';
import { Identifier } from './identify.ts';
import { Links } from './links.ts';
import { Passwords } from './passwords.ts';
import type { People } from './people.ts';
import { Sessions } from './sessions.ts';
import { StepUps } from './step-ups.ts';
import { digestOf, newToken } from './tokens.ts';
import { WitnessCodes } from './witness-codes.ts';

export interface Auth {
  readonly rows: AuthRows;
  readonly people: People;
  readonly now: () => number;
  readonly identifier: Identifier;
  readonly sessions: Sessions;
  readonly stepUps: StepUps;
  readonly links: Links;
  readonly witnessCodes: WitnessCodes;
  /** The actor behind a device's key, or null. */
  device(key: string): Promise<Actor | null>;
  /** A key for a device, told once. A new one under the same name takes the older one's place. */
  makeDeviceKey(name: string, role: Extract<Role, 'adapter' | 'gate'>, scope: string): Promise<string>;
}

export function openAuth(rows: AuthRows, people: People, now: () => number = Date.now): Auth {
  const passwords = new Passwords();
  return {
    rows,
    people,
    now,
    identifier: new Identifier(rows, people, passwords, now),
    sessions: new Sessions(rows, people, now),
    stepUps: new StepUps(rows, people, now),
    links: new Links(rows, passwords, now),
    witnessCodes: new WitnessCodes(rows, now),
    device: async (key) => {
      const known = await rows.findDeviceKey(digestOf(key));
      if (known === null) return null;
      const { name, role, scope } = known;
      return { account: `device:${name}`, role, scope, covers: people.below(scope) };
    },
    makeDeviceKey: async (name, role, scope) => {
      const key = newToken();
      await rows.putDeviceKey({ digest: digestOf(key), name, role, scope }, now());
      return key;
    },
  };
}
