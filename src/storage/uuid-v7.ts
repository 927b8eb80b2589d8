import type { Instant } from '../contract/streams.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DAY_MS = 86_400_000;
/** How long the answer to an accepted command is kept, and how old a command id may be, in days. */
export const COMMAND_ID_DAYS = 30;

/** The instant written in a UUIDv7 in lower case; null for anything else. */
export function instantOfUuidV7(id: string): Instant | null {
  return UUID_V7.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}

/** The month (YYYYMM, UTC) of a stream, read from its id and never from a clock. Throws on an id that is no UUIDv7. */
export function streamMonthOf(streamId: string): number {
  const at = instantOfUuidV7(streamId);
  if (at === null) throw new TypeError('A stream id is a UUIDv7 in lower case');
  const date = new Date(at);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}

/** The day (whole days since 1970, UTC) a command id is kept under. Throws on an id that is no UUIDv7. */
export function dayOfCommandId(commandId: string): number {
  const at = instantOfUuidV7(commandId);
  if (at === null) throw new TypeError('A command id is a UUIDv7 in lower case');
  return Math.floor(at / DAY_MS);
}

/** True when the answer to this command id may be forgotten already: it must then be refused, never run. */
export function commandIdIsTooOld(commandId: string, now: Instant): boolean {
  return dayOfCommandId(commandId) <= Math.floor(now / DAY_MS) - COMMAND_ID_DAYS;
}

/** True when the id claims to be made more than a day after now. */
export function commandIdIsAhead(commandId: string, now: Instant): boolean {
  return (instantOfUuidV7(commandId) ?? Number.POSITIVE_INFINITY) > now + DAY_MS;
}
