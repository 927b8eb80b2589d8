/**
 * The doors: checkpoint, community, supervisor, traveller, gate, admin, the devices, and the live feed.
 *
 *   request ─▶ who is there ─▶ is it shaped right ─▶ submit or look ─▶ an answer, or a "no" in words
 *
 * This room knows HTTP, sockets, passwords and sessions. It must never know a database, a machine, or who may do what:
 * it finds out who asks, and hands the question on.
 */
export { type Auth, openAuth } from './auth.ts';
export {
  type ChannelStateShown,
  type LetGo,
  type PledgeText,
  PER_MINUTE,
  PING_MS,
  type StaffAt,
  type StaffShown,
  type TerminalsConfig,
} from './config.ts';
export { firstAdministrators, type FirstLink } from './first-administrators.ts';
export { nameDigest } from './identify.ts';
export { causesOf } from './logs.ts';
export { openTerminals } from './open-terminals.ts';
export type { People, Person } from './people.ts';
