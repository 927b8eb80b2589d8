import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/contract/measures.ts';
import { PAPER_KINDS, maskNumber, type PaperFacts, type PaperKind } from '../../src/contract/papers.ts';
import { isCheckCode, checkCode, LETTERS, textDigest } from '../../src/papers/check-code.ts';
import { blocksOf, plainText, pledgeText } from '../../templates/index.ts';
import { ID_NUMBER, SAMPLES, basis, custodyReceipt, deposit, pledge, refusalNotice } from './samples.ts';
import { CASES, oddFacts } from './odd-facts.ts';

function wordsOf<K extends PaperKind>(kind: K, facts: PaperFacts[K]): string {
  return plainText(blocksOf(kind, 1, facts, (number) => checkCode(kind, 1, facts, number)));
}

/** What the law asks a notice to carry (DOMAIN rules L-AC1, L-EP2, L-AP1), as the words that must be found. */
const LAW: Readonly<Record<'zh-CN' | 'en', Partial<Record<PaperKind, readonly (string | RegExp)[]>>>> = {
  'zh-CN': {
    custodyReceipt: [
      '第一联　当事人留存',
      '第二联　存档',
      '姓名 艾拉·云岚',
      /住址 云泽市北津区/,
      /事由 健康宝有弹窗/,
      '措施所列依据 云政发〔2026〕0号第五条',
      /对该依据的说明 《居民身份证法》第十五条/,
      /暂存时间 2026年11月8日\s13:45/,
      /应返还时间 2026年11月8日\s14:15/,
      /最迟返还 2026年11月8日\s15:45/,
      '物品 居民身份证',
      '数量 1 件',
      '号码 999999********0012',
      '闻（工号 090017）、岳（工号 090023）；执法证件已出示',
      /公告 云政发〔2026〕0号，云泽市人民政府/,
      /法律依据 《中华人民共和国传染病防治法》/,
      /条款 popup3/,
      '当事人的陈述和申辩',
      /60 日内向云泽市人民政府（虚构）申请行政复议/,
      /6 个月内向云泽市北津区人民法院（虚构）提起行政诉讼/,
      '国家赔偿',
      '云泽市公安局北津口检查站',
      '检查站印章',
      /制作时间 2026年11月8日/,
    ],
    refusalNotice: [
      '姓名 艾拉·云岚',
      /住址 云泽市/,
      '决定 劝返',
      /理由 时限内无人作出决定/,
      '是否有人决定 没有。',
      '尚未满足的要求',
      /如何解除：/,
      '时限内未答复',
      '附条件表态',
      '作出决定前考虑过：现场采样检测、改由其他单位接收、酒店健康观察。',
      /公告 云政发/,
      /条款 popup3/,
      /申请行政复议/,
      /提起行政诉讼/,
      '当事人的陈述和申辩',
      '闻（工号 090017）',
      '岳（工号 090023）',
      /证件已于 2026年11月8日\s14:10 返还/,
      '检查站印章',
    ],
    pledge: [
      '姓名 艾拉·云岚',
      `身份证号码 ${ID_NUMBER}`,
      /返京地址 云泽市/,
      /返京前住址 海陵省/,
      '返京原因 回家：出差结束，回家',
      '社区工作负责人 陶（工号 LX-07）',
      '联系电话 010-00000123',
      '签字不放弃任何权利',
      '这些职责不因我签字而转给我',
      '楼栋封控：可进不可出',
      '自到达之日起 7 天',
      /申请行政复议/,
      /条款 popup3/,
    ],
    departureNotice: ['这不是劝返', '当事人的陈述和申辩', /投诉/, /证件已于/],
    releaseSlip: [
      /应到达时间 2026年11月8日\s20:00/,
      '健康宝状态：经批准免除',
      '闻（工号 090017）',
      /条款 popup3/,
    ],
    blankReceipt: ['编号 KB-2026-0007-01', '编号 KB-2026-0007-02', '第一联　当事人留存', '第二联　存档'],
  },
  en: {
    custodyReceipt: [
      'Copy 1: traveller',
      'Copy 2: file',
      'Legal basis',
      'Ground',
      /review within 60 days/,
      /within 6 months/,
      'What the traveller says to it',
      'Seal of the checkpoint',
    ],
    refusalNotice: [
      'Did anybody decide No.',
      'no answer in time',
      /Considered before the decision/,
      /review within 60 days/,
    ],
    pledge: ['Signing waives no right', 'My signature moves none of these duties to me', 'in, not out'],
    departureNotice: ['You were not turned back'],
    releaseSlip: ['waived by approval'],
    blankReceipt: ['Copy 1: traveller'],
  },
};

describe('what the law asks for', () => {
  for (const language of LANGUAGES) {
    test.each(PAPER_KINDS)(`stands on the paper: %s (${language})`, (kind) => {
      const words = wordsOf(kind, SAMPLES[kind](language));
      for (const wanted of LAW[language][kind] ?? []) expect(words).toMatch(wanted);
    });
  }

  test('announcement, measure, version and clause stand on every paper that decides something (I16)', () => {
    for (const language of LANGUAGES) {
      for (const kind of PAPER_KINDS.filter((one) => one !== 'blankReceipt')) {
        const words = wordsOf(kind, SAMPLES[kind](language));
        expect(words).toContain(basis.announcementNumber);
        expect(words).toContain(basis.measureTitle[language]);
        expect(words).toContain(basis.clauseId);
        expect(words).toMatch(language === 'en' ? /version 1/ : /第 1 版/);
      }
    }
  });
});

describe('words', () => {
  test('an English paper has no Hanzi but those of its facts', () => {
    const latin = JSON.parse(
      JSON.stringify(Object.fromEntries(PAPER_KINDS.map((kind) => [kind, SAMPLES[kind]('en')]))).replaceAll(
        /[\p{Script=Han}（）《》〔〕、，。：；“”·]/gu,
        'x',
      ),
    ) as PaperFacts;
    for (const kind of PAPER_KINDS) {
      expect(wordsOf(kind, latin[kind])).not.toMatch(/[\p{Script=Han}（）、，。：；]/u);
    }
  });

  test('暂存 is said only where a document is really kept', () => {
    for (const { kind, language, odd } of CASES.filter((one) => one.language === 'zh-CN')) {
      if (kind === 'custodyReceipt' || kind === 'blankReceipt') continue;
      expect(wordsOf(kind, oddFacts(kind, odd, language))).not.toContain('暂存');
    }
    expect(wordsOf('custodyReceipt', deposit('zh-CN'))).not.toContain('暂存');
  });

  test('nobody is addressed as a suspect, and no paper threatens', () => {
    for (const { kind, language, odd } of CASES) {
      const words = wordsOf(kind, oddFacts(kind, odd, language));
      expect(words).not.toMatch(/嫌疑|可疑|违法人员|风险人员|必须服从|后果自负|suspect|offender/i);
    }
  });

  test('a document that was lost is not said to be kept', () => {
    const lost = { ...deposit('zh-CN'), keeping: { kind: 'deposit', why: 'lost' } } as const;
    const words = wordsOf('custodyReceipt', lost);
    expect(words).toContain('证件遗失证明');
    expect(words).not.toContain('可以随时领回');
  });

  test('nobody decided is said of that reason alone', () => {
    const refused = { ...refusalNotice('zh-CN'), reason: 'communityRefused' } as const;
    expect(wordsOf('refusalNotice', refused)).not.toContain('被征询的单位在时限内都没有作出决定');
  });

  test('the full number stands on the pledge alone', () => {
    const full = PAPER_KINDS.filter((kind) => wordsOf(kind, SAMPLES[kind]('zh-CN')).includes(ID_NUMBER));
    expect(full).toEqual(['pledge']);
  });

  test.each([
    ['11010519491231002X', '110105********002X'],
    ['E00000000', 'E0*****00'],
    ['1234567', '*******'],
    ['KAZ110090123105', 'KAZ110*****3105'],
  ])('%s is masked as %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });
});

describe('the text that is signed', () => {
  const { text } = pledge('zh-CN');
  const salt = '0123456789abcdef0123456789abcdef';

  test('changes with every fact that is declared', () => {
    const digest = (facts: typeof text) => textDigest(pledgeText(facts, 'zh-CN'), salt);
    const changed = [
      text,
      { ...text, returnAddress: `${text.returnAddress} ` },
      { ...text, conditions: text.conditions.slice(1) },
      { ...text, observationDays: 8 },
      { ...text, consent: { ...text.consent, how: 'ruled' as const } },
      { ...text, traveller: { ...text.traveller, name: '艾拉云岚' } },
      { ...text, guardian: { name: '云母' } },
      { ...text, caseNumber: 'BJK-20261108-0043' },
    ];
    expect(new Set(changed.map(digest)).size).toBe(changed.length);
  });

  test('has another digest with another salt, and none with a salt that is not 128 bits', () => {
    const words = pledgeText(text, 'zh-CN');
    expect(textDigest(words, salt)).not.toBe(textDigest(words, salt.replace('0', '1')));
    expect(textDigest(words, salt)).toMatch(/^[0-9a-f]{64}$/);
    expect(() => textDigest(words, 'abcd')).toThrow('128 bits');
  });

  test('holds nothing that is known only after signing', () => {
    const words = pledgeText(text, 'zh-CN');
    expect(words).not.toContain('见证');
    expect(words).not.toContain('核验码');
  });
});

describe('a check code', () => {
  const code = checkCode('releaseSlip', 1, SAMPLES.releaseSlip('zh-CN'));

  test('is ten letters that sound apart, and is known in any spelling', () => {
    expect(code).toMatch(new RegExp(`^[${LETTERS}]{5}-[${LETTERS}]{5}$`));
    expect(isCheckCode(code)).toBe(true);
    expect(isCheckCode(code.toLowerCase().replace('-', ' '))).toBe(true);
  });

  test('notices every single wrong letter and every two that changed places', () => {
    const letters = code.replace('-', '').split('');
    const wrong = letters.flatMap((letter, at) => [
      ...LETTERS.split('').map((other) => letters.with(at, other)),
      ...letters.map((other, to) => letters.with(at, other).with(to, letter)),
    ]);
    const changed = wrong.map((one) => one.join('')).filter((one) => one !== letters.join(''));
    expect(changed.length).toBeGreaterThan(150);
    expect(changed.filter(isCheckCode)).toEqual([]);
    expect(isCheckCode('')).toBe(false);
    expect(isCheckCode(`${code}F`)).toBe(false);
  });

  test('does not follow from the facts without the salt', () => {
    const facts = custodyReceipt('zh-CN');
    const codes = Array.from({ length: 20 }, (_, at) =>
      checkCode('custodyReceipt', 1, { ...facts, checkSalt: at.toString(16).padStart(32, '0') }),
    );
    expect(new Set(codes).size).toBe(20);
  });
});
