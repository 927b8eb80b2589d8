import { CborFault } from '../../src/evidence/certificates/cbor.ts';
import { deflateSync } from 'node:zlib';
import { toBuffer } from 'qrcode';
import { expect, test } from 'vitest';
import { isGood } from '../../scripts/vectors/outcome.ts';
import { runCertificateCase } from '../../scripts/vectors/certificate-cases.ts';
import {
  decodeBase45,
  inflate,
  readCbor,
  readCose,
  unprefix,
} from '../../src/evidence/certificates/stages.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

test('given a text behind another prefix, or none, then nothing is read', () => {
  expect(unprefix('HC1:ABC')).toBe('ABC');
  for (const text of ['HC2:ABC', 'hc1:ABC', 'ABC', '', ' HC1:ABC']) expect(unprefix(text), text).toBeNull();
});

test('given Base45 with a letter too many, a value too large or a strange sign, then it is refused', () => {
  expect(decodeBase45('BB8')?.toString()).toBe('AB');
  expect(decodeBase45('QED8WEX0')?.toString()).toBe('ietf!');
  for (const text of ['BB8A', 'GGW', ':::', 'bb8', 'B~8', '', 'BB8 '])
    expect(decodeBase45(text), text).toBeNull();
});

test('given a stream that is cut, followed by something, or a bomb, then it is not unpacked', () => {
  const whole = deflateSync(Buffer.from('a certificate'));
  expect(inflate(whole)?.toString()).toBe('a certificate');
  expect(inflate(whole.subarray(0, -1))).toBeNull();
  expect(inflate(Buffer.concat([whole, Buffer.from('more')]))).toBeNull();
  expect(inflate(Buffer.from('a certificate'))).toBeNull();
  expect(inflate(deflateSync(Buffer.alloc(50_000_000)))).toBeNull();
});

test('given CBOR that is cut, padded, too deep, keyed twice or larger than its bytes, then it is a fault', () => {
  expect(readCbor(hex('a201020304'))).toEqual(
    new Map([
      [1, 2],
      [3, 4],
    ]),
  );
  expect(readCbor(hex('bf0102ff'))).toEqual(new Map([[1, 2]]));
  expect(readCbor(hex('7f6161626262ff'))).toBe('abb');
  expect([hex('f93e00'), hex('fb3ff8000000000000'), hex('1a000f4240'), hex('3863')].map(readCbor)).toEqual([
    1.5, 1.5, 1_000_000, -100,
  ]);
  for (const bad of [
    '',
    '83',
    '830102',
    '0102',
    'a20102',
    'a201020103',
    'ff',
    '9f',
    '9bffffffffffffffff',
    '5bffffffffffffffff',
    'bbffffffffffffffff',
    '61ff',
    '1c',
    'fc',
    'a1f401',
    '81'.repeat(20) + '01',
  ])
    expect(() => readCbor(hex(bad)), bad).toThrow(CborFault);
});

test('given an envelope that is no list of four, then it is none', () => {
  expect(readCose(hex('8440a04040'))).not.toBeNull();
  expect(readCose(hex('d83dd28440a04040'))).not.toBeNull();
  for (const bad of ['8340a040', '8440404040', '8440a00040', 'a0', '00', '8441ffa04040'])
    expect(readCose(hex(bad)), bad).toBeNull();
});

test('given a case whose stage does otherwise than expected, then the case is not good', () => {
  const given = { PREFIX: 'HC1:BB8', BASE45: 'BB8', TESTCTX: {} };
  const run = (wanted: boolean) =>
    runCertificateCase('one', { ...given, EXPECTEDRESULTS: { EXPECTEDUNPREFIX: wanted } });
  expect([run(true), run(false)].map(isGood)).toEqual([true, false]);
});

test('given a picture of a code, then its text is read; given another picture, then not', async () => {
  const text = 'HC1:BB8 QED8WEX0';
  const run = (picture: string) =>
    runCertificateCase('one', {
      PREFIX: text,
      '2DCODE': picture,
      TESTCTX: {},
      EXPECTEDRESULTS: { EXPECTEDPICTUREDECODE: true },
    });
  const picture = async (of: string) => (await toBuffer(of)).toString('base64');
  expect(isGood(run(await picture(text)))).toBe(true);
  expect(isGood(run(await picture('HC1:BB8')))).toBe(false);
  expect(isGood(run('no picture'))).toBe(false);
});
