/**
 * Attempts that were refused because somebody was not who, or not with whom, they had to be.
 *
 * They write nothing where they were tried, so they are kept by themselves, for the auditor, without a personal word:
 * accounts, places and codes only. Kept for over a year (Cybersecurity Law, article 23(3), asks six months of such logs).
 */
import type { Static } from 'typebox';
import { REFUSALS, type RefusalCode } from './refusals.ts';
import { At, Id, strict, Type } from './schema.ts';

const orNobody = (what: 'id' | 'text') => Type.Union([what === 'id' ? Id : Type.String(), Type.Null()]);

/** One attempt. Newer ids sort after older ones. */
export const RefusedAttempt = strict({
  id: Id,
  at: At,
  /** Who tried: an account, a device, the traveller of a case; null where nobody was signed in. */
  actor: orNobody('text'),
  /** The account that a failed sign-in or proof was about; null where the name is nobody’s. */
  about: orNobody('text'),
  role: orNobody('text'),
  scope: orNobody('text'),
  terminal: orNobody('text'),
  /** The command, or the route, that was refused. */
  tried: Type.String(),
  /** The case or account it was tried on. */
  subject: orNobody('text'),
  refusal: Type.String(),
});
export type RefusedAttempt = Static<typeof RefusedAttempt>;

/** Refusals beside those of status 403 that say so too. */
const ALSO: readonly RefusalCode[] = [
  'signInFailed',
  'thingIsKnown',
  'commandIdIsNew',
  'accountIsDisabled',
  'secondOfficerIsAnother',
  'secondPersonIsAnother',
  'numberIsInTheDirectory',
  'channelIsRegistered',
  'guardianIsIdentified',
  'witnessIsOnDuty',
];

/** Whether a refusal is an attempt that the auditor should see. */
export function isAnAttempt(code: string): code is RefusalCode {
  const known = (REFUSALS as Readonly<Record<string, { readonly status: number }>>)[code];
  return known !== undefined && (known.status === 403 || (ALSO as readonly string[]).includes(code));
}
