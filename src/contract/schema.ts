/**
 * The small grammar the contract is written in: TypeBox schemas, plus one mark of our own.
 *
 * A field marked `personal` never reaches a machine, a journal row in clear, a log or a URL:
 * prepare seals it under the key of its retention class (DOMAIN rule: Personal Information Protection Law, articles 6 and 28).
 */
import { type Static, type TSchema, Type } from 'typebox';
import type { RetentionClass } from './streams.ts';

export { Type };
export type { Static, TSchema };

/** The mark on a personal field's schema: which retention class its key belongs to. */
export const PERSONAL = 'x-personal';

/** Marks a schema as personal data of one retention class. */
export function personal<S extends TSchema>(retention: RetentionClass, schema: S): S {
  return { ...schema, [PERSONAL]: retention };
}

/** The retention class of a schema, or undefined where the field is coded and may stand in the journal. */
export function retentionOf(schema: TSchema): RetentionClass | undefined {
  return (schema as Record<string, unknown>)[PERSONAL] as RetentionClass | undefined;
}

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

/** A UUIDv7, lower case. Made by whoever begins the thing: the client for commands, prepare for streams. */
export const Id = Type.String({ pattern: UUID });

/** An official code of an office or a checkpoint: digits and capital letters, 6 to 24. */
export const OfficeCode = Type.String({ pattern: '^[0-9A-Z-]{2,24}$' });

/** Epoch milliseconds, UTC. */
export const At = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });

/** A code from a closed list. */
export function oneOf<const V extends readonly string[]>(values: V) {
  return Type.Enum(values as unknown as V[number][]);
}

/** Free words: 1 to `longest` code units after trimming is the caller's affair; control characters are refused. */
export function words(longest = 500) {
  return Type.String({
    minLength: 1,
    maxLength: longest,
    pattern: '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$',
  });
}

/** An object that refuses every field it does not name. */
export function strict<P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}
