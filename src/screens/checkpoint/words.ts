/** What only the checkpoint's screen says. */
import type { Said, Words } from '../shared/words/say.ts';

export const CHECKPOINT = {
  // Pages.
  queue: { zh: '待办', en: 'Queue' },
  newStop: { zh: '登记停车', en: 'New stop' },
  stops: { zh: '停车', en: 'Stops' },
  holds: { zh: '在存证件', en: 'Open holds' },
  overdue: { zh: '逾期', en: 'Overdue' },
  shift: { zh: '班次', en: 'Shift' },

  // The queue.
  nobodyWaits: { zh: '目前无人等候。', en: 'Nobody is waiting.' },
  chooseOne: {
    zh: '从左侧选择一位当事人，或按 F2 登记停车。',
    en: 'Choose somebody on the left, or press F2 for a new stop.',
  },
  scanHint: {
    zh: '扫描身份证件即可直接登记。',
    en: 'Scanning a document begins a new stop.',
  },
  waited: (time: string): Said => ({ zh: `已等 ${time}`, en: `waiting ${time}` }),
  contradiction: { zh: '矛盾待核实', en: 'contradiction to look at' },
  noPlate: { zh: '未登记车牌', en: 'no plate' },
  onFoot: { zh: '步行', en: 'on foot' },
  unnamed: { zh: '姓名未登记', en: 'no name yet' },
  under14: { zh: '未满十四周岁', en: 'under 14' },
  mine: { zh: '我的', en: 'mine' },
  absent: {
    zh: '没有找到这一案，或不在本站。',
    en: 'There is no such case, or it is not at this checkpoint.',
  },

  // Sources.
  askSource: { zh: '查询来源', en: 'Ask the source' },
  sourceAsked: (time: string): Said => ({
    zh: `已向来源查询，自 ${time} 起等待应答`,
    en: `the source was asked; waiting since ${time}`,
  }),
  sourceAnswered: (time: string): Said => ({
    zh: `来源已应答，${time}`,
    en: `the source answered at ${time}`,
  }),
  sourceKnowsNothing: (time: string): Said => ({
    zh: `来源没有此证件的记录，${time}`,
    en: `the source has no record of this document, ${time}`,
  }),
  verifyOtherwise: {
    zh: '查无记录不等于没有；请以其他方式核验，如电话向实验室核实。',
    en: 'No record is no proof that there is none; verify it another way, such as a call to the laboratory.',
  },
  sourceIsOlder: (time: string): Said => ({
    zh: `来源的数据早于现场所见，且与之不一致，${time}`,
    en: `the source’s data are older than what was seen here, and differ, ${time}`,
  }),
  lookAgainHere: {
    zh: '未予采信。请当面复核后重新登记，或再次查询。',
    en: 'It was not taken over. Look again and record what you see, or ask once more.',
  },
  sourceIsSilent: (since: string, why: Said | null): Said => ({
    zh: `自 ${since} 起来源无可靠应答${why === null ? '' : `：${why.zh}`}`,
    en: `no answer to rely on since ${since}${why === null ? '' : `: ${why.en}`}`,
  }),
  notAgainstThem: {
    zh: '不算阴性，也不对当事人不利。系统会自动再问；请同时以纸质报告、电话或签名证明核验，或再次查询。',
    en: 'It is no negative, and nothing against the traveller. The house asks again by itself; verify a paper report, call the laboratory, scan a signed certificate, or ask once more.',
  },
  sourceDown: (name: string, since: string): Said => ({
    zh: `${name}无应答，自 ${since} 起`,
    en: `${name} does not answer, since ${since}`,
  }),
  nothingToAsk: {
    zh: '没有需要查询的项目，或未接入相应来源。',
    en: 'Nothing is to be asked, or no source for it is connected.',
  },
  levelNow: (level: Said): Said => ({ zh: `核验程度：${level.zh}。`, en: `Verified: ${level.en}.` }),
  levelLeast: (level: Said): Said => ({
    zh: `现行措施至少要求：${level.zh}。`,
    en: `The measure wants at least: ${level.en}.`,
  }),
  levelAbovePhone: {
    zh: '要提高：扫描签名证明或查询来源。',
    en: 'For more: scan a signed certificate, or ask the source.',
  },
  levelAboveSight: {
    zh: '要提高：电话向实验室核实、扫描签名证明或查询来源。',
    en: 'For more: call the laboratory, scan a signed certificate, or ask the source.',
  },
  levelAboveSignature: { zh: '要提高：查询来源。', en: 'For more: ask the source.' },

  // The case.
  next: { zh: '下一步由', en: 'Next:' },
  steps: { zh: '办理步骤', en: 'Steps' },
  stepDocument: { zh: '证件', en: 'Document' },
  stepEvidence: { zh: '健康宝与行程码', en: 'Health Kit and itinerary' },
  stepTest: { zh: '核酸', en: 'Test' },
  stepCommunity: { zh: '社区', en: 'Community' },
  stepPledge: { zh: '承诺书', en: 'Pledge' },
  stepRelease: { zh: '放行', en: 'Release' },
  shutBecause: { zh: '现在不能办理：', en: 'Not now: ' },
  closed: { zh: '本案已办结', en: 'This case is closed' },
  todo: { zh: '待办', en: 'to do' },
  notNeeded: { zh: '不需要', en: 'not needed' },
  alreadyNow: { zh: '可以办理', en: 'can be done now' },
  other: { zh: '其他办理', en: 'Other acts' },
  ofTheTraveller: { zh: '当事人', en: 'The traveller' },
  ofTheCase: { zh: '案卷', en: 'The case' },
  details: { zh: '当事人信息', en: 'Details' },
  openAt: (office: string, number: string) => ({
    zh: `未办结的交接在 ${office}，案号 ${number}。`,
    en: `The open case lies at ${office}, number ${number}.`,
  }),
  openThatCase: { zh: '打开该案', en: 'Open that case' },
  letGo: { zh: '交由他站接管', en: 'Let another checkpoint take over' },
  takeOverHint: {
    zh: '接管须由该站民警当场验证同意；证件还在该站的，先由该站返还。',
    en: 'An officer of that checkpoint proves that they let it go; a document still kept there is given back there first.',
  },
  takenOver: { zh: '已接管，可以继续。', en: 'Taken over; you can go on.' },
  correct: { zh: '更正', en: 'Correct' },
  lodgeClaim: { zh: '通勤人员当场申请', en: 'A commuter claims here' },
  takeClaimBack: { zh: '当事人撤回申请', en: 'The traveller takes the claim back' },
  correctHint: { zh: '更正须另一名民警共同验证。', en: 'A correction takes a second officer.' },
  record: { zh: '登记', en: 'Record' },
  keptNow: { zh: '证件暂存在本站', en: 'The document is kept here' },
  keptBy: (who: string): Said => ({ zh: `经办民警：${who}`, en: `kept by ${who}` }),
  legalBasis: { zh: '法律依据', en: 'Legal basis' },
  contested: { zh: '此依据有争议', en: 'This basis is contested' },
  heldHint: {
    zh: '查验后当场返还是常规做法；暂存是例外，须写明事由并由另一名民警共同办理。',
    en: 'Reading and handing back is the rule. A hold is the exception: it takes a ground and a second officer.',
  },

  // Asking.
  address: { zh: '返京地址', en: 'Address returned to' },
  chooseCommunity: { zh: '由哪个社区接收', en: 'Which community receives' },
  noCandidate: {
    zh: '名录中没有与地址相符的社区。请核对地址，或按区、街道逐级选择。',
    en: 'Nothing in the directory fits the address. Check it, or choose by district and street office.',
  },
  cannotLookUp: {
    zh: '暂时不能按地址查找，请按区、街道逐级选择。',
    en: 'The address cannot be looked up now; choose by district and street office.',
  },
  moreCandidates: {
    zh: '相符的还有更多。请把地址写全，或按区、街道逐级选择。',
    en: 'More fit than are shown. Complete the address, or choose by district and street office.',
  },
  chooseWithin: (place: Said): Said => ({
    zh: `在 ${place.zh} 中选择`,
    en: `Choose within ${place.en}`,
  }),
  district: { zh: '区', en: 'District' },
  street: { zh: '街道（镇、乡）', en: 'Street office or town' },
  community: { zh: '社区（村）', en: 'Community or village' },
  byCompound: (compound: string): Said => ({ zh: `小区：${compound}`, en: `compound ${compound}` }),
  byName: { zh: '地址中写有社区名', en: 'named in the address' },
  byRange: (street: string): Said => ({ zh: `街巷门牌：${street}`, en: `house numbers of ${street}` }),
  byStreet: (street: string): Said => ({
    zh: `街巷：${street}（门牌未写明）`,
    en: `street ${street}, no house number given`,
  }),
  byFormerName: (name: string): Said => ({ zh: `曾用名：${name}`, en: `formerly ${name}` }),
  byPart: (name: string): Said => ({ zh: `名称相近：${name}`, en: `part of ${name}` }),

  chosen: { zh: '已选', en: 'chosen' },
  askIt: (office: string): Said => ({ zh: `征询 ${office}`, en: `Ask ${office}` }),
  change: { zh: '改选', en: 'Change' },
  somethingChanged: { zh: '情况有变化，请求再次考虑', en: 'Something changed; please consider again' },

  whatFollows: { zh: '接下来', en: 'What follows' },
  theyCan: { zh: '可办：', en: ' can: ' },
  askSuggested: (office: string): Said => ({ zh: `改征询 ${office}`, en: `Ask ${office} instead` }),

  // Calls.
  call: { zh: '通话', en: 'Call' },
  nobodyToCall: {
    zh: '征询社区后，号码显示在这里。',
    en: 'The number stands here once a community is asked.',
  },
  startCall: { zh: '开始拨打', en: 'Start the call' },
  attempt: (n: number): Said => ({ zh: `第 ${n} 次拨打`, en: `attempt ${n}` }),
  callGoing: { zh: '通话计时', en: 'Call running' },
  endedHow: { zh: '结果（按数字键）', en: 'How it ended (press the digit)' },
  saidOnCall: { zh: '对方原话（可不填）', en: 'What was said (may stay empty)' },
  notCalling: { zh: '未打，取消计时', en: 'Not called; stop the clock' },
  ringHint: {
    zh: '只拨名录内的号码；对方来电也请挂断后回拨。',
    en: 'Only numbers of the directory; if they call you, hang up and call back.',
  },
  identify: { zh: '核实对方身份', en: 'Identify the voice' },
  isOnDuty: { zh: '值班', en: 'on duty' },
  dutyHours: (hours: string): Said => ({ zh: `值班时间 ${hours}`, en: `answered ${hours}` }),
  onDutyNow: { zh: '正在值班', en: 'on duty now' },
  hoursUnknown: { zh: '名录未写值班时间', en: 'the directory gives no hours' },
  offDuty: (from: string): Said => ({
    zh: `不在值班时间，可能无人接听；${from} 起值班`,
    en: `off duty, nobody may be there; on again at ${from}`,
  }),
  foundWrong: { zh: '本案中已登记为号码有误', en: 'found wrong in this case' },
  coolingNumber: (until: string): Said => ({
    zh: `号码刚变更，冷静期至 ${until}`,
    en: `changed lately; cools until ${until}`,
  }),
  coolingChannel: (until: string): Said => ({
    zh: `联络渠道刚变更，冷静期至 ${until}，此前不能发送回读码`,
    en: `the channel was changed lately; no code goes to it until ${until}`,
  }),
  triedTimes: (times: number): Said => ({ zh: `已拨 ${times} 次`, en: `called ${times}×` }),
  whichNumber: { zh: '拨哪个号码', en: 'Which number' },
  callThisNext: { zh: '下一个拨', en: 'next to call' },
  whichWorker: { zh: '对方是哪位工作人员', en: 'Which worker is it' },
  notInTheList: { zh: '名单里没有对方', en: 'They are not in the list' },
  unregistered: (street: string): Said => ({
    zh: `对方没有登记，所说不能作为答复。请让对方稍候，另拨${street}值班电话：由街道值班员在本单位终端的“登记当班人员”中登记对方的姓氏、工号和联络渠道，几分钟即可办好。`,
    en: `They are not registered, and what they say is no answer. Have them wait, and call ${street}: its street officer registers their surname, staff number and channel under “On duty” at their terminal, within minutes.`,
  }),
  onDutyThere: (names: string): Said => ({ zh: `当前值班：${names}`, en: `On duty there: ${names}` }),
  goesOnByItself: {
    zh: '登记好后本页自动继续，不必刷新。',
    en: 'This page goes on by itself once they stand registered.',
  },
  standsRegistered: (name: string): Said => ({
    zh: `${name} 已由街道登记，可以发送回读码。`,
    en: `${name} is registered now; the code can be sent.`,
  }),
  sendCode: { zh: '发送回读码', en: 'Send a read-back code' },
  codeSent: {
    zh: '回读码已发送到对方的登记渠道，请其读出。',
    en: 'The code went to their registered channel; ask them to read it out.',
  },
  triesLeft: (tries: number): Said => ({
    zh: `还可试 ${tries} 次；听错的不计。`,
    en: `${tries} tries left; one that was misheard does not count.`,
  }),
  noCodeLeft: {
    zh: '这个回读码已用过、已试满或已失效，请重新发送。',
    en: 'This code was used, tried too often or has lapsed; send another.',
  },
  readBack: { zh: '对方读出的回读码', en: 'The code as read out' },
  readOut: { zh: '请先逐字宣读', en: 'Read this out first, word for word' },
  noticeRead: { zh: '已告知对方：通话内容将被记录', en: 'The recording notice was read out' },
  noticeFirst: {
    zh: '宣读并勾选后，三问逐一显示。',
    en: 'The questions follow one by one once it was read out.',
  },
  statusSaid: (health: Said, test: Said): Said => ({
    zh: `健康宝${health.zh}，核酸${test.zh}`,
    en: `Health Kit ${health.en}, test ${test.en}`,
  }),
  noObservation: { zh: '不需要', en: 'none' },
  oralAnswer: { zh: '登记口头答复', en: 'Record the oral answer' },
  question: (n: number): Said => ({ zh: `第 ${n} 问`, en: `Question ${n}` }),

  // The pledge.
  conditions: { zh: '接收条件', en: 'Conditions of reception' },
  days: (days: number): Said => ({ zh: `${days} 天`, en: `${days} days` }),
  observation: (days: number): Said => ({ zh: `居家观察 ${days} 天`, en: `observation for ${days} days` }),
  acknowledge: { zh: '已说明，当事人知悉', en: 'Explained; the traveller understands' },
  pledgeText: { zh: '承诺书全文', en: 'The pledge' },
  pledgeIn: { zh: '文本语言', en: 'Language of the text' },
  signHere: { zh: '当事人签名', en: 'The traveller signs' },
  sign: { zh: '签署承诺书', en: 'Sign the pledge' },
  drawFirst: { zh: '请当事人先在上面签名。', en: 'The traveller signs above first.' },
  yourWitness: { zh: '您是见证人。', en: 'You are the witness.' },
  onPhone: { zh: '请当事人用手机签署', en: 'Sign on the traveller’s phone' },

  // The traveller's link.
  link: { zh: '当事人链接', en: 'The traveller’s link' },
  linkHint: {
    zh: '请当事人用手机扫码，输入证件后四位即可查看进度、阅读并签署承诺书。再次生成后旧链接作废。',
    en: 'The traveller scans this and gives the last four of their document: to follow the case, read and sign. A new link makes the old one void.',
  },
  lastFour: { zh: '证件后四位', en: 'Last four of the document' },
  makeLink: { zh: '生成链接', en: 'Make the link' },
  linkUntil: (time: string): Said => ({ zh: `有效至 ${time}`, en: `good until ${time}` }),
  witnessCode: { zh: '见证码', en: 'Witness code' },
  witnessHint: {
    zh: '当事人在手机上签署时须输入此码，表示您当面见证。十分钟内有效。',
    en: 'To sign on their phone the traveller types this: it says that you stand there as the witness. Good for ten minutes.',
  },
  showCode: { zh: '出示见证码', en: 'Show the witness code' },
  qrOfLink: { zh: '当事人链接的二维码', en: 'QR code of the traveller’s link' },

  // Papers.
  papers: { zh: '文书', en: 'Papers' },
  noPapers: { zh: '尚未生成文书。', en: 'No paper yet.' },
  openPaper: { zh: '打开打印', en: 'Open to print' },
  handedOver: { zh: '已交付', en: 'handed over' },

  // Time line.
  timeline: { zh: '经过', en: 'What happened' },
  earlier: (n: number): Said => ({ zh: `更早的 ${n} 条`, en: `${n} earlier` }),
  fewer: { zh: '只看最近', en: 'Only the latest' },

  // Personal data.
  openData: { zh: '查看完整信息', en: 'Open personal data' },
  openDataHint: {
    zh: '查看会留下记录：谁、何时、为何。十分钟后自动隐去。',
    en: 'Opening is written down: who, when, why. It is hidden again after ten minutes.',
  },

  // New stop.
  vehicleAndPeople: { zh: '车辆与人数', en: 'Vehicle and people' },
  people: { zh: '全车人数', en: 'People in all' },
  passing: { zh: '其中直接通行', en: 'Of these, drive on' },
  passClause: { zh: '通行依据', en: 'They pass under' },
  forHandoff: { zh: '须交接的当事人', en: 'The traveller who may not simply drive on' },
  nthOf: (n: number, all: number): Said => ({ zh: `第 ${n} 位，共 ${all} 位`, en: `person ${n} of ${all}` }),
  documentNumber: { zh: '证件号码', en: 'Document number' },
  checkDigitRight: (age: number) => ({
    zh: `校验位正确，${age} 周岁`,
    en: `check digit right; ${age} years old`,
  }),
  numberHasItsForm: { zh: '号码格式相符', en: 'the number has its form' },
  numberMissing: { zh: '请录入证件号码。', en: 'The number is missing.' },
  asPrinted: {
    zh: '证件上确是如此（磨损或印错），照录并提示核实',
    en: 'It stands so on the document (worn or misprinted): record it so, to be looked at',
  },
  whyNoDocument: { zh: '无证件的原因', en: 'Why there is no document' },
  guardianFollows: {
    zh: '立案后可关联监护人。',
    en: 'A guardian can be tied to the case once it is open.',
  },
  addDocument: { zh: '添加同一人的另一证件', en: 'Add another document of the same person' },
  linkDocument: { zh: '关联到本案', en: 'Link to this case' },
  furtherHint: {
    zh: '仅登记同一人的证件。之后凭其中任何一件都能找到本案。',
    en: 'Only of the same person. The case is then found by any of them.',
  },
  furtherReplaces: {
    zh: '已登记过其他证件；再次登记会替换。',
    en: 'Another document is recorded already; this one takes its place.',
  },
  removeDocument: { zh: '移除', en: 'Remove' },
  furtherDocument: { zh: '同一人的另一证件', en: 'Another document of the same person' },
  findPlate: { zh: '查找车牌', en: 'Find a plate' },
  noSuchPlate: { zh: '没有这样的车牌。', en: 'No stop has such a plate.' },
  scanOrType: { zh: '扫码枪、摄像头或手工输入', en: 'By gun, camera or hand' },
  camera: { zh: '摄像头扫码', en: 'Scan by camera' },
  cameraHint: { zh: '将二维码对准画面。', en: 'Hold the code before the camera.' },
  noCamera: {
    zh: '没有可用的摄像头，请用扫码枪或手工输入。',
    en: 'No camera can be used; use the gun or type.',
  },
  readAndReturned: { zh: '证件已查验，当场返还', en: 'The document was read and handed back' },
  askAtOnce: { zh: '立案后立即征询', en: 'Ask at once' },
  openCase: { zh: '立案', en: 'Open the case' },
  openCaseAnd: (also: readonly Said[]): Said => ({
    zh: ['立案', ...also.map(({ zh }) => zh)].join('、'),
    en: ['Open the case', ...also.map(({ en }) => en)].join(', '),
  }),
  alsoRead: { zh: '查验返还', en: 'document read and returned' },
  alsoAsk: (office: string): Said => ({ zh: `征询${office}`, en: `ask ${office}` }),
  allPass: { zh: '全部通行', en: 'All drive on' },
  doneSoFar: { zh: '已办好的不会重复。', en: 'What is done already is not done twice.' },
  testTime: { zh: '核酸时间', en: 'Time on the test' },
  testTimeHint: { zh: '如 11-07 21:30，或只写日期', en: 'such as 11-07 21:30, or the day alone' },
  testTimeRead: (time: string): Said => ({ zh: `即 ${time}`, en: `that is ${time}` }),
  testTimeDay: (day: string): Said => ({ zh: `即 ${day}，未写时分`, en: `that is ${day}, without an hour` }),
  testTimeWrong: { zh: '看不懂这个时间。', en: 'This time cannot be read.' },
  whichTime: { zh: '是哪个时间', en: 'Which time it is' },
  notShown: { zh: '未出示', en: 'not shown' },
  confirmedNegative: { zh: '阴性 · 已电话核实', en: 'negative, confirmed by phone' },
  seenNegative: { zh: '阴性 · 仅目视', en: 'negative, seen only' },

  // Stops.
  openStops: { zh: '未结束的停车', en: 'Open stops' },
  noStops: { zh: '没有未结束的停车。', en: 'No stop is open.' },
  undecided: (n: number): Said => ({ zh: `${n} 人未登记结果`, en: `${n} without an outcome` }),
  passed: (n: number): Said => ({ zh: `通行 ${n} 人`, en: `${n} passed` }),
  handedOff: (n: number): Said => ({ zh: `交接 ${n} 人`, en: `${n} with a case` }),
  openCaseFor: (n: number): Said => ({ zh: `为第 ${n} 位立案`, en: `Open a case for person ${n}` }),
  passNth: (n: number): Said => ({ zh: `第 ${n} 位通行`, en: `Person ${n} drives on` }),
  seeCase: { zh: '查看案件', en: 'See the case' },
  plate: { zh: '车牌', en: 'Plate' },
  persons: { zh: '人员', en: 'People' },
  arrived: { zh: '到站', en: 'Arrived' },
  acts: { zh: '办理', en: 'Acts' },

  // Holds, overdue.
  person: { zh: '当事人', en: 'Traveller' },
  standing: { zh: '现况', en: 'Standing' },
  due: { zh: '时限', en: 'Due' },
  reviewDue: { zh: '下次复核', en: 'Next review' },
  capDue: { zh: '上限', en: 'Cap' },
  since: { zh: '暂存自', en: 'Kept since' },

  // Shift.
  onDuty: { zh: '在岗', en: 'On duty' },
  notOnDuty: { zh: '您尚未上岗。', en: 'You have not started a shift.' },
  startShift: { zh: '上岗并试音', en: 'Start the shift and test the sound' },
  startHint: {
    zh: '上岗时开启声音并播放提示音：暂存到期、时限超过、社区答复时会响，直到有人确认。',
    en: 'Starting turns the sound on and plays a tone. It rings when a hold or a deadline is due or an answer comes, until somebody acknowledges it.',
  },
  until: { zh: '到岗结束时间', en: 'Until' },
  superior: { zh: '值班站长', en: 'Duty superior' },
  since2: (time: string): Said => ({ zh: `自 ${time}`, en: `since ${time}` }),
  untilTime: (time: string): Said => ({ zh: `至 ${time}`, en: `until ${time}` }),
  inMyName: { zh: '我名下的案件', en: 'Cases in my name' },
  nothingInMyName: { zh: '您名下没有未移交的案件。', en: 'Nothing is in your name.' },
  handOverTo: { zh: '移交给', en: 'Hand over to' },
  handOver: { zh: '移交', en: 'Hand over' },
  handOverAll: { zh: '全部移交', en: 'Hand all over' },
  offeredTo: (who: string): Said => ({
    zh: `已移交给 ${who}，待其接手`,
    en: `offered to ${who}, to be accepted`,
  }),
  offeredToMe: { zh: '移交给我的案件', en: 'Handed to me' },
  fromWhom: (who: string): Said => ({ zh: `移交人 ${who}`, en: `from ${who}` }),
  cardKept: { zh: '证件在存', en: 'document kept' },
  nobodyIsHere: { zh: '目前无人在岗。', en: 'Nobody is on duty now.' },
  whoIsHere: { zh: '在岗人员', en: 'Who is on duty' },
  colleague: { zh: '同事', en: 'a colleague' },

  // Alarms.
  alarms: { zh: '提醒', en: 'Alarms' },
  heard: { zh: '知道了', en: 'Acknowledge' },
  look: { zh: '查看', en: 'Look' },
  answerArrived: { zh: '社区有答复', en: 'an answer arrived' },
  wentUp: { zh: '征询已转上一级', en: 'the request went up' },
  holdIsDue: { zh: '暂存证件须复核或返还', en: 'a hold is due' },
  timerIsDue: (timer: Said): Said => ({ zh: `${timer.zh}已过`, en: `overdue: ${timer.en}` }),

  // Keys.
  keys: { zh: '快捷键', en: 'Keys' },
  keyHelp: { zh: '快捷键一览', en: 'Keys at a glance' },
  keyCall: { zh: '拨打', en: 'Call' },
  keyReturn: { zh: '返还证件', en: 'Return ID' },
  keyRead: { zh: '查验返还', en: 'Read, return' },
  keyClear: { zh: '解除', en: 'Clear' },
  keyEsc: { zh: '关闭窗口；已填内容保留', en: 'Close a window; what is typed stays' },
  keyDigits: { zh: '通话中：登记结果', en: 'During a call: how it ended' },
  keyHelpKey: { zh: '显示本表', en: 'Show this list' },
  keyScan: { zh: '扫码枪：随时可扫证件', en: 'Gun: a document can be scanned at any time' },
  noCaseChosen: { zh: '请先选择一位当事人。', en: 'Choose somebody first.' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Words;
