/** Who there is, as the doors are told: accounts with their grants, and which offices lie below another. */
import type { Actor, Role, Terminal } from '../contract/roles.ts';
import { TERMINAL_OF } from '../contract/roles.ts';

export interface Grant {
  readonly role: Role;
  readonly scope: string;
}

export interface Person {
  readonly id: string;
  readonly status: 'proposed' | 'active' | 'disabled';
  readonly grants: readonly Grant[];
  readonly createdBy: string;
}

/** Asked anew on every request, so that a change of rights applies at once. */
export interface People {
  person(account: string): Person | undefined;
  /** An office and everything below it. */
  below(scope: string): ReadonlySet<string>;
}

/** What an account may act as at a terminal. */
export function grantsAt(person: Person, terminal: Terminal): readonly Grant[] {
  return person.grants.filter(({ role }) => TERMINAL_OF[role] === terminal);
}

/** The actor a grant makes, or null where the account no longer counts or no longer has it. */
export function actorOf(people: People, account: string, { role, scope }: Grant): Actor | null {
  if (role === 'traveller') return { account, role, scope, covers: new Set([scope]) };
  const person = people.person(account);
  if (person?.status !== 'active') return null;
  if (!person.grants.some((grant) => grant.role === role && grant.scope === scope)) return null;
  return { account, role, scope, covers: people.below(scope) };
}
