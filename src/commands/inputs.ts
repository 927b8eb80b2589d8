/** The machine's input: what was said, who said it and when, and what was found out. One for every stream that is written to. */
import type { SourceRegion } from '../contract/sources.ts';
import type { MachineInput, SealedPart, SpineInput } from '../contract/streams.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import { isIn, type Standing } from '../../workflows/standing.ts';
import type { StopContext } from '../../workflows/stop.ts';
import { saidBy } from './age-at-arrival.ts';
import { evidenceOf } from './certificates.ts';
import type { Prepared } from './command.ts';
import { findingsFor } from './findings.ts';
import { findingsElsewhere } from './findings-elsewhere.ts';
import type { Alike } from './contradictions.ts';
import type { Gathered } from './gather.ts';
import type { Live } from './live.ts';
import type { Registry } from './registry.ts';

/** The command's own stream and the others it reads or writes, locked and loaded. */
export interface Held {
  readonly here: Live;
  readonly touched: readonly Live[];
}

/** What the transaction found out, and what the house is connected to. */
export interface Learned extends Gathered {
  readonly connected: ReadonlySet<SourceRegion>;
}

/** The machine's whole input, for the command's own stream and for every other it writes to. */
export function inputsFor(
  prepared: Prepared,
  { here, touched }: Held,
  parts: readonly SealedPart[],
  found: Learned,
  registry: Registry,
  alike: Alike,
  now: number,
): { live: Live; input: MachineInput; parts: readonly SealedPart[] }[] {
  const { command, key, coded, by, secondPerson } = prepared;
  const at = Math.min(command.envelope.occurredAt ?? now, now);
  const said = { type: command.type, by: by.actor.account, second: secondPerson, at } satisfies SpineInput;
  const input = (extra: SpineInput) => ({ ...coded, ...said, ...extra }) as unknown as MachineInput;
  const findings = (live: Live) => findingsOf(prepared, live, touched, found, registry, alike, now, at);
  const own = { live: here, input: input(findings(here)), parts };
  switch (command.type) {
    case 'openHandoff':
      return [
        own,
        {
          live: touched[0] as Live,
          input: input({ handoff: key.streamId }),
          parts: [],
        },
      ];
    case 'tieToGuardian':
      return [own, { live: touched[0] as Live, input: input({ ward: key.streamId }), parts: [] }];
    case 'releaseTraveller':
    case 'clearTraveller':
    case 'turnTravellerBack': {
      const together = (prepared.body['together'] as string[] | undefined) ?? [];
      const others = touched.filter(({ key: { streamId } }) => together.includes(streamId));
      return [own, ...others.map((live) => ({ live, input: input(findings(live)), parts: [] }))];
    }
    default:
      return [own];
  }
}

function findingsOf(
  prepared: Prepared,
  live: Live,
  touched: readonly Live[],
  gathered: Learned,
  registry: Registry,
  alike: Alike,
  now: number,
  at: number,
): SpineInput {
  const { command, by, secondPerson, body, pledgeDigest, codeShownBy, certificate } = prepared;
  const stop = touched.find(({ key }) => key.streamKind === 'stop')?.standing as
    | Standing<StopContext>
    | undefined;
  const handoffs = touched.filter(({ key }) => key.streamKind === 'handoff');
  if (live.key.streamKind === 'handoff') {
    const together = (body['together'] as string[] | undefined) ?? [];
    const family = new Map(
      handoffs.map(({ key, standing }): [string, 'open' | 'decidedWithThis' | 'closed'] => {
        if (!isIn(standing.value, 'open')) return [key.streamId, 'closed'];
        return [key.streamId, together.includes(key.streamId) ? 'decidedWithThis' : 'open'];
      }),
    );
    return findingsFor({
      type: command.type,
      standing: live.standing as HandoffStanding,
      stop: stop ?? null,
      body,
      actor: by.actor,
      secondPerson,
      registry,
      now,
      at,
      codeWasRight: gathered.codeWasRight,
      pledgeDigest,
      codeShownBy,
      certificate: certificate === null ? null : evidenceOf(certificate),
      documents: (gathered.personChanged ? saidBy(body) : prepared.documents)?.documents ?? null,
      alike,
      family,
      connected: gathered.connected,
      onShift: gathered.onShift,
      hasDocument: live.row?.sealed['document'] !== undefined,
    });
  }
  return findingsElsewhere({
    type: command.type,
    kind: live.key.streamKind,
    standing: live.standing,
    body,
    actor: by.actor,
    registry,
    now,
    handoff: (handoffs[0]?.standing as HandoffStanding | undefined) ?? null,
    handoffs: handoffs.map(({ standing }) => standing as HandoffStanding),
    gathered: { noShiftRuns: gathered.noShiftRuns, nothingInMyName: gathered.nothingInMyName },
  });
}
