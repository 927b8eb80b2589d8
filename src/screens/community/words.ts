/** What only the community's screen says. The status in plain words stands in `status-words.ts`. */
import type { Words } from '../shared/words/say.ts';

export const COMMUNITY = {
  // Pages.
  requests: { zh: '待答复', en: 'Requests' },
  arrivals: { zh: '接收', en: 'Receiving' },
  answers: { zh: '记录', en: 'Record' },
  shift: { zh: '班次', en: 'Shift' },
  duty: { zh: '当班', en: 'On duty' },
  slip: { zh: '查验放行单', en: 'Check a release slip' },
  theRequest: { zh: '接收征询', en: 'Request' },
  back: { zh: '返回', en: 'Back' },

  // The list of requests.
  toAnswer: { zh: '等待本单位答复', en: 'Waiting for your office' },
  toAcknowledge: { zh: '裁定由本单位接收，等待签收', en: 'Ruled: your office receives; acknowledge it' },
  toTakeOver: { zh: '其他单位请求转接给本单位', en: 'Another office asks you to take over' },
  goneUp: { zh: '已转上一级，本单位仍可答复', en: 'Passed up; your office may still answer' },
  nothingToAnswer: { zh: '现在没有需要答复的征询。', en: 'No request waits for your office now.' },
  newOnesAppear: { zh: '有新的征询会自动出现在这里。', en: 'A new one appears here by itself.' },
  sameCar: (people: number) => ({ zh: `同一停车 · ${people} 人`, en: `One stop · ${people} people` }),
  answeredAlready: (answer: string) => ({ zh: `已答复：${answer}`, en: `Answered: ${answer}` }),
  left: { zh: '剩余', en: 'Left' },
  heldFor: { zh: '同意保留', en: 'Consent held' },
  dueIn: { zh: '应到', en: 'Expected in' },
  late: { zh: '已过期限', en: 'Overdue' },

  // Who asks, and for whom.
  asks: (checkpoint: string) => ({ zh: `${checkpoint} 征询`, en: `${checkpoint} asks` }),
  waitsSince: (time: string, wait: string) => ({
    zh: `${time} 到站，已等 ${wait}`,
    en: `At the checkpoint since ${time}, for ${wait}`,
  }),
  caseIs: (number: string) => ({ zh: `案号 ${number}`, en: `Case ${number}` }),
  dutyNumber: (number: string) => ({ zh: `值班电话 ${number}`, en: `Duty number ${number}` }),
  officerNamed: (surname: string, number: string) => ({
    zh: `民警 ${surname} · 工号 ${number}`,
    en: `Officer ${surname} · no. ${number}`,
  }),
  caseNumber: { zh: '案号', en: 'Case' },
  address: { zh: '返京地址', en: 'Address' },
  noAddress: { zh: '地址待检查站补充', en: 'The checkpoint has not given the address yet' },
  noName: { zh: '姓名待检查站补充', en: 'The checkpoint has not given the name yet' },
  erased: { zh: '个人信息已删除', en: 'The personal data is erased' },
  under14: { zh: '未满十四周岁', en: 'Under 14' },

  // Question one.
  firstQuestion: { zh: '是本单位的居民吗？', en: 'Is this your resident?' },
  firstHint: {
    zh: '只看姓名和地址回答。回答“是”或“不确定”后，才能看到健康状态。',
    en: 'Answer by name and address alone. The health status is shown after “yes” or “not sure”.',
  },
  yesOurs: { zh: '是，本单位居民', en: 'Yes, ours' },
  notSure: { zh: '不确定', en: 'Not sure' },
  notOurs: { zh: '不是', en: 'No' },
  saidYes: { zh: '已答：是本单位居民', en: 'Answered: your resident' },
  saidNotSure: { zh: '已答：不确定', en: 'Answered: not sure' },
  nowYes: { zh: '已查实，是本单位居民', en: 'Checked now: yes, ours' },

  // Question two and three.
  secondQuestion: { zh: '以下状态，知悉了吗？', en: 'Do you know this status?' },
  aware: { zh: '已知悉', en: 'Yes, known' },
  thirdQuestion: {
    zh: '愿意接收，并承担接收后的防疫管理责任吗？',
    en: 'Will your office receive them and look after them under the measure?',
  },
  accept: { zh: '同意接收', en: 'We receive' },
  acceptAll: (people: number) => ({ zh: `同意接收（${people} 人）`, en: `We receive (${people} people)` }),
  firstAnswerTwo: { zh: '请先回答第二问。', en: 'Answer the second question first.' },
  firstAnswerOne: {
    zh: '第一问答的是“不确定”。查实后请先改答“是”。',
    en: 'You were not sure in question one. Say “yes” there once you have checked.',
  },
  answerShut: { zh: '现在不能答复：', en: 'No answer can be given now: ' },

  // What receiving means.
  means: { zh: '接收意味着什么', en: 'What receiving means' },
  meansText: {
    zh: '当事人到家后，由本单位按现行措施登记、告知和服务管理。',
    en: 'Once they are home, your office registers, informs and looks after them under the measure in force.',
  },
  meansNot: { zh: '不意味着什么', en: 'What it does not mean' },
  meansNotText: {
    zh: '是否放行由检查站决定；健康状态由卫生部门判断；当事人的陈述由其本人负责。以单位名义答复，不是经办人个人担保。',
    en: 'The checkpoint decides on the release, the health authority on the status, and the travellers answer for their own words. Your office answers, not you in person.',
  },
  untilWhen: { zh: '到什么时候为止', en: 'Until when' },
  untilText: {
    zh: '到观察期满或措施终止，以先到者为准。放行前情况有变，可以报告变化或撤回。',
    en: 'Until the observation or the measure ends, whichever is first. Before the release you can report a change or revoke.',
  },
  measureEnds: (time: string) => ({
    zh: `现行公告有效期至 ${time}。`,
    en: `The announcement is in force until ${time}.`,
  }),

  // The terms.
  terms: { zh: '接收条件', en: 'Conditions of reception' },
  termsHint: {
    zh: '没有就不用填。填了的会在签承诺书之前告知当事人。',
    en: 'Leave it if there are none. Travellers are told of them before they sign.',
  },
  someTerms: { zh: '填写接收条件（可不填）', en: 'State conditions (optional)' },
  observationDays: { zh: '观察天数', en: 'Days of observation' },
  none: { zh: '无', en: 'none' },
  days: (days: number) => ({ zh: `${days} 天`, en: `${days} days` }),
  holdsUntil: { zh: '本次同意保留到', en: 'This consent is held until' },
  untilUsual: {
    zh: '不填则按措施规定的时限。',
    en: 'Left open, the measure’s own time applies.',
  },
  untilPast: { zh: '这个时间已经过去。', en: 'That time has passed.' },

  // Other answers.
  otherAnswers: { zh: '其他答复', en: 'Other answers' },
  refuse: { zh: '不同意接收', en: 'We do not receive' },
  conditional: { zh: '有话要说，附条件', en: 'Only on a condition' },
  notOursAnswer: { zh: '不是本单位居民', en: 'Not ours' },
  moreInformation: { zh: '需要更多情况', en: 'We need to know more' },
  streetOffice: { zh: '请街道定夺', en: 'Let the street office decide' },
  reason: { zh: '不同意的理由', en: 'Why not' },
  chooseReason: { zh: '请选择一个理由。', en: 'Choose a reason.' },
  wordsOther: { zh: '请说明', en: 'In words' },
  wordsRefuse: { zh: '补充说明', en: 'More in words' },
  wordsConditional: { zh: '原话', en: 'In your own words' },
  conditionalHint: {
    zh: '原样保存，一字不改。这不算同意：征询继续，计时不停；当事人不会因此被放行。',
    en: 'Kept word for word. It is not consent: the request goes on, the clock runs, and nobody is released on it.',
  },
  wordsMoreInformation: { zh: '需要知道什么', en: 'What you need to know' },
  wordsStreet: { zh: '为什么请街道定夺', en: 'Why the street office' },
  wordsMissing: { zh: '请写下来。', en: 'Please write it down.' },
  suggestion: { zh: '可能是哪个社区的', en: 'Whose resident it may be' },
  notOursHint: {
    zh: '检查站会改问别的社区，本单位不用再做什么。',
    en: 'The checkpoint asks another office; yours need do nothing more.',
  },
  streetHint: {
    zh: '立即转给街道办事处答复，不必等到期限。',
    en: 'It goes to the street office now, before the time runs out.',
  },
  send: { zh: '提交答复', en: 'Send the answer' },
  sendAll: (people: number) => ({ zh: `提交答复（${people} 人）`, en: `Send the answer (${people} people)` }),

  // What was said already.
  saidByOffices: { zh: '各单位的答复', en: 'What the offices said' },
  notConsent: { zh: '不构成同意接收', en: 'Not consent' },
  byStaff: (surname: string, number: string) => ({
    zh: `经办 ${surname}（${number}）`,
    en: `by ${surname} (${number})`,
  }),
  byPhone: { zh: '电话答复', en: 'by telephone' },

  answeredSo: { zh: '本单位已经答复', en: 'Your office has answered' },
  mayAnswerAgain: {
    zh: '征询还在继续，可以再次答复。',
    en: 'The request goes on; you may answer again.',
  },

  // Several people.
  togetherHint: {
    zh: '每人单独记录。勾选的人给同样的答复。',
    en: 'Each is recorded alone. Those ticked get the same answer.',
  },
  sameForAll: { zh: '对以下的人同样答复', en: 'The same answer for' },
  openTheirs: { zh: '单独答复', en: 'Answer alone' },
  oneResult: (name: string, result: string) => ({ zh: `${name}：${result}`, en: `${name}: ${result}` }),

  // After the answer.
  accepted: { zh: '已同意接收', en: 'You receive' },
  acceptedNext: {
    zh: '接下来：当事人签承诺书，检查站放行，然后到家。到家后请确认到达。',
    en: 'Next: the traveller signs the pledge, the checkpoint releases them, they come home. Then confirm the arrival.',
  },
  ruled: { zh: '督办已裁定由本单位接收', en: 'The supervisor ruled: your office receives' },
  ruledHint: {
    zh: '首接负责。签收后检查站继续办理；签收之前不会放行。',
    en: 'Acknowledge it and the checkpoint goes on; nobody is released before.',
  },
  acknowledge: { zh: '签收裁定', en: 'Acknowledge the ruling' },
  takeOver: { zh: '接受转接', en: 'Take over' },
  acknowledged: { zh: '已签收，等待放行', en: 'Acknowledged; the release follows' },
  acknowledgedNext: {
    zh: '接下来：当事人签承诺书，检查站放行，然后到家。情况有变可以报告。',
    en: 'Next: the traveller signs the pledge, is released and comes home. A change can be reported.',
  },
  problemReported: {
    zh: '已报告接收困难，等待督办裁定。裁定之前仍由本单位负责。',
    en: 'The problem is with the supervisor. Until the ruling your office stays responsible.',
  },
  transferAsked: (office: string) => ({
    zh: `已申请转接给${office}，等待对方接受。接受之前仍由本单位负责。`,
    en: `${office} was asked to take over. Until it does, your office stays responsible.`,
  }),
  handedBy: (office: string) => ({
    zh: `${office}请求把此人转来。接受之后由本单位负责；条件和期限照旧。`,
    en: `${office} asks you to take over. Once you accept, your office is responsible, on the same terms and clocks.`,
  }),
  problemComes: {
    zh: '原单位报告过接收困难，说明见下；接手后由本单位办理。',
    en: 'It reported a problem with the reception, in its words below; once you take over, it is yours to settle.',
  },
  notYoursNow: { zh: '这件事现在不在本单位', en: 'This is not with your office now' },
  notYoursHint: {
    zh: '可能已改问别的单位，或者已经办结。您说过的话都在“记录”里。',
    en: 'Another office may have been asked, or it is closed. What you said stays in your record.',
  },

  // Receiving.
  expected: { zh: '在路上', en: 'On the way' },
  consented: { zh: '已同意，尚未放行', en: 'Agreed, not yet released' },
  inCare: { zh: '已到达', en: 'Arrived' },
  missing: { zh: '未到达', en: 'Not arrived' },
  nobodyExpected: { zh: '现在没有要接收的人。', en: 'Nobody is to be received now.' },
  confirmArrival: { zh: '确认到达', en: 'Arrived' },
  arrivedDone: { zh: '已确认到达', en: 'The arrival is confirmed' },
  overdueHint: {
    zh: '还没到，先打电话问一问。路上耽搁是常事。',
    en: 'Not there yet: call first. People are often held up on the way.',
  },
  phone: { zh: '当事人电话', en: 'Their telephone' },
  showPhone: { zh: '显示号码', en: 'Show the number' },
  showPhoneHint: {
    zh: '用于联系当事人；查看会留下记录，十分钟后重新隐藏。',
    en: 'To reach them. Looking is recorded, and the number is hidden again after ten minutes.',
  },

  // Deeds.
  whatElse: { zh: '还可以办理', en: 'What else can be done' },
  shutNow: { zh: '现在不能办的', en: 'Not possible now' },
  happened: { zh: '办理经过', en: 'What happened' },

  // The record.
  mine: { zh: '我答复的', en: 'By me' },
  whole: { zh: '本单位全部', en: 'By my office' },
  exportXlsx: { zh: '导出 Excel 表格', en: 'Export for Excel' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  exportHint: {
    zh: '在本机生成文件，含个人信息，请妥善保管。长数字按文本保存，不会变样。',
    en: 'The file is made on this machine and holds personal data: keep it safe. Long numbers stay text.',
  },
  exported: (file: string) => ({ zh: `已生成 ${file}`, en: `Made ${file}` }),
  exportFailed: { zh: '文件没有生成，请再试一次。', en: 'The file was not made; please try again.' },
  nothingSaid: { zh: '还没有答复记录。', en: 'Nothing was answered yet.' },
  colTime: { zh: '时间', en: 'Time' },
  colName: { zh: '姓名', en: 'Name' },
  colWhat: { zh: '事项', en: 'What' },
  colAnswer: { zh: '答复', en: 'Answer' },
  colReason: { zh: '理由', en: 'Reason' },
  colWords: { zh: '原话', en: 'Words' },
  colConsent: { zh: '是否构成同意', en: 'Consent' },
  isConsent: { zh: '同意', en: 'consent' },
  isNoConsent: { zh: '不构成同意', en: 'not consent' },
  colBy: { zh: '经办人', en: 'By' },
  colStaffNumber: { zh: '工号', en: 'Staff number' },
  sheet: { zh: '答复记录', en: 'Answers' },
  sheetAbout: { zh: '说明', en: 'About' },
  aboutOffice: { zh: '单位', en: 'Office' },
  aboutFilter: { zh: '范围', en: 'Filter' },
  aboutMade: { zh: '导出时间（北京时间）', en: 'Made at (Beijing time)' },
  aboutRows: { zh: '条数', en: 'Rows' },
  aboutPurpose: {
    zh: '用于本单位接收工作台账，不得另作他用。',
    en: 'For the office’s own ledger of receptions, and for nothing else.',
  },
  aboutPurposeName: { zh: '用途', en: 'Purpose' },

  // On duty.
  dutyTitle: { zh: '当班人员', en: 'Somebody on duty' },
  dutyHint: {
    zh: '社区没有账号的人当班时，由街道登记。登记后检查站可以通过下面的联络渠道核实身份、取得口头答复，到时自动失效。',
    en: 'For somebody at a community who has no account. The checkpoint can then identify them by the channel below and take their answer by telephone, until the time ends.',
  },
  dutyFor: { zh: '当班单位', en: 'On duty at' },
  dutyUntil: { zh: '当班到', en: 'On duty until' },
  dutyChannel: { zh: '核实身份用的联络渠道', en: 'The channel they are identified by' },
  dutyChannelHint: {
    zh: '由街道提供，不能由检查站或来电人提供。',
    en: 'The street office states it, never the checkpoint or the caller.',
  },
  dutyDone: { zh: '已登记当班', en: 'Registered' },
} as const satisfies Words;
