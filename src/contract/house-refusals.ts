/** Refusals of the other machines: stops, staff, the directory, measures, channels, lists, trust. */
import { no, type RefusalWords } from './refusal-words.ts';

/** Said by the other machines. */
export const HOUSE_REFUSALS = {
  travellerIsOfThisStop: no(422, '该车没有这位同行人。', 'This stop has no such traveller.'),
  travellerIsUndecided: no(409, '该同行人已有结果。', 'This traveller already has an outcome.'),
  everyTravellerHasAnOutcome: no(409, '还有同行人没有结果。', 'Somebody has no outcome yet.'),
  everyHandoffIsClosed: no(409, '还有未办结的交接。', 'A handoff of this stop is still open.'),
  placeIsLeft: no(422, '人数已达上限。', 'The stop is full.'),
  pledgeIsOnFile: no(409, '本案没有承诺书。', 'There is no pledge on file.'),
  handoffIsClosedForErasure: no(409, '本案未办结，不能删除。', 'The case is open; nothing can be erased.'),
  retentionHasEnded: no(409, '保存期限未满。', 'The retention time has not ended.'),
  fieldsAreOfThisPerson: no(422, '没有这些字段。', 'There are no such fields.'),
  noLegalHoldStands: no(409, '依法留存中，不能删除。', 'A legal hold stands; nothing can be erased.'),
  secondPersonIsAnother: no(422, '第二人须为另一人。', 'The second person must be another.'),
  secondAdministratorIsEnrolled: no(
    409,
    '第二名管理员尚未启用，双人事项不能办理。',
    'The second administrator is not enrolled yet; two-person matters wait.',
  ),
  confirmerIsNotTheCreator: no(403, '确认人不能是创建人。', 'Who created an account cannot confirm it.'),
  proposerIsConfirmed: no(
    403,
    '提出人的账号由您创建且未经另一管理员确认。',
    'You created the proposer’s account and nobody else has confirmed it.',
  ),
  officeIsYours: no(403, '该单位不归您管。', 'The office is not yours.'),
  dutyEndsWithinADay: no(
    422,
    '当班截止时间须在今后二十四小时之内。',
    'The duty must end within the next twenty-four hours.',
  ),
  noOtherShiftRuns: no(409, '您已在岗。', 'You already have a shift.'),
  shiftIsYours: no(403, '不是您的班次。', 'It is not your shift.'),
  noteIsForSomebodyElse: no(
    403,
    '留言是您写给接班人的，由接班人确认。',
    'You left the note for whoever comes next; they confirm it.',
  ),
  noteIsForYourOffice: no(
    403,
    '留言是写给别的单位接班人的。',
    'The note is for whoever comes next at another office.',
  ),
  nothingIsLeftInMyName: no(
    409,
    '您名下还有未移交的事项。',
    'Something is still in your name; hand it over first.',
  ),
  nothingIsLeftInTheirName: no(
    409,
    '该人员名下还有未移交的事项。',
    'Something is still in that person’s name; hand it over first.',
  ),
  approverIsNotTheProposer: no(403, '批准人不能是提出人。', 'The approver cannot be the proposer.'),
  fileIsGood: no(422, '文件有误，请查看逐行说明。', 'The file is not right; see the lines named.'),
  trustListIsSigned: no(
    422,
    '信任列表的签名不成立，或文件与所填编号、日期不符，或本系统没有配置列表公钥。',
    'The list’s signature does not hold, the file is not of the number and date said, or no key for lists is configured here.',
  ),
  trustListIsNewer: no(
    409,
    '已有同号或更新的信任列表。',
    'A list of this number or a newer one is in use already.',
  ),
  trustListIsFresh: no(
    422,
    '信任列表已过有效期，或签发时间晚于现在。',
    'The list is past its time, or was issued later than now.',
  ),
  measureIsApproved: no(409, '该措施规则尚未批准。', 'The measure is not approved.'),
  ladderIsComplete: no(
    422,
    '公告区域内有社区缺少完整的逐级负责人。',
    'A community of the area lacks a complete ladder of named deciders.',
  ),
  officeIsInTheDirectory: no(422, '名录中没有该单位。', 'The directory has no such office.'),
  addressIsOfItsKind: no(
    422,
    '地址不符合该渠道的格式：须为 https 地址（本机试用除外）；短信填写值班号码。',
    'The address is not of this kind: https, or this very machine for trying out; a duty number for short messages.',
  ),
  secretIsOfItsKind: no(
    422,
    '密钥不符：业务系统接口须填至少 24 位签名密钥，钉钉可填加签密钥，其余不填。',
    'The secret is not of this kind: a webhook needs one of 24 characters or more, DingTalk may have one, the others none.',
  ),
  channelIsNotRegisteredYet: no(
    409,
    '该地址已登记为一个渠道。',
    'This address is registered as a channel already.',
  ),
  moreIsFound: no(409, '已有同样的提示。', 'The same is noted already.'),
  channelIsClosed: no(409, '该渠道已停用。', 'The channel is closed.'),
  periodIsSound: no(422, '公告起止时间有误。', 'The period of the announcement is not sound.'),
} as const satisfies Record<string, RefusalWords>;
