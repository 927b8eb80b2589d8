/**
 * What is public by law: the announcements in force (Infectious Disease Law 2025, article 63), and the offices with
 * their duty numbers. It is read under the house's own name, because whoever opens a front page has none.
 */
import type { Doors } from '../../contract/doors.ts';
import type { Actor } from '../../contract/roles.ts';
import type { Json } from '../../contract/streams.ts';
import { stands } from '../../contract/standings.ts';
import { type Served, served } from './files.ts';

const PUBLIC: Actor = { account: 'house', role: 'administrator', scope: '*', covers: new Set(['*']) };
const LONGEST_PAGE = 200;

export interface Announced {
  readonly number: string;
  readonly issuer: string;
  readonly legalBasis: string;
  readonly content: string;
  readonly from: number;
  readonly to: number;
}

/** The announcements in force now, the newest first. */
export async function announcementsInForce({ views }: Doors, now: number): Promise<Announced[]> {
  const { rows } = await views.list(PUBLIC, 'announcements', null, LONGEST_PAGE);
  return rows
    .filter(({ row }) => !stands(row['state'], 'ended'))
    .map(({ row }) => {
      const said = row['said'] as { readonly [field: string]: Json };
      return {
        number: String(said['number'] ?? ''),
        issuer: String(said['issuer'] ?? ''),
        legalBasis: String(said['legalBasis'] ?? ''),
        content: String(said['content'] ?? ''),
        from: Number(said['from'] ?? 0),
        to: Number(said['to'] ?? 0),
      };
    })
    .filter(({ from, to }) => from <= now && now < to)
    .toSorted((one, other) => other.from - one.from);
}

export interface PublicOffice {
  readonly code: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly zh: string;
  readonly en: string;
  readonly numbers: readonly string[];
  readonly hours?: readonly string[];
  readonly validTo?: number;
}

/** Every office, by code. */
export async function publicOffices({ views }: Doors): Promise<PublicOffice[]> {
  const offices: PublicOffice[] = [];
  for (let after: string | null = null; ; ) {
    const page = await views.list(PUBLIC, 'directoryEntries', after, LONGEST_PAGE);
    offices.push(...page.rows.map(({ row }) => officeOf(row)));
    if (page.next === null) return offices;
    after = page.next;
  }
}

/** The names of all offices as a file, made once for each state of the directory. */
export function officeNames(doors: Doors): () => Promise<Served> {
  let made: { readonly of: string; readonly file: Promise<Served> } | null = null;
  const make = async () => {
    const offices = (await publicOffices(doors)).map(({ parent, ...office }) => ({
      ...office,
      ...(parent === null ? {} : { parent }),
    }));
    return served(Buffer.from(JSON.stringify({ offices })), 'application/json; charset=utf-8');
  };
  return () => {
    const of = doors.directory.version();
    if (made?.of !== of) made = { of, file: make() };
    const { file } = made;
    // What failed once is tried again.
    file.catch(() => {
      if (made?.file === file) made = null;
    });
    return file;
  };
}

/** One office, or null. */
export async function publicOffice({ views }: Doors, code: string): Promise<PublicOffice | null> {
  const found = await views.one(PUBLIC, 'directoryEntries', code);
  return found === null ? null : officeOf(found.row);
}

function officeOf(row: { readonly [field: string]: Json }): PublicOffice {
  const { code, kind, parent, zh, en, validTo } = row;
  const numbers = (row['numbers'] ?? []) as readonly { readonly number: string; readonly hours?: string }[];
  return {
    code: String(code),
    kind: String(kind),
    parent: typeof parent === 'string' ? parent : null,
    zh: String(zh),
    en: typeof en === 'string' ? en : String(zh),
    numbers: numbers.map(({ number }) => number),
    ...(numbers.some(({ hours }) => hours !== undefined)
      ? { hours: numbers.map(({ hours }) => hours ?? '') }
      : {}),
    ...(typeof validTo === 'number' ? { validTo } : {}),
  };
}
