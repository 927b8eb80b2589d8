/**
 * What prepare finds out that a machine cannot know: judged evidence, directory, ranks, times.
 *
 * Everything here is synchronous and reads what was gathered beforehand, so that it runs inside the transaction
 * against the very state that is decided on, and nothing it rests on can come in between.
 */
import type { CommandType } from '../contract/commands.ts';
import type { FilingEvidence } from '../contract/measures.ts';
import type { SourceRegion } from '../contract/sources.ts';
import type { SpineInput } from '../contract/streams.ts';
import { isMilderOnStates } from '../measures/index.ts';
import type { Finding } from '../../workflows/handoff-context.ts';
import { contradictionsOf } from './contradictions.ts';
import { announcedMeasure, type Found, NOTHING_SHOWN } from './found.ts';
import { ageOf, judgedFor } from './judged.ts';
import type { Registry } from './registry.ts';

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
        ...detailsFindings(body),
        detailsComplete: detailsStand(body) || context.detailsStand,
      };
    case 'correctDetails':
      return {
        ...detailsFindings(body),
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

function detailsFindings(body: Readonly<Record<string, unknown>>): Flags {
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
