import type { Instant, SealedPart, StreamKey, StreamKind } from '../contract/streams.ts';
import type { Reader, Writer } from './schema.ts';

/** A drawn paper: its bytes in Base64, sealed for `commandId` under the handoff's key. */
export interface KeptPaper extends StreamKey {
  readonly paperId: string;
  readonly kind: string;
  readonly commandId: string;
  readonly part: SealedPart;
  readonly drawnAt: Instant;
}

/** Keeps a paper. Drawn again for the same effect it is the same paper: the first one stays. */
export async function keepPaper(writer: Writer, paper: KeptPaper): Promise<void> {
  await writer
    .insertInto('papers')
    .values({
      paper_id: paper.paperId,
      stream_kind: paper.streamKind,
      stream_id: paper.streamId,
      kind: paper.kind,
      command_id: paper.commandId,
      key_id: paper.part.keyId,
      sealed: paper.part.sealed,
      drawn_at: paper.drawnAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A paper by its id, as it was kept. */
export async function readPaper(reader: Reader, paperId: string): Promise<KeptPaper | undefined> {
  const row = await reader
    .selectFrom('papers')
    .selectAll()
    .where('paper_id', '=', paperId)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        paperId: row.paper_id,
        streamKind: row.stream_kind as StreamKind,
        streamId: row.stream_id,
        kind: row.kind,
        commandId: row.command_id,
        part: { field: PAPER_FIELD, keyId: row.key_id, sealed: row.sealed },
        drawnAt: row.drawn_at,
      };
}

/** The field a paper's bytes are sealed as. */
export const PAPER_FIELD = 'file';
