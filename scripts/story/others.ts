/** Two more stories: a positive test while a card is held, and a case that nobody decides. */
import { details, fitTest, GREEN_ITINERARY, POPPED_UP } from '../../test/commands/world.ts';
import type { Stage } from './stage.ts';

const HOLD = { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' };

async function stopOne(stage: Stage, name: string, number: string): Promise<string> {
  const stop = await stage.step({
    who: 'wen',
    does: 'openStop',
    body: { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' },
  });
  const { streamId } = await stage.step({
    who: 'wen',
    does: 'openHandoff',
    body: {
      stopId: stop.streamId,
      traveller: 1,
      ...details(name, number),
      healthStatus: POPPED_UP,
      itinerary: GREEN_ITINERARY,
      test: fitTest(stage.now),
    },
    facts: ['handoffOpened'],
  });
  return streamId;
}

/** A positive result is a referral, never a plain refusal; the card goes back at once. */
export async function positiveWhileHeld(stage: Stage): Promise<void> {
  stage.title('A test comes back positive while the card is held');
  const on = await stopOne(stage, '周宁', '99000018800101003X');
  await stage.step({
    who: 'wen',
    does: 'holdDocument',
    on,
    body: HOLD,
    second: 'bai',
    facts: ['documentHeld'],
  });
  await stage.step({
    who: 'wen',
    does: 'askCommunity',
    on,
    body: { community: 'C-WILLOW' },
    facts: ['communityAsked'],
  });
  const positive = {
    result: 'POSITIVE',
    sampledAt: null,
    receivedAt: null,
    reportedAt: null,
    samplingMode: 'SINGLE',
    seen: 'LAB_PHONE_CONFIRMED',
  };
  await stage.step({
    who: 'wen',
    does: 'recordTest',
    on,
    body: { test: positive },
    facts: ['testRecorded', 'returnFellDue', 'requestCancelled'],
  });
  await stage.stands(on, { state: '"positive"', holder: { party: 'checkpoint' } });
  for (const [does, body, refused] of [
    ['askCommunity', { community: 'C-WILLOW' }, 'testIsNotPositive'],
    ['releaseTraveller', {}, 'testIsNotPositive'],
    [
      'turnTravellerBack',
      { reason: 'requirementUnmet', alternatives: ['testOnTheSpot'] },
      'testIsNotPositive',
    ],
  ] as const)
    await stage.step({ who: 'wen', does, on, body, refused });
  await stage.step({ who: 'wen', does: 'returnDocument', on, facts: ['documentReturned'] });
  await stage.step({
    who: 'wen',
    does: 'referTraveller',
    on,
    body: { kind: 'healthAuthority', to: '东河区疾控中心（虚构）' },
    facts: ['travellerReferred'],
  });
  await stage.stands(on, { state: '"awaiting"', holder: { party: 'checkpoint' }, timers: ['referralDue'] });
  await stage.step({
    who: 'chen',
    does: 'acknowledgeReferral',
    on,
    body: { acknowledgedBy: '疾控值班' },
    facts: ['referralAcknowledged'],
  });
  await stage.stands(on, { state: '"acknowledged"', holder: { party: 'authority' } });
}

/** Silence on every rung: the officer may turn back and the notice says so; here the traveller leaves, and the card comes back. */
export async function nobodyRules(stage: Stage): Promise<void> {
  stage.title('Nobody answers and nobody rules; the traveller leaves and the card comes back');
  const on = await stopOne(stage, '许安', '990000188001010048');
  await stage.step({
    who: 'wen',
    does: 'holdDocument',
    on,
    body: HOLD,
    second: 'bai',
    facts: ['documentHeld'],
  });
  await stage.step({
    who: 'wen',
    does: 'askCommunity',
    on,
    body: { community: 'C-POPLAR' },
    facts: ['communityAsked'],
  });
  await stage.step({
    who: 'wen',
    does: 'turnTravellerBack',
    on,
    body: { reason: 'noDecisionInTime', alternatives: ['anotherOffice'] },
    refused: 'requestIsNotPending',
  });
  await stage.pass(70);
  await stage.stands(on, {
    state: '"undecided"',
    holder: { party: 'checkpoint' },
    timers: ['rulingDue', 'holdReviewDue'],
  });
  await stage.happened(on, ['nobodyDecided', 'rungAsked']);
  await stage.step({ who: 'wen', does: 'withdrawTraveller', on, refused: 'departureIsRequested' });
  await stage.step({
    who: 'wen',
    does: 'requestDeparture',
    on,
    body: { wish: 'leave', askedBy: 'officerForTraveller' },
    facts: ['departureRequested', 'returnFellDue', 'requestCancelled'],
  });
  await stage.stands(on, { state: '"departing"', holder: { party: 'checkpoint' }, timers: ['departureDue'] });
  await stage.step({ who: 'wen', does: 'withdrawTraveller', on, refused: 'documentIsNotKept' });
  await stage.step({ who: 'wen', does: 'returnDocument', on, facts: ['documentReturned'] });
  await stage.step({ who: 'wen', does: 'withdrawTraveller', on, facts: ['travellerWithdrew'] });
  await stage.stands(on, { state: 'withdrawn', holder: { party: 'traveller' } });
  await stage.papers('wen', on, ['custodyReceipt', 'departureNotice']);
}
