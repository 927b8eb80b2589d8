/** What is said where a draft of a measure is tried. */
export const TRY = {
  title: { zh: '试行比对', en: 'Try it' },
  hint: {
    zh: '核对只检查规则本身。填写事实可看适用条款和理由；选择日期可对已登记案件推演，只给出合计，推演会留下记录。',
    en: 'Checking looks at the rules alone. With facts it says which clause applies and why; with days it is simulated on handoffs on record, which gives sums only and is written down.',
  },
  draft: { zh: '规则文件（JSON）', en: 'The rule pack (JSON)' },
  facts: {
    zh: '事实（JSON，格式同规则中的示例，可不填）',
    en: 'Facts (JSON, as a worked example writes them; optional)',
  },
  from: { zh: '到达日期自', en: 'Arrived from' },
  to: { zh: '至（不含）', en: 'to (not counted)' },
  check: { zh: '核对', en: 'Check' },
  simulate: { zh: '推演', en: 'Simulate' },
  good: (id: string, version: number) => ({
    zh: `${id} 第 ${version} 版：规则完整，全部示例与写明的一致。`,
    en: `${id}, version ${version}: complete, with every worked example as written.`,
  }),
  faults: (count: number) => ({
    zh: `有 ${count} 处错误，不能提交：`,
    en: `${count} faults; it cannot be put in force:`,
  }),
  factFaults: { zh: '事实有误：', en: 'The facts have faults:' },
  wholeFile: { zh: '整个文件', en: 'the whole file' },
  applies: (clause: string) => ({ zh: `适用条款：${clause}`, en: `The clause that applies: ${clause}` }),
  passes: { zh: '要求全部满足', en: 'Everything is met' },
  doesNotPass: { zh: '尚未全部满足', en: 'Not everything is met' },
  sums: (handoffs: number) => ({
    zh: `${handoffs} 件已登记案件按本规则推演：`,
    en: `${handoffs} handoffs on record, judged by this draft:`,
  }),
  erased: { zh: '凭证已删除，未推演', en: 'proofs erased, not judged' },
  was: { zh: '当时', en: 'Then' },
  would: { zh: '按本规则', en: 'By this draft' },
  way: { zh: '变化', en: 'Change' },
  cases: { zh: '件数', en: 'Handoffs' },
  didNotArrive: {
    zh: '没有收到答复，请稍后再试。',
    en: 'Nobody answered; try again in a moment.',
  },
};
