/** What prepare finds out for streams other than a handoff. Synchronous, like `findings.ts`. */
import type { Actor } from '../access/index.ts';
import { type ChannelKindName, isAddressOf, isSecretOf } from '../contract/channels.ts';
import type { CommandType } from '../contract/commands.ts';
import { ageOf } from '../contract/trust-list-words.ts';
import type { SpineInput, StreamKind } from '../contract/streams.ts';
import { faultsAmong } from '../directory/index.ts';
import { loadMeasure } from '../measures/index.ts';
import { isClosed } from '../../workflows/index.ts';
import type { HandoffContext, HandoffStanding } from '../../workflows/handoff-context.ts';
import { isIn, type Standing } from '../../workflows/standing.ts';
import type { ShiftContext } from '../../workflows/staff.ts';
import type { KeepingContext } from '../../workflows/administration.ts';
import { digits, numbersOf } from './findings.ts';
import type { Office, Registry } from './registry.ts';

const DAY_MS = 86_400_000;

export interface FoundElsewhere {
  readonly type: CommandType;
  readonly kind: StreamKind;
  readonly standing: Standing<unknown>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly registry: Registry;
  readonly now: number;
  /** The handoff a trust file watches over. */
  readonly handoff: HandoffStanding | null;
  /** Where the handoffs of a stop stand that is being closed. */
  readonly handoffs: readonly HandoffStanding[];
  /** What only a query could tell, asked before the transaction. */
  readonly gathered: Readonly<Record<string, boolean>>;
}

/** The machine's input beside the coded body. */
export function findingsElsewhere(given: FoundElsewhere): SpineInput {
  if (given.type === 'closeStop')
    return { stillOpen: given.handoffs.filter(({ value }) => !isClosed(value) && isOpen(value)).length };
  const found = { ...administrationFindings(given), ...trustFindings(given), ...given.gathered };
  return Object.values(found).some(Boolean)
    ? { found: Object.fromEntries(Object.entries(found).filter(([, is]) => is)) }
    : {};
}

const isOpen = (value: HandoffStanding['value']) => typeof value === 'object' && 'open' in value;

function administrationFindings({
  type,
  kind,
  standing,
  body,
  actor,
  registry,
  now,
}: FoundElsewhere): Record<string, boolean> {
  const administrators = registry.confirmedAdministrators();
  const found: Record<string, boolean> = { secondAdministratorEnrolled: administrators.length >= 2 };
  const proposer =
    kind === 'account'
      ? actor.account
      : (standing.context as Partial<KeepingContext>).proposedBy || actor.account;
  found['proposerIsConfirmed'] = countsFor(registry, proposer, actor.account);
  switch (type) {
    case 'importDirectory':
    case 'changeDirectory':
      found['fileIsGood'] = faultsAmong(body['entries'] as readonly Office[], (code) =>
        registry.office(code),
      ).every(({ length }) => length === 0);
      break;
    case 'proposeMeasure':
      found['fileIsGood'] = loadMeasure(String(body['text'])).loaded;
      break;
    case 'proposeTrustList': {
      const list = registry.readTrustList(String(body['text']));
      found['trustListSigned'] =
        list !== null && list.number === body['listNumber'] && list.issuedAt === body['issuedAt'];
      found['trustListFresh'] = list !== null && ageOf(list, now) === 'fresh';
      found['trustListNewer'] = list !== null && list.number > (registry.trustList?.number ?? 0);
      break;
    }
    case 'recordAnnouncement': {
      const area = body['area'] as string[];
      found['periodIsSound'] = Number(body['from']) < Number(body['to']);
      found['measureApproved'] = registry.isApprovedMeasure(
        String(body['measure']),
        Number(body['measureVersion']),
      );
      found['ladderComplete'] =
        area.every((code) => registry.office(code) !== undefined) &&
        registry.incompleteLadders(area, Number(body['from'])).length === 0;
      break;
    }
    case 'registerOfficeChannel': {
      const kind = body['kind'] as ChannelKindName;
      const address = String(body['address']);
      const office = String(body['office']);
      found['officeIsKnown'] = registry.office(office) !== undefined;
      found['addressFits'] = isAddressOf(kind, address);
      found['secretFits'] = isSecretOf(kind, body['secret'] as string | undefined);
      found['numberIsInTheDirectory'] =
        kind !== 'sms' || numbersOf(registry, office).includes(digits(address));
      break;
    }
    case 'endShift':
      found['noteIsLeft'] = body['note'] !== undefined;
      break;
    case 'confirmShiftNote':
      found['atTheirOffice'] = actor.scope === (standing.context as ShiftContext).place;
      break;
    case 'registerOnDuty':
      found['officeIsTheirs'] = actor.covers.has(String(body['office']));
      found['dutyEndsWithinADay'] = Number(body['until']) > now && Number(body['until']) <= now + DAY_MS;
      break;
    default:
  }
  return found;
}

/** An administrator may not approve what an account they alone created proposed, until the second has confirmed that account. */
function countsFor(registry: Registry, proposer: string, approver: string): boolean {
  const account = registry.accounts.get(proposer);
  if (account === undefined || proposer === approver) return true;
  return account.createdBy !== approver || (account.confirmedBy !== null && account.confirmedBy !== approver);
}

function trustFindings({ kind, handoff, type }: FoundElsewhere): Record<string, boolean> {
  if (kind !== 'trust' || handoff === null) return {};
  const context: HandoffContext = handoff.context;
  const closed = isClosed(handoff.value);
  return {
    handoffIsClosed: closed,
    // Signed, it is on file; also before the release that follows, and after every end.
    pledgeIsOnFile: isIn(handoff.value, 'open.pledge.signed') || context.care.office !== null || closed,
    retentionEnded: type === 'erasePerson' && closed,
    fieldsAreOfThisPerson: type === 'openPersonalData',
  };
}
