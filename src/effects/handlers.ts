/** Every effect by its name: papers, the read-back code, and what fans out to other streams. */
import type { Answered, By, Command } from '../contract/doors.ts';
import type { Raised } from '../contract/contradictions.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { EFFECTS, EffectType } from '../contract/facts.ts';
import { type DueEffect, listView, openPart, readRows, resumeLane, type Storage } from '../storage/index.ts';
import { derivedId } from './derived-id.ts';
import { destroyKeys, type Erasing } from './destroy-keys.ts';
import { type Drawing, drawPapers } from './draw-papers.ts';
import { type Answering, lookForOverlaps } from './look-for-overlaps.ts';
import type { Handler } from './outbox.ts';
import { type Asking, querySource } from './query-source.ts';

/** Brings words to a registered channel of a worker. What it throws is tried again. */
export type SendToChannel = (
  channel: { readonly kind: string; readonly address: string },
  words: string,
  /** The same on every attempt. */
  id: string,
) => Promise<void>;

export interface HandlerOptions extends Drawing, Erasing, Asking {
  readonly sendToChannel: SendToChannel;
  /** Who answers for which office, as far as the house knows. */
  readonly answering: Answering;
  /** The account of a superior over a place, by name; undefined where there is none. */
  readonly superiorOf: (place: string) => string | undefined;
}

/** Effects that are carried out by a handler. */
type OutboxEffect = { [E in EffectType]: (typeof EFFECTS)[E]['by'] extends 'outbox' ? E : never }[EffectType];

const PAGE = 100;

/** The handlers of the outbox, one for each effect that is not the feed’s. */
export function handlersOf(options: HandlerOptions): Readonly<Record<OutboxEffect, Handler>> {
  const draw: Handler = (effect) => drawPapers(options, effect);
  return {
    querySource: (effect) => querySource(options, effect),
    sendReadBackCode: (effect) => sendReadBackCode(options, effect),
    lookForOverlaps: (effect) =>
      lookForOverlaps(
        { ...options, send: (of, command, about) => send(options, of, command, about) },
        effect,
      ),
    destroyKeys: (effect) => destroyKeys(options, effect),
    resumeLane: (effect) => options.storage.write((writer) => resumeLane(writer, effect.streamId, effect.at)),
    drawReceipt: draw,
    drawPledge: draw,
    drawReleaseSlip: draw,
    drawRefusalNotice: draw,
    applyAnnouncementEnd: (effect) =>
      forEachHandoff(options.storage, `under/${effect.streamId}`, (streamId) =>
        send(options, effect, {
          type: 'applyAnnouncementEnd',
          streamId,
          body: { announcement: effect.streamId },
        }),
      ),
    // Found in one case, a contradiction stands in the other as well.
    tellTheOtherCase: async (effect) => {
      const [row] = await readRows(options.storage.read, effect, effect.version - 1, 1);
      const found = (row?.command['contradictions'] ?? []) as unknown as readonly Raised[];
      for (const { what, other } of found)
        if (other !== null)
          await send(
            options,
            effect,
            {
              type: 'noteContradiction',
              streamId: other,
              body: { contradiction: what, other: effect.streamId },
            },
            what,
          );
    },
    passCasesOn: async (effect) => {
      const [row] = await readRows(options.storage.read, effect, 0, 1);
      const place = String(row?.command['place'] ?? '');
      const superior = options.superiorOf(place);
      const officer = row?.performedBy ?? '';
      if (superior !== undefined && superior !== officer)
        await forEachHandoff(options.storage, `mine/${officer}`, (streamId) =>
          send(options, effect, { type: 'handOverHold', streamId, body: { to: superior } }),
        );
    },
  };
}

/** Sends one command of the house for an effect; its id is the effect's, so that a repetition has one effect. */
async function send(
  { submit, house }: HandlerOptions,
  effect: DueEffect,
  command: Omit<Command, 'envelope'>,
  about = '',
): Promise<void> {
  const commandId = derivedId(
    effect.at,
    `${effect.streamId}/${effect.version}/${effect.n}/${command.streamId ?? ''}${about}`,
  );
  const answered: Answered = await submit({ ...command, envelope: { commandId } }, house satisfies By);
  if (answered.outcome === 'refused' && UNDECIDED.includes(answered.code))
    throw new Error(`Not decided: ${answered.code}.`);
}

/** Refusals that say nothing of the case. An effect that waited for over thirty days is parked, never taken for done. */
const UNDECIDED: readonly RefusalCode[] = ['houseIsReady', 'storageIsFull', 'commandIdIsOfToday'];

async function forEachHandoff(
  storage: Storage,
  audience: string,
  act: (streamId: string) => Promise<void>,
): Promise<void> {
  for (let after = ''; ; ) {
    const puts = await listView(storage.read, 'handoff', [audience], after, PAGE);
    for (const { key } of puts) await act(key);
    const last = puts.at(-1)?.key;
    if (last === undefined || puts.length < PAGE) return;
    after = last;
  }
}

/** The code goes to the worker's registered channel, never to one stated by the checkpoint or the voice. */
async function sendReadBackCode(
  { storage, sendToChannel }: HandlerOptions,
  effect: DueEffect,
): Promise<void> {
  const [part] = effect.sealedParts;
  const [row] = await readRows(storage.read, effect, effect.version - 1, 1);
  if (part === undefined || row === undefined) return;
  const code = openPart(await storage.keys.byId([part.keyId]), row, part);
  const channel = await channelOf(storage, String(row.command['worker']));
  if (code.outcome === 'erased' || channel === null) return;
  const id = derivedId(row.recordedAt, `readBackCode/${effect.streamId}/${effect.version}/${effect.n}`);
  await sendToChannel(channel, JSON.parse(code.text) as string, id);
}

async function channelOf(
  storage: Storage,
  account: string,
): Promise<{ kind: string; address: string } | null> {
  const rows = await readRows(storage.read, { streamKind: 'account', streamId: account });
  const row = rows.findLast(
    ({ command }) => command.type === 'registerChannel' || command.type === 'registerOnDuty',
  );
  const part = row?.sealedParts.find(({ field }) => field === 'channel');
  if (row === undefined || part === undefined) return null;
  const opened = openPart(await storage.keys.byId([part.keyId]), row, part);
  return opened.outcome === 'open' ? (JSON.parse(opened.text) as { kind: string; address: string }) : null;
}
