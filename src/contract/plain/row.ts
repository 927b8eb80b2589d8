/** What a plain route says of itself, and the shapes that several of them share. */
import { ROLE_NAMES, type Terminal } from '../roles.ts';
import { oneOf, strict, type TSchema, Type } from '../schema.ts';

export interface PlainRow {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `{terminal}` stands for each of the terminals in `at`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  /** The terminals that offer it; empty for what belongs to none. */
  readonly at: readonly Terminal[];
  /** Who must be there: nobody, somebody signed in at this terminal, or a device with a key. */
  readonly needs: 'nobody' | 'session' | 'key';
  readonly body?: TSchema;
  readonly query?: TSchema;
  readonly answer?: TSchema;
  /** How many bytes are taken, where it is not the usual number. */
  readonly bodyLimit?: number;
}

export const STAFF: readonly Terminal[] = ['checkpoint', 'community', 'supervisor', 'admin'];
export const optional = Type.Optional;
export const token = Type.String({ pattern: '^[A-Za-z0-9_-]{40,60}$' });
export const totp = Type.String({ pattern: '^\\d{6}$' });
export const role = oneOf(ROLE_NAMES);
export const Worded = strict({ zh: Type.String(), en: Type.String() });
