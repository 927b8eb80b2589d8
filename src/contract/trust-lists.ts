/** A list of trusted issuers on its way in, and what the house says of it. */
import { At, oneOf, type Static, strict, Type } from './schema.ts';
import { TRUST_LIST_FAULTS, type TrustListFaultCode } from './trust-list-words.ts';

/** The text of the file, as it was signed. */
export const TrustListBody = strict({ text: Type.String({ minLength: 1, maxLength: 1_500_000 }) });

const Contents = strict({
  number: Type.Integer({ minimum: 1 }),
  issuedAt: At,
  /** From here on it is too old. */
  goodUntil: At,
  issuers: Type.Array(
    strict({
      kid: Type.String(),
      country: Type.Union([Type.String(), Type.Null()]),
      from: Type.Integer(),
      to: Type.Integer(),
      usages: Type.Array(Type.Enum(['test', 'vaccination', 'recovery'])),
      revokedAt: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  /** How many certificates are revoked. */
  revoked: Type.Integer({ minimum: 0 }),
});

export const TrustListLook = strict({
  /** Null where the house could not rely on it. */
  contents: Type.Union([Contents, Type.Null()]),
  /** As the file says it, whoever signed it; null where it has not the form of a list. */
  number: Type.Union([Type.Integer(), Type.Null()]),
  /** The first that keep the house from taking it, each with a JSON pointer to its place, and how many there are. */
  faults: Type.Array(
    strict({
      path: Type.String(),
      code: oneOf(Object.keys(TRUST_LIST_FAULTS) as TrustListFaultCode[]),
    }),
  ),
  faultsInAll: Type.Integer({ minimum: 0 }),
});
export type TrustListLook = Static<typeof TrustListLook>;

const Done = strict({ account: Type.String(), at: At });
export const TrustListHandedIn = strict({
  ...TrustListLook.properties,
  isInForce: Type.Boolean(),
  proposed: Type.Union([Done, Type.Null()]),
  approved: Type.Union([Done, Type.Null()]),
});
export type TrustListHandedIn = Static<typeof TrustListHandedIn>;
