/** Refusals at the door, by the spine, by structure and by the handoff: all that a phone has to know of. */
import { no, type RefusalWords } from './refusal-words.ts';

/** Said at the door, before any machine is asked. */
const AT_THE_DOOR = {
  bodyIsMalformed: no(400, '表单有误，请按提示修改。', 'The form is not right; see the field named.'),
  notSignedIn: no(401, '请先登录。', 'Please sign in.'),
  signInFailed: no(401, '账号或口令不正确。', 'The account or the password is not right.'),
  roleMayTry: no(403, '您的岗位不能办理此项。', 'Your role may not do this.'),
  originIsOurs: no(403, '请求来源不被接受。', 'The request comes from somewhere else.'),
  thingIsKnown: no(404, '没有找到，或不在您的管辖范围。', 'Not found, or not within your scope.'),
  bodyIsSmallEnough: no(413, '提交内容过大。', 'What was sent is too large.'),
  bodyIsJson: no(415, '只接受 JSON 格式。', 'Only JSON is taken.'),
  signInNameIsFree: no(409, '该登录名已被使用。', 'The sign-in name is taken.'),
  slower: no(429, '操作过于频繁，请稍后再试。', 'Too many tries; please wait a little.'),
  houseIsReady: no(
    503,
    '系统暂时不可用，内容未丢失，请稍后重试。',
    'The house cannot take this now; nothing is lost, try again shortly.',
  ),
  storageIsFull: no(
    503,
    '存储空间不足，本次未写入，请联系值班技术人员。',
    'The storage is full; nothing was written. Call the operator.',
  ),
} as const satisfies Record<string, RefusalWords>;

/** Said by the spine: identity of a command, and what it rests on. */
const BY_THE_SPINE = {
  commandIdIsNew: no(422, '同一编号已用于不同内容。', 'This command id was used for something else.'),
  commandIdIsOfToday: no(
    422,
    '编号的时间过早或过晚，请刷新后重新填写。',
    'The command id is too old or lies in the future.',
  ),
  commandIsUnanswered: no(409, '同一操作正在办理。', 'The same command is being worked on.'),
  saysWhatItRestsOn: no(428, '请说明依据的版本。', 'Say which version this rests on.'),
  nothingCameInBetween: no(
    412,
    '期间情况已有变化，请先查看。',
    'Something changed in between; please look first.',
  ),
  timeIsPast: no(422, '发生时间不能晚于现在。', 'The time lies in the future.'),
  lateEntryHasAReason: no(422, '补录须说明原因。', 'A late entry needs a reason.'),
  secondPersonIsProved: no(403, '须由另一人当场验证。', 'A second person must prove themselves first.'),
  inputIsWhole: no(422, '缺少必要内容。', 'Something needed is missing.'),
  documentNumberIsGiven: no(422, '请录入证件号码。', 'Give the number of the document.'),
  documentNumberIsWhole: no(
    422,
    '证件号码位数不对，请对照证件。',
    'The document number has too few or too many characters.',
  ),
  documentNumberHasItsForm: no(
    422,
    '证件号码中有此类证件不会有的字符，请对照证件。',
    'The document number has a character that does not occur in this kind.',
  ),
  documentKindFits: no(
    422,
    '从号码前几位看是另一类证件，请改选证件种类。',
    'By its first characters this is another kind of document; choose that kind.',
  ),
  documentDateIsReal: no(
    422,
    '证件号码中的出生日期不是真实的日期，请对照证件。',
    'The date of birth in the document number is no day of the calendar.',
  ),
  documentDateIsPast: no(
    422,
    '证件号码中的出生日期晚于今天，请对照证件。',
    'The date of birth in the document number lies in the future.',
  ),
  documentCheckDigitIsRight: no(
    422,
    '证件号码的校验码与其他各位不符，请逐位核对；证件上确是如此的，请注明“按证件所印登记”。',
    'The check digit of the document number does not agree with the rest; if it stands so on the document, say that it is as printed.',
  ),
  documentIsStillIssued: no(
    422,
    '第一代身份证 2013 年起停用，不能作为出示的证件。',
    'Cards of the first generation are invalid since 2013 and cannot be shown.',
  ),
  documentZoneIsWhole: no(
    422,
    '机读码应为两行，每行 44 个字符。',
    'The machine-readable zone is two lines of 44 characters each.',
  ),
  documentZoneIsTheNumbers: no(
    422,
    '机读码中的号码与录入的号码不同。',
    'The machine-readable lines carry another number.',
  ),
  personHasNoOtherCase: no(
    409,
    '该人员另有未办结的交接，请接管而非另立。',
    'This person has another open case; take it over instead.',
  ),
  timerIsOvertaken: no(409, '期限已被后续办理取代。', 'The timer was overtaken.'),
  // Not overtaken: an overtaken timer is dropped, one that is early must come again.
  timerIsDue: no(409, '期限尚未到。', 'The timer is not due yet.'),
  atMostTwelveStreams: no(422, '一次最多办理十二人。', 'At most twelve at a time.'),
} as const satisfies Record<string, RefusalWords>;

/** Said by structure: no state here answers. */
const BY_STRUCTURE = {
  notInThisState: no(409, '当前环节不能办理此项。', 'Not at this point of the case.'),
  handoffIsClosed: no(
    409,
    '本案已办结；改变决定须另立新案。',
    'The case is closed; a changed decision is a new case.',
  ),
  stopIsClosed: no(409, '本次停车已结束。', 'The stop is closed.'),
  accountIsDisabled: no(409, '该账号已停用。', 'The account is disabled.'),
  announcementIsOver: no(409, '公告已终止。', 'The announcement is over.'),
  personIsErased: no(409, '个人信息已删除。', 'The person’s data is erased.'),
} as const satisfies Record<string, RefusalWords>;

/** Said by the sentences of the handoff. */
const BY_THE_HANDOFF = {
  measureAllowsHold: no(
    409,
    '现行措施不允许暂存证件，请查验后当场返还。',
    'The measure allows no hold; read the document and hand it back.',
  ),
  regionIsAskedFor: no(
    409,
    '现行措施不要求此项，不得就此查询。',
    'The measure does not ask for this, so nobody may be asked about it.',
  ),
  documentNumberIsKnown: no(
    409,
    '尚未登记证件号码，无法查询来源。',
    'No document number is recorded to ask the source by.',
  ),
  sourceIsConnected: no(
    409,
    '本系统未接入该数据来源，请以其他方式核验。',
    'No such source is connected here; verify it another way.',
  ),
  sourceIsNotBeingAsked: no(
    409,
    '已向来源查询，正在等待应答。',
    'The source was asked already; its answer is on its way.',
  ),
  announcementIsInForce: no(
    409,
    '没有现行有效的公告，不得暂存证件或征询社区。',
    'No announcement is in force, so nobody can be held or asked about.',
  ),
  newMeasureIsMilder: no(422, '新措施并不更宽。', 'The new measure is not milder.'),
  documentIsNotKept: no(409, '证件仍在暂存，请先返还。', 'The document is still kept; give it back first.'),
  holdIsWithinCap: no(
    409,
    '暂存已达上限，只能返还。',
    'The hold has reached its cap; only the return remains.',
  ),
  legalBasisIsNamed: no(422, '请写明措施规定的法律依据。', 'Name the legal basis that the measure gives.'),
  groundIsGiven: no(422, '请写明暂存事由。', 'Give the ground for the hold.'),
  secondOfficerIsAnother: no(422, '须由另一名民警共同办理。', 'The second officer must be another person.'),
  groundIsNew: no(
    422,
    '同次停车再次暂存须有新的事由。',
    'A second hold of the same stop needs a new ground.',
  ),
  superiorAgreesToASecondHold: no(403, '再次暂存须经值班站长同意。', 'A second hold needs a superior.'),
  secondPersonIsASuperior: no(403, '共同办理人须为值班站长。', 'The second person must be a superior.'),
  reviewerIsNotOneOfTheTwo: no(
    403,
    '复核人不能是经办的两名民警。',
    'The reviewer cannot be one of the two who hold the document.',
  ),
  travellerIsGoneOrDocumentCannotBeGiven: no(
    422,
    '当事人在场且证件完好，应当返还。',
    'The traveller is here and the document is whole: return it.',
  ),
  documentIsKeptSafe: no(409, '没有代为保管的证件。', 'No document is kept to be collected.'),
  theOtherOfficerIsAnother: no(422, '请移交给另一名民警。', 'Hand over to another officer.'),
  handOverIsOffered: no(409, '没有待接手的移交。', 'Nothing is being handed over.'),
  itWasOfferedToYou: no(403, '该移交不是给您的。', 'It was offered to somebody else.'),
  firstCheckpointLetsGo: no(
    403,
    '须经原检查站或督办员同意。',
    'The first checkpoint, or a supervisor, must let it go.',
  ),
  testIsNotPositive: no(
    409,
    '检测阳性或待复核，须移交卫生部门。',
    'The test is positive or under review; refer to the health authority.',
  ),
  testIsNotConfirmedPositive: no(
    409,
    '检测阳性，更正须由两人办理。',
    'The test is positive; a correction takes two persons.',
  ),
  thatContradictionIsOpen: no(409, '没有这一项待核实的矛盾。', 'No such contradiction waits to be settled.'),
  departureIsNotRequested: no(409, '当事人已要求离开。', 'The traveller has asked to leave.'),
  communityIsAskedAnewOnlyAfterNotOurs: no(
    409,
    '已在征询中；仅在社区答复“非本社区居民”后可另行征询。',
    'Already asked; another community only after “not ours”.',
  ),
  refusalIsAskedAgainOnce: no(
    409,
    '同一级已再次征询过，请上报。',
    'This rung was asked again already; pass it up.',
  ),
  somethingChanged: no(
    422,
    '情况没有变化，请上报而非重复征询。',
    'Nothing changed; pass it up instead of asking again.',
  ),
  onlyAFirstRequestIsCancelled: no(
    409,
    '只有首次且尚未上报的征询可以撤回；请等待答复或上报。',
    'Only a first request that has not gone up is taken back; wait for the answer or pass it up.',
  ),
  aHigherRungIsLeft: no(409, '已在最高一级。', 'There is no higher rung.'),
  anOfficeWasAsked: no(409, '本案没有征询过任何单位。', 'No office was asked in this case.'),
  officeWasAsked: no(403, '未向该单位征询。', 'This office was not asked.'),
  threeAnswersAreYes: no(
    422,
    '三问均答“是”方为同意接收。',
    'It is consent only when all three answers are yes.',
  ),
  refusalHasAReason: no(422, '不同意须选择理由。', 'A refusal needs a reason.'),
  wordsAreGiven: no(422, '请记录原话。', 'Write down the words.'),
  questionOneIsAnswered: no(422, '请先回答：是否本社区居民。', 'Answer first whether this is your resident.'),
  answererIsIdentified: no(
    403,
    '答复人未通过回读码核实，其言只作记录。',
    'The voice is not identified by the read-back code; what it says is only noted.',
  ),
  recordingNoticeIsRead: no(422, '请先告知通话记录。', 'Read out the recording notice first.'),
  numberIsInTheDirectory: no(422, '只能拨打名录内的号码。', 'Only a number of the directory may be called.'),
  channelIsRegistered: no(422, '该人员没有登记的联络渠道。', 'This worker has no registered channel.'),
  communityIsInTheDirectory: no(
    422,
    '现行名录中没有这个社区，不能征询。',
    'The directory in force has no such community to ask.',
  ),
  contactHasCooled: no(
    422,
    '该单位的值班电话或该人员的联络渠道变更未满二十四小时，不能用来核实身份。请改由本单位登录答复，或上报街道。',
    'The office’s duty numbers or this worker’s channel were changed less than 24 hours ago and cannot identify anybody yet. Let the office answer signed in, or pass it up.',
  ),
  anOralAnswerIsOpen: no(
    409,
    '本案没有可提异议的代录答复：未曾登记、已提过异议，或异议时限已过。',
    'No answer recorded by phone is open to dispute: there was none, it was disputed already, or its time is over.',
  ),
  oralAnswerIsInYourName: no(
    403,
    '该代录答复不是以您的名义登记的；只有被登记的本人可以提出异议。',
    'It was not recorded in your name; only the worker who was named can dispute it.',
  ),
  officeGaveTheConsent: no(403, '同意并非由该单位作出。', 'This office did not give the consent.'),
  rulingIsNotToTurnBack: no(409, '已裁定劝返。', 'It is ruled: turn back.'),
  aReceptionProblemIsReported: no(409, '没有报告接收困难。', 'No reception problem is reported.'),
  nobodyElseDecides: no(
    403,
    '本案已由另一名督办员受理；由您裁定的，请先受理。',
    'Another supervisor has taken this up; take it up yourself before you rule.',
  ),
  youDoNotDecideYet: no(409, '您已受理本案。', 'You have taken this up already.'),
  clauseIsOfTheMeasure: no(
    422,
    '本案适用的措施中没有这一条款。',
    'The measure of this case has no such clause.',
  ),
  officeStands: no(
    422,
    '现行名录中该单位已终止或不存在，不能由其接收。',
    'By the directory in force this office has ended or is not there, so it cannot receive.',
  ),
  appealFitsTheCase: no(
    422,
    '本案没有作出过所申诉的决定；在办期间只能就劝返裁定申诉。',
    'What is appealed was never decided in this case; while it is open only the ruling can be appealed.',
  ),
  noAppealIsOpen: no(
    409,
    '已有申诉正在复查，请等待结果。',
    'An appeal is open already; wait for its outcome.',
  ),
  anAppealIsOpen: no(
    409,
    '本案在办，没有待复查的申诉。',
    'The case is open and no appeal waits to be looked at.',
  ),
  reviewerDidNotDecide: no(
    403,
    '作出原决定的人不能复查，请由另一名督办员办理。',
    'Who decided cannot look at it again; another supervisor must.',
  ),
  rulingFitsTheCase: no(
    422,
    '裁定与本案不符：裁定接收须写明单位，其余不写。',
    'The ruling does not fit: receive names an office, the others none.',
  ),
  deciderCoversTheOffice: no(
    403,
    '该单位不在您的管辖范围，不能裁定由其接收。',
    'The office is outside your scope; you cannot rule that it receives.',
  ),
  aCommunityIsToReceive: no(
    409,
    '本案不需社区接收，例外无从适用。',
    'No community is to receive in this case, so an exception leads nowhere.',
  ),
  exceptionMayNameTheRegion: no(
    422,
    '例外只能免除未满足的要求；接收同意不得免除。',
    'An exception waives only what is unmet, and never consent.',
  ),
  anExceptionIsProposed: no(409, '没有待批准的例外申请。', 'No exception is proposed.'),
  approverIsAnother: no(403, '批准人不能是提请人。', 'The approver cannot be the proposer.'),
  aRulingAwaitsTheOffice: no(409, '没有待签收的裁定。', 'No ruling awaits acknowledgement.'),
  rulingNamesTheOffice: no(403, '裁定并未指定该单位。', 'The ruling does not name this office.'),
  rulingIsAcknowledged: no(409, '接收单位尚未签收裁定。', 'The office has not acknowledged the ruling.'),
  consentStands: no(
    409,
    '尚无接收同意，不能签署或放行。',
    'No consent stands yet, so nothing can be signed or released.',
  ),
  detailsAreComplete: no(409, '承诺书七项内容尚不完整。', 'The seven fields of the pledge are not complete.'),
  conditionsAreAcknowledged: no(
    409,
    '请先向当事人说明接收条件并由其知悉。',
    'The conditions of reception must be shown and acknowledged first.',
  ),
  pledgeTextIsTheOneShown: no(
    409,
    '签署内容与展示内容不一致，请重新阅读。',
    'The text is not the one that was shown; read it again.',
  ),
  guardianIsIdentified: no(
    422,
    '未满十四周岁须由监护人签署。',
    'Under 14, the guardian must be identified and sign.',
  ),
  witnessIsOnDuty: no(
    422,
    '见证人须为当班民警；在自己的手机上签署的，须输入民警当面出示的六位见证码。',
    'The witness must be an officer on duty; on one’s own phone, by the six figures that officer shows.',
  ),
  pledgeIsSigned: no(409, '承诺书尚未签署。', 'The pledge is not signed.'),
  testIsMet: no(409, '核酸要求尚未满足。', 'The test is not met.'),
  healthStatusIsMet: no(409, '健康宝状态要求尚未满足。', 'The health status is not met.'),
  itineraryIsMet: no(409, '行程码要求尚未满足。', 'The itinerary is not met.'),
  filingIsMet: no(409, '报备要求尚未满足。', 'The filing is not met.'),
  nothingIsRequiredAnyMore: no(409, '仍有未解除的要求。', 'Something is still required.'),
  aRequirementIsUnmet: no(
    409,
    '各项要求均已满足，不得劝返。',
    'Everything is met; nobody can be turned back.',
  ),
  aClaimIsPending: no(409, '没有待决定的申请。', 'No claim waits to be decided.'),
  noClaimIsPending: no(
    409,
    '申请尚未决定，不能劝返。请先决定，或由当事人撤回。',
    'A claim is not decided yet; decide it, or let the traveller take it back, before anybody is turned back.',
  ),
  claimIsDecidedFirst: no(
    409,
    '申请尚未决定：只能先作决定，或登记当事人撤回。',
    'A claim is not decided yet: it is decided, or the traveller takes it back, before anything else is filed.',
  ),
  requestIsNotPending: no(
    409,
    '征询仍在进行，尚不能劝返。',
    'The request is pending; nobody can be turned back yet.',
  ),
  alternativesAreNamed: no(422, '请写明考虑过的替代办法。', 'Name the alternatives that were considered.'),
  theReasonIsTheCase: no(422, '所选理由与案情不符。', 'The reason given is not how the case stands.'),
  departureIsRequested: no(409, '当事人未要求离开。', 'The traveller has not asked to leave.'),
  familyIsDecidedTogether: no(
    409,
    '未成年人与监护人须一并决定，或由督办员另行决定。',
    'A child and their guardian are decided together, or by a supervisor.',
  ),
  emergencyOrTestStops: no(
    409,
    '无阳性或待复核检测，亦非紧急情况。',
    'No test stops the case, and it is no emergency.',
  ),
  officeHasThemInCare: no(
    403,
    '当事人不由该单位接收。',
    'This office does not have the traveller in its care.',
  ),
  arrivalIsOverdue: no(409, '到达时限未过。', 'The arrival is not overdue.'),
  noRulingIsOpen: no(
    409,
    '已有裁定待签收，不能另行转接。',
    'A ruling awaits acknowledgement; nothing is transferred beside it.',
  ),
  noTransferIsOpen: no(409, '已有转接在办。', 'A transfer is already under way.'),
  aTransferIsOpen: no(409, '没有待接受的转接。', 'No transfer awaits acceptance.'),
  transferNamesTheOffice: no(403, '转接并非给该单位。', 'The transfer is to another office.'),
} as const satisfies Record<string, RefusalWords>;

export const CASE_REFUSALS = {
  ...AT_THE_DOOR,
  ...BY_THE_SPINE,
  ...BY_STRUCTURE,
  ...BY_THE_HANDOFF,
} as const;
