/** For every command a good body, from somebody who may send it, and a stream that takes it. A new command has no way past this table. */
import type { CommandType } from '../../src/contract/commands.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { fitTest, GREEN_ITINERARY, MEASURE_TEXT, POPPED_UP, YES } from '../commands/world.ts';
import { listBody } from '../evidence/issuers.ts';
import * as ways from './town.ts';
import { announcement, newAccount, type Town } from './town.ts';

export interface Good {
  /** Who sends it, by terminal where more than one offers it; `traveller` and `gate` are themselves. */
  readonly who: string | Readonly<Partial<Record<Terminal, string>>>;
  /** Makes the stream it is sent to; absent where the command starts its own. */
  readonly at?: (town: Town, who: string) => Promise<string>;
  readonly body?: (town: Town, streamId: string, terminal: Terminal) => object | Promise<object>;
  /** Fields that are new each time it is sent. */
  readonly anew?: (town: Town, streamId: string, terminal: Terminal) => Promise<object>;
  readonly second?: string;
  /** What the state says to it, where no state within a moment's reach takes it. */
  readonly refused?: string;
}

const words = '随口说的一句话';
const office = { office: 'C-WILLOW' };
const SOME_ID = '0184563c-0000-7000-8000-00000000abcd';
/** Which office stands for each terminal when a shift begins. */
const PLACES: Readonly<Partial<Record<Terminal, string>>> = {
  checkpoint: 'K-NORTH',
  community: 'C-WILLOW',
  supervisor: 'D-EAST',
};
const someOffice = (town: Town) => ({
  entries: [
    { code: `C-NEW-${town.fresh()}`, kind: 'community', parent: 'S-HILL', zh: '新社区', numbers: [] },
  ],
});
const someChannel = (town: Town) => ({
  office: 'C-WILLOW',
  kind: 'wecom',
  address: `https://robots.example/cgi-bin/webhook/send?key=${town.fresh()}`,
});
const newOne = async (town: Town) =>
  (await town.did('first', 'createAccount', null, newAccount(`new-${town.fresh()}`))).streamId;
const confirmedOne = async (town: Town) => {
  const account = await newOne(town);
  await town.did('second', 'confirmAccount', account);
  return account;
};
const startedBy = (type: CommandType, body: (town: Town) => object, second?: string) => async (town: Town) =>
  (await town.did('first', type, null, body(town), second === undefined ? {} : { second })).streamId;

export const GOOD: Readonly<Record<CommandType, Good>> = {
  openStop: {
    who: 'wen',
    body: () => ({
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      plate: '演A00001',
      travellers: 2,
      direction: 'INBOUND',
    }),
  },
  addTraveller: { who: 'wen', at: (town) => ways.stop(town) },
  recordPassed: {
    who: 'wen',
    at: (town) => ways.stop(town),
    body: () => ({ traveller: 1, measure: 'beijing-2022-11', clause: 'green' }),
  },
  closeStop: {
    who: 'wen',
    at: async (town) => {
      const stop = await ways.stop(town);
      await town.did('wen', 'recordPassed', stop, {
        traveller: 1,
        measure: 'beijing-2022-11',
        clause: 'green',
      });
      return stop;
    },
  },

  openHandoff: {
    who: 'wen',
    body: async (town) => ({ stopId: await ways.stop(town), ...ways.shown(town) }),
  },
  recordDetails: { who: 'wen', at: ways.opened, body: () => ({ phone: '19900001234', isUnder14: false }) },
  correctDetails: {
    who: 'wen',
    at: ways.opened,
    body: () => ({
      returnReason: 'family',
      returnAddress: { division: '990000', text: '柳巷二号院' },
      because: words,
    }),
  },
  markNeed: { who: 'wen', at: ways.opened, body: () => ({ need: 'old' }) },
  tieToGuardian: {
    who: 'wen',
    at: ways.opened,
    body: async (town) => ({ guardian: await ways.opened(town) }),
  },
  takeOverHandoff: {
    who: { checkpoint: 'wen', supervisor: 'chen' },
    second: 'bai',
    at: ways.opened,
    // To where none of the others serves: taking a case over to one's own place is tried in take-over.test.ts.
    body: () => ({ toCheckpoint: 'K-NORTH' }),
  },
  handOverHold: { who: 'wen', at: ways.opened, body: (town) => ({ to: town.account('bai') }) },
  acceptHold: { who: 'bai', at: ways.handedOver },
  readDocument: {
    who: 'wen',
    at: ways.opened,
    body: (town) => ({ document: { type: 'PASSPORT', number: `E${20_000_000 + town.fresh()}` } }),
  },
  holdDocument: {
    who: 'wen',
    second: 'bai',
    at: ways.opened,
    body: () => ({ ground: 'healthStatusPoppedUp', legalBasis: 'popup3', words }),
  },
  returnDocument: { who: 'wen', at: ways.held, body: () => ({ strokes: '[[1,2],[3,4]]' }) },
  reviewHold: { who: 'lu', at: ways.held, body: () => ({ verdict: 'keep', because: words }) },
  orderReturn: {
    who: { checkpoint: 'lu', supervisor: 'chen' },
    at: ways.held,
    body: () => ({ because: words }),
  },
  recordNoDocument: { who: 'wen', at: ways.opened, body: () => ({ why: 'lost' }) },
  depositDocument: {
    who: 'wen',
    second: 'lu',
    at: ways.leaving,
    body: () => ({ why: 'travellerLeft', words }),
  },
  collectDocument: { who: 'wen', at: ways.deposited, body: () => ({ how: 'inPerson', strokes: '[[1,2]]' }) },
  recordTest: { who: 'wen', at: ways.opened, body: (town) => ({ test: fitTest(town.now) }) },
  recordHealthStatus: { who: 'wen', at: ways.opened, body: () => ({ healthStatus: POPPED_UP }) },
  recordItinerary: { who: 'wen', at: ways.opened, body: () => ({ itinerary: GREEN_ITINERARY }) },
  recordFiling: {
    who: { checkpoint: 'wen', community: 'willow' },
    at: ways.asked,
    body: () => ({ filing: { answer: 'FILED' } }),
  },
  decideClaim: {
    who: 'wen',
    at: ways.opened,
    body: () => ({ decision: 'grant', because: words }),
    refused: 'aClaimIsPending',
  },
  correctEvidence: {
    who: 'wen',
    second: 'bai',
    at: ways.opened,
    body: () => ({ region: 'itinerary', itinerary: GREEN_ITINERARY, because: words }),
  },
  recordLateResult: { who: 'wen', at: ways.released, body: (town) => ({ test: fitTest(town.now) }) },
  askSource: { who: 'wen', at: ways.opened, body: () => ({ region: 'test' }) },
  settleContradiction: {
    who: { checkpoint: 'wen', supervisor: 'chen' },
    at: ways.contradicted,
    body: () => ({ contradiction: 'reportedBeforeSampled', outcome: 'mistake', because: words }),
  },
  recordSourceAnswer: {
    who: 'adapter',
    at: ways.opened,
    body: () => ({ source: 'simulator', region: 'itinerary', itinerary: GREEN_ITINERARY }),
  },
  recordEarlierAttempts: {
    who: 'wen',
    at: ways.opened,
    body: () => ({ attempts: 14, answered: 1, words }),
  },
  askCommunity: {
    who: 'wen',
    at: ways.opened,
    body: () => ({ community: 'C-WILLOW', somethingChanged: true, words }),
  },
  recordCall: {
    who: 'wen',
    at: ways.asked,
    body: () => ({ office: 'C-WILLOW', number: '010-00000005', outcome: 'noAnswer', seconds: 30 }),
  },
  issueReadBackCode: {
    who: 'wen',
    at: ways.asked,
    body: (town) => ({ ...office, worker: town.account('willow') }),
  },
  answerCommunity: {
    who: 'willow',
    at: ways.asked,
    body: () => ({ ...office, answer: 'accept', ...YES, conditions: ['sealedBuilding'], observationDays: 7 }),
  },
  recordOralAnswer: {
    who: 'wen',
    at: ways.coded,
    body: (town) => ({
      ...office,
      worker: town.account('willow'),
      code: 'ABCD-1234',
      recordingNoticeRead: true,
      answer: 'needMoreInformation',
      isRegisteredResident: 'yes',
    }),
    // The code was sent to the worker's own channel.
    refused: 'answererIsIdentified',
  },
  escalateRequest: {
    who: { checkpoint: 'wen', community: 'willow', supervisor: 'chen' },
    at: ways.asked,
    body: () => ({ because: words }),
  },
  cancelRequest: { who: 'wen', at: ways.asked, body: () => ({ because: words }) },
  reportChange: {
    who: { checkpoint: 'wen', community: 'willow' },
    at: ways.accepted,
    body: () => ({ ...office, what: 'zone', words }),
  },
  revokeConsent: {
    who: 'willow',
    at: ways.accepted,
    body: () => ({ ...office, reason: 'homeIsSealed', words }),
  },
  disputeOralAnswer: {
    who: 'willow',
    at: ways.asked,
    body: () => ({ ...office, words }),
    // Nothing was recorded in anybody's name.
    refused: 'anOralAnswerIsOpen',
  },
  takeUpDispute: { who: 'chen', at: ways.askedAbove },
  askForStatement: { who: 'chen', at: ways.askedAbove, body: () => ({ of: 'office', words }) },
  ruleOnHandoff: {
    who: 'chen',
    at: ways.askedAbove,
    body: () => ({
      ruling: 'receive',
      office: 'C-WILLOW',
      conditions: ['homeObservation'],
      ground: 'residence',
      clause: 'popup3',
      heard: { checkpoint: 'inWriting', office: 'byPhone' },
      words,
    }),
  },
  proposeException: {
    who: 'chen',
    at: ways.opened,
    body: () => ({ regions: ['pledge'], ground: 'medical', words }),
  },
  approveException: { who: 'dong', at: ways.proposed, body: () => ({ words }) },
  acknowledgeRuling: { who: 'willow', at: ways.ruled, body: () => office },
  acknowledgeConditions: {
    who: { checkpoint: 'wen', traveller: 'traveller' },
    at: ways.accepted,
    body: () => ({ readAloud: true }),
  },
  signPledge: {
    who: { checkpoint: 'wen', traveller: 'traveller' },
    at: ways.conditionsKnown,
    body: ways.signature,
    anew: ways.codeShown,
  },
  declinePledge: {
    who: { checkpoint: 'wen', traveller: 'traveller' },
    at: ways.conditionsKnown,
    body: (town) => ({ because: words, witness: town.account('bai') }),
    anew: ways.codeShown,
  },
  releaseTraveller: { who: 'wen', at: ways.signed, body: () => ({ words, together: [] }) },
  clearTraveller: { who: 'wen', at: ways.nothingNeeded, body: () => ({ words }) },
  turnTravellerBack: {
    who: 'wen',
    at: ways.refusedByCommunity,
    body: () => ({ reason: 'communityRefused', alternatives: ['anotherOffice'], words }),
  },
  referTraveller: { who: 'wen', at: ways.opened, body: () => ({ kind: 'emergency', to: '120', words }) },
  acknowledgeReferral: {
    who: { supervisor: 'chen', checkpoint: 'lu' },
    at: ways.referred,
    body: () => ({ acknowledgedBy: '急诊分诊台' }),
  },
  requestDeparture: {
    who: { checkpoint: 'wen', traveller: 'traveller' },
    at: ways.opened,
    body: () => ({ wish: 'leave', askedBy: 'traveller', words }),
  },
  withdrawTraveller: {
    who: 'wen',
    at: async (town) => {
      const handoff = await ways.leaving(town);
      await town.did('wen', 'returnDocument', handoff);
      return handoff;
    },
    body: () => ({ words }),
  },
  confirmArrival: { who: { community: 'willow', gate: 'gate' }, at: ways.released, body: () => office },
  reportNonArrival: { who: 'willow', at: ways.overdue, body: () => ({ ...office, calls: 3, words }) },
  closeNonArrival: { who: 'chen', at: ways.missing, body: () => ({ reason: 'inHospital', words }) },
  reportTurnedAwayAtDoor: {
    who: { traveller: 'traveller', checkpoint: 'wen', supervisor: 'chen' },
    at: ways.released,
    body: () => ({ words }),
  },
  reportReceptionProblem: { who: 'willow', at: ways.received, body: () => ({ ...office, words }) },
  requestTransfer: {
    who: 'willow',
    at: ways.received,
    body: () => ({ ...office, to: 'C-POPLAR', words }),
  },
  acceptTransfer: { who: 'poplar', at: ways.moving, body: () => ({ office: 'C-POPLAR' }) },
  addStatement: {
    who: { checkpoint: 'wen', traveller: 'traveller', community: 'willow' },
    at: ways.asked,
    body: () => ({ words }),
  },
  fileComplaint: {
    who: { checkpoint: 'wen', traveller: 'traveller' },
    at: ways.opened,
    body: () => ({ about: 'wait', words }),
  },
  fileAppeal: {
    who: { checkpoint: 'wen', traveller: 'traveller' },
    at: ways.withdrawn,
    body: () => ({ of: 'other', words }),
  },
  lookAgain: { who: 'chen', at: ways.withdrawn, body: () => ({ outcome: 'upheld', words }) },
  handOverPaper: { who: 'wen', at: ways.held, body: () => ({ paper: SOME_ID, how: 'byHand' }) },

  dueTimerFired: { who: 'house' },
  recordPaper: { who: 'house' },
  recordDelivery: { who: 'house' },
  noteContradiction: { who: 'house' },
  applyAnnouncementEnd: { who: 'house' },
  applyMilderMeasure: {
    who: 'lu',
    at: ways.opened,
    body: () => ({ announcement: SOME_ID }),
    refused: 'newMeasureIsMilder',
  },
  noteOverlap: { who: 'house' },
  settleOverlap: {
    who: 'chen',
    at: ways.overlap,
    body: () => ({ outcome: 'explained', because: words }),
  },
  migrateStream: { who: 'house' },
  recordClockJump: { who: 'house' },

  startShift: {
    who: { checkpoint: 'bai', community: 'river', supervisor: 'chen' },
    body: (town, _, terminal) => ({ place: PLACES[terminal], until: town.now + 8 * 3_600_000 }),
  },
  endShift: {
    who: { checkpoint: 'shan', community: 'jin', supervisor: 'dong' },
    at: (town, who) => town.shift(who, { shan: 'K-NORTH', jin: 'C-WILLOW' }[who] ?? 'D-EAST'),
  },
  confirmShiftNote: {
    who: { checkpoint: 'bai', community: 'jin' },
    at: async (town, who) => {
      const [author, place] = who === 'bai' ? ['yan', 'K-NORTH'] : ['ning', 'C-WILLOW'];
      const shift = await town.did(author, 'startShift', null, { place, until: town.now + 8 * 3_600_000 });
      await town.did(author, 'endShift', shift.streamId, { note: words });
      return shift.streamId;
    },
  },

  reviewPledge: { who: 'chen', at: ways.released, body: () => ({ verdict: 'inOrder', words }) },
  flagPledge: { who: 'chen', at: ways.released, body: () => ({ why: 'textDiffers', words }) },
  resolveFlag: { who: 'chen', at: ways.flagged, body: () => ({ outcome: 'unfounded', words }) },
  openSample: {
    who: 'chen',
    body: (town) => ({ size: 5, seed: 'seed-1', from: town.now - 86_400_000, to: town.now }),
  },
  simulateMeasure: {
    who: { supervisor: 'chen', admin: 'first' },
    body: (town) => ({
      measure: 'beijing-2022-11',
      measureVersion: 1,
      textDigest: '0'.repeat(64),
      from: town.now - 86_400_000,
      to: town.now,
      handoffs: 0,
    }),
  },
  legalHold: { who: 'chen', second: 'dong', at: ways.released, body: () => ({ hold: true, reason: words }) },
  erasePerson: {
    who: 'second',
    second: 'first',
    at: ways.withdrawn,
    body: () => ({ ground: 'personAsked' }),
  },
  openPersonalData: {
    who: { checkpoint: 'wen', community: 'willow', supervisor: 'chen' },
    at: ways.asked,
    body: () => ({ fields: ['document'], purpose: 'identityCheck' }),
  },

  createAccount: { who: 'second', body: (town) => newAccount(`new-${town.fresh()}`) },
  confirmAccount: { who: 'second', at: newOne },
  grantRole: {
    who: 'second',
    second: 'first',
    at: confirmedOne,
    body: () => ({ role: 'officer', scope: 'K-SOUTH' }),
  },
  disableAccount: { who: 'second', at: confirmedOne, body: () => ({ why: 'left' }) },
  eraseAccount: {
    who: 'second',
    second: 'first',
    at: async (town) => {
      const account = await confirmedOne(town);
      await town.did('second', 'disableAccount', account, { why: 'left' });
      return account;
    },
    body: () => ({ ground: 'personAsked' }),
  },
  registerChannel: {
    who: 'second',
    second: 'first',
    at: confirmedOne,
    body: () => ({ channel: { kind: 'sms', address: '19900000000' } }),
  },
  registerOnDuty: {
    who: 'river',
    body: (town) => ({
      ...office,
      staffNumber: 'W-01',
      surname: '周',
      channel: { kind: 'sms', address: '19900000001' },
      until: town.now + 8 * 3_600_000,
    }),
  },
  registerOfficeChannel: { who: 'second', second: 'first', body: someChannel },
  tryOfficeChannel: { who: 'second', at: startedBy('registerOfficeChannel', someChannel, 'second') },
  resumeOfficeChannel: {
    who: { admin: 'second', supervisor: 'chen' },
    at: startedBy('registerOfficeChannel', someChannel, 'second'),
  },
  closeOfficeChannel: {
    who: 'second',
    at: startedBy('registerOfficeChannel', someChannel, 'second'),
    body: () => ({ why: 'notUsed' }),
  },
  importDirectory: { who: 'second', body: someOffice },
  changeDirectory: {
    who: 'second',
    at: async (town) => {
      const directory = await startedBy('importDirectory', someOffice)(town);
      await town.did('second', 'approveChange', directory);
      return directory;
    },
    body: someOffice,
  },
  approveChange: { who: 'second', at: startedBy('importDirectory', someOffice) },
  proposeMeasure: { who: 'second', body: () => ({ text: MEASURE_TEXT }) },
  approveMeasure: { who: 'second', at: startedBy('proposeMeasure', () => ({ text: MEASURE_TEXT })) },
  proposeTrustList: {
    who: 'second',
    body: (town) => listBody({ number: town.fresh(), issuedAt: town.now }),
  },
  approveTrustList: {
    who: 'second',
    at: startedBy('proposeTrustList', (town) => listBody({ number: town.fresh(), issuedAt: town.now })),
  },
  recordAnnouncement: {
    who: 'second',
    second: 'first',
    body: (town) => announcement(town, ['D-EAST']),
  },
  endAnnouncement: {
    who: 'second',
    second: 'first',
    at: startedBy('recordAnnouncement', (town) => announcement(town, ['D-EAST']), 'second'),
    body: () => ({ why: 'error' }),
  },
};

/** Who sends a command at a terminal. */
export function senderAt(type: CommandType, terminal: Terminal): string {
  const { who } = GOOD[type];
  return typeof who === 'string' ? who : (who[terminal] ?? '');
}
