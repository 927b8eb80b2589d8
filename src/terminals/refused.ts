import type { About } from '../contract/doors.ts';
import type { RefusalCode } from '../contract/refusals.ts';

/** A "no" said at the door, thrown so that it ends the request wherever it is found out. `errors.ts` makes it an answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;
  readonly field: string | undefined;
  readonly about: About | undefined;
  /** When to try again, in seconds, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(
    code: RefusalCode,
    more: { readonly field?: string; readonly retryAfter?: number; readonly about?: About } = {},
  ) {
    super(code);
    this.code = code;
    this.field = more.field;
    this.about = more.about;
    this.retryAfter = more.retryAfter;
  }
}
