/**
 * The house: the only file that wires the rooms together.
 *
 * Opens storage and spine, has the registry learn what is kept, and starts what goes on by itself: due timers,
 * the outbox, the order of the log on PostgreSQL, the tree over it.
 */
import { performance } from 'node:perf_hooks';
import {
  type Answered,
  type By,
  type Command,
  compileShapes,
  LEARNED_KINDS,
  Spine,
  type Witnesses,
} from './commands/index.ts';
import type { Doors, Views } from './contract/doors.ts';
import { dispatchEffects, fireDueTimers, type Handler, Loop } from './effects/index.ts';
import { Feed, lookingAt } from './push/index.ts';
import { growTree, openStorage, type Place, readLog, sequence, type Storage } from './storage/index.ts';

export interface HouseOptions {
  readonly place: Place;
  /** 32 bytes. */
  readonly houseKey: Buffer;
  readonly witnesses: Witnesses;
  /** The clock, where it is moved by hand: demonstration and tests only. */
  readonly manualClock?: () => number;
  /** How each effect is carried out. Without any the outbox waits. */
  readonly handlers?: Readonly<Partial<Record<string, Handler>>>;
  /** Told after each commit and of everything that failed by itself. */
  readonly afterCommit?: () => void;
  readonly onFault?: (error: unknown) => void;
}

export interface House extends Doors {
  readonly storage: Storage;
  readonly spine: Spine;
  readonly views: Views;
  submit(command: Command, by: By): Promise<Answered>;
  /** Fires what is due now and carries out what waits, before it returns. Loops do the same by themselves. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What the house does by itself, it does under this name. */
export const HOUSE: By = {
  actor: { account: 'house', role: 'house', scope: '*', covers: new Set(['*']) },
  terminal: null,
};

const TIMERS_MS = 250;
const OUTBOX_MS = 500;
const SEQUENCE_MS = 50;
const LEARN_MS = 500;
const TREE_MS = 5_000;

/** Opens the house. Refuses to start where an acknowledged commit could be lost. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const clock = options.manualClock ?? Date.now;
  const onFault = options.onFault ?? (() => {});
  const storage = await openStorage({ place: options.place, houseKey: options.houseKey, clock });
  const loops: Loop[] = [];
  const feed = new Feed(storage, onFault);
  const spine = new Spine({
    storage,
    clock,
    clockIsManual: options.manualClock !== undefined,
    monotonic: () => performance.now(),
    witnesses: options.witnesses,
    onFault,
    afterCommit: () => {
      options.afterCommit?.();
      for (const loop of woken) loop.wake();
      feed.wake();
    },
  });
  compileShapes();

  let learned = 0;
  const learn = async () => {
    for (;;) {
      const rows = await readLog(storage.read, learned);
      for (const { position, row } of rows) {
        if (LEARNED_KINDS.includes(row.streamKind)) spine.registry.learn(row);
        learned = position;
      }
      if (rows.length < 1000) return;
    }
  };
  const order = async () => {
    if (storage.engine === 'postgres') while ((await storage.write((writer) => sequence(writer))).rows > 0);
  };
  const timers = () =>
    fireDueTimers(storage, clock(), async (timer, commandId) => {
      const answered = await spine.submit(
        {
          type: 'dueTimerFired',
          streamKind: timer.streamKind,
          streamId: timer.streamId,
          body: { timer: timer.name, setByVersion: timer.setByVersion },
          envelope: { commandId },
        },
        HOUSE,
      );
      if (answered.outcome === 'accepted') return 'done';
      return answered.code === 'houseIsReady' || answered.code === 'storageIsFull' ? 'notNow' : 'overtaken';
    });
  const outbox = async () => {
    if (options.handlers !== undefined)
      while ((await dispatchEffects(storage, clock(), options.handlers)) > 0);
  };
  const tree = async () => {
    while ((await storage.write((writer) => growTree(writer))).more);
  };

  await order();
  await learn();
  const [timerLoop, outboxLoop, orderLoop, learnLoop, treeLoop] = [
    new Loop(timers, TIMERS_MS, onFault),
    new Loop(outbox, OUTBOX_MS, onFault),
    new Loop(order, SEQUENCE_MS, onFault),
    new Loop(learn, LEARN_MS, onFault),
    new Loop(tree, TREE_MS, onFault),
  ];
  const woken = storage.engine === 'postgres' ? [outboxLoop, orderLoop] : [outboxLoop];
  loops.push(timerLoop, outboxLoop, orderLoop, learnLoop, treeLoop);
  for (const loop of loops) loop.wake();

  return {
    storage,
    spine,
    views: lookingAt(storage, feed, { offices: () => [...spine.registry.offices.values()] }, clock),
    submit: (command, by) => spine.submit(command, by),
    settle: async () => {
      await order();
      await timers();
      await order();
      await outbox();
      await learn();
    },
    close: async () => {
      feed.stop();
      for (const loop of loops) await loop.stop();
      await spine.close();
      await storage.close();
    },
  };
}
