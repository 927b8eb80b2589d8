/**
 * Drawing the papers of a case: off the outbox, in a worker, sealed under the case's key.
 *
 * The digest of the whole file comes back as a command (`recordPaper`), so the journal knows every paper that exists.
 * Drawn again for the same effect it is the same file under the same id.
 */
import type { PaperFacts, PaperKind } from '../contract/papers.ts';
import type { Answered, By, Command } from '../contract/doors.ts';
import { type Papers, CURRENT_VERSION } from '../papers/index.ts';
import {
  authRows,
  type DueEffect,
  keepPaper,
  openPart,
  PAPER_FIELD,
  readPaper,
  readViews,
  sealPart,
  type Storage,
} from '../storage/index.ts';
import { type CaseFile, openCase } from './case-file.ts';
import { derivedId } from './derived-id.ts';
import { type CaseContext, caseNumber, PaperMaker, type PaperLookups, releaseCodeOf } from './paper-facts.ts';

export interface Drawing {
  readonly storage: Storage;
  readonly papers: Papers;
  readonly lookups: PaperLookups;
  readonly submit: (command: Command, by: By) => Promise<Answered>;
  readonly house: By;
}

/** What only this moment's row knows: the case's context and its clocks. */
interface CaseRow {
  readonly context: CaseContext;
  readonly timers: Readonly<Record<string, { readonly dueAt: number }>>;
}

type Made = { [K in PaperKind]: { readonly kind: K; readonly facts: PaperFacts[K] } }[PaperKind];

/** Draws the papers an effect calls for. */
export async function drawPapers(drawing: Drawing, effect: DueEffect): Promise<void> {
  const file = await openCase(drawing.storage, effect.streamId);
  const maker = await makerOf(drawing, file);
  const row = file.rows.find(({ version }) => version === effect.version);
  if (maker === null || row === undefined) return;
  const made = await make(drawing, effect, file, maker.maker, maker.row);
  if (made !== null) await keep(drawing, effect, made);
}

/** The maker of a case's papers, or null where its row is gone. */
export async function makerOf(
  { storage, lookups }: Pick<Drawing, 'storage' | 'lookups'>,
  file: CaseFile,
): Promise<{ maker: PaperMaker; row: CaseRow } | null> {
  const [put] = await readViews(storage.read, [{ view: 'handoff', key: file.id }]);
  if (put === undefined) return null;
  const row = put.row as unknown as CaseRow;
  return { maker: new PaperMaker(file, row.context, lookups), row };
}

async function make(
  drawing: Drawing,
  effect: DueEffect,
  file: CaseFile,
  maker: PaperMaker,
  { timers }: CaseRow,
): Promise<Made | null> {
  const row = file.rows.find(({ version }) => version === effect.version);
  if (row === undefined) return null;
  const frame = maker.frame(`${caseNumber(file.id)}-${effect.version}`, 'zh-CN', row.recordedAt);
  switch (effect.type) {
    case 'drawPledge': {
      const facts = await maker.pledge(frame, row);
      return facts === null ? null : { kind: 'pledge', facts };
    }
    case 'drawReceipt':
      return {
        kind: 'custodyReceipt',
        facts: await maker.custodyReceipt(frame, row, timers['holdCapDue']?.dueAt),
      };
    case 'drawReleaseSlip': {
      const code = releaseCodeOf(file);
      const until = timers['arrivalDue']?.dueAt ?? row.recordedAt;
      const facts = await maker.releaseSlip(frame, row, until, code);
      if (facts === null) return null;
      await keepReleaseCode(drawing, effect.streamId, code, frame.checkpoint.name, until);
      return { kind: 'releaseSlip', facts };
    }
    default:
      return row.command.type === 'turnTravellerBack'
        ? { kind: 'refusalNotice', facts: await maker.refusalNotice(frame, row) }
        : { kind: 'departureNotice', facts: await maker.departureNotice(frame, row) };
  }
}

/** A gate is told who released and until when it is good; the code itself is on the slip alone, and kept as a keyed digest. */
async function keepReleaseCode(
  { storage }: Drawing,
  handoff: string,
  code: string,
  releasedBy: string,
  until: number,
): Promise<void> {
  const rows = authRows(storage);
  const digest = rows.digest('release', code);
  await rows.putLink(
    { digest, purpose: 'release', subject: handoff, expiresAt: until, detail: releasedBy },
    true,
  );
}

async function keep(drawing: Drawing, effect: DueEffect, { kind, facts }: Made): Promise<void> {
  const { storage, papers } = drawing;
  const at = facts.drawnAt;
  const text = `${effect.streamId}/${effect.version}/${effect.n}`;
  const paperId = derivedId(at, `paper/${text}`);
  const commandId = derivedId(at, `recordPaper/${text}`);
  const version = CURRENT_VERSION[kind];
  const drawn = await papers.drawPaper(kind, version, facts);
  const [key] = await storage.keys.makeKeys(
    [{ subject: effect.streamId, handoff: effect.streamId, retentionClass: 'paper' }],
    at,
  );
  if (key === undefined) throw new Error('No key was made for a paper.');
  const place = { streamKind: 'handoff', streamId: effect.streamId, commandId, field: PAPER_FIELD } as const;
  const part = sealPart(key, place, drawn.bytes.toString('base64'));
  await storage.write((writer) =>
    keepPaper(writer, {
      streamKind: 'handoff',
      streamId: effect.streamId,
      paperId,
      kind,
      commandId,
      part,
      drawnAt: at,
    }),
  );
  const answered = await drawing.submit(
    {
      type: 'recordPaper',
      streamId: effect.streamId,
      body: { paper: paperId, kind, templateVersion: version, digest: drawn.digest },
      envelope: { commandId },
    },
    drawing.house,
  );
  if (answered.outcome === 'refused') throw new Error(`The paper was not recorded: ${answered.code}.`);
}

/** The bytes of a kept paper, or null where it is erased or never was. */
export async function paperBytes(
  storage: Storage,
  handoff: string,
  paperId: string,
): Promise<{ kind: string; bytes: Buffer } | null> {
  const paper = await readPaper(storage.read, paperId);
  if (paper === undefined || paper.streamId !== handoff || paper.part.sealed === '') return null;
  const opened = openPart(await storage.keys.byId([paper.part.keyId]), paper, paper.part);
  return opened.outcome === 'open' ? { kind: paper.kind, bytes: Buffer.from(opened.text, 'base64') } : null;
}
