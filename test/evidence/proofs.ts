/**
 * Unfit proofs, class by class, and good ones: what is shown, what it is held against, and what must come of it.
 *
 * Every proof is drawn from a seed. A class is red where one of its proofs is taken, or refused as something else; the good
 * are red where one is refused.
 */
import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import base45 from 'base45';
import { evidenceOf } from '../../src/commands/certificates.ts';
import {
  coseOf,
  type Envelope,
  issue,
  makeIssuer,
  signedWith,
  testCertificate,
  type TestIssued,
  textOf,
} from '../../src/demo/laboratory.ts';
import { decodeBase45, inflate } from '../../src/evidence/certificates/stages.ts';
import {
  type Against,
  type CertificateVerified,
  readTrustList,
  type TrustList,
} from '../../src/evidence/index.ts';
import { revocationMarks } from '../../src/evidence/certificates/trust-list.ts';
import { readCose } from '../../src/evidence/certificates/envelope.ts';
import { judgeTest } from '../../src/measures/index.ts';
import { beijing } from '../measures/packs.ts';
import { LIST_KEY, listText } from './issuers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 27, 10);
const MEASURE = beijing();

/** What a verifier is, so that a mutant can stand in for it. */
export type Verify = (text: string, against: Against) => CertificateVerified;
/** Whole numbers from 0, drawn from a seed. */
export type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const time = { from: NOW - 400 * DAY, to: NOW + 400 * DAY };
const good = {
  ec: makeIssuer({ kind: 'ec', usages: ['test'], ...time }),
  rsa: makeIssuer({ kind: 'rsa', ...time }),
};
const revoked = makeIssuer(time);
const over = makeIssuer({ from: NOW - 400 * DAY, to: NOW - DAY });
const vaccinator = makeIssuer({ usages: ['vaccination', 'recovery'], ...time });
const stranger = makeIssuer(time);

const issuers = [
  { issuer: good.ec },
  { issuer: good.rsa },
  { issuer: revoked, revokedAt: NOW - HOUR },
  { issuer: over },
  { issuer: vaccinator },
];
const listOf = (more: Partial<Parameters<typeof listText>[0]>): TrustList => {
  const list = readTrustList(listText({ issuedAt: NOW - HOUR, issuers, ...more }), LIST_KEY.publicKey);
  if (list === null) throw new Error('The list of the proofs is none.');
  return list;
};
const LIST = listOf({});

const SURNAMES = ['WANG', 'LI', 'ZHANG', 'OUYANG', 'GARCIA', 'MUELLER', 'NGUYEN'];
const GIVEN = ['XIAOLI', 'MING', 'ANNA', 'JOSE', 'THI', 'LARS'];

interface Drawn {
  readonly test: TestIssued;
  readonly envelope: Envelope;
  readonly against: Against;
  readonly issuer: typeof good.ec;
}

/** A good proof: everything below spoils one thing of it. */
function drawGood(draw: Draw): Drawn {
  const pick = <T>(all: readonly T[]): T => all[draw(all.length)] as T;
  const surname = pick(SURNAMES);
  const given = pick(GIVEN);
  const birth = `${1930 + draw(80)}-0${1 + draw(9)}-1${draw(10)}`;
  const sampled = NOW - HOUR - draw(46 * 3600) * 1000;
  return {
    test: {
      name: { fn: surname, fnt: surname, gn: given, gnt: given },
      birth,
      sampledAt: writtenAt(sampled, pick([8, 0, -5, 5.5])),
      id: `URN:UVCI:01:XX:${draw(2 ** 31)}${draw(2 ** 31)}`,
    },
    envelope: { issuedAt: sampled + HOUR / 2, expiresAt: NOW + DAY, isTagged: draw(2) === 0 },
    against: {
      person: { names: [`${surname} ${given}`], birth },
      trustList: LIST,
      now: NOW,
      isComparedByLooking: false,
    },
    issuer: draw(4) === 0 ? good.rsa : good.ec,
  };
}

/** An instant as a laboratory in another zone writes it. */
function writtenAt(at: number, hours: number): string {
  const local = new Date(at + hours * HOUR).toISOString().slice(0, 19);
  if (hours === 0) return `${local}Z`;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${local}${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}:${two((Math.abs(hours) % 1) * 60)}`;
}

const told = ({ issuer, test, envelope }: Drawn) => issue(issuer, testCertificate(test), envelope);
type Shown = readonly [text: string, against: Against];
type Make = (drawn: Drawn, draw: Draw) => Shown;
const say =
  (change: (drawn: Drawn, draw: Draw) => Partial<Drawn>): Make =>
  (drawn, draw) => {
    const changed = { ...drawn, ...change(drawn, draw) };
    return [told(changed), changed.against];
  };
const test = (change: (drawn: Drawn, draw: Draw) => Partial<TestIssued>) =>
  say((drawn, draw) => ({ test: { ...drawn.test, ...change(drawn, draw) } }));
const against = (change: (drawn: Drawn, draw: Draw) => Partial<Against>) =>
  say((drawn, draw) => ({ against: { ...drawn.against, ...change(drawn, draw) } }));
const envelope = (change: (drawn: Drawn, draw: Draw) => Partial<Envelope>) =>
  say((drawn, draw) => ({ envelope: { ...drawn.envelope, ...change(drawn, draw) } }));
const contents =
  (change: (certificate: Record<string, unknown>, draw: Draw) => unknown): Make =>
  (drawn, draw) => [
    issue(drawn.issuer, change(testCertificate(drawn.test), draw), drawn.envelope),
    drawn.against,
  ];

/** Three letters too large for their two bytes: a lax reader finds the same bytes in them. */
function otherwiseSpelt(text: string): string {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  for (let at = 0; at + 3 <= text.length; at += 3) {
    const value =
      [0, 1, 2].reduce((sum, n) => sum + letters.indexOf(text[at + n] ?? '') * 45 ** n, 0) + 65_536;
    if (value >= 45 ** 3) continue;
    const spelt = [0, 1, 2].map((n) => letters[Math.floor(value / 45 ** n) % 45]).join('');
    return `${text.slice(0, at)}${spelt}${text.slice(at + 3)}`;
  }
  return text.toLowerCase();
}

/** Every class of unfit proof: how one is made, and what it must be refused as. */
export const UNFIT: Readonly<Record<string, { readonly as: string; readonly make: Make }>> = {
  'another prefix': {
    as: 'cannotBeRead',
    make: (one, draw) => [told(one).replace('HC1', ['HC2', 'HL0', 'hc1', ''][draw(4)] ?? ''), one.against],
  },
  cut: {
    as: 'cannotBeRead',
    make: (one, draw) => {
      const text = told(one);
      return [text.slice(0, 1 + draw(text.length - 1)), one.against];
    },
  },
  padded: {
    as: 'cannotBeRead',
    make: (one, draw) => [`${told(one)}${'ABC0 '.slice(0, 1 + draw(5))}`, one.against],
  },
  'over-long': {
    as: 'cannotBeRead',
    make: (one, draw) => [`HC1:${'A'.repeat(4293 + draw(9000))}`, one.against],
  },
  'followed by something': {
    as: 'cannotBeRead',
    make: (one, draw) => [
      `HC1:${base45.encode(Buffer.concat([deflateSync(coseOf(one.issuer, testCertificate(one.test), one.envelope)), Buffer.alloc(1 + draw(40), draw(256))]))}`,
      one.against,
    ],
  },
  'another spelling in Base45': {
    as: 'cannotBeRead',
    make: (one) => [`HC1:${otherwiseSpelt(told(one).slice(4))}`, one.against],
  },
  'a zip bomb': {
    as: 'cannotBeRead',
    make: (one, draw) => [
      `HC1:${base45.encode(deflateSync(Buffer.alloc(1_000_000 + draw(1_000_000))))}`,
      one.against,
    ],
  },
  'contents of no known shape': {
    as: 'cannotBeRead',
    make: contents((whole, draw) => {
      const { ...less } = whole;
      delete less[['ver', 'nam', 'dob', 't'][draw(4)] ?? ''];
      return less;
    }),
  },
  'several groups': { as: 'cannotBeRead', make: contents((whole) => ({ ...whole, v: whole['t'] })) },
  'wrong key': {
    as: 'signatureIsForged',
    make: envelope((_, draw) => ({
      signature: (bytes) => signedWith([stranger, revoked][draw(2)]?.key ?? stranger.key, bytes),
    })),
  },
  'changed contents': {
    as: 'signatureIsForged',
    make: (one, draw) => {
      const cose = coseOf(one.issuer, testCertificate(one.test), one.envelope);
      const changed = Buffer.from(
        cose.toString('latin1').replace(one.test.birth, `19${60 + draw(40)}-12-24`),
        'latin1',
      );
      return [textOf(changed), { ...one.against, person: { ...one.against.person } }];
    },
  },
  'no algorithm': {
    as: 'signatureIsForged',
    make: envelope((_, draw) => ({
      algorithm: draw(2) === 0 ? null : 0,
      signature: () => Buffer.alloc(draw(2) * 64),
    })),
  },
  'algorithm swapped': {
    as: 'signatureIsForged',
    make: envelope(({ issuer }, draw) => ({
      algorithm:
        issuer.algorithm === -7 ? ([-37, 5, -8, -257][draw(4)] ?? 5) : ([-7, 5, -8, -257][draw(4)] ?? 5),
    })),
  },
  'public key as a secret': {
    as: 'signatureIsForged',
    make: envelope(({ issuer }) => ({
      algorithm: 5,
      signature: (bytes) => createHmac('sha256', issuer.certificate).update(bytes).digest(),
    })),
  },
  'a key id of another': {
    as: 'signatureIsForged',
    make: envelope(({ issuer }) => ({ kid: issuer === good.ec ? good.rsa.kid : good.ec.kid })),
  },
  'unknown issuer': { as: 'issuerIsUnknown', make: say(() => ({ issuer: stranger })) },
  'revoked key': { as: 'issuerKeyIsRevoked', make: say(() => ({ issuer: revoked })) },
  'expired key': { as: 'issuerKeyHasExpired', make: say(() => ({ issuer: over })) },
  'a key not for tests': { as: 'issuerSignsNoTests', make: say(() => ({ issuer: vaccinator })) },
  'revoked certificate': {
    as: 'certificateIsRevoked',
    make: (one, draw) => {
      const text = told(one);
      const cose = readCose(inflate(decodeBase45(text.slice(4)) ?? Buffer.alloc(0)) ?? Buffer.alloc(0));
      if (cose === null) throw new Error('A good certificate must be readable.');
      const marks = revocationMarks({ co: 'CN', ci: one.test.id }, cose, one.issuer === good.ec);
      return [text, { ...one.against, trustList: listOf({ revoked: [marks[draw(3)] ?? ''] }) }];
    },
  },
  'not valid yet': {
    as: 'certificateIsNotYetValid',
    make: envelope((_, draw) =>
      draw(2) === 0 ? { issuedAt: NOW + 1000 + draw(DAY) } : { notBefore: NOW + 1000 + draw(DAY) },
    ),
  },
  'certificate expired': {
    as: 'certificateHasExpired',
    make: envelope((_, draw) => ({ expiresAt: NOW - 1000 - draw(HOUR) })),
  },
  'no test': {
    as: 'certificateShowsNoTest',
    make: (one) => [
      issue(
        good.rsa,
        {
          ver: '1.3.0',
          nam: one.test.name,
          dob: one.test.birth,
          r: [
            {
              tg: '840539006',
              fr: '2026-01-01',
              df: '2026-01-11',
              du: '2026-12-31',
              co: 'CN',
              is: 'Invented issuer',
              ci: one.test.id,
            },
          ],
        },
        one.envelope,
      ),
      one.against,
    ],
  },
  'another disease': { as: 'testIsOfAnotherDisease', make: test(() => ({ disease: '14189004' })) },
  'no known result': {
    as: 'resultIsNotStated',
    make: test((_, draw) =>
      draw(2) === 0
        ? { result: ['', '260385009', 'NEGATIVE'][draw(3)] ?? '' }
        : { method: ['', 'LP0-0'][draw(2)] ?? '' },
    ),
  },
  'another name': {
    as: 'isOfAnotherPerson',
    make: against(({ against: { person } }, draw) => ({
      person: { ...person, names: [['CHEN JIANGUO', 'PETROV IVAN', 'SMITH'][draw(3)] ?? ''] },
    })),
  },
  'another birth date': {
    as: 'isOfAnotherPerson',
    make: against(({ against: { person } }, draw) => ({
      person: { ...person, birth: `${1930 + draw(80)}-12-31` },
    })),
  },
  'a name in another writing': {
    as: 'personIsNotCompared',
    make: against(({ against: { person } }, draw) => ({
      person: { ...person, names: [['王小丽', '欧阳明', 'Мария'][draw(3)] ?? ''] },
    })),
  },
  'half a name': {
    as: 'personIsNotCompared',
    make: against(({ against: { person }, test: { name } }) => ({
      person: { ...person, names: [`${name.fnt} TAOTAO`] },
    })),
  },
  'a year alone': {
    as: 'personIsNotCompared',
    make: test(({ test: { birth } }) => ({ birth: birth.slice(0, 4) })),
  },
  'no birth date recorded': {
    as: 'personIsNotCompared',
    make: against(({ against: { person } }) => ({ person: { ...person, birth: null } })),
  },
  'stale list': {
    as: 'trustListIsTooOld',
    make: against((_, draw) => ({ trustList: listOf({ issuedAt: NOW - 48 * HOUR - draw(1000) * 1000 }) })),
  },
  'outage: no list': { as: 'trustListIsMissing', make: against(() => ({ trustList: null })) },
  'future sample': {
    as: 'future',
    make: test((_, draw) => ({ sampledAt: writtenAt(NOW + 1000 + draw(DAY), 8) })),
  },
  '48 hours to the second': {
    as: 'expired',
    make: test((_, draw) => ({
      sampledAt: writtenAt(NOW - 48 * HOUR - draw(2) * 1000, [8, 0, -5][draw(3)] ?? 0),
    })),
  },
  'fresh only in another zone': {
    as: 'expired',
    make: test((_, draw) => ({ sampledAt: writtenAt(NOW - 48 * HOUR - draw(HOUR), 14) })),
  },
  'no zone, where it matters': {
    as: 'expired',
    make: test((_, draw) => ({
      sampledAt: new Date(NOW - 40 * HOUR - draw(HOUR)).toISOString().slice(0, 19),
    })),
  },
  'rapid test': { as: 'methodNotAccepted', make: test(() => ({ method: 'LP217198-3' })) },
};

/** Good proofs that are not to be refused, each with what is unusual about it. */
export const GOOD: Readonly<Record<string, Make>> = {
  plain: (one) => [told(one), one.against],
  'sampled a second ago': test(() => ({ sampledAt: writtenAt(NOW - 1000, 8) })),
  'a second less than 48 hours': test((_, draw) => ({
    sampledAt: writtenAt(NOW - 48 * HOUR + 1000, [8, 0, -5][draw(3)] ?? 0),
  })),
  'surname last': against(({ test: { name, birth } }) => ({
    person: { names: [`${name.gnt} ${name.fnt}`], birth },
  })),
  'pinyin in two parts': say(({ test: one, against: all }) => ({
    test: { ...one, name: { fn: 'Wang', fnt: 'WANG', gn: 'Xiaoli', gnt: 'XIAOLI' } },
    against: { ...all, person: { names: ['Wang Xiao Li'], birth: one.birth } },
  })),
  'pinyin in one part': say(({ test: one, against: all }) => ({
    test: { ...one, name: { fn: 'Ouyang', fnt: 'OUYANG', gn: 'Xiao Li', gnt: 'XIAO<LI' } },
    against: { ...all, person: { names: ['OUYANG XIAOLI'], birth: one.birth } },
  })),
  'pinyin with ü': say(({ test: one, against: all }, draw) => ({
    test: { ...one, name: { fn: 'Lü', fnt: ['LYU', 'LV', 'LU', 'LUE'][draw(4)] ?? '', gn: 'Na', gnt: 'NA' } },
    against: { ...all, person: { names: ['Lü Na'], birth: one.birth } },
  })),
  'Chinese on both sides': say(({ test: one, against: all }) => ({
    test: { ...one, name: { fn: '欧阳', fnt: 'OUYANG', gn: '小丽', gnt: 'XIAOLI' } },
    against: { ...all, person: { names: ['欧阳小丽'], birth: one.birth } },
  })),
  'letters with marks': say(({ test: one, against: all }, draw) => ({
    test: {
      ...one,
      name: {
        fn: 'Müller-Østergård',
        fnt: ['MUELLER<OESTERGAARD', 'MULLER<OSTERGARD'][draw(2)] ?? '',
        gn: 'Zoë',
        gnt: 'ZOE',
      },
    },
    against: { ...all, person: { names: ['Zoë Müller-Østergård'], birth: one.birth } },
  })),
  'a middle name left out': say(({ test: one, against: all }) => ({
    test: {
      ...one,
      name: { fn: 'Garcia', fnt: 'GARCIA', gn: 'Jose Carlos Maria', gnt: 'JOSE<CARLOS<MARIA' },
    },
    against: { ...all, person: { names: ['José García'], birth: one.birth } },
  })),
  'a surname alone': say(({ test: one, against: all }) => ({
    test: { ...one, name: { fn: 'Sukarno', fnt: 'SUKARNO' } },
    against: { ...all, person: { names: ['Sukarno'], birth: one.birth } },
  })),
  'a day of birth that is not known': test(({ test: { birth } }) => ({ birth: `${birth.slice(0, 7)}-00` })),
  'compared by looking': against(({ against: { person } }) => ({
    person: { ...person, names: ['王小丽'] },
    isComparedByLooking: true,
  })),
  'two keys of one id': (one) => [
    told(one),
    {
      ...one.against,
      trustList: {
        ...LIST,
        issuers: new Map([
          [
            one.issuer.kid.toString('hex'),
            [...(LIST.issuers.get(stranger.kid.toString('hex')) ?? []), ...[...LIST.issuers.values()].flat()],
          ],
        ]),
      },
    },
  ],
  'the last second of its time': envelope(() => ({ expiresAt: NOW })),
};

/** What a proof comes to in the end: the class of the unfit test, or its state. */
export function comesTo(verify: Verify, [text, held]: Shown): string {
  const state = judgeTest(MEASURE, { ...evidenceOf(verify(text, held)), recordedAt: held.now }, held.now);
  return state.state === 'unfit' ? state.detail.class : state.state;
}

/** Runs every class so many times; gives what came out wrong. */
export function mistakes(verify: Verify, each: number, seed: number): string[] {
  const draw = drawFrom(seed);
  const wrong: string[] = [];
  const tryOne = (name: string, wanted: string, make: Make) => {
    for (let n = 0; n < each; n++) {
      const got = comesTo(verify, make(drawGood(draw), draw));
      if (got !== wanted) wrong.push(`${name}: ${got} instead of ${wanted}`);
    }
  };
  for (const [name, { as, make }] of Object.entries(UNFIT)) tryOne(name, as, make);
  for (const [name, make] of Object.entries(GOOD)) tryOne(name, 'fit', make);
  tryOne(
    'positive',
    'positive',
    test(() => ({ result: '260373001' })),
  );
  tryOne(
    'positive, of an unknown issuer',
    'positive',
    say(({ test: one }) => ({ issuer: stranger, test: { ...one, result: '260373001' } })),
  );
  tryOne(
    'positive, of another person',
    'isOfAnotherPerson',
    say(({ test: one, against: all }) => ({
      test: { ...one, result: '260373001' },
      against: { ...all, person: { names: ['CHEN JIANGUO'], birth: '1950-05-05' } },
    })),
  );
  return [...new Set(wrong)];
}

/** A good code, whole, for flipping bits in. */
export function goodCode(draw: Draw): { readonly cose: Buffer; readonly against: Against } {
  const one = drawGood(draw);
  return { cose: coseOf(one.issuer, testCertificate(one.test), one.envelope), against: one.against };
}
