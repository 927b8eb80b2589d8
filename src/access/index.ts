/**
 * Who may: roles, commands, scopes. Pure.
 *
 * This room knows which role may try which command and over what. It must never know how anybody signed in,
 * what a machine allows, or where a thing is kept.
 */
export type { Actor } from '../contract/roles.ts';
export { covers, type Place, reachOf } from './scope.ts';
export { type Reach, RIGHTS, type Rights } from './table.ts';
