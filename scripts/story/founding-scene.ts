/**
 * The founding scene, as it should have gone.
 *
 * One car, four people: two whose status is green pass, two carry pop-up 3 and their documents are held by two officers.
 * One community is reached at the eleventh call and accepts with conditions; the other says "你要放我就收", which is not
 * consent, and the request climbs until a named person decides.
 */
import { details, GREEN_ITINERARY, POPPED_UP, YES, fitTest } from '../../test/commands/world.ts';
import type { Stage } from './stage.ts';

const HOLD = { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' };
const STROKES = JSON.stringify([
  { points: Array.from({ length: 20 }, (_, i) => ({ x: i * 6, y: 40 + (i % 5) * 6, time: i * 10 })) },
]);

export async function foundingScene(stage: Stage): Promise<void> {
  stage.title('One car, four people, ten in the morning at North Gate');
  const car = await stage.step({
    who: 'wen',
    does: 'openStop',
    body: { checkpoint: 'K-NORTH', vehicle: 'car', plate: '京A·D0001', travellers: 4, direction: 'INBOUND' },
  });
  for (const traveller of [1, 2])
    await stage.step({
      who: 'wen',
      does: 'recordPassed',
      on: car.streamId,
      body: { traveller, measure: 'beijing-2022-11', clause: 'ordinaryEntry' },
    });
  const open = (traveller: number, name: string, number: string) =>
    stage.step({
      who: 'wen',
      does: 'openHandoff',
      body: {
        stopId: car.streamId,
        traveller,
        ...details(name, number),
        healthStatus: POPPED_UP,
        itinerary: GREEN_ITINERARY,
        test: fitTest(stage.now),
      },
      facts: ['handoffOpened'],
    });
  const { streamId: li } = await open(3, '李洁', '99000018800104001X');
  const { streamId: colleague } = await open(4, '同事', '990000188001010021');

  stage.title('Two documents are held by two officers, with a receipt each');
  for (const on of [li, colleague]) {
    await stage.step({ who: 'wen', does: 'holdDocument', on, body: HOLD, refused: 'secondPersonIsProved' });
    await stage.step({
      who: 'wen',
      does: 'holdDocument',
      on,
      body: HOLD,
      second: 'bai',
      facts: ['documentHeld'],
    });
    await stage.stands(on, {
      state: '"kept"',
      holder: { party: 'checkpoint', officer: stage.account('wen') },
      timers: ['holdReviewDue', 'holdCapDue', 'stayReviewDue'],
    });
  }
  await stage.papers('wen', li, ['custodyReceipt']);

  stage.title('Both communities are asked; the traveller’s own eleven calls are recorded as theirs');
  const worker = await stage.listen('willow', ['requests', 'expectedArrivals']);
  await stage.step({
    who: 'wen',
    does: 'recordEarlierAttempts',
    on: li,
    body: { attempts: 22, answered: 1, words: '会集中处理' },
    facts: ['earlierAttemptsRecorded'],
  });
  await stage.step({
    who: 'wen',
    does: 'askCommunity',
    on: li,
    body: { community: 'C-WILLOW' },
    facts: ['communityAsked'],
  });
  await stage.step({
    who: 'wen',
    does: 'askCommunity',
    on: colleague,
    body: { community: 'C-POPLAR' },
    facts: ['communityAsked'],
  });
  await stage.hears(
    worker,
    (told) => told.kind === 'put' && told.delivered.key === li,
    'the request reaches the community’s screen',
  );
  for (let call = 1; call <= 10; call += 1) {
    await stage.step({
      who: 'wen',
      does: 'recordCall',
      on: li,
      body: { office: 'C-WILLOW', number: '010-00000005', outcome: call % 3 === 0 ? 'busy' : 'noAnswer' },
      facts: ['callRecorded'],
    });
    await stage.pass(1);
  }

  stage.title('The eleventh call is answered, and the voice is identified by the code read back');
  await stage.step({
    who: 'wen',
    does: 'recordCall',
    on: li,
    body: { office: 'C-WILLOW', number: '199-0000-0001', outcome: 'spokeUnidentified' },
    refused: 'numberIsInTheDirectory',
  });
  await stage.step({
    who: 'wen',
    does: 'recordCall',
    on: li,
    body: { office: 'C-WILLOW', number: '010-00000005', outcome: 'spokeUnidentified', words: '那就回来' },
    facts: ['callRecorded'],
  });
  await stage.step({
    who: 'wen',
    does: 'issueReadBackCode',
    on: li,
    body: { office: 'C-WILLOW', worker: stage.account('willow') },
    facts: ['readBackCodeIssued'],
  });
  const oral = {
    office: 'C-WILLOW',
    worker: stage.account('willow'),
    recordingNoticeRead: true,
    answer: 'accept',
    ...YES,
    conditions: ['sealedBuilding'],
    observationDays: 7,
  };
  await stage.step({
    who: 'wen',
    does: 'recordOralAnswer',
    on: li,
    body: { ...oral, code: 'AAAAAAA' },
    refused: 'answererIsIdentified',
  });
  await stage.step({
    who: 'wen',
    does: 'recordOralAnswer',
    on: li,
    body: { ...oral, code: await stage.codeSent() },
    facts: ['oralAnswerRecorded', 'consentGiven'],
  });

  stage.title('In, not out: the condition is acknowledged before anything is signed');
  const sign = async (on: string, more = {}) => ({
    who: 'wen',
    does: 'signPledge' as const,
    on,
    body: {
      textDigest: (await stage.shownPledge('wen', on)).digest,
      language: 'zh-CN',
      strokes: STROKES,
      witness: stage.account('wen'),
    },
    ...more,
  });
  await stage.step(await sign(li, { refused: 'conditionsAreAcknowledged' }));
  await stage.step({
    who: 'wen',
    does: 'acknowledgeConditions',
    on: li,
    body: { readAloud: true },
    facts: ['conditionsAcknowledged'],
  });
  await stage.step(await sign(li, { facts: ['pledgeSigned'] }));
  await stage.step({ who: 'wen', does: 'releaseTraveller', on: li, refused: 'documentIsNotKept' });
  await stage.step({
    who: 'wen',
    does: 'returnDocument',
    on: li,
    body: { strokes: STROKES },
    facts: ['documentReturned'],
  });
  await stage.step({ who: 'wen', does: 'releaseTraveller', on: li, facts: ['travellerReleased'] });
  await stage.stands(li, {
    state: '"onTheWay"',
    holder: { party: 'office', office: 'C-WILLOW' },
    timers: ['arrivalDue', 'papersDue'],
  });
  await stage.hears(
    worker,
    (told) => told.kind === 'put' && told.delivered.view === 'expectedArrivals',
    'the community expects an arrival',
  );
  await stage.papers('wen', li, ['custodyReceipt', 'pledge', 'releaseSlip']);

  await stage.gateIsTold(li, true);
  await stage.gateIsTold(li, false);

  stage.title('The other community: “你要放我就收” is not consent');
  await stage.step({
    who: 'poplar',
    does: 'answerCommunity',
    on: colleague,
    body: { office: 'C-POPLAR', answer: 'conditional', isRegisteredResident: 'yes', words: '你要放我就收' },
    facts: ['answerGiven'],
  });
  await stage.step({
    who: 'wen',
    does: 'signPledge',
    on: colleague,
    body: { textDigest: '0'.repeat(64), language: 'zh-CN', strokes: STROKES, witness: stage.account('wen') },
    refused: 'consentStands',
  });
  await stage.step({
    who: 'poplar',
    does: 'answerCommunity',
    on: colleague,
    body: {
      office: 'C-POPLAR',
      answer: 'accept',
      isRegisteredResident: 'yes',
      knowsTheStatus: 'yes',
      acceptsReception: 'notSure',
    },
    refused: 'threeAnswersAreYes',
  });

  stage.title('Silence climbs: the street office, then the duty supervisor');
  await stage.pass(6);
  await stage.stands(colleague, {
    state: '"streetOffice"',
    holder: { party: 'checkpoint' },
    timers: ['rungDue'],
  });
  await stage.pass(16);
  await stage.stands(colleague, {
    state: '"supervisor"',
    holder: { party: 'checkpoint' },
    timers: ['rulingDue'],
  });
  await stage.happened(colleague, ['rungAsked', 'holdReviewFellDue']);
  await stage.step({
    who: 'lu',
    does: 'reviewHold',
    on: colleague,
    body: { verdict: 'keep', because: '等待裁定，当事人知情' },
    facts: ['holdReviewed'],
  });

  stage.title('The supervisor rules: received by the street office, which acknowledges');
  await stage.step({
    who: 'chen',
    does: 'ruleOnHandoff',
    on: colleague,
    body: {
      ruling: 'receive',
      office: 'S-RIVER',
      ground: 'firstReceiver',
      heard: { checkpoint: 'inWriting', office: 'byPhone' },
      words: '首接负责，由街道接收',
    },
    facts: ['handoffRuled'],
  });
  await stage.step(await sign(colleague, { facts: ['pledgeSigned'] }));
  await stage.step({ who: 'wen', does: 'returnDocument', on: colleague, facts: ['documentReturned'] });
  await stage.step({ who: 'wen', does: 'releaseTraveller', on: colleague, refused: 'rulingIsAcknowledged' });
  await stage.step({
    who: 'river',
    does: 'acknowledgeRuling',
    on: colleague,
    body: { office: 'S-RIVER' },
    facts: ['rulingAcknowledged'],
  });
  await stage.step({ who: 'wen', does: 'releaseTraveller', on: colleague, facts: ['travellerReleased'] });
  await stage.stands(colleague, { state: '"onTheWay"', holder: { party: 'office', office: 'S-RIVER' } });
  await stage.step({ who: 'wen', does: 'closeStop', on: car.streamId });

  stage.title('One arrives; one is overdue, is called after, and is found');
  await stage.pass(40);
  await stage.step({
    who: 'willow',
    does: 'confirmArrival',
    on: li,
    body: { office: 'C-WILLOW' },
    facts: ['arrivalConfirmed'],
  });
  await stage.stands(li, { state: '"received"', holder: { party: 'office', office: 'C-WILLOW' } });
  await stage.step({
    who: 'river',
    does: 'reportNonArrival',
    on: colleague,
    body: { office: 'S-RIVER', calls: 3 },
    refused: 'arrivalIsOverdue',
  });
  await stage.pass(400);
  await stage.stands(colleague, {
    state: '"overdue"',
    holder: { party: 'office', office: 'S-RIVER' },
    timers: ['nonArrivalDue'],
  });
  await stage.step({
    who: 'river',
    does: 'reportNonArrival',
    on: colleague,
    body: { office: 'S-RIVER', calls: 3, words: '电话暂未接通' },
    facts: ['nonArrivalReported'],
  });
  await stage.step({
    who: 'river',
    does: 'confirmArrival',
    on: colleague,
    body: { office: 'S-RIVER' },
    facts: ['arrivalConfirmed'],
  });
  await stage.stands(colleague, { state: '"received"', holder: { party: 'office', office: 'S-RIVER' } });
}
