/** Who did something, as their colleagues may know them: surname, staff number, and what they act as. Never a private number. */
import type { Json, SealedPart } from '../contract/streams.ts';
import { openPart, readViews, type Storage } from '../storage/index.ts';

export interface Colleague {
  readonly surname: string;
  readonly staffNumber: string;
  /** Everything they may act as: the journal knows the account, not which of its grants it used. */
  readonly grants: readonly { readonly role: string; readonly scope: string }[];
}

/** Said in place of what was erased. */
const NOBODY_NOW = '—';

interface AccountRow {
  readonly sealed: Readonly<Record<string, SealedPart & { readonly commandId: string }>>;
  readonly context: { readonly grants: Colleague['grants'] };
}

/** The colleagues behind some accounts. The house and travellers are in none, and so are in no answer. */
export async function colleaguesOf(
  storage: Storage,
  accounts: Iterable<string | null>,
): Promise<ReadonlyMap<string, Colleague>> {
  const wanted = [...new Set(accounts)].filter((one): one is string => one !== null && one !== 'house');
  const puts = await readViews(
    storage.read,
    wanted.map((key) => ({ view: 'account', key })),
  );
  const rows = puts.map((put) => [put.key, put.row as unknown as AccountRow] as const);
  const keys = await storage.keys.byId([
    ...new Set(rows.flatMap(([, { sealed }]) => Object.values(sealed).map(({ keyId }) => keyId))),
  ]);
  return new Map(
    rows.map(([account, { sealed, context }]): [string, Colleague] => {
      const said = (field: string) => {
        const part = sealed[field];
        if (part === undefined || part.sealed === '') return NOBODY_NOW;
        const { commandId } = part;
        const opened = openPart(keys, { streamKind: 'account', streamId: account, commandId }, part);
        return opened.outcome === 'open' ? String(JSON.parse(opened.text)) : NOBODY_NOW;
      };
      return [
        account,
        { surname: said('surname'), staffNumber: said('staffNumber'), grants: context.grants },
      ];
    }),
  );
}

export const asJson = (colleague: Colleague | undefined): Json =>
  colleague === undefined ? null : (colleague as unknown as Json);
