/**
 * Every class of unfit proof is refused as what it is, and no good one is refused (TRUST S3).
 * The short form runs each class 8 times, `EXAM=1` 100 times; `SEED` runs the same again.
 */
import { describe, expect, test } from 'vitest';
import { verifyCertificate } from '../../src/evidence/index.ts';
import { textOf } from '../../src/demo/laboratory.ts';
import { comesTo, drawFrom, goodCode, mistakes, UNFIT } from './proofs.ts';

const EXAM = process.env['EXAM'] === '1';
const SEED = Number(process.env['SEED'] ?? 20_261_127);

describe(`proofs, by seed ${SEED}`, () => {
  test('there are at least 24 classes', () => {
    expect(Object.keys(UNFIT).length).toBeGreaterThanOrEqual(24);
  });

  test('every unfit proof is refused as what it is, and no good one is', { timeout: 120_000 }, () => {
    expect(mistakes(verifyCertificate, EXAM ? 100 : 8, SEED)).toEqual([]);
  });

  test('a certificate with one bit flipped is never taken, whichever it is', { timeout: 300_000 }, () => {
    const draw = drawFrom(SEED);
    const flips = EXAM ? 10_000 : 400;
    for (let n = 0; n < flips; n++) {
      const { cose, against } = goodCode(draw);
      const bit = draw(cose.length * 8);
      const flipped = Buffer.from(cose);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const got = comesTo(verifyCertificate, [textOf(flipped), against]);
      expect([got, bit]).not.toEqual(['fit', bit]);
    }
  });

  test('whatever text is scanned, a verdict comes of it', { timeout: 120_000 }, () => {
    const draw = drawFrom(SEED + 1);
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
    const { against } = goodCode(draw);
    for (let n = 0; n < (EXAM ? 20_000 : 1_000); n++) {
      const letters = Array.from({ length: draw(300) }, () =>
        draw(20) === 0 ? String.fromCodePoint(draw(0xd7ff)) : (alphabet[draw(alphabet.length)] ?? ''),
      ).join('');
      const bytes = Buffer.from(Array.from({ length: draw(200) }, () => draw(256)));
      for (const text of [letters, `HC1:${letters}`, textOf(bytes)])
        expect(verifyCertificate(text, against).verdict).toBe('cannotBeRead');
    }
  });
});
