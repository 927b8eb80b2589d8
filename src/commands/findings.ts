/**
 * What prepare finds out that a machine cannot know: judged evidence, directory, ranks, times.
 *
 * Everything here is synchronous and reads what was gathered beforehand, so that it runs inside the transaction
 * against the very state that is decided on, and nothing it rests on can come in between.
 */
import type { Actor } from '../access/index.ts';
import type { CommandType } from '../contract/commands.ts';
import type {
  ArrivalFacts,
  ClaimVerdict,
  EvidenceRegion,
  FilingEvidence,
  Judgement,
  Measure,
  ShownStates,
  TestEvidence,
  UnfitClass,
} from '../contract/measures.ts';
import type { DocumentShown } from '../contract/identity/document-key.ts';
import { EVIDENCE_REGIONS } from '../contract/measures.ts';
import { SOURCE_CLOCK_MS, type SourceFault, type SourceRegion } from '../contract/sources.ts';
import type { SpineInput } from '../contract/streams.ts';
import {
  ageAtMost,
  carriedOver,
  isExemptByAge,
  isMilderOnStates,
  judgeClaim,
  judgeFiling,
  judgeHealthStatus,
  judgeItinerary,
  judgeStates,
  ofBadge,
  ofHistory,
  testStatesOf,
} from '../measures/index.ts';
import type { Finding, HandoffContext, HandoffStanding, Judged } from '../../workflows/handoff-context.ts';
import { isIn, type Standing } from '../../workflows/standing.ts';
import type { StopContext } from '../../workflows/stop.ts';
import { ageAtArrival } from './age-at-arrival.ts';
import type { CertificateEvidence } from './certificates.ts';
import { type Alike, contradictionsOf, isExplained } from './contradictions.ts';
import { identifies } from './identity-fields.ts';
import type { Registry } from './registry.ts';

/** What a finding may look at: the state that is decided on, the body, who asks, and the registry. */
export interface Found {
  readonly type: CommandType;
  readonly standing: HandoffStanding;
  readonly stop: Standing<StopContext> | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly secondPerson: string | null;
  readonly registry: Registry;
  /** When it is recorded, and when it happened. */
  readonly now: number;
  readonly at: number;
  readonly codeWasRight: boolean;
  readonly pledgeDigest: string | null;
  readonly codeShownBy: string | null;
  /** What a scanned certificate in the body was found to be worth; null where it shows none. */
  readonly certificate: CertificateEvidence | null;
  /** The documents by which the age is known once the command is taken; null where it leaves that as it was. */
  readonly documents: readonly DocumentShown[] | null;
  readonly alike: Alike;
  /** Where the others of the family stand; a handoff decided by this same command stands as it will. */
  readonly family: ReadonlyMap<string, 'open' | 'decidedWithThis' | 'closed'>;
  /** What a source is connected for, and whether there is a document to ask it by. */
  readonly connected: ReadonlySet<SourceRegion>;
  readonly hasDocument: boolean;
  /** Who of the desk is there, where its ruling falls due. */
  readonly onShift: readonly string[];
}

/** What rests on who the directory says may answer, and how they are reached: each cites the row that said so. */
const CITES_THE_DIRECTORY: ReadonlySet<CommandType> = new Set<CommandType>([
  'askCommunity',
  'recordCall',
  'issueReadBackCode',
  'answerCommunity',
  'recordOralAnswer',
  'escalateRequest',
  'disputeOralAnswer',
  'acknowledgeRuling',
  'ruleOnHandoff',
  'requestTransfer',
  'acceptTransfer',
]);

type Flags = Partial<Record<Finding, boolean>>;

export const NOTHING_SHOWN: ShownStates = {
  test: { state: 'needed' },
  healthStatus: { state: 'needed' },
  itinerary: { state: 'needed' },
  filing: { state: 'needed' },
};

/** The machine's input beside the coded body: findings, judgements, who is next. */
export function findingsFor(given: Found): SpineInput {
  const { type, registry, standing, stop, now } = given;
  const { context } = standing;
  const checkpoint = context.checkpoint || (stop?.context.checkpoint ?? '');
  const inForce = registry.inForce(checkpoint, now);
  const found: Flags = {
    announcementInForce:
      inForce !== undefined && (context.announcement === '' || !isOver(registry, context.announcement, now)),
    secondIsSuperior: registry.holds(given.secondPerson, 'dutySuperior', checkpoint),
    ...findingsOf(given),
  };
  const extra: { -readonly [F in keyof SpineInput]: SpineInput[F] } = { found: onlyTrue(found) };
  const judged = judgedFor(given, inForce);
  if (judged !== null) extra.judged = judged;
  const contradictions = contradictionsOf(given, judged);
  if (contradictions.length > 0) extra.contradictions = contradictions;
  if (type === 'openHandoff')
    extra.open = {
      stop: given.body['stopId'],
      checkpoint,
      arrivedAt: stop?.context.arrivedAt ?? given.at,
      direction: stop?.context.direction ?? 'INBOUND',
    };
  if (CITES_THE_DIRECTORY.has(type) && registry.directoryVersion !== '')
    extra.directory = registry.directoryVersion;
  const next = nextOffice(given);
  if (next !== undefined) extra.nextOffice = next;
  if (type === 'dueTimerFired' && given.body['timer'] === 'handOverDue') {
    const superior = registry.whoHolds('dutySuperior', checkpoint);
    if (superior !== undefined) extra.nextOfficer = superior;
  }
  if (type === 'dueTimerFired' && given.body['timer'] === 'rulingDue') {
    const decider = nextDecider(given);
    if (decider !== undefined) extra.nextDecider = decider;
  }
  return extra;
}

function findingsOf(given: Found): Flags {
  const {
    type,
    body,
    actor,
    registry,
    standing,
    secondPerson,
    codeWasRight,
    pledgeDigest,
    codeShownBy,
    family,
    connected,
    hasDocument,
    now,
  } = given;
  const { context } = standing;
  const measure = registry.measure(context.measure, context.measureVersion);
  switch (type) {
    case 'openHandoff':
    case 'recordDetails':
      return {
        ...detailsFindings(body, registry),
        detailsComplete: detailsStand(body) || context.detailsStand,
      };
    case 'correctDetails':
      return {
        ...detailsFindings(body, registry),
        detailsComplete: context.detailsStand || detailsStand(body),
        communityChanged: body['community'] !== undefined && body['community'] !== context.request.community,
        pledgeTouched: PLEDGE_FIELDS.some((field) => body[field] !== undefined),
      };
    case 'holdDocument': {
      const clause = measure?.clauses.find(({ id }) => id === context.clause);
      return {
        legalBasisIsTheMeasures: clause?.mayHold.allowed === true && body['legalBasis'] === clause.id,
      };
    }
    case 'takeOverHandoff':
      return {
        firstCheckpointLetsGo:
          registry.holds(secondPerson, 'officer', context.checkpoint) ||
          registry.holds(secondPerson, 'dutySuperior', context.checkpoint) ||
          actor.role === 'supervisor',
      };
    case 'askSource': {
      const region = body['region'] as SourceRegion;
      return {
        sourceIsConnected: connected.has(region),
        documentNumberIsKnown: hasDocument,
        sourceIsNotBeingAsked: now - (context.sources[region]?.askedAt ?? 0) >= ASKED_FOR_MS,
      };
    }
    case 'recordFiling':
      return {
        claimIsTakenBack: (body['filing'] as FilingEvidence | undefined)?.answer === 'CLAIM_TAKEN_BACK',
      };
    case 'askCommunity':
      return {
        somethingChanged: body['somethingChanged'] === true,
        communityStands: registry.isCommunityAt(String(body['community']), now),
      };
    case 'recordCall':
      return {
        numberIsInTheDirectory: numbersOf(registry, String(body['office'])).includes(
          digits(String(body['number'])),
        ),
      };
    case 'issueReadBackCode': {
      const worker = registry.accounts.get(String(body['worker']));
      return {
        contactHasCooled: contactHasCooled(registry, String(body['worker']), String(body['office']), now),
        channelIsRegistered:
          worker?.hasChannel === true &&
          worker.status === 'active' &&
          worksFor(registry, worker.id, String(body['office']), now),
      };
    }
    case 'answerCommunity':
    case 'recordOralAnswer':
      return {
        wordsGiven: body['words'] !== undefined,
        officeStands: body['answer'] !== 'accept' || registry.stands(body['office'], now),
        answererIdentified:
          type === 'answerCommunity' ||
          (codeWasRight && worksFor(registry, String(body['worker']), String(body['office']), now)),
      };
    case 'revokeConsent':
      return { wordsGiven: body['words'] !== undefined };
    case 'ruleOnHandoff':
      return {
        deciderCoversTheOffice: actor.covers.has(String(body['office'])),
        officeStands: body['ruling'] !== 'receive' || registry.stands(body['office'], now),
        clauseIsOfTheMeasure:
          body['clause'] === undefined || measure?.clauses.some(({ id }) => id === body['clause']) === true,
      };
    case 'acknowledgeRuling':
    case 'acceptTransfer':
      return { officeStands: registry.stands(body['office'], now) };
    case 'requestTransfer':
      return { officeStands: registry.stands(body['to'], now) };
    case 'signPledge':
    case 'declinePledge':
      return {
        textIsTheOneShown: pledgeDigest !== null && body['textDigest'] === pledgeDigest,
        witnessIsOnDuty:
          (registry.holds(String(body['witness']), 'officer', context.checkpoint) ||
            registry.holds(String(body['witness']), 'dutySuperior', context.checkpoint)) &&
          // On one's own phone nobody is seen: the witness is there by the code on their terminal.
          (actor.role !== 'traveller' || codeShownBy === body['witness']),
        guardianIdentified: context.guardian !== null && body['guardian'] === context.guardian,
      };
    case 'releaseTraveller':
    case 'clearTraveller':
    case 'turnTravellerBack':
      return {
        familyAgrees: actor.role === 'supervisor' || [...family.values()].every((is) => is !== 'open'),
      };
    case 'applyMilderMeasure': {
      const newer = announcedMeasure(registry, String(body['announcement']), now);
      return {
        newMeasureIsMilder:
          measure !== undefined &&
          newer !== undefined &&
          isMilderOnStates(measure, newer.measure, context.clause, {
            direction: context.direction,
            ageYears: ageOf(given),
            shown: context.shown ?? NOTHING_SHOWN,
          }),
      };
    }
    default:
      return {};
  }
}

/** A question that nobody answered for so long is answered by nobody any more, and may be put anew. */
const ASKED_FOR_MS = 60_000;

/** The seven fields of the pledge that the traveller gives. */
const PLEDGE_FIELDS = [
  'name',
  'document',
  'returnAddress',
  'previousAddress',
  'returnReason',
  'phone',
  'community',
] as const;

const detailsStand = (body: Readonly<Record<string, unknown>>) =>
  ['name', 'document', 'returnAddress', 'previousAddress', 'returnReason'].every(
    (field) => body[field] !== undefined,
  );

function detailsFindings(body: Readonly<Record<string, unknown>>, _registry: Registry): Flags {
  return body['isUnder14'] === undefined ? {} : { isUnder14: body['isUnder14'] === true };
}

/** Whoever is there, and another than who let it lapse where there is one; where nobody is there, any who may rule. */
function nextDecider({ standing, registry, onShift }: Found): string | undefined {
  const { supervisor, decider } = standing.context.request;
  const may =
    onShift.length > 0 || supervisor === null ? onShift : registry.holdersOver('supervisor', supervisor);
  return may.find((account) => account !== decider) ?? may[0];
}

function nextOffice({ type, standing, registry }: Found): string | undefined {
  const { request } = standing.context;
  if (type === 'disputeOralAnswer')
    return registry.office(registry.office(request.community)?.parent)?.parent;
  if (type === 'lookAgain') return request.supervisor ?? undefined;
  const climbs: readonly string[] = [
    'escalateRequest',
    'revokeConsent',
    'reportChange',
    'answerCommunity',
    'recordOralAnswer',
    'dueTimerFired',
  ];
  if (!climbs.includes(type) || request.community === null) return undefined;
  const street = registry.office(request.community)?.parent;
  return request.rung === 'community' ? street : registry.office(street)?.parent;
}

// ── The evidence, judged by the pinned measure ──────────────────────────────────────────────────────────

export const SHOWS: Partial<Record<CommandType, EvidenceRegion>> = {
  recordTest: 'test',
  recordHealthStatus: 'healthStatus',
  recordItinerary: 'itinerary',
  recordFiling: 'filing',
  decideClaim: 'filing',
};

type InForce = ReturnType<Registry['inForce']>;

function judgedFor(given: Found, inForce: InForce): Judged | null {
  const { type, body, standing, registry, now } = given;
  const { context } = standing;
  if (type === 'openHandoff') {
    if (inForce === undefined) return null;
    const { announcement, measure } = inForce;
    const shown = shownBy(given, measure, NOTHING_SHOWN, EVIDENCE_REGIONS);
    return {
      ...judge(measure, given, shown),
      known: knownBy(given, EVIDENCE_REGIONS),
      measure: measure.id,
      measureVersion: measure.version,
      announcement: announcement.id,
    };
  }
  if (type === 'applyAnnouncementEnd' || (type === 'dueTimerFired' && body['timer'] === 'announcementEnds'))
    return nothingNeeded(standing);
  const measure = registry.measure(context.measure, context.measureVersion);
  if (measure === undefined) return null;
  const known = context.shown ?? NOTHING_SHOWN;
  if (identifies(type)) return judgedByAge(given, measure);
  if (type === 'recordLateResult') return judgedLate(given, measure);
  if (type === 'applyMilderMeasure') {
    const newer = announcedMeasure(registry, String(body['announcement']), now);
    if (newer === undefined) return null;
    return {
      ...judge(newer.measure, given, carriedOver(measure, newer.measure, context.clause, known)),
      measure: newer.measure.id,
      measureVersion: newer.measure.version,
      announcement: newer.announcement.id,
    };
  }
  const region =
    SHOWS[type] ??
    (type === 'correctEvidence' || type === 'recordSourceAnswer'
      ? (body['region'] as EvidenceRegion)
      : undefined);
  if (region === undefined) return null;
  const { shown, ...more } =
    type === 'recordSourceAnswer'
      ? answeredBy(given, measure, known, region)
      : { shown: shownBy(given, measure, known, [region]), known: knownBy(given, [region]) };
  const judged = context.announcementEnded ? nothingNeeded(standing, shown) : judge(measure, given, shown);
  return { ...judged, ...more };
}

/** What a result is worth that came after the end: on record for whom it is told to. It moves nothing and recalls nobody. */
function judgedLate(given: Found, measure: Measure): Judged {
  const before = { ...(given.standing.context.shown ?? NOTHING_SHOWN), test: NOTHING_SHOWN.test };
  return { states: {}, shown: shownBy(given, measure, before, ['test']) };
}

/** Another document may say that a test is asked of this traveller, or of a child no more; nothing else that is shown changes by it. */
function judgedByAge(given: Found, measure: Measure): Judged | null {
  const { context, value } = given.standing;
  const changes = isExemptByAge(measure, ageOf(given)) !== context.exemptByAge;
  return changes && isIn(value, 'open') && !context.announcementEnded
    ? judge(measure, given, context.shown ?? NOTHING_SHOWN)
    : null;
}

/** How old the traveller was at the arrival; where the command does not say it, no more than what the case remembers by its measure. */
function ageOf({ type, documents, body, standing, stop, registry, now, at }: Found): number | null {
  const { context } = standing;
  const arrivedAt = context.arrivedAt || (stop?.context.arrivedAt ?? at);
  const isUnder14 = (body['isUnder14'] as boolean | undefined) ?? context.isUnder14;
  const age = documents === null ? null : ageAtArrival(documents, { arrivedAt, isUnder14, now });
  // Who was exempt stays so under a milder measure, though the document that said it was erased since.
  if (age !== null || (documents !== null && identifies(type))) return age;
  const pinned = registry.measure(context.measure, context.measureVersion);
  return pinned === undefined ? null : ageAtMost(pinned, context);
}

/** How far what the body shows was verified. What nobody could find out is not known. */
function knownBy(given: Found, regions: readonly EvidenceRegion[]): HandoffContext['known'] {
  const { body, now } = given;
  return Object.fromEntries(
    regions
      .filter((region) => body[region] !== undefined)
      .map((region) => [
        region,
        isOutage(body[region])
          ? null
          : { at: now, level: region === 'test' ? testEvidence(given).verification : 'VISUAL_ONLY' },
      ]),
  );
}

const isOutage = (evidence: unknown) =>
  Object.values(evidence as Readonly<Record<string, unknown>>).includes('SOURCE_UNAVAILABLE');

/**
 * What a source's answer does to what is shown.
 *
 * An outage, and an answer that contradicts itself, are no knowledge: they make `unavailable` what nobody knew, and leave
 * the rest standing. An answer that is older than what is known and says otherwise never makes anything better; where
 * it speaks against something good, that is in doubt and no longer met, until somebody looks again. A test that stops the
 * case always does.
 */
function answeredBy(
  given: Found,
  measure: Measure,
  known: ShownStates,
  region: EvidenceRegion,
): Pick<Judged, 'known' | 'says' | 'why' | 'differs' | 'disbelieved'> & { shown: ShownStates } {
  const { body, standing, now } = given;
  const evidence = body[region];
  const before = known[region];
  const wasUnknown = before.state === 'needed' || before.state === 'unavailable';
  const unavailable = (why: SourceFault | undefined, disbelieved?: UnfitClass) => ({
    shown: wasUnknown ? withoutAnswer(known, region) : known,
    says: 'unavailable' as const,
    ...(why === undefined ? {} : { why }),
    ...(disbelieved === undefined ? {} : { disbelieved }),
  });
  const asOf = (body['asOf'] as number | undefined) ?? now;
  if (asOf > now + SOURCE_CLOCK_MS) return unavailable('fromTheFuture');
  if (evidence === undefined && body['why'] === undefined) return { shown: known, says: 'notFound' };
  if (evidence === undefined || isOutage(evidence))
    return unavailable(body['why'] as SourceFault | undefined);
  const shown = shownBy(given, measure, known, [region]);
  const after = shown[region];
  const lie = lieOf(after);
  if (lie !== null) return unavailable('contradictsItself', lie);
  const differs = !wasUnknown && !isUnproved(before) && !sameState(before, after);
  const knownSince = standing.context.known[region]?.at ?? 0;
  const stops = after.state === 'positive' || after.state === 'underReview';
  if (differs && !stops && asOf < knownSince) {
    const inDoubt = isGood(before) && !isGood(after);
    return {
      shown: inDoubt ? withoutAnswer(known, region) : known,
      ...(inDoubt ? { known: { [region]: null } } : {}),
      says: 'kept',
      differs: true,
    };
  }
  return {
    shown,
    known: { [region]: { at: Math.max(asOf, knownSince), level: 'SOURCE_QUERIED' } },
    says: 'found',
    differs,
  };
}

/** Nothing of this region can be relied on, whatever a test would have counted as. */
function withoutAnswer(known: ShownStates, region: EvidenceRegion): ShownStates {
  const { countedAs, ...rest } = known;
  const others = region === 'test' || countedAs === undefined ? rest : known;
  return { ...others, [region]: { state: 'unavailable' } as const };
}

type Shown = ShownStates[EvidenceRegion];
const isGood = ({ state }: Shown) => state === 'fit' || state === 'green' || state === 'filed';
const classOf = (shown: Shown) =>
  shown.state === 'unfit' || shown.state === 'poppedUp' ? shown.detail : undefined;
const sameState = (one: Shown, other: Shown) =>
  one.state === other.state && JSON.stringify(classOf(one)) === JSON.stringify(classOf(other));
/** Times that cannot be: a source that sends them is not to be believed in anything else it says. */
const LIES: readonly UnfitClass[] = ['future', 'timesContradict', 'showsNoTime'];
const lieOf = (shown: Shown): UnfitClass | null =>
  shown.state === 'unfit' && LIES.includes(shown.detail.class) ? shown.detail.class : null;
/** Shown, but not verified far enough: nothing that a source could speak against. */
const isUnproved = (shown: Shown) => shown.state === 'unfit' && shown.detail.class === 'notVerifiedEnough';

/** What the body shows, region by region, on top of what was known. */
export function shownBy(
  given: Found,
  measure: Measure,
  known: ShownStates,
  regions: readonly EvidenceRegion[],
): ShownStates {
  const { type, body, standing, stop, at } = given;
  const arrivedAt = standing.context.arrivedAt || (stop?.context.arrivedAt ?? at);
  const shown: { -readonly [R in keyof ShownStates]: ShownStates[R] } = { ...known };
  const learn = (circumstances: NonNullable<ShownStates['circumstances']>) => {
    if (Object.keys(circumstances).length > 0)
      shown.circumstances = { ...shown.circumstances, ...circumstances };
  };
  if (regions.includes('test') && body['test'] !== undefined) {
    const { test, countedAs } = testStatesOf(measure, testEvidence(given), arrivedAt);
    shown.test = unlessUsedByAnother(given, withoutInstants(test));
    if (countedAs !== undefined)
      shown.countedAs = Object.fromEntries(
        Object.entries(countedAs).map(([name, state]) => [
          name,
          unlessUsedByAnother(given, withoutInstants(state)),
        ]),
      );
  }
  if (regions.includes('healthStatus') && body['healthStatus'] !== undefined) {
    const healthStatus = body['healthStatus'] as ArrivalFacts['healthStatus'];
    shown.healthStatus = judgeHealthStatus(healthStatus);
    // Only a badge that was looked for is judged: a status seen later without a word of it changes nothing.
    if (healthStatus?.badge !== undefined) learn(ofBadge(measure, healthStatus));
  }
  if (regions.includes('itinerary') && body['itinerary'] !== undefined) {
    const itinerary = body['itinerary'] as ArrivalFacts['itinerary'];
    shown.itinerary = judgeItinerary(itinerary);
    if (itinerary?.history !== undefined) learn(ofHistory(measure, itinerary, arrivedAt));
  }
  // A confirmed positive test is taken back by a correction of two persons; whatever else is shown stays beside it.
  if (known.test.state === 'positive' && type !== 'correctEvidence') {
    shown.test = known.test;
    if (known.countedAs !== undefined) shown.countedAs = known.countedAs;
  }
  if (regions.includes('filing') && body['filing'] !== undefined)
    shown.filing = judgeFiling(body['filing'] as ArrivalFacts['filing']);
  if (type === 'decideClaim') shown.filing = judgeClaim(body['decision'] as ClaimVerdict);
  return shown;
}

/** How far a test was verified: an officer can say how they looked at it; the stronger levels need a source or a signature. */
function testEvidence({ body, actor, now, certificate }: Found): TestEvidence {
  if (certificate !== null) return { ...certificate, recordedAt: now };
  const {
    seen,
    testId: _,
    picture: __,
    ...test
  } = body['test'] as Omit<TestEvidence, 'recordedAt' | 'verification'> & {
    seen: TestEvidence['verification'];
    testId?: string;
    picture?: string;
  };
  const strongest = actor.role === 'adapter' || actor.role === 'house';
  const verification =
    strongest || seen === 'VISUAL_ONLY' || seen === 'LAB_PHONE_CONFIRMED' ? seen : 'VISUAL_ONLY';
  return { ...test, verification, recordedAt: now };
}

/** A report that is another person's is none of this one, until somebody looked into it. A result that stops the case does so whoever shows it. */
function unlessUsedByAnother({ alike, standing }: Found, state: ShownStates['test']): ShownStates['test'] {
  const other = alike.bearers['test'];
  const counts = state.state === 'fit' || state.state === 'unfit' || state.state === 'sampledPending';
  if (other === undefined || !counts) return state;
  return isExplained(standing.context.contradictions, 'sameProofForTwoPeople', other)
    ? state
    : { state: 'unfit', detail: { class: 'usedByAnother' } };
}

/** The same state without the instants of the proof: those are the traveller's own and stay sealed. */
function withoutInstants(state: ShownStates['test']): ShownStates['test'] {
  return state.state === 'fit' ? { ...state, detail: { ...state.detail, anchorAt: 0, fitUntil: 0 } } : state;
}

function judge(measure: Measure, given: Found, shown: ShownStates): Judged {
  const { standing, stop } = given;
  const direction = stop?.context.direction ?? standing.context.direction;
  const ageYears = ageOf(given);
  const judgement = judgeStates(measure, { direction, ageYears, shown });
  const states = statesOf(judgement);
  return {
    clause: judgement.clauseId,
    mayHold: judgement.mayHold,
    exemptByAge: isExemptByAge(measure, ageYears),
    shown,
    states,
    groundLapsed: Object.values(states).every((state) => state === 'notNeeded' || state.startsWith('met.')),
  };
}

/** What is waited for: a result, an officer's decision. */
const PENDING: ReadonlySet<string> = new Set(['sampledPending', 'claimed']);

/** The judgement as the machine's regions call it: `class.state`. */
export function statesOf(judgement: Judgement): Record<string, string> {
  return Object.fromEntries(
    Object.entries(judgement.states).map(([region, { state, satisfies }]) => {
      if (state === 'notNeeded' || region === 'consent' || region === 'pledge') return [region, state];
      if (state === 'positive' || state === 'underReview') return [region, `stops.${state}`];
      if (satisfies) return [region, `met.${state}`];
      return [region, PENDING.has(state) ? `pending.${state}` : `unmet.${state}`];
    }),
  );
}

/** No measure is in force any more: nothing is needed, but a test that stops stays what it is. */
function nothingNeeded({ value }: HandoffStanding, shown?: ShownStates): Judged {
  const stops = isIn(value, 'open.test.stops');
  const states = Object.fromEntries(
    ['test', 'healthStatus', 'itinerary', 'filing', 'consent', 'pledge'].map((region) => [
      region,
      'notNeeded',
    ]),
  );
  if (shown?.test.state === 'positive' || shown?.test.state === 'underReview')
    states['test'] = `stops.${shown.test.state}`;
  else if (stops && shown === undefined) delete states['test'];
  return { states, groundLapsed: true, mayHold: false, ...(shown === undefined ? {} : { shown }) };
}

function announcedMeasure(registry: Registry, id: string, now: number) {
  const announcement = registry.announcements.get(id);
  if (announcement === undefined || announcement.ended || now < announcement.from || now >= announcement.to)
    return undefined;
  const measure = registry.measure(announcement.measure, announcement.measureVersion);
  return measure === undefined ? undefined : { announcement, measure };
}

function isOver(registry: Registry, id: string, now: number): boolean {
  const announcement = registry.announcements.get(id);
  return announcement === undefined || announcement.ended || now >= announcement.to;
}

/** The worker's channel, and one number at least on which their office can be called; an office without any is not called. */
function contactHasCooled(registry: Registry, account: string, office: string, now: number): boolean {
  const numbers = registry.office(office)?.numbers ?? [];
  return (
    now >= registry.coolsAt({ account }) &&
    (numbers.length === 0 || numbers.some(({ number }) => now >= registry.coolsAt({ office, number })))
  );
}

export const digits = (number: string) => number.replaceAll(/[^\d+]/g, '');
export const numbersOf = (registry: Registry, code: string) =>
  (registry.office(code)?.numbers ?? []).map(({ number }) => digits(number));
/** Somebody registered on duty speaks for the office until their duty ends. */
const worksFor = (registry: Registry, account: string, office: string, now: number) =>
  (registry.accounts.get(account)?.onDutyUntil ?? now + 1) > now &&
  (registry.holds(account, 'communityWorker', office) || registry.holds(account, 'streetOfficer', office));
const onlyTrue = (flags: Flags) =>
  Object.fromEntries(Object.entries(flags).filter(([name, is]) => is || name === 'isUnder14'));
