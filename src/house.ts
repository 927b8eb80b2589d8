/**
 * The house: the only file that wires the rooms together.
 *
 * Opens storage and spine, has the registry learn what is kept, and starts what goes on by itself: due timers,
 * the outbox, the order of the log on PostgreSQL, the tree over it.
 */
import type { KeyObject } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import {
  type Answered,
  type By,
  type Command,
  compileShapes,
  LEARNED_KINDS,
  personIn,
  type PersonOfCase,
  readingOf,
  seeCertificate,
  Spine,
  type Witnesses,
} from './commands/index.ts';
import type { CertificateAnswer, ScannedCertificate } from './contract/certificates.ts';
import type { OfficeEntry } from './contract/directory.ts';
import type { Doors, Views } from './contract/doors.ts';
import type { DocumentShown } from './contract/identity/document-key.ts';
import type { Language } from './contract/measures.ts';
import type { Staff } from './contract/papers.ts';
import type { Sources } from './contract/sources.ts';
import { openDirectory } from './directory/index.ts';
import {
  type ClockJump,
  ClockWatch,
  derivedId,
  dispatchEffects,
  EffectsAside,
  fireDueTimers,
  type Handler,
  handlersOf,
  Loop,
  makerOf,
  openCase,
  type Gateway,
  type PaperLookups,
  paperBytes,
  ReachOffices,
  sendByGateway,
  type SendToChannel,
} from './effects/index.ts';
import { openPapers, pledgeText, startThread, textDigest } from './papers/index.ts';
import { colleaguesOf, comparing, Feed, lookingAt } from './push/index.ts';
import { foldCounts, foldFairness } from './views/index.ts';
import {
  FEED_KEPT,
  type FeedKept,
  growTree,
  openStorage,
  type Place,
  readLog,
  readViews,
  sequence,
  type Storage,
  takeClockJump,
  type Tidied,
  tidy,
} from './storage/index.ts';
import type { HandoffContext } from '../workflows/handoff-context.ts';

export interface HouseOptions {
  readonly place: Place;
  /** 32 bytes. */
  readonly houseKey: Buffer;
  /** Still opens what a rotation that was interrupted has not re-wrapped. */
  readonly formerHouseKey?: Buffer;
  /** Who a step-up token belongs to; and, where the house's own wording is not the one shown, what a pledge digests to. */
  readonly witnesses: Pick<Witnesses, 'secondPerson'> & Partial<Witnesses>;
  /** Effects that are carried out otherwise than the house would. */
  readonly handlers?: Readonly<Partial<Record<string, Handler>>>;
  /** Where erasures are written down, beside the database and outliving it. Without it an erasure waits in the outbox. */
  readonly erasuresFile?: string;
  /** The clock, where it is moved by hand: demonstration and tests only. */
  readonly manualClock?: () => number;
  /** Milliseconds that only grow within one boot, where a test hands them in; a manual clock alone jumps on purpose. */
  readonly monotonicClock?: () => number;
  /** The public half of the key that lists of trusted issuers are signed with. Without it no certificate is verified. */
  readonly trustKey?: KeyObject | null;
  /** How much of what changed is kept for a screen that comes back. */
  readonly feedKept?: FeedKept;
  /** The sources of evidence that can be asked. Without them asking is refused. */
  readonly sources?: Sources;
  /** Brings words to a worker’s registered channel, otherwise than the message gateway would. */
  readonly sendToChannel?: SendToChannel;
  /** Takes short messages, and words to a worker’s own account. Without one they wait, fail and show. */
  readonly gateway?: Gateway;
  /** The address people type, without a closing slash: where a message to an office leads. */
  readonly publicUrl?: string;
  /** How long the receiver of a message has to answer. */
  readonly answerWithinMs?: number;
  /** Where a paper is checked, without a closing slash. */
  readonly verifyAt?: string;
  /** Told after each commit and of everything that failed by itself. */
  readonly afterCommit?: () => void;
  readonly onFault?: (error: unknown) => void;
}

export interface House extends Doors {
  readonly storage: Storage;
  readonly spine: Spine;
  readonly views: Views;
  /** The pledge's exact text and digest as it would be signed now; null while something of it is missing. */
  showPledge(
    handoff: string,
    language: Language,
  ): Promise<{ readonly words: string; readonly digest: string } | null>;
  /** What a scanned certificate is found to be, held against the traveller of this handoff and its measure. Nothing is recorded. */
  verifyScanned(handoff: string, scanned: ScannedCertificate): Promise<CertificateAnswer>;
  /** The bytes of a paper of this handoff; null where there is none, or it is erased. */
  paper(handoff: string, paperId: string): Promise<{ readonly kind: string; readonly bytes: Buffer } | null>;
  submit(command: Command, by: By): Promise<Answered>;
  /** Fires what is due now and carries out what waits, before it returns. Loops do the same by themselves. */
  settle(): Promise<void>;
  /** Clears away what is over and makes room for the months to come. A loop does the same by itself. */
  tidy(): Promise<Tidied>;
  close(): Promise<void>;
}

/** What the house does by itself, it does under this name. */
export const HOUSE: By = {
  actor: { account: 'house', role: 'house', scope: '*', covers: new Set(['*']) },
  terminal: null,
};

/** Effects that wait for an answer from elsewhere, and how many of them are under way at once. */
const ASIDE = ['querySource'];
const ASKED_AT_ONCE = 32;

const TIMERS_MS = 250;
const OUTBOX_MS = 500;
const SEQUENCE_MS = 50;
const LEARN_MS = 500;
const TREE_MS = 5_000;
const TIDY_MS = 3_600_000;
const COUNTS_MS = 1_000;

/** Opens the house. Refuses to start where an acknowledged commit could be lost. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const monotonic = options.monotonicClock ?? (() => performance.now());
  const isManual = options.manualClock !== undefined;
  const isWatched = !isManual || options.monotonicClock !== undefined;
  const wall = options.manualClock ?? Date.now;
  const watch = new ClockWatch(wall, monotonic);
  // The database's clock rules on PostgreSQL: there it is the one that is watched, and a node's own may be wrong.
  const asksDatabase = !isManual && options.place.engine === 'postgres';
  const clock = isWatched && !asksDatabase ? () => watch.read() : wall;
  const onFault = options.onFault ?? (() => {});
  const storage = await openStorage({
    place: options.place,
    houseKey: options.houseKey,
    ...(options.formerHouseKey === undefined ? {} : { formerHouseKey: options.formerHouseKey }),
    clock,
  });
  const loops: Loop[] = [];
  const feed = new Feed(storage, onFault, (measure, version) =>
    (spine.registry.measure(measure, version)?.clauses ?? []).map(({ id, title }) => ({
      id,
      zh: title['zh-CN'],
      en: title.en,
    })),
  );
  const spine = new Spine({
    storage,
    clock,
    clockIsManual: isManual,
    monotonic,
    trustKey: options.trustKey ?? null,
    ...(options.sources === undefined ? {} : { connected: options.sources.regions }),
    witnesses: {
      personOf: (handoff) => personOf(storage, handoff, clock()),
      pledgeDigest: async (handoff, language) =>
        (await showPledge(handoff, language === 'en' ? 'en' : 'zh-CN'))?.digest ?? null,
      ...options.witnesses,
    },
    onFault,
    afterCommit: () => {
      options.afterCommit?.();
      for (const loop of woken) loop.wake();
      feed.wake();
    },
  });
  compileShapes();
  const papers = openPapers();
  const lookups: PaperLookups = {
    office: (code) => spine.registry.office(code),
    staff: (account) => staffOf(storage, account),
    announcement: (id) => spine.registry.announcements.get(id),
    measure: (id, version) => spine.registry.measure(id, version),
    verifyAt: options.verifyAt ?? '',
  };
  const handlers = handlersOf({
    storage,
    erasuresFile: options.erasuresFile,
    papers,
    lookups,
    submit: (command, by) => spine.submit(command, by),
    house: HOUSE,
    sources: options.sources,
    sendToChannel: options.sendToChannel ?? byGateway(options.gateway ?? null, clock, options.answerWithinMs),
    superiorOf: (place) => spine.registry.whoHolds('dutySuperior', place),
    answering: {
      hasLearned: (streamId, version) => spine.registry.hasLearned(streamId, version),
      offices: () => offices(),
      office: (code) => spine.registry.office(code),
      above: (code) => spine.registry.above(code),
      account: (id) => spine.registry.accounts.get(id),
      channel: (id) => spine.registry.channels.get(id),
      now: clock,
    },
  });
  const showPledge: House['showPledge'] = async (handoff, language) => {
    const file = await openCase(storage, handoff);
    const made = await makerOf({ storage, lookups }, file);
    const text = await made?.maker.pledgeText();
    if (made === null || text === null || text === undefined) return null;
    const words = pledgeText(text, language);
    return { words, digest: textDigest(words, made.maker.salt('pledge')) };
  };

  const verifyScanned: House['verifyScanned'] = async (handoff, scanned) => {
    const at = await now();
    const { registry } = spine;
    const seen = seeCertificate(scanned, await personOf(storage, handoff, at), registry.trustList, at);
    const [put] = await readViews(storage.read, [{ view: 'handoff', key: handoff }]);
    const row = put?.row as unknown as { readonly context: HandoffContext } | undefined;
    return {
      ...seen.found,
      reading:
        row === undefined
          ? null
          : readingOf(seen, row.context, (id, version) => registry.measure(id, version), at),
    };
  };

  let learned = 0;
  const learn = async () => {
    for (;;) {
      const rows = await readLog(storage.read, learned);
      for (const { position, row } of rows) {
        if (LEARNED_KINDS.includes(row.streamKind)) spine.registry.learn(row);
        // Another node has moved every clock.
        if (row.command.type === 'recordClockJump' && row.bootId !== spine.bootId) {
          spine.forget();
          feed.reload();
        }
        learned = position;
      }
      if (rows.length < 1000) return;
    }
  };
  const order = oneAtATime(async () => {
    if (storage.engine === 'postgres') while ((await storage.write((writer) => sequence(writer))).rows > 0);
  });
  // What is due is said by the clock that sets it: on PostgreSQL the database's, so that nodes need not agree.
  const now = () => (isManual ? Promise.resolve(clock()) : storage.now());
  const writeDown = async ({ byMs, monoMs, wallMs }: ClockJump): Promise<boolean> => {
    const { bootId } = spine;
    const isOurs =
      !asksDatabase || (await storage.write((writer) => takeClockJump(writer, { bootId, byMs, at: wallMs })));
    if (!isOurs) return true;
    const answered = await spine.submit(
      {
        type: 'recordClockJump',
        body: { wallMs: byMs, monoMs },
        envelope: { commandId: derivedId(wallMs, `clockJump/${bootId}/${monoMs}`) },
      },
      HOUSE,
    );
    return answered.outcome === 'accepted';
  };
  /** Now, when every wait has been moved by every jump of the clock that a reading has shown. */
  const settledNow = async (): Promise<number> => {
    for (;;) {
      const at = await (asksDatabase ? watch.readFrom(() => storage.now()) : now());
      const jump = watch.unsettled;
      if (jump === undefined) return at;
      if (!(await writeDown(jump))) throw new Error('A jump of the clock could not be written down yet.');
      watch.settled();
      feed.reload();
    }
  };
  const timers = oneAtATime(async () =>
    fireDueTimers(storage, await settledNow(), async (timer, commandId) => {
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
      if (answered.code === 'timerIsDue') return 'notDue';
      return answered.code === 'houseIsReady' || answered.code === 'storageIsFull' ? 'notNow' : 'overtaken';
    }),
  );
  const carriedOut = { ...handlers, ...options.handlers };
  const outbox = oneAtATime(async () => {
    while ((await dispatchEffects(storage, await now(), carriedOut, { but: ASIDE })) > 0);
  });
  const aside = new EffectsAside(ASKED_AT_ONCE);
  const ask = oneAtATime(() =>
    aside.begin(storage, now, carriedOut, { only: ASIDE }, () => askLoop.wake(), onFault),
  );
  const reach = new ReachOffices({
    storage,
    channel: (id) => spine.registry.channels.get(id),
    officeKind: (code) => spine.registry.office(code)?.kind,
    publicUrl: options.publicUrl ?? '',
    gateway: options.gateway ?? null,
    submit: (command, by) => spine.submit(command, by),
    house: HOUSE,
    now,
    onFault,
    ...(options.answerWithinMs === undefined ? {} : { answerWithinMs: options.answerWithinMs }),
  });
  const tree = async () => {
    while ((await storage.write((writer) => growTree(writer))).more);
  };

  const counts = oneAtATime(async () => {
    while ((await foldCounts(storage)) > 0);
    while ((await foldFairness(storage)) > 0);
  });
  // One list for each state of the directory, so that whoever sorts it sorts it once.
  let listed: { readonly of: string; readonly offices: readonly OfficeEntry[] } = { of: '', offices: [] };
  const offices = () => {
    const of = spine.registry.directoryVersion;
    if (listed.of !== of) listed = { of, offices: [...spine.registry.offices.values()] };
    return listed.offices;
  };
  const tidyUp = async () => tidy(storage, await now(), options.feedKept ?? FEED_KEPT);

  await order();
  await learn();
  const [timerLoop, outboxLoop, askLoop, reachLoop, orderLoop, learnLoop, treeLoop, tidyLoop, countsLoop] = [
    new Loop(timers, TIMERS_MS, onFault),
    new Loop(outbox, OUTBOX_MS, onFault),
    new Loop(ask, OUTBOX_MS, onFault),
    new Loop(() => reach.turn(), OUTBOX_MS, onFault),
    new Loop(order, SEQUENCE_MS, onFault),
    new Loop(learn, LEARN_MS, onFault),
    new Loop(tree, TREE_MS, onFault),
    new Loop(tidyUp, TIDY_MS, onFault),
    new Loop(counts, COUNTS_MS, onFault),
  ];
  const effectLoops = [outboxLoop, askLoop, reachLoop];
  const woken = storage.engine === 'postgres' ? [...effectLoops, orderLoop] : effectLoops;
  loops.push(timerLoop, ...effectLoops, orderLoop, learnLoop, treeLoop, tidyLoop, countsLoop);
  for (const loop of loops) loop.wake();

  return {
    storage,
    spine,
    views: lookingAt(storage, feed, { offices }, clock),
    fairness: comparing(storage, { offices, clause: (measure, id) => clauseWords(spine, measure, id) }),
    directory: openDirectory({
      version: () => spine.registry.directoryVersion,
      office: (code) => spine.registry.office(code),
      offices,
      historyOf: (code) => spine.registry.historyOf(code),
      childrenOf: (code) => spine.registry.childrenOf(code),
      now: clock,
      staffOf: (office) => staffNumbersAt(spine, storage, office),
      startThread,
    }),
    submit: (command, by) => spine.submit(command, by),
    showPledge,
    verifyScanned,
    paper: (handoff, paperId) => paperBytes(storage, handoff, paperId),
    settle: async () => {
      await order();
      await timers();
      await order();
      await outbox();
      await ask();
      await aside.settle();
      await learn();
      await reach.settle();
      await counts();
    },
    tidy: tidyUp,
    close: async () => {
      feed.stop();
      for (const loop of loops) await loop.stop();
      await aside.settle();
      options.sources?.close();
      await reach.stop();
      await spine.close();
      await papers.close();
      await storage.close();
    },
  };
}

/** Whoever asks while a turn is under way gets the next one, whole: a timer in the hand of a loop is not missed by `settle`. */
function oneAtATime<T>(turn: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(turn, turn);
    last = next;
    return next;
  };
}

/** What a clause of a measure (`<id>@<version>`) is called. */
function clauseWords({ registry }: Spine, measure: string, clause: string) {
  const [id = '', version = ''] = measure.split('@');
  const title = registry.measure(id, Number(version))?.clauses.find((one) => one.id === clause)?.title;
  return title === undefined ? null : { zh: title['zh-CN'], en: title.en };
}

/** The active accounts of an office by staff number. */
async function staffNumbersAt(
  { registry }: Spine,
  storage: Storage,
  office: string,
): Promise<ReadonlyMap<string, string>> {
  const there = [...registry.accounts.values()]
    .filter(({ status, grants }) => status === 'active' && grants.some(({ scope }) => scope === office))
    .map(({ id }) => id);
  const names = await colleaguesOf(storage, there);
  return new Map(
    there.flatMap((account): [string, string][] => {
      const name = names.get(account);
      return name === undefined ? [] : [[name.staffNumber, account]];
    }),
  );
}

/** Who the traveller of a case is, as it was last entered: opened for one comparison, and kept nowhere. */
async function personOf(storage: Storage, handoff: string, now: number): Promise<PersonOfCase> {
  const file = await openCase(storage, handoff);
  const name = file.latest<string>('name');
  const document = file.latest<DocumentShown>('document');
  const further = file.latest<readonly DocumentShown[]>('further');
  return {
    ...personIn({ name, document, further }, now),
    ...(document === undefined ? {} : { document }),
    ...(further === undefined ? {} : { further }),
    version: file.rows.at(-1)?.version ?? 0,
  };
}

/** Staff as a stranger may know them. Whose data is erased, or who is the house itself, has no name. */
async function staffOf(storage: Storage, account: string): Promise<Staff> {
  const colleague = (await colleaguesOf(storage, [account])).get(account);
  const { surname, staffNumber } = colleague ?? { surname: '—', staffNumber: '—' };
  return { surname, staffNumber };
}

const ANSWER_MS = 5_000;

/** Words to a worker’s own channel go by the gateway. What it does not take stays in the outbox and shows as failing. */
function byGateway(gateway: Gateway | null, clock: () => number, answerWithinMs = ANSWER_MS): SendToChannel {
  return async (channel, words, id) => {
    const text = `【归程】回读码 ${words}，十分钟内有效。只在本次通话中读给检查站民警，不要告诉其他人。`;
    const signal = AbortSignal.timeout(answerWithinMs);
    const sent = await sendByGateway(gateway, channel, { id, text }, clock(), signal);
    if (!sent.isDelivered) throw new Error(`The gateway did not take it: ${sent.error}.`);
  };
}
