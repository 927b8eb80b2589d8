/** What can be said of a list of trusted issuers, in words. Without schemas, so that a browser may load it. */

/** Why the house takes no such list. Each stands at a place of the file, or at the whole of it. */
export const TRUST_LIST_FAULTS = {
  isNoJson: { zh: '文件不是 JSON。', en: 'The file is no JSON.' },
  hasAnotherForm: {
    zh: '此处缺少内容，或内容的格式、范围不对。',
    en: 'Something is missing here, or is not of the form or within the bounds it should have.',
  },
  isNoInstant: { zh: '没有这个日期或时刻。', en: 'There is no such day or time.' },
  isNoIssuer: {
    zh: '不是可用的签发证书：应为 Base64 的 DER，密钥为 P-256、P-384 或 2048 位以上的 RSA。',
    en: 'This is no certificate of an issuer: it has to be DER in Base64, its key P-256, P-384 or RSA of at least 2048 bits.',
  },
  standsTwice: { zh: '同一证书列了两次。', en: 'The same certificate stands here twice.' },
  keyIsMissing: {
    zh: '本系统没有配置列表公钥（TRUST_LIST_KEY_FILE），无法验证签名。',
    en: 'No key for lists is configured here (TRUST_LIST_KEY_FILE), so the signature cannot be checked.',
  },
  isNotSigned: {
    zh: '签名不成立：文件未签名、签名后改动过，或不是用约定的密钥签的。',
    en: 'The signature does not hold: the file was never signed, was changed since, or was signed with another key.',
  },
  isNotNewer: {
    zh: '已有同号或更新的信任列表。',
    en: 'A list of this number or a newer one is in use already.',
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type TrustListFaultCode = keyof typeof TRUST_LIST_FAULTS;

/** How the age of a list stands. */
export const TRUST_LIST_AGES = {
  toCome: {
    zh: '签发时间在以后，请核对时钟和文件。',
    en: 'It says that it is signed later than now; check the clock and the file.',
  },
  fresh: { zh: '在有效期内。', en: 'It is fresh.' },
  tooOld: {
    zh: '已经过时：按它验证的证书一律不算验证过。请换新的信任列表。',
    en: 'It is too old: no certificate counts as verified by it. Put a newer one in its place.',
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type TrustListAge = keyof typeof TRUST_LIST_AGES;

/** How old a list is at an instant. */
export function ageOf(
  { issuedAt, goodUntil }: { readonly issuedAt: number; readonly goodUntil: number },
  now: number,
): TrustListAge {
  if (now < issuedAt) return 'toCome';
  return now < goodUntil ? 'fresh' : 'tooOld';
}
