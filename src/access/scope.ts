/** Whether a thing lies within an actor's reach. Pure; whoever may not know that a thing exists is told `thingIsKnown` (404). */
import type { CommandType } from '../contract/commands.ts';
import type { Actor, Role } from '../contract/roles.ts';
import { type Reach, RIGHTS } from './table.ts';

/** Where a thing lies: its own handoff, the places that own it, the offices that were asked or named. */
export interface Place {
  readonly handoff?: string;
  /** The checkpoint of a stop or handoff, the place of a shift, the scope of an account. */
  readonly owners: readonly string[];
  /** Offices asked about it, having it in their care, or named by a ruling or a transfer. */
  readonly asked: readonly string[];
}

/** How far a role reaches with a command, or null where it may not try at all (403 `roleMayTry`). */
export function reachOf(role: Role, command: CommandType): Reach | null {
  return RIGHTS[command][role] ?? null;
}

/** Whether the actor's reach covers the place. A place nobody owns yet (a stream being started) is covered by naming its owner. */
export function covers(actor: Actor, reach: Reach, place: Place): boolean {
  if (reach === 'any') return true;
  if (actor.role === 'traveller') return place.handoff === actor.scope;
  const offices = reach === 'asked' ? place.asked : place.owners;
  // A body decides over what its checkpoints stop and what its offices are asked about.
  const reached =
    actor.role === 'supervisor' || actor.role === 'reviewer' ? [...offices, ...place.asked] : offices;
  return reached.some((office) => actor.covers.has(office));
}
