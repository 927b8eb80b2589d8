/** What the schemas of a measure are made with. Not part of what the contract says. */
import { Type } from 'typebox';

export const closed = { additionalProperties: false } as const;
/** Milliseconds since 1970, UTC. */
export const instant = Type.Integer();
