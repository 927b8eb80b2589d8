/** Who reaches the things a command is about: where they lie, and whose scope covers that. */
import { type Actor, covers, type Place, reachOf } from '../access/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import type { StopContext } from '../../workflows/stop.ts';
import type { Prepared } from './command.ts';
import type { Live } from './live.ts';
import { placeOf } from './place.ts';
import type { Registry } from './registry.ts';

/** Where the command's thing lies; a trust file lies where the handoff does that it watches over. */
export function placeAmong({ command, key, body }: Prepared, here: Live, touched: readonly Live[]): Place {
  const stop = touched.find((one) => one.key.streamKind === 'stop')?.standing.context as
    | StopContext
    | undefined;
  const { key: at, standing } = key.streamKind === 'trust' ? (touched[0] ?? here) : here;
  const place = placeOf(at.streamKind, at.streamId, standing.context, body, stop ?? null);
  if (command.type !== 'disputeOralAnswer') return place;
  // What stands in a worker's name is theirs to dispute also where their office has no more to do with the case.
  const { oral } = standing.context as HandoffContext;
  return { ...place, asked: [...place.asked, ...oral.map(({ office }) => office)] };
}

/** Where the other cases lie that the command names and writes to: whoever sends it must reach those as well. */
export function placesNamed({ body }: Prepared, touched: readonly Live[]): Place[] {
  const named = [body['guardian'], ...((body['together'] as string[] | undefined) ?? [])];
  return touched
    .filter(({ key }) => key.streamKind === 'handoff' && named.includes(key.streamId))
    .map(({ key, standing }) => placeOf(key.streamKind, key.streamId, standing.context, body, null));
}

/** Whether somebody may send this command where its thing lies. */
export function reaches(actor: Actor, { command, body }: Prepared, place: Place): boolean {
  const reach = reachOf(actor.role, command.type);
  if (reach === null || !covers(actor, reach, place)) return false;
  // An office speaks for itself alone.
  const speaks = actor.role === 'communityWorker' || actor.role === 'streetOfficer';
  return !speaks || body['office'] === undefined || actor.covers.has(String(body['office']));
}

/** Whoever takes a case over serves elsewhere; that the first checkpoint lets it go is a sentence of the machine. */
export const takesOver = ({ by: { actor }, command: { type }, body }: Prepared): boolean =>
  type === 'takeOverHandoff' &&
  (actor.role === 'officer' || actor.role === 'dutySuperior') &&
  actor.covers.has(String(body['toCheckpoint']));

/** Two persons answer for it, so the second must be somebody who may do it here, not anybody with a password. */
export function secondReaches(registry: Registry, prepared: Prepared, place: Place): boolean {
  const account = prepared.secondPerson ?? '';
  const grants = registry.accounts.get(account)?.grants ?? [];
  return grants.some(({ role, scope }) =>
    reaches({ account, role, scope, covers: registry.below(scope) }, prepared, place),
  );
}

/** Whether somebody serves at the checkpoint that owns the case. */
export function isPolice(registry: Registry, account: string, { owners: [checkpoint = ''] }: Place): boolean {
  return (['officer', 'dutySuperior'] as const).some((role) => registry.holds(account, role, checkpoint));
}
