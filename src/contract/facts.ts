/**
 * What can become true, and what follows from it.
 *
 * Every command states one fact of its own (its row in the command table); those below follow from the machines.
 * An effect is a row in the outbox, never a call: it happens at least once, after commit.
 */
import { COMMANDS } from './commands.ts';

/** Facts that follow from a transition, beside the fact the command itself states. */
export const FOLLOWING_FACTS = [
  'rungAsked',
  'consentGiven',
  'consentRefused',
  'consentLapsed',
  'requestEscalated',
  'requestCancelled',
  'answerKeptAsStatement',
  'oralAnswerStands',
  'nobodyDecided',
  'deciderNamed',
  'acknowledgementOverdue',
  'readBackCodeLapsed',
  'pledgeVoided',
  'pledgeWaived',
  'testWaived',
  'healthStatusWaived',
  'itineraryWaived',
  'filingWaived',
  'holdReviewFellDue',
  'holdCapReached',
  'returnFellDue',
  'documentDeposited',
  'departureTakenBack',
  'departureOverdue',
  'exceptionLapsed',
  'casePassedToSuperior',
  'stayReviewFellDue',
  'announcementEndApplied',
  'announcementEnded',
  'papersOverdue',
  'claimOverdue',
  'appealOverdue',
  'arrivalOverdue',
  'nonArrivalUnreported',
  'nonArrivalUnsettled',
  'careMoved',
  'transferOverdue',
  'referralOverdue',
  'shiftLapsed',
  'contradictionFound',
  'migrated',
] as const;

/** Facts are for ever: a name here is never renamed, it gets a successor. */
export const FACT_TYPES: readonly string[] = [
  ...new Set([...Object.values(COMMANDS).map((row) => row.fact), ...FOLLOWING_FACTS]),
].sort();

/** The version of the facts' shape; rises when a fact's fields change, with an upcast for the older ones. */
export const FACT_VERSION = 1;

/**
 * What the house does about a fact. Verb and whom.
 * `by: 'feed'`: the screens hear it by the feed, which reads the same commit, so it needs no row of its own.
 * `by: 'outbox'`: carried out at least once by a handler of `src/effects/`.
 * `by: 'lane'`: goes out in the lane of a receiver (`src/effects/reach-offices.ts`).
 * Whom a `feed` effect tells is reached as well by every channel that is registered for that office.
 */
export const EFFECTS = {
  notifyCommunity: { by: 'feed', zh: '通知社区', en: 'notify the community' },
  notifyStreetOffice: { by: 'feed', zh: '通知街道', en: 'notify the street office' },
  notifySupervisor: { by: 'feed', zh: '通知督办', en: 'notify the supervisor' },
  notifyCheckpoint: { by: 'feed', zh: '通知检查站', en: 'notify the checkpoint' },
  notifyAuthority: { by: 'feed', zh: '通知卫生部门', en: 'notify the health authority' },
  alarmSuperior: { by: 'feed', zh: '提醒值班站长', en: 'alarm the duty superior' },
  querySource: { by: 'outbox', zh: '查询数据来源', en: 'query the source' },
  sendReadBackCode: { by: 'outbox', zh: '发送回读码', en: 'send the read-back code' },
  reachOffice: { by: 'lane', zh: '送达单位渠道', en: 'reach the office by its channel' },
  resumeLane: { by: 'outbox', zh: '重发搁置的消息', en: 'send again what was set aside' },
  applyAnnouncementEnd: {
    by: 'outbox',
    zh: '逐案适用公告终止',
    en: 'apply the announcement’s end to every open case',
  },
  passCasesOn: { by: 'outbox', zh: '移交脱岗人员的事项', en: 'pass the cases of a lapsed shift on' },
  tellTheOtherCase: {
    by: 'outbox',
    zh: '提示所涉另案',
    en: 'tell the other case of the contradiction',
  },
  lookForOverlaps: { by: 'outbox', zh: '查找交叉应答', en: 'look for who answers for several communities' },
  destroyKeys: { by: 'outbox', zh: '销毁密钥', en: 'destroy the keys' },
  drawReceipt: { by: 'outbox', zh: '制作暂存收据', en: 'draw the custody receipt' },
  drawPledge: { by: 'outbox', zh: '制作承诺书', en: 'draw the pledge' },
  drawReleaseSlip: { by: 'outbox', zh: '制作放行单', en: 'draw the release slip' },
  drawRefusalNotice: { by: 'outbox', zh: '制作劝返告知书', en: 'draw the refusal notice' },
} as const;
export type EffectType = keyof typeof EFFECTS;

/** Which effects follow from which fact. A fact that is not named calls nothing. */
export const FOLLOWS: Readonly<Record<string, readonly EffectType[]>> = {
  communityAsked: ['notifyCommunity'],
  rungAsked: ['notifyStreetOffice', 'notifySupervisor'],
  readBackCodeIssued: ['sendReadBackCode'],
  sourceAsked: ['querySource'],
  sourceAnswered: ['notifyCheckpoint'],
  answerGiven: ['notifyCheckpoint'],
  oralAnswerDisputed: ['notifyCheckpoint', 'notifySupervisor', 'alarmSuperior'],
  consentRevoked: ['notifyCheckpoint'],
  changeReported: ['notifyCheckpoint'],
  requestCancelled: ['notifyCommunity'],
  disputeTakenUp: ['notifyCheckpoint'],
  statementAskedFor: ['notifyCheckpoint', 'notifyCommunity'],
  nobodyDecided: ['notifySupervisor', 'alarmSuperior'],
  deciderNamed: ['notifySupervisor'],
  handoffRuled: ['notifyCommunity', 'notifyCheckpoint'],
  acknowledgementOverdue: ['notifySupervisor'],
  exceptionProposed: ['notifySupervisor'],
  exceptionApproved: ['notifyCheckpoint'],
  documentHeld: ['drawReceipt'],
  documentDeposited: ['drawReceipt', 'alarmSuperior'],
  holdReviewFellDue: ['alarmSuperior'],
  holdCapReached: ['alarmSuperior', 'notifySupervisor'],
  returnFellDue: ['alarmSuperior'],
  departureRequested: ['alarmSuperior'],
  departureOverdue: ['alarmSuperior', 'notifySupervisor'],
  casePassedToSuperior: ['alarmSuperior'],
  stayReviewFellDue: ['alarmSuperior'],
  pledgeSigned: ['drawPledge'],
  personErased: ['destroyKeys'],
  accountErased: ['destroyKeys'],
  travellerReleased: ['drawReleaseSlip', 'notifyCommunity'],
  travellerTurnedBack: ['drawRefusalNotice'],
  travellerReferred: ['notifyAuthority'],
  travellerWithdrew: ['drawRefusalNotice'],
  lateResultRecorded: ['notifyCommunity', 'notifyAuthority'],
  referralOverdue: ['notifySupervisor', 'alarmSuperior'],
  papersOverdue: ['alarmSuperior'],
  claimOverdue: ['alarmSuperior', 'notifySupervisor'],
  arrivalOverdue: ['notifyCommunity', 'notifySupervisor'],
  nonArrivalReported: ['notifySupervisor'],
  nonArrivalUnreported: ['notifySupervisor'],
  nonArrivalUnsettled: ['notifySupervisor'],
  turnedAwayAtDoor: ['notifyCommunity', 'notifySupervisor'],
  receptionProblemReported: ['notifySupervisor'],
  transferRequested: ['notifyCommunity'],
  transferOverdue: ['notifySupervisor'],
  careMoved: ['notifyCommunity'],
  complaintFiled: ['notifySupervisor'],
  appealFiled: ['notifySupervisor'],
  appealOverdue: ['notifySupervisor'],
  lookedAgain: ['notifyCheckpoint'],
  contradictionFound: ['tellTheOtherCase', 'alarmSuperior'],
  contradictionNoted: ['alarmSuperior'],
  accountConfirmed: ['lookForOverlaps'],
  roleGranted: ['lookForOverlaps'],
  channelRegistered: ['lookForOverlaps'],
  onDutyRegistered: ['lookForOverlaps'],
  directoryChangeApproved: ['lookForOverlaps'],
  officeChannelRegistered: ['lookForOverlaps'],
  shiftLapsed: ['alarmSuperior', 'passCasesOn'],
  announcementEnded: ['applyAnnouncementEnd'],
  officeChannelTried: ['reachOffice'],
  officeChannelResumed: ['resumeLane'],
  officeChannelClosed: ['resumeLane', 'destroyKeys', 'lookForOverlaps'],
};
