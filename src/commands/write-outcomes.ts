/** From what a batch of commands came to, to the rows it leaves behind: of what is keyed, the last of each. */
import type { StreamKey } from '../contract/streams.ts';
import {
  type BlindIndex,
  cancelTimers,
  freeReservation,
  freeReservationsOf,
  putReadBackCode,
  removePersons,
  shiftWaits,
  streamKeyText,
  writeBatch,
  type Writer,
} from '../storage/index.ts';
import type { Prepared } from './command.ts';
import { keysGivenUp, kindsGivenUp, waysTo } from './people.ts';
import { lastOn, type Outcome } from './decide-command.ts';

/** How often a code may be read back wrong. */
const CODE_TRIES = 5;

/** Writes what a batch came to, by few statements. */
export async function writeOutcomes(
  writer: Writer,
  batch: readonly Prepared[],
  outcomes: readonly Outcome[],
  { blind, bootId }: { readonly blind: BlindIndex; readonly bootId: string },
): Promise<void> {
  for (const [index, { decided }] of outcomes.entries()) {
    const prepared = batch[index] as Prepared;
    if (decided === null || prepared.readBackCode === null) continue;
    const due = lastOn(decided.changes, prepared.key)?.live.row?.timers['readBackCodeDue']?.dueAt ?? 0;
    await putReadBackCode(writer, {
      ...prepared.key,
      subject: String(prepared.body['worker']),
      digest: blind.digest('readBackCode', prepared.readBackCode),
      expiresAt: due,
      triesLeft: CODE_TRIES,
    });
  }
  const identified = outcomes.flatMap(({ decided }, index) =>
    decided?.identified == null ? [] : [{ key: (batch[index] as Prepared).key, ...decided.identified }],
  );
  for (const one of identified) {
    for (const kind of kindsGivenUp(one)) await removePersons(writer, one.key, kind);
    for (const keyedDigest of keysGivenUp(one, blind))
      await freeReservation(writer, { ...one.key, kind: 'openCase', keyedDigest });
  }
  const decided = outcomes.flatMap(({ decided }) => decided ?? []);
  const changes = decided.flatMap((one) => one.changes);
  const lastOf = <T>(list: readonly T[], key: (one: T) => string) => [
    ...new Map(list.map((one) => [key(one), one])).values(),
  ];
  const last = lastOf(changes, ({ live }) => streamKeyText(live.key));
  const timers = new Map(
    changes.flatMap((change) => [
      ...change.cancelled.map((one) => [timerText(one), null] as const),
      ...change.timers.map((one) => [timerText(one), one] as const),
    ]),
  );
  const cancelled = lastOf(
    changes.flatMap((change) => change.cancelled),
    timerText,
  );
  await freeReservationsOf(
    writer,
    changes.flatMap(({ live, freed }) => freed.map((kind) => ({ ...live.key, kind }))),
  );
  await cancelTimers(
    writer,
    cancelled.filter((one) => timers.get(timerText(one)) === null),
  );
  await writeBatch(writer, {
    rows: changes.map(({ row }) => row),
    snapshots: last.map(({ live, snapshot }) => ({ ...live.key, snapshot })),
    taken: decided.flatMap(({ taken }) => taken),
    timers: [...timers.values()].flatMap((timer) => timer ?? []),
    effects: changes.flatMap(({ effects }) => effects),
    puts: last.map(({ put }) => put),
    persons: lastOf(identified, ({ key }) => streamKeyText(key)).flatMap(({ key, person }) =>
      waysTo(key.streamId, person),
    ),
    answers: outcomes.flatMap(({ answered, stored }, index) => {
      const prepared = batch[index] as Prepared;
      return stored
        ? [
            {
              actor: prepared.by.actor.account,
              commandId: prepared.command.envelope.commandId,
              answer: answered,
              refused: answered.outcome === 'refused',
            },
          ]
        : [];
    }),
  });
  for (const { row } of changes)
    if (row.command.type === 'recordClockJump')
      await shiftWaits(writer, {
        byMs: Number(row.command['wallMs']),
        bootId,
        sinceMonoMs: Number(row.command['monoMs']),
      });
}

const timerText = ({ streamKind, streamId, name }: StreamKey & { readonly name: string }) =>
  `${streamKind}/${streamId}/${name}`;
