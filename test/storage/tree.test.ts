import { createHash, generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  Frontier,
  frontierAt,
  growTree,
  type Hash,
  hashOfNode,
  inclusionProof,
  isConsistent,
  isIncluded,
  lastCheckpoint,
  openCheckpoint,
  proveGrowth,
  proveRow,
  readHead,
  readLog,
  rootAt,
  type Storage,
  sequence,
  signCheckpoint,
  signHead,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { newHandoff, writeStream } from './samples.ts';

const SEED = Number(process.env['SEED'] ?? 20_221_127);
const leaf = (i: number): Hash => createHash('sha256').update(`leaf ${i}`).digest('hex');
const leaves = (size: number): Hash[] => Array.from({ length: size }, (_, i) => leaf(i));

/** The definition of RFC 6962, 2.1, word for word: the second implementation that the first is held against. */
function plainRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0] as Hash;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return hashOfNode(plainRoot(hashes.slice(0, split)), plainRoot(hashes.slice(split)));
}

const subtree = (hashes: readonly Hash[]) => async (start: number, width: number) =>
  plainRoot(hashes.slice(start, start + width));

describe('a Merkle tree', () => {
  it('has the roots of the published example', () => {
    // Leaves and roots from certificate-transparency's own test of RFC 6962 trees.
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const roots = [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const frontier = new Frontier();
    for (const [i, input] of inputs.entries()) {
      frontier.append(createHash('sha256').update('\0').update(input, 'hex').digest('hex'));
      expect(frontier.root()).toBe(roots[i]);
    }
  });

  it('proves every leaf at every size, and no other leaf', async () => {
    for (let size = 1; size <= 40; size += 1) {
      const hashes = leaves(size);
      const root = await rootAt(subtree(hashes), size);
      expect(root).toBe(plainRoot(hashes));
      for (let i = 0; i < size; i += 1) {
        const proof = await inclusionProof(subtree(hashes), i, size);
        expect(isIncluded(leaf(i), i, size, proof, root)).toBe(true);
        expect(isIncluded(leaf(i + 1), i, size, proof, root)).toBe(false);
        expect(isIncluded(leaf(i), i + 1, size, proof, root)).toBe(false);
        expect(isIncluded(leaf(i), i, size, [...proof, leaf(9)], root)).toBe(false);
        expect(isIncluded(leaf(i), i, size, proof.slice(1), root)).toBe(size === 1);
      }
    }
  });

  it('proves that each size continues each smaller one, and that a changed one does not', async () => {
    for (let newer = 1; newer <= 24; newer += 1)
      for (let older = 0; older <= newer; older += 1) {
        const hashes = leaves(newer);
        const heads = [older, newer].map((size) => ({ size, root: plainRoot(hashes.slice(0, size)) }));
        const [before, after] = heads as [(typeof heads)[0], (typeof heads)[0]];
        const proof = await consistencyProof(subtree(hashes), older, newer);
        expect(isConsistent(before, after, proof)).toBe(true);
        if (older === 0) continue;
        expect(isConsistent({ ...before, root: leaf(99) }, after, proof)).toBe(false);
        expect(isConsistent(before, { ...after, root: leaf(99) }, proof)).toBe(false);
        expect(isConsistent(before, after, [...proof, leaf(9)])).toBe(false);
        for (let i = 0; i < proof.length; i += 1)
          expect(isConsistent(before, after, proof.with(i, leaf(98)))).toBe(false);
      }
  });

  it('accepts no proof in which anything was bent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 300 }),
        fc.nat(),
        fc.nat(),
        fc.nat(255),
        async (size, a, b, bit) => {
          const hashes = leaves(size);
          const index = a % size;
          const proof = await inclusionProof(subtree(hashes), index, size);
          const bytes = Buffer.from(proof[b % proof.length] as Hash, 'hex');
          bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
          const bent = proof.with(b % proof.length, bytes.toString('hex'));
          expect(isIncluded(leaf(index), index, size, bent, plainRoot(hashes))).toBe(false);
        },
      ),
      { seed: SEED, numRuns: process.env['EXAM'] ? 2000 : 60 },
    );
  });
});

describe('a signed head', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const checkpoint = { origin: 'test.example/log', size: 12, root: leaf(1) };
  const verifiers = [{ name: 'test.example/log', publicKey }];

  it('is three lines and a signature that its key opens', () => {
    const note = signCheckpoint(checkpoint, privateKey);
    expect(note.split('\n').slice(0, 4)).toEqual([
      'test.example/log',
      '12',
      Buffer.from(leaf(1), 'hex').toString('base64'),
      '',
    ]);
    expect(openCheckpoint(note, verifiers)).toEqual(checkpoint);
  });

  it('opens under no other key or name, nor when one character is changed', () => {
    const note = signCheckpoint(checkpoint, privateKey);
    expect(openCheckpoint(note, [])).toBeNull();
    expect(openCheckpoint(note, [{ name: 'other', publicKey }])).toBeNull();
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(openCheckpoint(note, [{ name: 'test.example/log', publicKey: other }])).toBeNull();
    for (let i = 0; i < note.indexOf('\n\n'); i += 1) {
      const bent = note.slice(0, i) + String.fromCharCode(note.charCodeAt(i) ^ 1) + note.slice(i + 1);
      expect(openCheckpoint(bent, verifiers), `character ${i}`).toBeNull();
    }
  });

  it('may carry the signature of a witness that nobody here knows', () => {
    const witness = generateKeyPairSync('ed25519').privateKey;
    const note = signCheckpoint(checkpoint, privateKey);
    const [signed] = signCheckpoint(checkpoint, witness, 'witness.example').split('\n').slice(-2);
    expect(openCheckpoint(`${note}${signed}\n`, verifiers)).toEqual(checkpoint);
  });
});

for (const engine of engines)
  describe(`the tree of the log on ${engine}`, () => {
    it('has the root over all rows, and proofs for them, before and after its tiles are written', async () => {
      const storage = await openTestStorage(engine);
      await writeLog(storage, 600);
      const log = (await readLog(storage.read, 0, 1000)).map((entry) => entry.row.hash);
      const check = async () => {
        for (const size of [0, 1, 255, 256, 257, 512, 600]) {
          const root = plainRoot(log.slice(0, size));
          expect(await readHead(storage.read, size)).toEqual({ size, root });
          expect((await frontierAt(storage.read, size)).root()).toBe(root);
        }
        const { root } = await readHead(storage.read);
        const proof = await proveRow(storage.read, 300, 600);
        expect(isIncluded(log[299] as Hash, 299, 600, proof, root)).toBe(true);
        const growth = await proveGrowth(storage.read, 257, 600);
        expect(isConsistent(await readHead(storage.read, 257), { size: 600, root }, growth)).toBe(true);
      };
      await check();
      await storage.write((writer) => growTree(writer));
      expect(
        await databasesOf(storage).reading.selectFrom('tiles').select(['level', 'tile']).execute(),
      ).toEqual([
        { level: 1, tile: 0 },
        { level: 1, tile: 1 },
      ]);
      await check();
      expect(await storage.write((writer) => growTree(writer))).toEqual({ more: false });
    });

    it('is signed once per head, and never when it does not continue the last', async () => {
      const storage = await openTestStorage(engine);
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const signed = () => storage.write((writer) => signHead(writer, storage.origin, privateKey, TEST_NOW));
      await writeLog(storage, 3);
      const first = await signed();
      expect(await signed()).toEqual(first);
      expect(openCheckpoint(first.note, [{ name: storage.origin, publicKey }])).toEqual(first.checkpoint);
      await writeLog(storage, 2);
      expect((await signed()).checkpoint.size).toBe(5);
      expect((await lastCheckpoint(storage.read))?.size).toBe(5);
      const { main } = databasesOf(storage);
      await main
        .insertInto('checkpoints')
        .values({ size: 6, root: leaf(1), note: '', signed_at: 0 })
        .execute();
      await expect(signed()).rejects.toThrow('does not continue');
    });
  });

async function writeLog(storage: Storage, rows: number): Promise<void> {
  await writeStream(storage, newHandoff(), rows);
  if (storage.engine === 'postgres') await storage.write((writer) => sequence(writer));
}
