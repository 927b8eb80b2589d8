/** Which sources there are and how they fail, in words: without a schema, so that a screen may load it. */

/** The regions of evidence that a source can be asked about. A filing is an office's answer, never a look-up. */
export const SOURCE_REGIONS = ['test', 'healthStatus', 'itinerary'] as const;
export type SourceRegion = (typeof SOURCE_REGIONS)[number];
export const isSourceRegion = (region: unknown): region is SourceRegion =>
  (SOURCE_REGIONS as readonly unknown[]).includes(region);

/**
 * Why an answer cannot be relied on. Each makes the evidence `unavailable` where nothing better is known, and none is
 * ever read as negative or green.
 */
export const SOURCE_FAULTS = {
  noAnswer: { zh: '规定时间内没有应答', en: 'it did not answer in time' },
  notReached: { zh: '无法连接', en: 'it cannot be reached' },
  notTrusted: { zh: '安全连接的证书未通过验证', en: 'its certificate is not trusted' },
  redirected: { zh: '被转向其他地址，未予采信', en: 'it points elsewhere, which is not followed' },
  busy: { zh: '系统繁忙', en: 'it is too busy' },
  failed: { zh: '系统报错', en: 'it reports a failure' },
  garbled: { zh: '应答内容无法识别', en: 'its answer cannot be read' },
  unsigned: { zh: '应答的签名不符', en: 'its answer is not signed by it' },
  anotherQuery: { zh: '应答对应另一次查询', en: 'its answer is to another query' },
  anotherPerson: { zh: '应答对应另一证件', en: 'its answer is about another document' },
  stale: { zh: '数据过旧', en: 'its data is too old' },
  fromTheFuture: { zh: '应答时间晚于现在', en: 'its answer comes from the future' },
  contradictsItself: { zh: '应答内容自相矛盾', en: 'its answer contradicts itself' },
  resting: { zh: '连续无应答，已暂停查询', en: 'it failed several times and is left alone for a while' },
  nothingToAskBy: { zh: '没有可供查询的证件号码', en: 'there is no document number to ask by' },
} as const;
export type SourceFault = keyof typeof SOURCE_FAULTS;
export const SOURCE_FAULT_NAMES = Object.keys(SOURCE_FAULTS) as SourceFault[];
