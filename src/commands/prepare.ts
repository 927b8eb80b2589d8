/**
 * Prepare: everything that can be said before the transaction.
 *
 * Shape, role, command id, second person; the streams a command touches; personal parts apart from coded ones.
 * What rests on state is found out inside the transaction (`findings.ts`), so nothing has to be prepared twice.
 */
import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { reachOf } from '../access/index.ts';
import { type CommandType, commandRow, isCommandType } from '../contract/commands.ts';
import { LATE_MS } from '../contract/late-entry.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { StreamKey } from '../contract/streams.ts';
import {
  commandIdIsAhead,
  commandIdIsTooOld,
  findAnswer,
  readStreams,
  type Storage,
} from '../storage/index.ts';
import type { TrustList } from '../evidence/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import type { StopContext } from '../../workflows/stop.ts';
import { documentsAfter } from './age-at-arrival.ts';
import type { Answered, By, Command, Prepared } from './command.ts';
import {
  certificateIn,
  type CertificateSeen,
  keptOf,
  personIn,
  type PersonOfCase,
  seeCertificate,
} from './certificates.ts';
import { sampleOf } from './draw-sample.ts';
import { faultInIdentity, identifies, putRight } from './identity-fields.ts';
import { newReadBackCode } from './read-back-code.ts';
import { faultInBody, faultInEnvelope, splitBody } from './shape.ts';

/** What is handed in: who a step-up token belongs to, who showed a code, what a pledge would say now, and who a traveller is. */
export interface Witnesses {
  /** Uses a single-use token up and gives the account that proved itself for this command on this stream, or null. */
  readonly secondPerson: (
    token: string,
    type: CommandType,
    streamId: string | null,
  ) => Promise<string | null>;
  /** The digest of the pledge's text as it would be shown for this handoff now; null where it cannot be shown. */
  readonly pledgeDigest: (handoff: string, language: string) => Promise<string | null>;
  /** The account on whose terminal this code is shown for this handoff; null where it is on none, or not any more. Absent where there are no doors. */
  readonly codeShownBy?: (handoff: string, code: string) => Promise<string | null>;
  /** Who the traveller of a case is, opened for one comparison. Absent where nothing can be opened: nobody is compared. */
  readonly personOf?: (handoff: string) => Promise<PersonOfCase>;
}

export type Preparation =
  | { readonly answered: Answered }
  | { readonly refused: RefusalCode; readonly field?: string }
  | { readonly prepared: Prepared };

/** A gap between when something happened and when it is entered that needs no reason. */

export async function prepare(
  storage: Storage,
  witnesses: Witnesses,
  command: Command,
  by: By,
  now: number,
  trustList: TrustList | null,
): Promise<Preparation> {
  const { type, envelope } = command;
  if (!isCommandType(type)) return { refused: 'thingIsKnown' };
  const row = commandRow(type);
  const field = faultInEnvelope(envelope) ?? faultInBody(type, command.body);
  if (field !== null) return { refused: 'bodyIsMalformed', field };
  if (commandIdIsTooOld(envelope.commandId, now) || commandIdIsAhead(envelope.commandId, now))
    return { refused: 'commandIdIsOfToday' };
  const bodyDigest = storage.blind.digestOfBody({
    type,
    streamId: command.streamId ?? null,
    body: command.body,
  });
  // Rank, time and a used-up proof change while an answer is on its way: who sends again is told what was decided.
  const unlessAnswered = async (refused: RefusalCode): Promise<Preparation> => {
    const { commandId } = envelope;
    const known = await findAnswer(storage.read, { actor: by.actor.account, commandId, bodyDigest });
    return known === null ? { refused } : { answered: known as unknown as Answered };
  };
  if (reachOf(by.actor.role, type) === null) return unlessAnswered('roleMayTry');
  if (row.dependsOn !== undefined && envelope.basedOn === undefined) return { refused: 'saysWhatItRestsOn' };
  const time = faultInTime(row.late === true, envelope, now);
  if (time !== null) return unlessAnswered(time);
  if (row.starts !== true && command.streamId === undefined) return { refused: 'thingIsKnown' };

  const streamKind = by.actor.role === 'house' ? (command.streamKind ?? row.stream) : row.stream;
  const key: StreamKey = { streamKind, streamId: command.streamId ?? uuid({ msecs: now }) };
  const secondPerson = await provedSecond(witnesses, command);
  if (row.secondPerson === true && secondPerson === null) return unlessAnswered('secondPersonIsProved');
  const body = putRight(type, command.body);
  const unfit = faultInIdentity(type, body, now);
  if (unfit !== null) return unfit;
  const { coded: said, parts } = splitBody(type, body);
  const coded =
    type === 'openSample' ? { ...said, ...(await sampleOf(storage, by.actor.scope, said)) } : said;
  const { name } = command.body;
  if (identifies(type) && name !== undefined && name !== body['name'])
    parts.push({ field: 'nameAsTyped', retention: 'identity', text: JSON.stringify(name) });
  const certificate = await certificateOf(witnesses, { ...command, body }, key, trustList, now);
  const shown = parts.findIndex(({ field }) => field === 'test');
  const part = parts[shown];
  // Kept with what it was found to say, for whoever opens it later.
  if (certificate !== null && part !== undefined)
    parts[shown] = { ...part, text: JSON.stringify(keptOf(certificate)) };
  // Sealed with the case from its first row: what its papers digest could otherwise be guessed from an ID number.
  if (type === 'openHandoff')
    parts.push({
      field: 'paperSalt',
      retention: 'paper',
      text: JSON.stringify(randomBytes(16).toString('hex')),
    });
  return {
    prepared: {
      command,
      by,
      key,
      touches: await touchedBy(storage, command, key),
      coded,
      parts,
      body,
      bodyDigest,
      secondPerson,
      pledgeDigest:
        type === 'signPledge'
          ? await witnesses.pledgeDigest(key.streamId, String(command.body['language']))
          : null,
      codeShownBy: await codeShownBy(witnesses, command, key),
      certificate,
      documents: await documentsAfter(
        type,
        body,
        async () => {
          const recorded = (await witnesses.personOf?.(key.streamId)) ?? null;
          return recorded === null ? null : { ...recorded };
        },
        now,
      ),
      readBackCode: type === 'issueReadBackCode' ? newReadBackCode() : null,
    },
  };
}

/** A scanned certificate is verified here, where time may be spent: who it is held against is read now, and checked again when it is decided. */
async function certificateOf(
  witnesses: Witnesses,
  { body, streamId }: Command,
  key: StreamKey,
  trustList: TrustList | null,
  now: number,
): Promise<CertificateSeen | null> {
  const scanned = certificateIn(body);
  if (scanned === null) return null;
  const recorded = streamId === undefined ? null : ((await witnesses.personOf?.(key.streamId)) ?? null);
  return seeCertificate(scanned, recorded ?? personIn(body, now), trustList, now);
}

async function provedSecond(
  witnesses: Witnesses,
  { type, envelope, streamId }: Command,
): Promise<string | null> {
  return envelope.stepUp === undefined
    ? null
    : witnesses.secondPerson(envelope.stepUp, type, streamId ?? null);
}

/** Who stands by the traveller who signs or declines on their own phone, as the typed code says. */
async function codeShownBy(
  witnesses: Witnesses,
  { type, body }: Command,
  { streamId }: StreamKey,
): Promise<string | null> {
  const code = body['witnessCode'];
  return typeof code === 'string' && (type === 'signPledge' || type === 'declinePledge')
    ? ((await witnesses.codeShownBy?.(streamId, code)) ?? null)
    : null;
}

function faultInTime(
  late: boolean,
  { occurredAt, lateBecause }: Command['envelope'],
  now: number,
): RefusalCode | null {
  if (occurredAt === undefined) return null;
  if (occurredAt > now) return 'timeIsPast';
  if (now - occurredAt <= LATE_MS) return null;
  return late && lateBecause !== undefined ? null : 'lateEntryHasAReason';
}

/** The other streams a command reads or writes. At most twelve in all. */
async function touchedBy(storage: Storage, { type, body }: Command, key: StreamKey): Promise<StreamKey[]> {
  const handoffs = (ids: unknown) =>
    ((ids as string[] | undefined) ?? []).map((streamId): StreamKey => ({ streamKind: 'handoff', streamId }));
  switch (type) {
    case 'openHandoff':
      return [{ streamKind: 'stop', streamId: String(body['stopId']) }];
    case 'tieToGuardian':
      return handoffs([body['guardian']]);
    case 'releaseTraveller':
    case 'clearTraveller':
    case 'turnTravellerBack': {
      const together = handoffs(body['together']).filter(({ streamId }) => streamId !== key.streamId);
      const family = await familyOf(storage, key);
      return [
        ...together,
        ...handoffs(family).filter(({ streamId }) => !together.some((other) => other.streamId === streamId)),
      ];
    }
    case 'closeStop':
      return handoffs(await handoffsOf(storage, key));
    case 'reviewPledge':
    case 'flagPledge':
    case 'resolveFlag':
    case 'legalHold':
    case 'erasePerson':
    case 'openPersonalData':
      return handoffs([key.streamId]);
    default:
      return [];
  }
}

async function contextOf<C>(storage: Storage, key: StreamKey): Promise<C | undefined> {
  const [head] = [...(await readStreams(storage.read, [key])).values()];
  return head?.snapshot?.context as C | undefined;
}

async function handoffsOf(storage: Storage, stop: StreamKey): Promise<readonly string[]> {
  return (await contextOf<StopContext>(storage, stop))?.handoffs ?? [];
}

async function familyOf(storage: Storage, key: StreamKey): Promise<readonly string[]> {
  const context = await contextOf<HandoffContext>(storage, key);
  return context === undefined
    ? []
    : [...(context.guardian === null ? [] : [context.guardian]), ...context.wards];
}
