/**
 * What cannot both be so. An alarm to look at, never a verdict and never guilt: it stands beside the case until somebody
 * by name says, with a reason, what it was. Without schemas, so that a browser may load it.
 */
export const CONTRADICTIONS = {
  numberBearsAnotherName: {
    zh: '同一证件号码曾登记为另一姓名',
    en: 'The same document number was recorded under another name',
    lookAt: {
      zh: '请对照证件原件核对号码和姓名；可能是录入有误、曾用名或同音字。',
      en: 'Hold number and name against the document itself; it may be a slip, a former name or another spelling.',
    },
  },
  numberIsUnsound: {
    zh: '证件号码不合编码规则，系按证件所印登记',
    en: 'The document number cannot be one, and was recorded as it is printed',
    lookAt: {
      zh: '请查验证件真伪和磨损情况；可读取芯片，或查看当事人的另一证件。',
      en: 'Look at wear and genuineness; read the chip, or another document of the traveller.',
    },
  },
  sameProofForTwoPeople: {
    zh: '同一检测报告已登记在另一人名下',
    en: 'The same test report is recorded for another person',
    lookAt: {
      zh: '请核对报告编号和受检人；核实属实前，该报告不作数。',
      en: 'Check the number on the report and whose it is; it does not count until that is settled.',
    },
  },
  screenshotSeenBefore: {
    zh: '同一图片曾由另一人出示',
    en: 'The same picture was shown by another person',
    lookAt: {
      zh: '请当事人当场打开原页面，或向来源查询。',
      en: 'Have the page itself opened here, or ask the source.',
    },
  },
  proofIsFromTheFuture: {
    zh: '凭证上的时间晚于现在',
    en: 'The proof bears a time that lies in the future',
    lookAt: {
      zh: '请核对凭证上的时间；可能是录入有误。',
      en: 'Check the times on the proof; it may be a slip.',
    },
  },
  reportedBeforeSampled: {
    zh: '采样、接收、报告时间先后矛盾',
    en: 'The times of sampling, receipt and report cannot be in that order',
    lookAt: {
      zh: '请核对凭证上的时间；可能是录入有误。',
      en: 'Check the times on the proof; it may be a slip.',
    },
  },
  sourcesDisagree: {
    zh: '出示内容与来源查询结果不一致',
    en: 'What was shown and what the source answers disagree',
    lookAt: {
      zh: '请核对查询的是不是本人，以及来源数据的时间。',
      en: 'Check that this person was asked about, and how old the source’s data are.',
    },
  },
  certificateIsOfAnother: {
    zh: '健康证明的持有人与当事人不符',
    en: 'The health certificate names somebody else',
    lookAt: {
      zh: '请核对证明上的姓名、出生日期与证件；可能是拼写不同。',
      en: 'Hold name and date of birth against the document; it may be another spelling.',
    },
  },
} as const;
export type ContradictionName = keyof typeof CONTRADICTIONS;
export const CONTRADICTION_NAMES = Object.keys(CONTRADICTIONS) as ContradictionName[];

/** What a contradiction turned out to be. Only `explained` lets the proof count that it was about. */
export const SETTLEMENTS = {
  mistake: { zh: '录入有误，已更正', en: 'a slip; put right' },
  explained: { zh: '已核实，情况属实', en: 'looked into; it is in order' },
  passedOn: { zh: '转有关部门另行核查', en: 'passed on to be looked into elsewhere' },
} as const;
export type Settlement = keyof typeof SETTLEMENTS;
export const SETTLEMENT_NAMES = Object.keys(SETTLEMENTS) as Settlement[];

/** A contradiction as it is found: what, and which other case it is with, where it is with one. Never with whom. */
export interface Raised {
  readonly what: ContradictionName;
  readonly other: string | null;
}

/** The same as a case remembers it. */
export interface Contradiction extends Raised {
  readonly settled: Settlement | null;
}

/** Those that nobody has settled. */
export const unsettled = (contradictions: readonly Contradiction[]): readonly Contradiction[] =>
  contradictions.filter(({ settled }) => settled === null);
