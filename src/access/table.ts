/**
 * Who may try which command. Pure data: `docs/roles.txt` is its print, so that a change of rights is reviewed as a diff.
 *
 * A role named here may try; scope (`scope.ts`) and the machine still have their say. The reach says over what:
 * `own`: what lies in the actor's own scope (their checkpoint, community, street office, body, district, handoff);
 * `asked`: what their office was asked about, has in its care, or was named for;
 * `any`: the whole house.
 * Unqualified staff may not hold, refuse or release (Administrative Compulsion Law, article 17), so no community role has those.
 */
import type { CommandType } from '../contract/commands.ts';
import type { Role } from '../contract/roles.ts';

export type Reach = 'own' | 'asked' | 'any';
export type Rights = Readonly<Partial<Record<Role, Reach>>>;

const police = { officer: 'own', dutySuperior: 'own' } as const;
const superior = { dutySuperior: 'own' } as const;
const office = { communityWorker: 'asked', streetOfficer: 'asked' } as const;
const house = { house: 'any' } as const;
const administrator = { administrator: 'any' } as const;

export const RIGHTS: Readonly<Record<CommandType, Rights>> = {
  openStop: police,
  addTraveller: police,
  recordPassed: police,
  closeStop: police,

  openHandoff: police,
  recordDetails: police,
  correctDetails: police,
  markNeed: police,
  tieToGuardian: police,
  takeOverHandoff: { ...police, supervisor: 'own' },
  // The house passes on what lies in the name of somebody whose shift lapsed.
  handOverHold: { ...police, ...house },
  acceptHold: police,
  readDocument: police,
  holdDocument: police,
  returnDocument: police,
  reviewHold: superior,
  orderReturn: { ...superior, supervisor: 'own' },
  recordNoDocument: police,
  depositDocument: police,
  collectDocument: police,
  recordTest: police,
  recordHealthStatus: police,
  recordItinerary: police,
  recordFiling: { ...police, ...office },
  decideClaim: police,
  correctEvidence: police,
  // What the house asked a source for comes back to it; an adapter may also come by itself.
  recordLateResult: { ...police, adapter: 'any', ...house },
  askSource: police,
  recordSourceAnswer: { adapter: 'any', ...house },
  settleContradiction: { ...police, supervisor: 'own' },
  recordEarlierAttempts: police,
  askCommunity: police,
  recordCall: police,
  issueReadBackCode: police,
  answerCommunity: office,
  recordOralAnswer: police,
  disputeOralAnswer: office,
  escalateRequest: { ...police, ...office, supervisor: 'own' },
  cancelRequest: police,
  reportChange: { ...police, ...office },
  revokeConsent: office,
  takeUpDispute: { supervisor: 'own' },
  askForStatement: { supervisor: 'own' },
  ruleOnHandoff: { supervisor: 'own' },
  proposeException: { supervisor: 'own' },
  approveException: { supervisor: 'own' },
  acknowledgeRuling: office,
  acknowledgeConditions: { ...police, traveller: 'own' },
  signPledge: { ...police, traveller: 'own' },
  declinePledge: { ...police, traveller: 'own' },
  releaseTraveller: police,
  clearTraveller: police,
  turnTravellerBack: police,
  referTraveller: police,
  acknowledgeReferral: { supervisor: 'own', ...superior },
  requestDeparture: { ...police, traveller: 'own' },
  withdrawTraveller: police,
  confirmArrival: { ...office, gate: 'any' },
  reportNonArrival: office,
  closeNonArrival: { supervisor: 'own' },
  reportTurnedAwayAtDoor: { ...police, supervisor: 'own', traveller: 'own' },
  reportReceptionProblem: office,
  requestTransfer: office,
  acceptTransfer: office,
  addStatement: { ...police, ...office, traveller: 'own' },
  fileComplaint: { ...police, traveller: 'own' },
  fileAppeal: { ...police, traveller: 'own' },
  lookAgain: { supervisor: 'own' },
  handOverPaper: police,
  dueTimerFired: house,
  recordPaper: house,
  recordDelivery: house,
  noteContradiction: house,
  applyAnnouncementEnd: house,
  applyMilderMeasure: { ...house, ...superior },

  startShift: { ...police, communityWorker: 'own', streetOfficer: 'own', supervisor: 'own' },
  endShift: { ...police, communityWorker: 'own', streetOfficer: 'own', supervisor: 'own' },
  confirmShiftNote: { ...police, communityWorker: 'own', streetOfficer: 'own' },

  reviewPledge: { supervisor: 'own', reviewer: 'own' },
  flagPledge: { supervisor: 'own', reviewer: 'own' },
  resolveFlag: { supervisor: 'own' },
  // A sample lies nowhere: it is drawn from what its sender may see.
  openSample: { supervisor: 'any', reviewer: 'any' },
  // A draft is tried on all that is on record; the sums name nobody.
  simulateMeasure: { supervisor: 'any', ...administrator },
  legalHold: { supervisor: 'own' },
  erasePerson: { ...administrator, ...house },
  openPersonalData: { ...police, ...office, supervisor: 'own', reviewer: 'own' },

  // The house makes the first two, from their enrolment links.
  createAccount: { ...administrator, ...house },
  confirmAccount: { ...administrator, ...house },
  grantRole: administrator,
  disableAccount: administrator,
  eraseAccount: administrator,
  registerChannel: administrator,
  registerOnDuty: { streetOfficer: 'own' },
  importDirectory: administrator,
  changeDirectory: administrator,
  approveChange: administrator,
  proposeMeasure: administrator,
  approveMeasure: administrator,
  proposeTrustList: administrator,
  approveTrustList: administrator,
  recordAnnouncement: administrator,
  endAnnouncement: { ...administrator, ...house },
  registerOfficeChannel: administrator,
  tryOfficeChannel: administrator,
  resumeOfficeChannel: { ...administrator, supervisor: 'own' },
  closeOfficeChannel: administrator,
  noteOverlap: house,
  settleOverlap: { supervisor: 'own' },
  migrateStream: house,
  recordClockJump: house,
};
