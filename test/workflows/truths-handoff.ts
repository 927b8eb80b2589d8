/** The truth tables of a handoff's commands, written by hand: what all must be true, and how each alone is not. */
import type { Appeal, HandoffContext, HandoffInput } from '../../workflows/handoff-context.ts';
import { NOBODY } from '../../workflows/handoff-context.ts';
import { handoff } from '../../workflows/index.ts';
import { command, OFFICER, SECOND, SUPERIOR, workerOf } from './moves.ts';
import { type Case, machine, type TruthTable, type TruthTables } from './truth-table.ts';
import { POPLAR_COURT, RIVER_STREET, SHEN, WILLOW_LANE } from './world.ts';

type Of = Case<HandoffContext, HandoffInput>;
type HandoffTable = TruthTable<HandoffContext, HandoffInput>;

const open = (regions: Readonly<Record<string, unknown>>) => ({ open: regions }) as Of['at'] & object;
const found = (found: HandoffInput['found']) => ({ says: { found } }) as Of;
const notFound = (what: keyof NonNullable<HandoffInput['found']>): Of => found({ [what]: false });

const EVERYTHING_SETTLED = open({
  file: {},
  document: 'returned',
  test: { met: 'fit' },
  healthStatus: { met: 'poppedUp' },
  itinerary: { met: 'green' },
  filing: { met: 'filed' },
  consent: 'accepted',
  pledge: 'signed',
  stay: 'staying',
  exception: 'none',
});
const NOTHING_REQUIRED = open({
  test: { met: 'fit' },
  healthStatus: 'notNeeded',
  itinerary: 'notNeeded',
  filing: 'notNeeded',
  consent: 'notNeeded',
  pledge: 'notNeeded',
});

const positive: Of = { at: open({ test: { stops: 'positive' } }) };
const underReview: Of = { at: open({ test: { stops: 'underReview' } }) };
const unfit: Of = { at: open({ test: { unmet: 'unfit' } }) };
const leaving: Of = { at: open({ stay: 'departing' }) };
const kept: Of = { at: open({ document: { held: 'kept' } }) };
const nobodyElse: Of = { says: { second: null } };
const byOneself: Of = { says: { second: OFFICER } };
const consent = (state: unknown): Of => ({ at: open({ consent: state }) });
const ruled = consent({ ruled: { receive: 'awaiting' } });
const toTurnBack = consent({ ruled: 'turnBack' });
const released = (state: unknown): Of['at'] & object => ({ released: state }) as Of['at'] & object;

const answering: HandoffTable['refusals'] = [
  ['questionOneIsAnswered', { says: { answer: undefined, isRegisteredResident: undefined } }],
  ['threeAnswersAreYes', { says: { acceptsReception: 'notSure' } }],
  ['refusalHasAReason', { says: { answer: 'refuse', reason: undefined } }],
  ['wordsAreGiven', { says: { answer: 'conditional', found: { wordsGiven: false } } }],
  ['officeStands', notFound('officeStands')],
];
const anAnswer: Of = {
  at: open({ consent: { asked: 'community' } }),
  says: {
    office: WILLOW_LANE,
    answer: 'accept',
    isRegisteredResident: 'yes',
    knowsTheStatus: 'yes',
    acceptsReception: 'yes',
    recordingNoticeRead: true,
  },
};
const WORKER = workerOf(WILLOW_LANE);
const spokenFor: Of = {
  knows: { oral: [{ office: WILLOW_LANE, worker: WORKER, answer: 'accept', at: 0, decides: true }] },
  says: { by: WORKER, office: WILLOW_LANE },
};
const noProblem: Of = { at: released('onTheWay'), knows: { care: { office: WILLOW_LANE, problem: false } } };
const appeal = (of: Appeal['of']): Of => ({ knows: { appeal: { of, filedAt: 0, isOverdue: false } } });
const nobodyWasAsked: Of = { knows: { request: { community: null, streetOffice: null } } };
const byTheWrongOffice: Of = { says: { office: POPLAR_COURT } };

const tables: TruthTables<HandoffContext, HandoffInput> = {
  takeOverHandoff: {
    fair: {},
    refusals: [
      ['secondOfficerIsAnother', nobodyElse],
      ['firstCheckpointLetsGo', notFound('firstCheckpointLetsGo')],
      ['documentIsNotKept', kept],
    ],
  },
  handOverHold: {
    fair: { says: { to: SHEN } },
    refusals: [['theOtherOfficerIsAnother', { says: { to: OFFICER } }]],
  },
  acceptHold: {
    fair: { knows: { offeredTo: SHEN }, says: { by: SHEN } },
    refusals: [
      ['handOverIsOffered', { knows: { offeredTo: null } }, ['itWasOfferedToYou']],
      ['itWasOfferedToYou', { says: { by: SECOND } }],
    ],
  },

  holdDocument: {
    fair: { says: { ground: 'identityUnclear', legalBasis: 'article-12' } },
    refusals: [
      ['measureAllowsHold', { knows: { mayHold: false } }],
      ['announcementIsInForce', { knows: { announcementEnded: true } }],
      ['testIsNotPositive', positive],
      ['rulingIsNotToTurnBack', toTurnBack],
      ['departureIsNotRequested', leaving],
      ['holdIsWithinCap', { knows: { hold: { capReached: true } } }],
      ['legalBasisIsNamed', notFound('legalBasisIsTheMeasures')],
      ['groundIsGiven', { says: { ground: undefined } }],
      ['secondOfficerIsAnother', byOneself],
      ['groundIsNew', { knows: { hold: { count: 1, ground: 'identityUnclear' } } }],
      [
        'superiorAgreesToASecondHold',
        {
          knows: { hold: { count: 1, ground: 'healthStatusPoppedUp' } },
          says: { found: { secondIsSuperior: false } },
        },
      ],
    ],
  },
  'holdDocument: announced, as found just now': {
    fair: { says: { ground: 'identityUnclear', legalBasis: 'article-12' } },
    refusals: [['announcementIsInForce', notFound('announcementInForce')]],
  },
  'holdDocument: alone on shift': {
    fair: {
      says: { ground: 'identityUnclear', legalBasis: 'article-12', found: { secondIsSuperior: false } },
    },
    refusals: [['secondOfficerIsAnother', nobodyElse]],
  },
  reviewHold: {
    fair: { at: open({ document: { held: 'kept' } }), says: { by: SUPERIOR, verdict: 'keep' } },
    refusals: [['reviewerIsNotOneOfTheTwo', { says: { by: OFFICER } }]],
  },
  'reviewHold: by the second officer': {
    fair: { at: open({ document: { held: 'kept' } }), says: { by: SUPERIOR, verdict: 'return' } },
    refusals: [['reviewerIsNotOneOfTheTwo', { says: { by: SECOND } }]],
  },
  depositDocument: {
    fair: { at: open({ document: { held: 'returnDue' } }), says: { why: 'damaged', second: SUPERIOR } },
    refusals: [
      ['travellerIsGoneOrDocumentCannotBeGiven', { says: { why: undefined } }],
      ['secondOfficerIsAnother', byOneself],
      ['secondPersonIsASuperior', notFound('secondIsSuperior')],
    ],
  },
  collectDocument: {
    fair: { at: 'cleared', knows: { deposited: true } },
    refusals: [['documentIsKeptSafe', { knows: { deposited: false } }]],
  },

  recordTest: { fair: underReview, refusals: [['testIsNotConfirmedPositive', positive]] },
  correctEvidence: { fair: positive, refusals: [['secondOfficerIsAnother', nobodyElse]] },
  settleContradiction: {
    fair: {
      knows: { contradictions: [{ what: 'sameProofForTwoPeople', other: 'a-case', settled: null }] },
      says: { contradiction: 'sameProofForTwoPeople', other: 'a-case' },
    },
    refusals: [['thatContradictionIsOpen', { says: { other: 'another-case' } }]],
  },
  applyMilderMeasure: { fair: {}, refusals: [['newMeasureIsMilder', notFound('newMeasureIsMilder')]] },

  askSource: {
    fair: { at: open({ test: { unmet: 'needed' } }), says: { region: 'test' } },
    refusals: [
      ['regionIsAskedFor', { at: open({ test: 'notNeeded' }) }],
      ['documentNumberIsKnown', notFound('documentNumberIsKnown')],
      ['sourceIsConnected', notFound('sourceIsConnected')],
      ['sourceIsNotBeingAsked', notFound('sourceIsNotBeingAsked')],
    ],
  },
  askCommunity: {
    fair: { ...consent('needed'), says: { community: WILLOW_LANE } },
    refusals: [
      ['testIsNotPositive', positive],
      ['departureIsNotRequested', leaving],
      ['announcementIsInForce', notFound('announcementInForce')],
      ['communityIsAskedAnewOnlyAfterNotOurs', consent({ asked: 'community' })],
      ['refusalIsAskedAgainOnce', { ...consent('refused'), knows: { request: { askedAgain: true } } }],
      ['somethingChanged', { ...consent('refused'), says: { found: { somethingChanged: false } } }],
      ['communityIsInTheDirectory', notFound('communityStands')],
    ],
  },
  'askCommunity: once more, for something changed': {
    fair: { ...consent('refused'), says: { community: WILLOW_LANE } },
    refusals: [
      ['announcementIsInForce', { knows: { announcementEnded: true } }],
      ['refusalIsAskedAgainOnce', { knows: { request: { askedAgain: true } } }],
      ['somethingChanged', notFound('somethingChanged')],
    ],
  },
  'askCommunity: another one, after "not ours"': {
    fair: {
      ...consent({ asked: 'community' }),
      knows: { request: { notOurs: true } },
      says: { community: POPLAR_COURT },
    },
    refusals: [['communityIsAskedAnewOnlyAfterNotOurs', { knows: { request: { notOurs: false } } }]],
  },
  cancelRequest: {
    fair: { ...consent({ asked: 'community' }), knows: { request: { rung: 'community' } } },
    refusals: [['onlyAFirstRequestIsCancelled', { knows: { request: { askedAgain: true } } }]],
  },
  'cancelRequest: after it went up': {
    fair: { ...consent({ asked: 'community' }), knows: { request: { rung: 'community' } } },
    refusals: [['onlyAFirstRequestIsCancelled', { knows: { request: { rung: 'streetOffice' } } }]],
  },
  recordCall: { fair: {}, refusals: [['numberIsInTheDirectory', notFound('numberIsInTheDirectory')]] },
  issueReadBackCode: {
    fair: { ...consent({ asked: 'community' }), says: { office: WILLOW_LANE } },
    refusals: [
      ['officeWasAsked', byTheWrongOffice],
      ['channelIsRegistered', notFound('channelIsRegistered')],
      ['contactHasCooled', notFound('contactHasCooled')],
    ],
  },
  answerCommunity: {
    fair: anAnswer,
    refusals: [
      ['anOfficeWasAsked', nobodyWasAsked, ['officeWasAsked']],
      ['officeWasAsked', byTheWrongOffice],
      ...answering,
    ],
  },
  'answerCommunity: other, which needs words': {
    fair: { ...anAnswer, says: { ...anAnswer.says, answer: 'refuse', reason: 'other' } },
    refusals: [['wordsAreGiven', notFound('wordsGiven')]],
  },
  'answerCommunity: they do not know the status': {
    fair: anAnswer,
    refusals: [['threeAnswersAreYes', { says: { knowsTheStatus: 'no' } }]],
  },
  'answerCommunity: not one of theirs': {
    fair: anAnswer,
    refusals: [['threeAnswersAreYes', { says: { isRegisteredResident: 'notSure' } }]],
  },
  'answerCommunity: question one alone, after it was answered': {
    fair: {
      at: open({ consent: { asked: 'community' } }),
      knows: { request: { residentKnown: true } },
      says: { office: WILLOW_LANE },
    },
    refusals: [['questionOneIsAnswered', { knows: { request: { residentKnown: false } } }]],
  },
  recordOralAnswer: {
    fair: anAnswer,
    refusals: [
      ['anOfficeWasAsked', nobodyWasAsked, ['officeWasAsked']],
      ['officeWasAsked', byTheWrongOffice],
      ['answererIsIdentified', notFound('answererIdentified')],
      ['recordingNoticeIsRead', { says: { recordingNoticeRead: false } }],
      ...answering,
    ],
  },
  escalateRequest: {
    fair: consent({ asked: 'streetOffice' }),
    refusals: [
      ['testIsNotPositive', positive],
      ['departureIsNotRequested', leaving],
      ['aHigherRungIsLeft', consent({ asked: 'supervisor' })],
    ],
  },
  'escalateRequest: while nobody decided': {
    fair: consent('refused'),
    refusals: [['aHigherRungIsLeft', consent({ asked: 'undecided' })]],
  },
  disputeOralAnswer: {
    fair: spokenFor,
    refusals: [
      ['anOralAnswerIsOpen', { knows: { oral: [] } }, ['oralAnswerIsInYourName']],
      ['oralAnswerIsInYourName', { says: { by: 'a-colleague' } }],
    ],
  },
  'disputeOralAnswer: for another of their offices': {
    fair: { ...spokenFor, at: 'cleared' },
    refusals: [['oralAnswerIsInYourName', { says: { office: RIVER_STREET } }]],
  },
  revokeConsent: {
    fair: { says: { office: WILLOW_LANE } },
    refusals: [['officeGaveTheConsent', byTheWrongOffice]],
  },
  reportChange: {
    fair: { says: { office: WILLOW_LANE } },
    refusals: [['officeGaveTheConsent', byTheWrongOffice]],
  },

  takeUpDispute: {
    fair: {
      ...consent({ asked: 'supervisor' }),
      knows: { request: { decider: 'supervisor-a' } },
      says: { by: 'supervisor-b' },
    },
    refusals: [
      ['aReceptionProblemIsReported', noProblem],
      ['youDoNotDecideYet', { says: { by: 'supervisor-a' } }],
    ],
  },
  askForStatement: {
    fair: { ...consent({ asked: 'undecided' }), says: { by: 'supervisor-a', of: 'office' } },
    refusals: [['aReceptionProblemIsReported', noProblem]],
  },
  ruleOnHandoff: {
    fair: {
      ...consent({ asked: 'supervisor' }),
      says: { by: 'supervisor-a', ruling: 'receive', office: RIVER_STREET },
    },
    refusals: [
      ['aReceptionProblemIsReported', noProblem],
      ['nobodyElseDecides', { knows: { request: { decider: 'supervisor-b' } } }],
      ['rulingFitsTheCase', { says: { office: undefined } }],
      ['deciderCoversTheOffice', notFound('deciderCoversTheOffice')],
      ['officeStands', notFound('officeStands')],
      ['clauseIsOfTheMeasure', notFound('clauseIsOfTheMeasure')],
    ],
  },
  'ruleOnHandoff: by whoever took it up': {
    fair: {
      ...consent({ asked: 'undecided' }),
      knows: { request: { decider: 'supervisor-b' } },
      says: { by: 'supervisor-b', ruling: 'turnBack' },
    },
    refusals: [['nobodyElseDecides', { says: { by: 'supervisor-a' } }]],
  },
  'ruleOnHandoff: turn back somebody who is on the way': {
    fair: { ...consent({ asked: 'undecided' }), says: { by: 'supervisor-a', ruling: 'turnBack' } },
    refusals: [
      [
        'rulingFitsTheCase',
        { at: released('onTheWay'), knows: { care: { office: WILLOW_LANE, problem: true } } },
      ],
    ],
  },
  'ruleOnHandoff: turn back, and name an office': {
    fair: { ...consent({ asked: 'supervisor' }), says: { by: 'supervisor-a', ruling: 'turnBack' } },
    refusals: [['rulingFitsTheCase', { says: { office: RIVER_STREET } }]],
  },
  proposeException: {
    fair: { ...unfit, says: { by: 'supervisor-a', regions: ['test'] } },
    refusals: [
      ['aCommunityIsToReceive', consent('notNeeded')],
      ['testIsNotPositive', positive],
      ['rulingIsNotToTurnBack', toTurnBack],
      ['departureIsNotRequested', leaving],
      ['exceptionMayNameTheRegion', { at: open({ test: { met: 'fit' } }) }],
    ],
  },
  'proposeException: for the pledge': {
    fair: { at: open({ pledge: 'declined' }), says: { by: 'supervisor-a', regions: ['pledge'] } },
    refusals: [['exceptionMayNameTheRegion', { at: open({ pledge: 'signed' }) }]],
  },
  'proposeException: for a pledge that was waived': {
    fair: { at: open({ pledge: 'ready' }), says: { by: 'supervisor-a', regions: ['pledge'] } },
    refusals: [['exceptionMayNameTheRegion', { at: open({ pledge: 'waived' }) }]],
  },
  'proposeException: for a pledge that is not needed': {
    fair: { at: open({ pledge: 'ready' }), says: { by: 'supervisor-a', regions: ['pledge'] } },
    refusals: [['exceptionMayNameTheRegion', { at: open({ pledge: 'notNeeded' }) }]],
  },
  approveException: {
    fair: {
      at: open({ test: { unmet: 'unfit' }, exception: 'proposed' }),
      knows: { proposal: { regions: ['test'], by: 'supervisor-a' } },
      says: { by: 'supervisor-b' },
    },
    refusals: [
      ['anExceptionIsProposed', { knows: { proposal: null } }, ['approverIsAnother']],
      ['testIsNotPositive', positive],
      ['rulingIsNotToTurnBack', toTurnBack],
      ['aCommunityIsToReceive', consent('notNeeded')],
      ['approverIsAnother', { says: { by: 'supervisor-a' } }],
    ],
  },
  acknowledgeRuling: {
    fair: { ...ruled, says: { office: WILLOW_LANE } },
    refusals: [
      [
        'aRulingAwaitsTheOffice',
        { at: released('received'), knows: { care: { office: WILLOW_LANE, ruledOffice: null } } },
        ['rulingNamesTheOffice'],
      ],
      ['rulingNamesTheOffice', byTheWrongOffice],
      ['officeStands', notFound('officeStands')],
    ],
  },
  'acknowledgeRuling: after the release': {
    fair: {
      at: released('received'),
      knows: { care: { office: WILLOW_LANE, ruledOffice: RIVER_STREET } },
      says: { office: RIVER_STREET },
    },
    refusals: [['rulingNamesTheOffice', { says: { office: WILLOW_LANE } }]],
  },
  'acknowledgeRuling: for somebody who is reported missing': {
    fair: {
      at: released({ notArrived: 'missing' }),
      knows: { care: { office: WILLOW_LANE, ruledOffice: RIVER_STREET } },
      says: { office: RIVER_STREET },
    },
    refusals: [
      ['aRulingAwaitsTheOffice', { knows: { care: { ruledOffice: null } } }, ['rulingNamesTheOffice']],
      ['rulingNamesTheOffice', { says: { office: WILLOW_LANE } }],
    ],
  },

  signPledge: {
    fair: { at: open({ pledge: 'ready' }), knows: { consent: { conditions: 'acknowledged' } } },
    refusals: [
      ['testIsNotPositive', positive],
      ['consentStands', consent({ asked: 'community' })],
      ['detailsAreComplete', { knows: { detailsStand: false } }],
      ['conditionsAreAcknowledged', { knows: { consent: { conditions: 'shown' } } }],
      ['pledgeTextIsTheOneShown', notFound('textIsTheOneShown')],
      [
        'guardianIsIdentified',
        { knows: { isUnder14: true }, says: { found: { guardianIdentified: false } } },
      ],
      ['witnessIsOnDuty', notFound('witnessIsOnDuty')],
    ],
  },
  'signPledge: upon a ruling': {
    fair: { at: open({ consent: { ruled: { receive: 'awaiting' } }, pledge: 'ready' }) },
    refusals: [['consentStands', toTurnBack]],
  },
  declinePledge: {
    fair: { at: open({ pledge: 'ready' }) },
    refusals: [
      ['consentStands', consent('cancelled')],
      ['witnessIsOnDuty', notFound('witnessIsOnDuty')],
    ],
  },
  'declinePledge: by somebody who will not give the seven fields': {
    fair: { at: open({ pledge: 'locked' }), knows: { detailsStand: false } },
    refusals: [['consentStands', consent('needed')]],
  },

  releaseTraveller: {
    fair: {},
    refusals: [
      // A test that stops the case is not met either; that it stops is told first.
      ['testIsNotPositive', positive, ['testIsMet']],
      ['departureIsNotRequested', leaving],
      ['testIsMet', unfit],
      ['healthStatusIsMet', { at: open({ healthStatus: { unmet: 'red' } }) }],
      ['itineraryIsMet', { at: open({ itinerary: { unmet: 'notGreen' } }) }],
      ['filingIsMet', { at: open({ filing: { unmet: 'refused' } }) }],
      ['consentStands', consent('needed')],
      ['rulingIsAcknowledged', ruled],
      ['pledgeIsSigned', { at: open({ pledge: 'ready' }) }],
      ['familyIsDecidedTogether', notFound('familyAgrees')],
      ['documentIsNotKept', kept],
    ],
  },
  'releaseTraveller: upon an exception and a ruling': {
    fair: {
      at: open({
        test: 'waived',
        healthStatus: 'waived',
        itinerary: 'notNeeded',
        filing: 'waived',
        pledge: 'waived',
        consent: { ruled: { receive: 'acknowledged' } },
        document: 'deposited',
      }),
    },
    refusals: [
      ['testIsMet', { at: open({ test: { pending: 'sampledPending' } }) }],
      ['pledgeIsSigned', { at: open({ pledge: 'declined' }) }],
      ['documentIsNotKept', { at: open({ document: { held: 'returnDue' } }) }],
    ],
  },
  clearTraveller: {
    fair: { at: NOTHING_REQUIRED },
    refusals: [
      ['testIsNotPositive', underReview, ['nothingIsRequiredAnyMore']],
      ['nothingIsRequiredAnyMore', unfit],
      ['familyIsDecidedTogether', notFound('familyAgrees')],
      ['documentIsNotKept', kept],
    ],
  },
  'clearTraveller: a waiver never clears': {
    fair: { at: NOTHING_REQUIRED },
    refusals: [['nothingIsRequiredAnyMore', { at: open({ test: 'waived' }) }]],
  },
  'clearTraveller: a consent is still asked for': {
    fair: { at: NOTHING_REQUIRED },
    refusals: [['nothingIsRequiredAnyMore', consent('accepted')]],
  },
  'clearTraveller: a pledge is still asked for': {
    fair: { at: NOTHING_REQUIRED },
    refusals: [['nothingIsRequiredAnyMore', { at: open({ pledge: 'signed' }) }]],
  },
  recordFiling: {
    fair: { at: open({ filing: { pending: 'claimed' } }), says: { found: { claimIsTakenBack: true } } },
    refusals: [['claimIsDecidedFirst', notFound('claimIsTakenBack')]],
  },
  decideClaim: {
    fair: { at: open({ filing: { pending: 'claimed' } }) },
    refusals: [['aClaimIsPending', { at: open({ filing: { unmet: 'refused' } }) }]],
  },
  turnTravellerBack: {
    fair: {
      ...unfit,
      says: { reason: 'requirementUnmet', alternatives: ['testOnTheSpot'] },
    },
    refusals: [
      ['testIsNotPositive', positive],
      ['aRequirementIsUnmet', { at: open({ test: { met: 'fit' } }) }, ['theReasonIsTheCase']],
      ['requestIsNotPending', consent({ asked: 'supervisor' })],
      ['noClaimIsPending', { at: open({ filing: { pending: 'claimed' } }) }],
      ['theReasonIsTheCase', { says: { reason: 'communityRefused' } }],
      ['alternativesAreNamed', { says: { alternatives: [] } }],
      ['familyIsDecidedTogether', notFound('familyAgrees')],
      ['documentIsNotKept', kept],
    ],
  },
  'turnTravellerBack: the community refused': {
    fair: { ...consent('refused'), says: { reason: 'communityRefused', alternatives: ['anotherOffice'] } },
    refusals: [['theReasonIsTheCase', consent('needed')]],
  },
  'turnTravellerBack: ruled so': {
    fair: { ...toTurnBack, says: { reason: 'ruledTurnBack', alternatives: ['anotherOffice'] } },
    refusals: [['theReasonIsTheCase', consent('refused')]],
  },
  'turnTravellerBack: nobody decided in time': {
    fair: {
      ...consent({ asked: 'undecided' }),
      says: { reason: 'noDecisionInTime', alternatives: ['anotherOffice'] },
    },
    refusals: [['theReasonIsTheCase', consent('refused')]],
  },
  'turnTravellerBack: the pledge was declined': {
    fair: {
      at: open({ pledge: 'declined' }),
      says: { reason: 'pledgeDeclined', alternatives: ['conditionalRelease'] },
    },
    refusals: [['theReasonIsTheCase', { at: open({ pledge: 'ready' }) }]],
  },
  'turnTravellerBack: the seven fields are withheld, and nobody declined': {
    fair: {
      at: open({ pledge: 'declined' }),
      knows: { detailsStand: false },
      says: { reason: 'pledgeDeclined', alternatives: ['conditionalRelease'] },
    },
    refusals: [['theReasonIsTheCase', { at: open({ pledge: 'locked' }) }]],
  },
  referTraveller: {
    fair: { ...positive, says: { kind: 'healthAuthority', to: 'district' } },
    refusals: [['emergencyOrTestStops', { at: open({ test: { met: 'fit' } }) }]],
  },
  'referTraveller: emergency': {
    fair: { says: { kind: 'emergency', to: '120' } },
    refusals: [['emergencyOrTestStops', { says: { kind: 'healthAuthority' } }]],
  },
  withdrawTraveller: {
    fair: leaving,
    refusals: [
      ['departureIsRequested', { at: open({ stay: 'staying' }) }],
      ['documentIsNotKept', { at: open({ document: { held: 'returnDue' } }) }],
    ],
  },

  confirmArrival: {
    fair: {
      at: released('onTheWay'),
      knows: { care: { office: WILLOW_LANE } },
      says: { office: WILLOW_LANE },
    },
    refusals: [['officeHasThemInCare', byTheWrongOffice]],
  },
  reportNonArrival: {
    fair: {
      at: released('overdue'),
      knows: { care: { office: WILLOW_LANE } },
      says: { office: WILLOW_LANE },
    },
    refusals: [
      ['arrivalIsOverdue', { at: released('onTheWay') }],
      ['officeHasThemInCare', byTheWrongOffice],
    ],
  },
  reportReceptionProblem: {
    fair: {
      at: released('received'),
      knows: { care: { office: WILLOW_LANE } },
      says: { office: WILLOW_LANE },
    },
    refusals: [['officeHasThemInCare', byTheWrongOffice]],
  },
  requestTransfer: {
    fair: {
      at: released('received'),
      knows: { care: { office: WILLOW_LANE } },
      says: { office: WILLOW_LANE, to: POPLAR_COURT },
    },
    refusals: [
      ['noRulingIsOpen', { knows: { care: { ruledOffice: RIVER_STREET } } }],
      ['noTransferIsOpen', { knows: { care: { transferTo: RIVER_STREET } } }],
      ['officeHasThemInCare', byTheWrongOffice],
      ['officeStands', notFound('officeStands')],
    ],
  },
  acceptTransfer: {
    fair: {
      at: released('received'),
      knows: { care: { office: WILLOW_LANE, transferTo: POPLAR_COURT } },
      says: { office: POPLAR_COURT },
    },
    refusals: [
      ['aTransferIsOpen', { knows: { care: { transferTo: null } } }, ['transferNamesTheOffice']],
      ['transferNamesTheOffice', { says: { office: RIVER_STREET } }],
      ['officeStands', notFound('officeStands')],
    ],
  },

  fileAppeal: {
    fair: { at: 'turnedBack', says: { of: 'turnBack' } },
    refusals: [
      ['noAppealIsOpen', appeal('other')],
      ['appealFitsTheCase', { says: { of: 'release' } }],
    ],
  },
  'fileAppeal: against the ruling, while it stands': {
    fair: { ...toTurnBack, says: { of: 'ruling' } },
    refusals: [
      ['noAppealIsOpen', appeal('ruling')],
      ['appealFitsTheCase', { says: { of: 'other' } }],
    ],
  },
  'fileAppeal: against the hold, while the ruling stands': {
    fair: { ...toTurnBack, knows: { hold: { count: 1 } }, says: { of: 'ruling' } },
    refusals: [['appealFitsTheCase', { says: { of: 'hold' } }]],
  },
  'fileAppeal: against a ruling, afterwards': {
    fair: { at: 'turnedBack', knows: { decided: { ruling: ['supervisor-a'] } }, says: { of: 'ruling' } },
    refusals: [['appealFitsTheCase', { knows: { decided: { ruling: [] } } }]],
  },
  'fileAppeal: against a hold, afterwards': {
    fair: { at: 'cleared', knows: { hold: { count: 1 } }, says: { of: 'hold' } },
    refusals: [['appealFitsTheCase', { knows: { hold: { count: 0 } } }]],
  },
  'fileAppeal: against the release': {
    fair: { at: released('onTheWay'), says: { of: 'release' } },
    refusals: [['appealFitsTheCase', { at: 'withdrawn' }]],
  },
  'fileAppeal: against the whole': {
    fair: { at: { referred: 'awaiting' }, says: { of: 'other' } },
    refusals: [['appealFitsTheCase', { says: { of: undefined } }]],
  },
  lookAgain: {
    fair: {
      ...toTurnBack,
      knows: { decided: { ruling: ['supervisor-a'] }, ...appeal('ruling').knows },
      says: { by: 'supervisor-c', outcome: 'changed' },
    },
    refusals: [
      ['anAppealIsOpen', { knows: { appeal: null } }],
      ['reviewerDidNotDecide', { says: { by: 'supervisor-a' } }],
    ],
  },
  'lookAgain: at one decision, by who made another': {
    fair: {
      at: 'turnedBack',
      knows: { decided: { ruling: ['supervisor-a'], turnBack: [OFFICER] }, ...appeal('turnBack').knows },
      says: { by: 'supervisor-a', outcome: 'upheld' },
    },
    refusals: [['reviewerDidNotDecide', { knows: appeal('ruling').knows ?? {} }]],
  },
  'lookAgain: at the whole, by who decided a part of it': {
    fair: {
      at: 'turnedBack',
      knows: { decided: { hold: ['supervisor-a'] }, ...appeal('other').knows },
      says: { by: 'supervisor-c', outcome: 'upheld' },
    },
    refusals: [['reviewerDidNotDecide', { says: { by: 'supervisor-a' } }]],
  },
  'lookAgain: though nobody appealed': {
    fair: {
      at: released('received'),
      knows: { decided: { release: [OFFICER] } },
      says: { by: 'supervisor-a', outcome: 'upheld' },
    },
    refusals: [['reviewerDidNotDecide', { says: { by: OFFICER } }]],
  },
};

const { type: _, ...says } = command('addStatement');
export const HANDOFF_TRUTHS = machine<HandoffContext, HandoffInput>({
  workflow: handoff,
  base: {
    at: EVERYTHING_SETTLED,
    knows: {
      ...NOBODY,
      officer: OFFICER,
      mayHold: true,
      detailsStand: true,
      hold: { ...NOBODY.hold, by: OFFICER, second: SECOND },
      request: {
        ...NOBODY.request,
        rung: 'streetOffice',
        community: WILLOW_LANE,
        streetOffice: RIVER_STREET,
      },
      consent: { office: WILLOW_LANE, conditions: 'none', until: null },
    },
    says,
  },
  tables,
});
