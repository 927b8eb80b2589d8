import type { RefusalCode } from '../contract/refusals.ts';

/** A "no" said at the door, thrown so that it ends the request wherever it is found out. `errors.ts` makes it an answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;
  readonly field: string | undefined;
  /** When to try again, in seconds, where that is known. */
  readonly retryAfter: number | undefined;
  /** The account that a failed proof was about. Kept for the auditor, never told. */
  readonly about: string | undefined;

  constructor(
    code: RefusalCode,
    more: { readonly field?: string; readonly retryAfter?: number; readonly about?: string } = {},
  ) {
    super(code);
    this.code = code;
    this.field = more.field;
    this.retryAfter = more.retryAfter;
    this.about = more.about;
  }
}
