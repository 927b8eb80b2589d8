/** What a refusal is: its status and its sentence in both languages. */
export interface RefusalWords {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 503;
  readonly zh: string;
  readonly en: string;
}

/** One row of a table of refusals. */
export const no = <S extends RefusalWords['status']>(status: S, zh: string, en: string) =>
  ({ status, zh, en }) as const;
