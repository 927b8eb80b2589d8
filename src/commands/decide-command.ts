/**
 * One command, decided on what is locked: is the thing there, may they, does it rest on what is still so, is it free;
 * then the machine. The first no is the answer.
 */
import { commandRow } from '../contract/commands.ts';
import type { OpenCase } from '../contract/doors.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { SourceRegion } from '../contract/sources.ts';
import type { StreamKey } from '../contract/streams.ts';
import type { TimerName } from '../contract/timers.ts';
import { type Reservation, type ReservationKey, streamKeyText } from '../storage/index.ts';
import { type Answered, type Command, type Prepared, refused } from './command.ts';
import { type Change, decide, migration, runningTimers } from './decide.ts';
import { isIn } from '../../workflows/standing.ts';
import type { Gathered } from './gather.ts';
import { type Held, inputsFor } from './inputs.ts';
import type { KeysAtHand } from './keys-at-hand.ts';
import type { Live } from './live.ts';
import { isPolice, placeAmong, placesNamed, reaches, secondReaches, takesOver } from './reach.ts';
import type { Registry } from './registry.ts';
import type { Identified, People } from './people.ts';
import { type ProofKind, textOf, type Wanted } from './wanted.ts';

/** What a command is decided on, beside the streams it is about. */
export interface Ground {
  readonly registry: Registry;
  /** What it wants to reserve, and who holds what of it: kind and digest → stream. */
  readonly wanted: readonly Wanted[];
  readonly taken: ReadonlyMap<string, string>;
  /** The checkpoint of every case that stands in the way of one. */
  readonly checkpoints: ReadonlyMap<string, string>;
  /** Who the cases are about that this one may have to do with, and what the command says of who this person is. */
  readonly people: People;
  readonly identified: Identified | null;
  readonly sealing: KeysAtHand;
  readonly gathered: Gathered;
  /** What a source is connected for. */
  readonly connected: ReadonlySet<SourceRegion>;
  readonly now: number;
  readonly bootId: string;
  readonly monoMs: number;
}

/** All that an accepted command leaves behind. */
export interface Decided {
  readonly changes: readonly Change[];
  readonly taken: readonly Reservation[];
  /** Who the person was taken for, and who they are now; null where the command says nothing of it. */
  readonly identified: Identified | null;
}

/** What a command came to. `stored`: the answer is to be kept under its id. */
export interface Outcome {
  readonly answered: Answered;
  readonly decided: Decided | null;
  readonly stored: boolean;
}

export function decideCommand(prepared: Prepared, held: Held, ground: Ground): Outcome {
  const no = (code: RefusalCode): Outcome => ({ answered: refused(code), decided: null, stored: true });
  const { command, key, touches } = prepared;
  const { here, touched } = held;
  const { registry, wanted, taken, people, identified, sealing, gathered, connected, now, bootId, monoMs } =
    ground;
  const row = commandRow(command.type);

  if (touches.length > 11) return no('atMostTwelveStreams');
  const isNew = here.version === 0;
  const mayBeNew = row.starts === true || key.streamKind === 'trust' || key.streamKind === 'overlap';
  if ((isNew && !mayBeNew) || (!isNew && row.starts === true)) return no('thingIsKnown');
  if (touched.some(({ version }) => version === 0)) return no('thingIsKnown');
  const place = placeAmong(prepared, here, touched);
  const places = [place, ...placesNamed(prepared, touched)];
  if (!takesOver(prepared) && !places.every((one) => reaches(prepared.by.actor, prepared, one)))
    return no('thingIsKnown');
  if (row.secondPerson === true && !secondReaches(registry, prepared, place))
    return no('secondPersonIsProved');
  if (command.type === 'handOverHold' && !isPolice(registry, String(command.body['to']), place))
    return no('theOtherOfficerIsAnother');
  // Nobody has read what is not there yet.
  if (row.dependsOn !== undefined && (command.envelope.basedOn ?? 0) > here.version)
    return no('nothingCameInBetween');
  if (row.dependsOn?.some((fact) => gathered.cameBetween.includes(fact)) === true)
    return no('nothingCameInBetween');
  if (gathered.personChanged && prepared.certificate !== null) return no('nothingCameInBetween');
  if (command.type === 'dueTimerFired' && !timerStands(here, command)) return no('timerIsOvertaken');
  if (gathered.timerDueAt !== null && gathered.timerDueAt > now) return no('timerIsDue');
  const person = identified?.person ?? people.of(key.streamId);
  const namesakes = identified === null ? [] : people.namesakes(key.streamId, person);
  const holderOf = (one: ReservationKey) => {
    const holder = taken.get(textOf(one));
    return holder === key.streamId ? undefined : holder;
  };
  const bearers: Partial<Record<ProofKind, string>> = {};
  // A case that ended is nobody's open one, whatever is put right in it.
  const wants =
    isNew || isIn(here.standing.value, 'open') ? wanted : wanted.filter(({ kind }) => kind !== 'openCase');
  for (const one of wants) {
    const holder = holderOf(one);
    if (holder === undefined) continue;
    if (one.kind === 'channel') return no('channelIsNotRegisteredYet');
    // A number that two people bear is an alarm on both, and no reason to keep either waiting.
    if (one.kind !== 'openCase') {
      if (!people.areOne(person, holder)) bearers[one.kind] = holder;
    } else if (!namesakes.some(({ handoff, isNamedOtherwise }) => handoff === holder && isNamedOtherwise))
      return {
        ...no('personHasNoOtherCase'),
        answered: { ...refused('personHasNoOtherCase'), ...openCaseOf(holder, ground.checkpoints) },
      };
  }
  const alike = {
    namedOtherwise: namesakes.flatMap(({ handoff, isNamedOtherwise }) => (isNamedOtherwise ? [handoff] : [])),
    bearers,
  };

  const surroundings = { registry, place, now, bootId, monoMs };
  const changes: Change[] = [];
  const learned = { ...gathered, connected };
  const inputs = inputsFor(prepared, held, sealing.seal(prepared), learned, registry, alike, now);
  for (const { live: one, input, parts } of inputs) {
    const first = one.older === null ? [] : [migration(prepared, one, surroundings)];
    const from = first[0]?.live ?? one;
    const decision = decide(prepared, from, input, parts, sealing.sealCode(prepared), surroundings);
    if ('refused' in decision) return no(decision.refused);
    changes.push(...first, decision.change);
  }
  const main = lastOn(changes, key) as Change;
  return {
    answered: { outcome: 'accepted', streamId: key.streamId, version: main.live.version },
    decided: {
      changes,
      taken: wants
        .filter(
          (one) =>
            !taken.has(textOf(one)) &&
            (one.insteadOf === undefined ||
              holderOf({ kind: one.kind, keyedDigest: one.insteadOf }) !== undefined),
        )
        .map(({ kind, keyedDigest }) => ({ ...key, kind, keyedDigest, subject: key.streamId })),
      identified,
    },
    stored: true,
  };
}

/** Which case stands in the way, and where: all that another checkpoint may know of it. */
function openCaseOf(handoff: string, checkpoints: Ground['checkpoints']): { readonly openCase?: OpenCase } {
  const checkpoint = checkpoints.get(handoff);
  return checkpoint === undefined ? {} : { openCase: { handoff, checkpoint } };
}

/** A timer is refused, silently, where the stream has moved it since, or a newer machine runs it no longer. */
function timerStands({ key, row, standing }: Live, { body }: Command): boolean {
  const timer = String(body['timer']);
  return (
    row?.timers[timer]?.setByVersion === body['setByVersion'] &&
    runningTimers(key.streamKind, standing).has(timer as TimerName)
  );
}

/** What a command came to on its own stream, whatever was written there before it. */
export const lastOn = (changes: readonly Change[], key: StreamKey) =>
  changes.findLast(({ live }) => streamKeyText(live.key) === streamKeyText(key));
