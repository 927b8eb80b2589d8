/**
 * What a scanned health certificate can turn out to be, in words. Without schemas, so that a browser may load it.
 *
 * One closed list, from the reader to the screen: where a certificate is no fit proof, the name of its fault is the class of
 * the unfit test, the reason the measure gives, and the sentence that is read out.
 */
import type { Words } from './measures.ts';

/** Why a scanned certificate proves nothing, in the order in which it is found out. The first that is true is said. */
export const CERTIFICATE_FAULTS = [
  'cannotBeRead',
  'signatureIsForged',
  'issuerKeyIsRevoked',
  'issuerKeyHasExpired',
  'issuerSignsNoTests',
  'certificateIsRevoked',
  'certificateIsNotYetValid',
  'certificateHasExpired',
  'certificateShowsNoTest',
  'testIsOfAnotherDisease',
  'resultIsNotStated',
  'isOfAnotherPerson',
  'personIsNotCompared',
  'trustListIsMissing',
  'issuerIsUnknown',
  'trustListIsTooOld',
] as const;
export type CertificateFault = (typeof CERTIFICATE_FAULTS)[number];

/** Faults of ours, not of the certificate: it is as good as any paper that was only looked at, if a measure takes that. */
export const NOT_VERIFIED: readonly CertificateFault[] = [
  'trustListIsMissing',
  'issuerIsUnknown',
  'trustListIsTooOld',
];

export const CERTIFICATE_VERDICTS = [...CERTIFICATE_FAULTS, 'isGood', 'isPositive'] as const;
export type CertificateVerdict = (typeof CERTIFICATE_VERDICTS)[number];

/** What it is, and what is to be done about it. Nobody is accused: a code that was misread looks like a forged one. */
export const CERTIFICATE_WORDS: Record<CertificateVerdict, Words> = {
  isGood: {
    'zh-CN': '证书签名有效，系本人，检测结果为阴性（未检出）。',
    en: 'The signature holds, the certificate is this person’s, and the result is negative (not detected).',
  },
  isPositive: {
    'zh-CN': '证书显示检测结果为阳性。不予劝返，移交卫生健康部门。',
    en: 'The certificate shows a positive result. Nobody is turned back with it; the health authority takes over.',
  },
  cannotBeRead: {
    'zh-CN': '二维码不是完整的健康证书，无法读取。请调亮屏幕、擦净镜头后重扫，或出示原件。',
    en: 'The code is no whole health certificate and cannot be read. Scan it again with a brighter screen and a clean lens, or ask for the original.',
  },
  trustListIsMissing: {
    'zh-CN': '本系统尚未装入签发机构信任列表，无法验证签名，请用其他方式核实。',
    en: 'No list of trusted issuers has been loaded, so the signature cannot be checked. Verify the test another way.',
  },
  issuerIsUnknown: {
    'zh-CN': '签发机构不在信任列表中，无法验证签名。请向检测机构或数据来源核实。',
    en: 'The issuer is not on the list of trusted issuers, so the signature cannot be checked. Ask the laboratory or a source.',
  },
  signatureIsForged: {
    'zh-CN': '签名与内容不符：内容被改动过，或不是该机构签发。先请重扫一次，仍不符的不予采信。',
    en: 'The signature does not hold: the contents were changed, or the issuer did not sign them. Scan it once more; if it fails again, it is not relied on.',
  },
  issuerKeyIsRevoked: {
    'zh-CN': '签发机构的密钥已被撤销，其签发的证书不再采信。',
    en: 'The issuer’s key has been revoked; what it signed is no longer relied on.',
  },
  issuerKeyHasExpired: {
    'zh-CN': '签发机构的密钥不在有效期内。',
    en: 'The issuer’s key is outside its time.',
  },
  issuerSignsNoTests: {
    'zh-CN': '该签发机构的密钥无权签发检测证书。',
    en: 'The issuer’s key may not sign test certificates.',
  },
  certificateIsRevoked: {
    'zh-CN': '该证书已被签发机构撤销。',
    en: 'The issuer has revoked this certificate.',
  },
  certificateIsNotYetValid: {
    'zh-CN': '证书尚未生效（签发时间晚于现在）。',
    en: 'The certificate is not valid yet: it was issued later than now.',
  },
  certificateHasExpired: {
    'zh-CN': '证书已过有效期。',
    en: 'The certificate itself has expired.',
  },
  certificateShowsNoTest: {
    'zh-CN': '这不是检测证书（是接种或康复证书），不能证明检测结果。',
    en: 'This is a certificate of vaccination or recovery, not of a test.',
  },
  testIsOfAnotherDisease: {
    'zh-CN': '证书上的检测不是新型冠状病毒检测。',
    en: 'The test is for another disease.',
  },
  resultIsNotStated: {
    'zh-CN': '证书没有写明可识别的检测结果或检测方法。',
    en: 'The certificate states no result, or no kind of test, that is known.',
  },
  isOfAnotherPerson: {
    'zh-CN': '证书上的姓名或出生日期与登记的当事人不符。如登记有误，先更正信息再扫。',
    en: 'The name or date of birth is not that of the person recorded here. If the record is wrong, correct it and scan again.',
  },
  personIsNotCompared: {
    'zh-CN': '姓名或出生日期无法自动比对（例如登记只有汉字姓名，证书只有拼音）。请民警当面核对后确认。',
    en: 'Name or date of birth cannot be compared by machine (for example Chinese characters here and Latin letters there). An officer compares them by looking and confirms it.',
  },
  trustListIsTooOld: {
    'zh-CN': '签发机构信任列表已过期，无法确认密钥和证书是否被撤销。按未核实处理，请用其他方式核实。',
    en: 'The list of trusted issuers is too old to tell whether key or certificate still stand. It counts as not verified; verify it another way.',
  },
};

const ANOTHER_PROOF: Words = {
  'zh-CN': '您可以出示其他检测证明，或请求现场采样。认为核验有误的，可以当场陈述，会记入案卷。',
  en: 'You may show another proof of a test, or ask to be tested on the spot. If you think this is wrong, say so: it goes on the record.',
};
const OURS: Words = {
  'zh-CN': '这不是您的过错。民警可以向检测机构或数据来源核实，您也可以出示其他证明或请求现场采样。',
  en: 'This is not your fault. The officer can ask the laboratory or a source, and you may show another proof or be tested on the spot.',
};

/** What helps, told to the traveller. */
export const WHAT_HELPS: Record<CertificateFault, Words> = {
  cannotBeRead: ANOTHER_PROOF,
  signatureIsForged: ANOTHER_PROOF,
  issuerKeyIsRevoked: ANOTHER_PROOF,
  issuerKeyHasExpired: ANOTHER_PROOF,
  issuerSignsNoTests: ANOTHER_PROOF,
  certificateIsRevoked: ANOTHER_PROOF,
  certificateIsNotYetValid: ANOTHER_PROOF,
  certificateHasExpired: ANOTHER_PROOF,
  certificateShowsNoTest: ANOTHER_PROOF,
  testIsOfAnotherDisease: ANOTHER_PROOF,
  resultIsNotStated: ANOTHER_PROOF,
  isOfAnotherPerson: {
    'zh-CN': '登记的姓名或证件如有误，请民警更正后重新扫描；也可以出示您本人的其他证明，或请求现场采样。',
    en: 'If your name or document was entered wrongly, ask the officer to correct it and scan again. You may also show another proof of your own, or be tested on the spot.',
  },
  personIsNotCompared: {
    'zh-CN': '请民警把证书上的姓名、出生日期与您本人和证件当面核对，确认后即可登记。',
    en: 'Ask the officer to compare the name and date of birth on the certificate with you and your document; once confirmed it can be recorded.',
  },
  trustListIsMissing: OURS,
  issuerIsUnknown: OURS,
  trustListIsTooOld: OURS,
};
