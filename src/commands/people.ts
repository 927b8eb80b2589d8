/**
 * Who a case is about, as far as keyed digests can tell: the documents somebody showed and the name they bear.
 *
 * Whether two cases speak of one person is found here, inside the transaction, so that two that arrive together are told
 * apart as surely as two of different days. Nothing of it is known after a person was erased.
 */
import { type DocumentShown, documentKey } from '../contract/identity/document-key.ts';
import { nameKey } from '../contract/identity/name.ts';
import { type BlindIndex, knownAround, type PersonIndex, type Writer } from '../storage/index.ts';
import type { Prepared } from './command.ts';
import { identifies } from './identity-fields.ts';

/** The document the case goes by, the others the same person showed, and the name; as digests. */
export interface Person {
  readonly documents: readonly string[];
  readonly further: readonly string[];
  readonly name: string | null;
}

/** Another case that goes by one of the same documents. */
export interface Namesake {
  readonly handoff: string;
  /** Whether the names of both are known and differ. */
  readonly isNamedOtherwise: boolean;
}

/** Who a person was taken for, and who they are after a command. */
export interface Identified {
  readonly before: Person;
  readonly person: Person;
}

export const NOBODY: Person = { documents: [], further: [], name: null };
/** The kinds of rows in which a document stands, the one the case goes by and the others. */
const DOCUMENT_KINDS = ['document', 'further'] as const;
const KINDS = [...DOCUMENT_KINDS, 'name'] as const;

/** What a command says of who somebody is; null where it says nothing. Fields that it leaves out stay as they were. */
function identifiedBy({ command, body }: Prepared, blind: BlindIndex): Partial<Person> | null {
  if (!identifies(command.type)) return null;
  const digests = (documents: readonly DocumentShown[]) =>
    documents.flatMap((document) => {
      const key = documentKey(document);
      return key === null ? [] : [blind.digest('document', key)];
    });
  const { document, further, name } = body as {
    readonly document?: DocumentShown;
    readonly further?: readonly DocumentShown[];
    readonly name?: string;
  };
  const said = {
    ...(document === undefined ? {} : { documents: digests([document]) }),
    ...(further === undefined ? {} : { further: digests(further) }),
    ...(name === undefined ? {} : { name: blind.digest('name', nameKey(name)) }),
  };
  return Object.keys(said).length === 0 ? null : said;
}

/** Whether it matters to a command who somebody is. */
const saysWhoOrShows = ({ command, body }: Prepared) =>
  identifies(command.type) || body['test'] !== undefined;

const documentsOf = ({ documents, further }: Person) => [...documents, ...further];

export class People {
  readonly #byCase = new Map<string, Person>();
  readonly #bearers = new Map<string, Set<string>>();

  /** Everybody whom the commands of a batch may be about. */
  static async around(writer: Writer, batch: readonly Prepared[], blind: BlindIndex): Promise<People> {
    const people = new People();
    const about = batch.filter((prepared) => saysWhoOrShows(prepared));
    const digests = about.flatMap((prepared) => {
      const { documents = [], further = [] } = identifiedBy(prepared, blind) ?? {};
      return [...documents, ...further];
    });
    await people.#learn(writer, digests, [...new Set(about.map(({ key }) => key.streamId))]);
    return people;
  }

  /** And who these cases are about: the bearers of a proof that is shown again. */
  async meet(writer: Writer, handoffs: readonly string[]): Promise<void> {
    await this.#learn(
      writer,
      [],
      handoffs.filter((handoff) => !this.#byCase.has(handoff)),
    );
  }

  async #learn(writer: Writer, digests: readonly string[], subjects: readonly string[]): Promise<void> {
    if (digests.length + subjects.length === 0) return;
    const known = new Set(this.#byCase.keys());
    const rows = await knownAround(writer, KINDS, DOCUMENT_KINDS, { digests, subjects });
    for (const { kind, digest, subject } of rows) {
      if (known.has(subject)) continue;
      const was = this.of(subject);
      if (kind === 'name') this.note(subject, { ...was, name: digest });
      else if (kind === 'document') this.note(subject, { ...was, documents: [...was.documents, digest] });
      else this.note(subject, { ...was, further: [...was.further, digest] });
    }
  }

  of(handoff: string): Person {
    return this.#byCase.get(handoff) ?? NOBODY;
  }

  /** Who a command says the person of its case is; null where it says nothing. */
  after(prepared: Prepared, blind: BlindIndex): Identified | null {
    const said = identifiedBy(prepared, blind);
    if (said === null) return null;
    const before = this.of(prepared.key.streamId);
    return { before, person: { ...before, ...said } };
  }

  /** Notes what a command that was taken says of a case, for those after it in the batch. */
  note(handoff: string, person: Person): void {
    for (const digest of documentsOf(this.of(handoff))) this.#bearers.get(digest)?.delete(handoff);
    this.#byCase.set(handoff, person);
    for (const digest of documentsOf(person)) {
      const bearers = this.#bearers.get(digest);
      if (bearers === undefined) this.#bearers.set(digest, new Set([handoff]));
      else bearers.add(handoff);
    }
  }

  /** The other cases that go by a document of this person. */
  namesakes(handoff: string, person: Person): readonly Namesake[] {
    const others = new Set(documentsOf(person).flatMap((digest) => [...(this.#bearers.get(digest) ?? [])]));
    others.delete(handoff);
    return [...others].map((other) => {
      const { name } = this.of(other);
      return {
        handoff: other,
        isNamedOtherwise: name !== null && person.name !== null && name !== person.name,
      };
    });
  }

  /** Whether two cases go by a document they share: nobody is taken for another by a name alone. */
  areOne(person: Person, other: string): boolean {
    const documents = documentsOf(this.of(other));
    return documentsOf(person).some((digest) => documents.includes(digest));
  }
}

/** What one open case is reserved by: a document, and the same under this name for where somebody else bears it too. */
export interface CaseKey {
  readonly document: string;
  readonly underThisName: string | null;
}
export const caseKeysOf = (person: Person, blind: BlindIndex): readonly CaseKey[] =>
  documentsOf(person).map((document) => ({
    document,
    underThisName: person.name === null ? null : blind.digest('openCase', `${document} ${person.name}`),
  }));

/** The keys that a person no longer has. */
export function keysGivenUp({ before, person }: Identified, blind: BlindIndex): readonly string[] {
  const keys = (one: Person) =>
    caseKeysOf(one, blind).flatMap(({ document, underThisName }) => [document, underThisName ?? []].flat());
  const kept = new Set(keys(person));
  return keys(before).filter((key) => !kept.has(key));
}

/** The kinds of rows that say something else than before. */
export const kindsGivenUp = ({ before, person }: Identified) => [
  ...(before.documents.some((digest) => !person.documents.includes(digest)) ? ['document'] : []),
  ...(before.further.some((digest) => !person.further.includes(digest)) ? ['further'] : []),
  ...(before.name !== null && before.name !== person.name ? ['name'] : []),
];

/** The rows by which a person is found. */
export function waysTo(handoff: string, { documents, further, name }: Person): readonly PersonIndex[] {
  const way = (kind: string) => (digest: string) => ({
    kind,
    digest,
    streamKind: 'handoff' as const,
    streamId: handoff,
    subject: handoff,
  });
  return [
    ...documents.map(way('document')),
    ...further.map(way('further')),
    ...(name === null ? [] : [way('name')(name)]),
  ];
}
