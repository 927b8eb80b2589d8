/** Started by a test: writes one stream after another and says each one's id once it is committed, until it is killed. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalSnapshot, chainEntry, NO_HASH, openStorage, writeBatch } from '../../src/storage/index.ts';

const [folder = '', most = '1000'] = process.argv.slice(2);
const storage = await openStorage({
  place: { engine: 'sqlite', file: join(folder, 'main.sqlite'), keysFile: join(folder, 'keys.sqlite') },
  houseKey: Buffer.alloc(32, 7),
  clock: () => Date.now(),
});
const snapshot = { machine: 'handoff', machineVersion: 1, value: 'open', context: {} };
for (let i = 0; i < Number(most); i += 1) {
  const random = Math.random().toString(16).slice(2, 14).padEnd(12, '0');
  const streamId = `${Date.now()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-${random}`;
  const row = chainEntry(
    {
      streamKind: 'handoff',
      streamId,
      version: 1,
      command: { type: 'openHandoff' },
      commandId: streamId,
      facts: [{ type: 'handoffOpened' }],
      factVersion: 1,
      occurredAt: 0,
      recordedAt: 0,
      performedBy: 'a',
      recordedBy: 'a',
      secondPerson: null,
      terminal: null,
      bootId: 'b',
      monoMs: 0,
      announcementId: null,
      measureId: null,
      machineVersion: 1,
      snapshotHash: canonicalSnapshot(snapshot).hash,
      sealedParts: [],
    },
    NO_HASH,
  );
  await storage.write((writer) =>
    writeBatch(writer, { rows: [row], snapshots: [{ streamKind: 'handoff', streamId, snapshot }] }),
  );
  writeSync(1, `${streamId}\n`);
}
await storage.close();
