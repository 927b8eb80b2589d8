/**
 * How an empty house gets its first two administrators: the house makes their accounts, and each confirms theirs by
 * using a one-time link that is printed where the house was started, and nowhere else.
 */
import { v7 as uuid } from 'uuid';
import type { By, Doors } from '../contract/doors.ts';
import type { Actor } from '../contract/roles.ts';
import type { Auth } from './auth.ts';
import { nameDigest } from './identify.ts';
import type { People, Person } from './people.ts';

const byHouse = (account: 'house' | 'enrolment'): By => ({
  actor: { account, role: 'house', scope: '*', covers: new Set(['*']) } satisfies Actor,
  terminal: null,
});
const NAMES = ['admin-1', 'admin-2'] as const;

/** A sign-in name and the link that enrols it. */
export interface FirstLink {
  readonly name: string;
  readonly link: string;
}

/** Makes the first accounts where they are missing, and a fresh link for each that is not enrolled. Older links are void. */
export async function firstAdministrators(doors: Doors, auth: Auth): Promise<readonly FirstLink[]> {
  const fresh: FirstLink[] = [];
  for (const name of NAMES) {
    const account = await accountOf(doors, auth, name);
    if (auth.people.person(account)?.status === 'proposed')
      fresh.push({ name, link: (await auth.links.enrolment(account)).link });
  }
  return fresh;
}

/** Confirms the account behind a link that was just used, if it is one of the first two. */
export async function confirmFirstAdministrator(
  doors: Doors,
  people: People,
  account: string,
  now: number,
): Promise<void> {
  const person = people.person(account);
  if (!isFirst(person) || person.status !== 'proposed') return;
  const answered = await doors.submit(
    {
      type: 'confirmAccount',
      streamId: account,
      body: {},
      envelope: { commandId: uuid({ msecs: now }) },
    },
    byHouse('enrolment'),
  );
  if (answered.outcome === 'refused' && people.person(account)?.status === 'proposed')
    throw new Error(`A first administrator could not be confirmed: ${answered.code}`);
}

async function accountOf(doors: Doors, auth: Auth, name: string): Promise<string> {
  const digest = nameDigest(auth.rows, name);
  const known = await auth.rows.findSignIn(digest);
  if (known !== null && auth.people.person(known) !== undefined) return known;
  // A start that died between the name and the account is taken up where it stood.
  const streamId = known ?? uuid({ msecs: auth.now() });
  await auth.rows.putSignIn(digest, streamId);
  const answered = await doors.submit(
    {
      type: 'createAccount',
      streamId,
      body: { role: 'administrator', scope: '*', staffNumber: name, surname: name, signIn: name },
      envelope: { commandId: uuid({ msecs: auth.now() }) },
    },
    byHouse('house'),
  );
  if (answered.outcome === 'refused')
    throw new Error(`A first administrator could not be made: ${answered.code}`);
  return streamId;
}

function isFirst(person: Person | undefined): person is Person {
  return person?.createdBy === 'house' && person.grants.some(({ role }) => role === 'administrator');
}
