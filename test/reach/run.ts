/**
 * Cases whose offices are reached while the house is killed and receivers fail, on a clock that is handed in.
 * What the receivers counted and what the journal says are then held against each other.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFailed } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { Answered, Command } from '../../src/commands/index.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { type Failure, openReceiver, type Receiver } from '../../src/receiver/receiver.ts';
import {
  type Engine,
  laneStates,
  openStorage,
  readRows,
  sequence,
  type Storage,
  unsequencedRows,
} from '../../src/storage/index.ts';
import { fitTest, GREEN_ITINERARY, openWorld, POPPED_UP, START } from '../commands/world.ts';
import { randomFrom } from '../durability/driver.ts';
import { freshPlace, HOUSE_KEY } from '../storage/engines.ts';
import type { Order, Someone, Told } from './wire.ts';

export const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
export const DINGTALK = 'SECfortrying00000000';

export interface Course {
  readonly engine: Engine;
  readonly seed: number;
  readonly cases: number;
  readonly kills: number;
  /** Cases asked about within one minute before the others: three pieces of news each for the same robots. */
  readonly rush: number;
  readonly mutant?: 'deletesFirst' | 'forgetsTheLimit';
}

export interface Came {
  readonly faults: readonly string[];
  readonly counts: Readonly<Record<string, number | string>>;
}

const SECOND = 1_000;
const ANSWER_MS = 300;
const MINUTE_MS = 60_000;

export async function run({ engine, seed, cases, kills, rush, mutant }: Course): Promise<Came> {
  const random = randomFrom(seed);
  let now = START;
  let isFailing = false;
  // Come whatever the dice say: without them a short run may show nothing.
  const first: Failure[] = ['lost', 'error', 'lost', 'error', 'timeout'];
  const failing = (): Failure | null => {
    if (!isFailing) return null;
    const sure = first.shift();
    if (sure !== undefined) return sure;
    const dice = random();
    if (dice < 0.05) return 'error';
    // Half of what is not answered was taken all the same.
    return dice < 0.075 ? 'timeout' : dice < 0.1 ? 'lost' : null;
  };
  const receiver = await openReceiver({
    port: 0,
    secret: SECRET,
    dingTalkSecret: DINGTALK,
    clock: () => now,
    failing,
  });
  const place = await freshPlace(engine);
  const { people, channels } = await furnish(place, receiver);
  const nodes = new Nodes({ place, receiver, mutant, at: () => now });
  onTestFailed(() => nodes.kill());

  // Several cases in several stages at once, a few commands with every tick, as a busy hour has them.
  const lives = Array.from({ length: cases }, () => new Life(people));
  const rushed = Array.from({ length: rush }, () => new Life(people));
  // News after news a second apart, all taken, the house killed between two of them when robots are half full:
  // whatever the dice say later, the limit is met, and met by a house that has just been opened.
  for (const [n, life] of rushed.entries()) {
    if (n === Math.floor(rush / 2)) await nodes.end();
    while (!life.isAsking) await life.step(await nodes.live(), now);
    while (!life.isDone) {
      now += SECOND;
      await life.step(await nodes.live(), now);
      await (await nodes.live()).tick(now);
    }
  }
  isFailing = true;
  const under: Life[] = [];
  // One in every part of the way, somewhere in it.
  const killAt = new Set(
    Array.from({ length: kills }, (_, n) => Math.floor(((n + 0.2 + random() * 0.8) / kills) * cases * 2.8)),
  );
  let ticks = 0;
  let killed = 0;
  let begun = 0;
  for (; begun < cases || under.some((life) => !life.isDone); ticks += 1) {
    now += 100 + Math.floor(random() * 600);
    while (begun < cases && under.filter((life) => !life.isDone).length < 2)
      under.push(lives[begun++] as Life);
    const busy = under.filter((life) => !life.isDone);
    const node = await nodes.live();
    const dies = killAt.has(ticks) ? 5 + Math.floor(random() * 120) : null;
    if (dies !== null) {
      killed += 1;
      setTimeout(() => node.kill(), dies);
    }
    await Promise.all([...busy.map((life) => life.step(node, now)), node.tick(now)]);
  }
  // The rest of the ladder climbs by itself; and whatever waits gets its turn.
  for (let quiet = 0; quiet < 80; quiet += 1) {
    now += 150 * SECOND;
    const node = await nodes.live();
    await node.tick(now);
    if (quiet > (mutant === undefined ? 20 : 2) && (await nodes.waiting()) === 0) break;
  }
  await nodes.close();
  await receiver.close();

  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => now });
  const handoffs = [...rushed, ...lives].flatMap(({ handoff }) => handoff ?? []);
  const held = await hold(storage, handoffs, channels, receiver);
  await storage.close();
  return {
    faults: held.faults,
    counts: {
      engine,
      seed,
      cases,
      items: held.items,
      kills: killed,
      ticks,
      minutes: Math.round((now - START) / MINUTE_MS),
      messages: receiver.arrivals.length,
      attempts: receiver.attempts.length,
      repetitions: held.repetitions,
      mostInAMinute: held.mostInAMinute,
    },
  };
}

interface Channel {
  readonly id: string;
  readonly office: string;
  readonly kind: 'wecom' | 'dingtalk' | 'sms' | 'webhook';
  /** As the receiver names it. */
  readonly receiver: string;
}

async function furnish(place: Awaited<ReturnType<typeof freshPlace>>, receiver: Receiver) {
  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => START });
  const world = await openWorld(storage);
  const wanted: readonly (Omit<Channel, 'id'> & { readonly address: string; readonly secret?: string })[] = [
    robot('C-WILLOW', 'wecom', 'willow', receiver),
    robot('C-WILLOW', 'dingtalk', 'willow', receiver),
    { office: 'C-WILLOW', kind: 'sms', receiver: 'sms/010-00000005', address: '010-00000005' },
    hook('C-WILLOW', 'willow', receiver),
    robot('S-RIVER', 'wecom', 'river', receiver),
    hook('S-RIVER', 'river', receiver),
    robot('D-EAST', 'dingtalk', 'east', receiver),
  ];
  const channels: Channel[] = [];
  for (const { receiver: named, ...body } of wanted) {
    const { streamId } = await world.did('first', 'registerOfficeChannel', null, body, { second: 'second' });
    channels.push({ id: streamId, office: body.office, kind: body.kind, receiver: named });
  }
  const { actor } = world.by('wen');
  const people: Someone = { ...actor, covers: [...actor.covers] };
  await world.close();
  if (place.engine === 'postgres')
    while ((await unsequencedRows(storage.read)) > 0) await storage.write((writer) => sequence(writer));
  await storage.close();
  return { people, channels };
}

const robot = (office: string, kind: 'wecom' | 'dingtalk', name: string, { url }: Receiver) => ({
  office,
  kind,
  receiver: `${kind}/${name}`,
  address:
    kind === 'wecom' ? `${url}/cgi-bin/webhook/send?key=${name}` : `${url}/robot/send?access_token=${name}`,
  ...(kind === 'dingtalk' ? { secret: DINGTALK } : {}),
});
const hook = (office: string, name: string, { url }: Receiver) => ({
  office,
  kind: 'webhook' as const,
  receiver: `/webhook/${name}`,
  address: `${url}/webhook/${name}`,
  secret: SECRET,
});

// ── Lives of cases ──────────────────────────────────────────────────────────────────────────────────────

/** One case: asked, taken back, asked again, passed up. Each command keeps its id until it is answered. */
class Life {
  readonly #by: Someone;
  #stop: string | null = null;
  handoff: string | null = null;
  #step = 0;
  #sending: Command | null = null;

  constructor(by: Someone) {
    this.#by = by;
  }

  get isAsking(): boolean {
    return this.#step >= 2;
  }
  get isDone(): boolean {
    return this.#step === 6;
  }

  async step(node: Node, now: number): Promise<void> {
    this.#sending ??= this.#next(now);
    const answered = await node.send(this.#by, this.#sending);
    if (answered === null || (answered.outcome === 'refused' && answered.code === 'houseIsReady')) return;
    if (answered.outcome === 'refused')
      throw new Error(`${this.#sending.type} was refused: ${answered.code} ${answered.field ?? ''}`);
    if (this.#step === 0) this.#stop = answered.streamId;
    if (this.#step === 1) this.handoff = answered.streamId;
    this.#step += 1;
    this.#sending = null;
  }

  #next(now: number): Command {
    const of = (type: CommandType, body: Record<string, unknown>, streamId = this.handoff): Command => ({
      type,
      ...(streamId === null ? {} : { streamId }),
      body,
      envelope: { commandId: uuid({ msecs: now }) },
    });
    switch (this.#step) {
      case 0:
        return of(
          'openStop',
          { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' },
          null,
        );
      case 1:
        return of(
          'openHandoff',
          {
            stopId: this.#stop,
            traveller: 1,
            healthStatus: POPPED_UP,
            itinerary: GREEN_ITINERARY,
            test: fitTest(now),
          },
          null,
        );
      case 2:
        return of('askCommunity', { community: 'C-WILLOW' });
      case 3:
        return of('cancelRequest', { because: '试' });
      case 4:
        return of('askCommunity', { community: 'C-WILLOW', somethingChanged: true });
      default:
        return of('escalateRequest', {});
    }
  }
}

// ── The house, again and again ──────────────────────────────────────────────────────────────────────────

interface NodeOptions {
  readonly place: Awaited<ReturnType<typeof freshPlace>>;
  readonly receiver: Receiver;
  readonly mutant: string | undefined;
  readonly at: () => number;
}

class Node {
  readonly ready: Promise<void>;
  readonly died: Promise<void>;
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (answered: Answered | null) => void>();
  #ticked: (() => void) | null = null;
  #n = 0;
  isDead = false;

  constructor({ place, receiver, mutant, at }: NodeOptions) {
    this.#process = fork(join(import.meta.dirname, 'child.ts'), {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        PLACE: JSON.stringify(place),
        NOW: String(at()),
        RECEIVER: receiver.url,
        SECRET,
        ANSWER_MS: String(ANSWER_MS),
        ...(mutant === undefined ? {} : { MUTANT: mutant }),
      },
    });
    let isReady = () => {};
    this.ready = new Promise((resolve) => {
      isReady = resolve;
    });
    this.#process.on('message', (told: Told) => {
      if ('ready' in told) isReady();
      else if ('ticked' in told) this.#ticked?.();
      else {
        this.#waiting.get(told.n)?.('answered' in told ? told.answered : null);
        this.#waiting.delete(told.n);
      }
    });
    this.#process.on('error', () => undefined);
    this.died = new Promise((resolve) => {
      this.#process.once('close', () => {
        this.isDead = true;
        for (const tell of this.#waiting.values()) tell(null);
        resolve();
      });
    });
  }

  send(by: Someone, command: Command): Promise<Answered | null> {
    if (this.isDead) return Promise.resolve(null);
    const n = (this.#n += 1);
    return new Promise((resolve) => {
      this.#waiting.set(n, resolve);
      this.#say({ n, by, command });
    });
  }

  async tick(now: number): Promise<void> {
    if (this.isDead) return;
    const ticked = new Promise<void>((resolve) => {
      this.#ticked = resolve;
    });
    this.#say({ tick: now });
    await Promise.race([ticked, this.died]);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.#say({ close: true });
    await this.died;
  }

  #say(order: Order): void {
    this.#process.send(order, () => undefined);
  }
}

class Nodes {
  readonly #options: NodeOptions;
  #node: Node | null = null;
  #storage: Promise<Storage> | null = null;

  constructor(options: NodeOptions) {
    this.#options = options;
  }

  async live(): Promise<Node> {
    if (this.#node === null || this.#node.isDead) this.#node = new Node(this.#options);
    await Promise.race([this.#node.ready, this.#node.died]);
    return this.#node;
  }

  /** What is left in the lanes, waiting or set aside. */
  async waiting(): Promise<number> {
    this.#storage ??= openStorage({
      place: this.#options.place,
      houseKey: HOUSE_KEY,
      clock: this.#options.at,
    });
    const states = await laneStates((await this.#storage).read);
    return states.reduce((sum, { waiting, parked }) => sum + waiting + parked, 0);
  }

  kill(): void {
    this.#node?.kill();
  }

  /** Killed, and seen to be dead. */
  async end(): Promise<void> {
    this.kill();
    await this.#node?.died;
  }

  async close(): Promise<void> {
    await this.#node?.close();
    await (await this.#storage)?.close();
  }
}

// ── What was to come, and what came ─────────────────────────────────────────────────────────────────────

async function hold(
  storage: Storage,
  handoffs: readonly string[],
  channels: readonly Channel[],
  receiver: Receiver,
): Promise<{ faults: string[]; items: number; repetitions: number; mostInAMinute: number }> {
  const faults: string[] = [];
  const arrivedAt = firstArrivals(receiver);
  let items = 0;
  const left = await sql<{ n: number }>`select count(*) as n from outbox where lane <> ''`.execute(
    storage.read,
  );
  if (Number(left.rows[0]?.n) !== 0) faults.push(`${left.rows[0]?.n} items are left in the outbox`);
  for (const handoff of handoffs) {
    const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: handoff });
    const said = rows
      .filter(({ command }) => command.type === 'recordDelivery')
      .map(({ command }) => command);
    for (const { id, office, kind, receiver: name } of channels) {
      // By what the journal says became true, and whom that concerns.
      const due = newsFor(
        office,
        rows.map(({ facts }) => facts.map(({ type }) => type)),
      );
      items += due.length;
      const attempts = said.filter(({ channel }) => channel === id);
      const delivered = attempts.filter(({ outcome }) => outcome === 'delivered');
      for (const fact of new Set(due)) {
        const wanted = due.filter((one) => one === fact).length;
        const messages = new Set(
          delivered.filter(({ told }) => told === fact).map(({ message }) => String(message)),
        );
        if (kind === 'webhook' && messages.size !== wanted)
          faults.push(`${handoff} ${name}: ${fact} came in ${messages.size} messages for ${wanted} items`);
        if (messages.size === 0) faults.push(`${handoff} ${name}: ${fact} was never delivered`);
        const tried = new Set(
          attempts.filter(({ told }) => told === fact).map(({ message }) => String(message)),
        );
        if (tried.size !== messages.size)
          faults.push(`${handoff} ${name}: ${fact} was tried under ids it was not delivered under`);
        for (const message of messages)
          if (!arrivedAt.has(`${name} ${tailOf(kind, message)}`))
            faults.push(`${handoff} ${name}: ${message} is said to be delivered and never arrived`);
      }
      // The order the receiver first saw them in is the order they became true in.
      const seen = [...new Set(delivered.map(({ message }) => String(message)))]
        .map((message) => ({ message, n: arrivedAt.get(`${name} ${tailOf(kind, message)}`) ?? Infinity }))
        .sort((a, b) => a.n - b.n)
        .flatMap(({ message }) => [
          ...new Set(delivered.filter((one) => one.message === message).map(({ told }) => String(told))),
        ]);
      if (kind === 'webhook' && seen.join() !== due.join())
        faults.push(`${handoff} ${name}: came as ${seen.join()} and became true as ${due.join()}`);
      if (kind !== 'webhook' && seen.join() !== [...new Set(seen)].join() && !isInOrder(seen, due))
        faults.push(`${handoff} ${name}: came as ${seen.join()} and became true as ${due.join()}`);
    }
  }
  const limits: Readonly<Record<string, number>> = { wecom: 20, dingtalk: 20 };
  let most = 0;
  for (const { kind, receiver: name } of channels) {
    const limit = limits[kind];
    if (limit === undefined) continue;
    const at = receiver.attempts.filter((one) => one.receiver === name).map((one) => one.at);
    const inAMinute = Math.max(
      0,
      ...at.map((first) => at.filter((one) => one >= first && one < first + MINUTE_MS).length),
    );
    most = Math.max(most, inAMinute);
    if (inAMinute > limit) faults.push(`${name} got ${inAMinute} messages in one minute`);
  }
  const seen = new Set<string>();
  let repetitions = 0;
  for (const { receiver: name, id } of receiver.arrivals) {
    if (seen.has(`${name} ${id}`)) repetitions += 1;
    seen.add(`${name} ${id}`);
  }
  if (receiver.arrivals.some(({ id }) => id === null)) faults.push('a message came without an id');
  return { faults, items, repetitions, mostInAMinute: most };
}

/** What an office must have been told of one case, in order: asked, taken back from whoever was asked, passed up. */
function newsFor(office: string, rows: readonly (readonly string[])[]): string[] {
  const ladder = ['C-WILLOW', 'S-RIVER', 'D-EAST'];
  let asked: string[] = [];
  const news: string[] = [];
  for (const fact of rows.flat()) {
    if (fact === 'communityAsked') {
      asked = ['C-WILLOW'];
      if (office === 'C-WILLOW') news.push(fact);
    } else if (fact === 'requestCancelled') {
      if (asked.includes(office)) news.push(fact);
      asked = [];
    } else if (fact === 'rungAsked') {
      const next = ladder[asked.length] ?? '';
      asked.push(next);
      if (office === next) news.push(fact);
    } else if (fact === 'nobodyDecided' && office === 'D-EAST') news.push(fact);
  }
  return news;
}

/** Whether what was seen can be walked along what became true, where several may have come in one message. */
function isInOrder(seen: readonly string[], due: readonly string[]): boolean {
  let from = 0;
  for (const fact of seen) {
    const at = due.indexOf(fact, from);
    if (at < 0) return false;
    from = at;
  }
  return true;
}

/** Robots are told the last eight figures of a message's id, in words; programs the whole of it. */
const tailOf = (kind: Channel['kind'], message: string) =>
  kind === 'wecom' || kind === 'dingtalk' ? message.slice(-8).toUpperCase() : message;

function firstArrivals({ arrivals }: Receiver): Map<string, number> {
  const first = new Map<string, number>();
  for (const [n, { receiver, id }] of arrivals.entries())
    if (!first.has(`${receiver} ${id}`)) first.set(`${receiver} ${id}`, n);
  return first;
}
