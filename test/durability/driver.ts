/** Writers on a house that is killed again and again: each keeps its command until it is answered. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { v7 as uuid } from 'uuid';
import type { Answered, Command } from '../../src/commands/index.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { commandRow } from '../../src/contract/commands.ts';
import { HANDOFF_COMMAND_TYPES, type HandoffCommandType } from '../../src/contract/handoff-commands.ts';
import type { Json } from '../../src/contract/streams.ts';
import type { ShownRow } from '../../src/views/index.ts';
import { PLEDGE_DIGEST } from '../commands/world.ts';
import { isAcknowledged, type Kept } from './checks.ts';
import type { Ground, Someone } from './ground.ts';
import { ENDINGS, type Life, LIVES, type Move, MOVES, type Situation } from './moves.ts';
import type { Question, Reply, Sent, Wire } from './wire.ts';

const DIED = Symbol('died');

/** One life of a house in a process of its own. */
export class Child {
  /** Resolves when the process has everything in memory and only waits to be told to open. */
  readonly loaded: Promise<void>;
  readonly ready: Promise<void>;
  /** Resolves when a lying house has come to the place where a kill shows the lie. */
  readonly lying: Promise<void>;
  readonly died: Promise<void>;
  /** Resolves at the first answer of this life. */
  readonly answering: Promise<void>;
  /** Told of each read-back code that the house sends. */
  onCode: (handoff: string, code: string) => void = () => {};
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply | typeof DIED) => void>();
  #n = 0;
  #dead = false;

  constructor(ground: Ground, mutant?: string) {
    this.#process = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, mutant === undefined ? 'child.ts' : 'lying-child.ts')],
      {
        env: {
          ...process.env,
          PLACE: JSON.stringify(ground.place),
          PLEDGE_DIGEST,
          ...(mutant === undefined ? {} : { MUTANT: mutant }),
        },
        stdio: ['pipe', 'pipe', 'inherit'],
        detached: true,
      },
    );
    const { stdin, stdout } = this.#process;
    if (stdin === null || stdout === null) throw new Error('The child has no pipes.');
    stdin.on('error', () => undefined);
    let isReady = () => {};
    let isLying = () => {};
    let isAnswering = () => {};
    let isLoaded = () => {};
    this.loaded = new Promise((resolve) => {
      isLoaded = resolve;
    });
    this.answering = new Promise((resolve) => {
      isAnswering = resolve;
    });
    this.ready = new Promise((resolve) => {
      isReady = resolve;
    });
    this.lying = new Promise((resolve) => {
      isLying = resolve;
    });
    createInterface({ input: stdout }).on('line', (line) => {
      const reply = JSON.parse(line) as Reply;
      if ('loaded' in reply) isLoaded();
      else if ('ready' in reply) isReady();
      else if ('lying' in reply) isLying();
      else if ('code' in reply) this.onCode(reply.handoff, reply.code);
      else {
        if ('answered' in reply) isAnswering();
        this.#waiting.get(reply.n)?.(reply);
        this.#waiting.delete(reply.n);
      }
    });
    this.died = new Promise((resolve) => {
      this.#process.once('close', () => {
        this.#dead = true;
        for (const told of this.#waiting.values()) told(DIED);
        resolve();
      });
    });
  }

  /** Opens the house. Until then the process only holds itself ready. */
  async open(): Promise<void> {
    this.#process.stdin?.write(`${JSON.stringify({ open: true } satisfies Wire)}\n`);
    await Promise.race([this.ready, this.died]);
  }

  /** Null where the house died, or could not say: the command is still its writer's. */
  async send(command: Sent): Promise<Answered | null> {
    const reply = await this.#ask({ command });
    return reply !== null && 'answered' in reply && isAcknowledged(reply.answered) ? reply.answered : null;
  }

  async look(question: Question): Promise<Json> {
    const reply = await this.#ask({ question });
    return reply !== null && 'row' in reply ? reply.row : null;
  }

  kill(): void {
    if (!this.#dead && this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
  }

  /** Lets the house finish and go. */
  async close(): Promise<void> {
    this.#process.stdin?.end();
    await this.died;
  }

  #ask(what: { readonly command: Sent } | { readonly question: Question }): Promise<Reply | null> {
    if (this.#dead) return Promise.resolve(null);
    const n = (this.#n += 1);
    return new Promise((resolve) => {
      this.#waiting.set(n, (reply) => resolve(reply === DIED ? null : reply));
      this.#process.stdin?.write(`${JSON.stringify({ n, ...what } satisfies Wire)}\n`);
    });
  }
}

interface Entry extends Kept {
  readonly answers: Answered[];
  /** The number of the life it was sent in last, while it is not answered. */
  sentIn: number;
}

/** Everything that was said and heard, over all lives of a house. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly unansweredAtKill: number[] = [];
  readonly restartMs: number[] = [];
  resent = 0;
  heardAgain = 0;

  get acknowledged(): number {
    return this.entries.filter(({ answers }) => answers.length > 0).length;
  }

  get accepted(): number {
    return this.entries.filter(({ answers }) => answers[0]?.outcome === 'accepted').length;
  }

  typesSent(): Set<CommandType> {
    return new Set(this.entries.map(({ command }) => command.type));
  }

  typesAccepted(): Set<CommandType> {
    return new Set(
      this.entries
        .filter(({ answers }) => answers[0]?.outcome === 'accepted')
        .map(({ command }) => command.type),
    );
  }

  /** How often each refusal was heard, by command: to look at when a life is not led to its end. */
  refusals(): Map<string, number> {
    const heard = new Map<string, number>();
    for (const { command, answers } of this.entries) {
      const [first] = answers;
      if (first?.outcome !== 'refused') continue;
      const text = `${command.type} ${first.code} ${first.field ?? ''}`;
      heard.set(text, (heard.get(text) ?? 0) + 1);
    }
    return heard;
  }
}

/** A stream of numbers from a seed, the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Twelve writers and more: some at random on six handoffs, some leading lives from the stop to the end. */
export class Driver {
  readonly ledger = new Ledger();
  /** Lives that were led to their end. */
  readonly led = new Set<number>();
  readonly #ground: Ground;
  readonly #random: () => number;
  readonly #shared: { stop: string; handoff: string; row: ShownRow | null }[] = [];
  readonly #codes = new Map<string, string>();
  #child: Child | null = null;
  #revived: Promise<void>;
  #revive: () => void = () => {};
  #life = 0;
  #stopping = false;
  #nextLife = 0;

  constructor(ground: Ground, seed: number) {
    this.#ground = ground;
    this.#random = randomFrom(seed);
    this.#revived = new Promise((resolve) => {
      this.#revive = resolve;
    });
  }

  /** Starts the writers; they wait for a house. */
  start(atRandom: number, leading: number): Promise<unknown> {
    return Promise.all([
      ...Array.from({ length: atRandom }, (_, index) => this.#writeAtRandom(index)),
      ...Array.from({ length: leading }, () => this.#leadLives()),
    ]);
  }

  /** Has the writers talk to a new house, and a few old commands asked again. */
  async live(child: Child): Promise<void> {
    const asked = Date.now();
    child.onCode = (handoff, code) => this.#codes.set(handoff, code);
    await child.open();
    this.ledger.restartMs.push(Date.now() - asked);
    this.#life += 1;
    this.#child = child;
    this.#revive();
    const old = this.ledger.entries.filter(({ answers }) => answers.length > 0);
    for (let i = 0; i < 20 && old.length > 0; i += 1) {
      const entry = old[Math.floor(this.#random() * old.length)] as Entry;
      void this.#askAgain(child, entry);
    }
  }

  /** Kills the house and counts what it had been asked and had not answered. */
  async kill(): Promise<void> {
    const child = this.#child as Child;
    this.#mourn();
    child.kill();
    await child.died;
    this.ledger.unansweredAtKill.push(
      this.ledger.entries.filter(({ answers, sentIn }) => answers.length === 0 && sentIn === this.#life)
        .length,
    );
  }

  /** The writers take up nothing new, and end when what they hold is answered. */
  stop(): void {
    this.#stopping = true;
  }

  get child(): Child | null {
    return this.#child;
  }

  #mourn(): void {
    this.#child = null;
    this.#revived = new Promise((resolve) => {
      this.#revive = resolve;
    });
  }

  async #askAgain(child: Child, entry: Entry): Promise<void> {
    const answered = await child.send(this.#sent(entry));
    if (answered === null) return;
    entry.answers.push(answered);
    this.ledger.heardAgain += 1;
  }

  #sent({ command, account }: Entry): Sent {
    const by = Object.values(this.#ground.people).find((one) => one.account === account) as Someone;
    return { ...command, by };
  }

  async #submit(who: string, command: Command): Promise<Answered> {
    const by = this.#ground.people[who] as Someone;
    const entry: Entry = { command, account: by.account, answers: [], sentIn: 0 };
    this.ledger.entries.push(entry);
    for (let tries = 0; ; tries += 1) {
      await this.#revived;
      const child = this.#child;
      if (child === null) continue;
      if (tries > 0) this.ledger.resent += 1;
      entry.sentIn = this.#life;
      const sent = { ...command, by };
      // Now and then somebody presses twice.
      const twice = this.#random() < 0.05;
      const heard = await Promise.all([child.send(sent), ...(twice ? [child.send(sent)] : [])]);
      entry.answers.push(...heard.filter((one) => one !== null));
      const [first] = entry.answers;
      if (first !== undefined) return first;
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }

  #command(
    type: HandoffCommandType,
    at: Situation,
    streamId: string | null,
    move: Move = MOVES[type](at),
  ): [string, Command] {
    const { who, body = {}, second, agoMs = 0 } = move;
    const needsBasis = commandRow(type).dependsOn !== undefined;
    return [
      who,
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: body as Record<string, unknown>,
        envelope: {
          commandId: uuid(),
          ...(needsBasis ? { basedOn: Math.max(1, at.row?.version ?? 1) } : {}),
          ...(agoMs > 0 ? { occurredAt: at.now - agoMs } : {}),
          ...(second === undefined
            ? {}
            : { stepUp: `second-person-is-${this.#ground.people[second]?.account ?? ''}` }),
        },
      },
    ];
  }

  #situation(stop: string, row: ShownRow | null): Situation {
    const { people, announcement, milder } = this.#ground;
    const account = (name: string) => people[name]?.account ?? name;
    const code = this.#codes.get(row?.id ?? '') ?? 'NONE-YET';
    return { stop, row, account, announcement, milder, code, now: Date.now(), random: this.#random };
  }

  async #look(handoff: string, runsOut?: string): Promise<ShownRow | null> {
    for (;;) {
      await this.#revived;
      const child = this.#child;
      if (child === null) continue;
      const row = await child.look({
        view: 'handoff',
        key: handoff,
        ...(runsOut === undefined ? {} : { runsOut }),
      });
      if (row !== null) return row as unknown as ShownRow;
      await new Promise((resolve) => setTimeout(resolve, 3));
      if (child === this.#child) return null;
    }
  }

  async #open(
    opens?: Life['opens'],
  ): Promise<{ stop: string; handoff: string; row: ShownRow | null } | undefined> {
    const stop = await this.#submit('wen', {
      type: 'openStop',
      body: { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 2, direction: 'INBOUND' },
      envelope: {
        commandId: uuid(),
        // Waited for nearly a quarter of an hour already: a look after the traveller falls due within the run.
        occurredAt: Date.now() - 15 * 60_000 + 1_000 + Math.floor(this.#random() * 3_000),
      },
    });
    if (stop.outcome === 'refused') return undefined;
    const at = this.#situation(stop.streamId, null);
    const move = MOVES.openHandoff(at);
    const [who, command] = this.#command(
      'openHandoff',
      at,
      null,
      opens === undefined ? move : { ...move, body: opens(stop.streamId, at.now) },
    );
    const handoff = await this.#submit(who, command);
    if (handoff.outcome === 'refused') return undefined;
    return { stop: stop.streamId, handoff: handoff.streamId, row: null };
  }

  async #writeAtRandom(index: number): Promise<void> {
    const place = index % 6;
    let sentHere = 0;
    while (!this.#stopping) {
      let here = this.#shared[place];
      if (here === undefined || (index < 6 && sentHere > 250)) {
        sentHere = 0;
        const opened = await this.#open();
        if (opened === undefined) continue;
        here = opened;
        this.#shared[place] = opened;
      }
      sentHere += 1;
      if (here.row === null || this.#random() < 0.3) here.row = await this.#look(here.handoff);
      const type = this.#pick(here.row);
      const [who, command] = this.#command(type, this.#situation(here.stop, here.row), here.handoff);
      await this.#submit(who, command);
    }
  }

  /** What the row says would be taken, mostly; now and then anything at all. */
  #pick(row: ShownRow | null): HandoffCommandType {
    const all = HANDOFF_COMMAND_TYPES.filter((type) => type !== 'openHandoff' && type !== 'tieToGuardian');
    const taken = all.filter((type) => row?.acceptable[type] === true);
    const from = this.#random() < 0.15 || taken.length === 0 ? all : taken;
    for (;;) {
      const type = from[Math.floor(this.#random() * from.length)] as HandoffCommandType;
      if (!ENDINGS.has(type) || this.#random() < 0.02) return type;
    }
  }

  async #leadLives(): Promise<void> {
    while (!this.#stopping) {
      const number = this.#nextLife++ % LIVES.length;
      if (await this.#lead(LIVES[number] as Life)) this.led.add(number);
    }
  }

  async #lead(life: Life): Promise<boolean> {
    const opened = await this.#open(life.opens);
    if (opened === undefined) return false;
    const { stop, handoff } = opened;
    let other = '';
    for (const step of life.steps) {
      if ('anotherTraveller' in step) {
        const at = this.#situation(stop, null);
        const move = MOVES.openHandoff(at);
        const [who, command] = this.#command('openHandoff', at, null, {
          ...move,
          body: { ...move.body, traveller: 2 },
        });
        const answered = await this.#submit(who, command);
        if (answered.outcome === 'refused') return false;
        other = answered.streamId;
        continue;
      }
      if (!(await this.#take(step, stop, handoff, other))) return false;
      if (this.#stopping) return false;
    }
    return true;
  }

  /** A step is tried again a few times: a code may be on its way still, a timer may have come in between. */
  async #take(
    step: Exclude<Life['steps'][number], { anotherTraveller: true }>,
    stop: string,
    handoff: string,
    other: string,
  ): Promise<boolean> {
    // The house fires it; the step after this one is tried until it has.
    if ('firesTimer' in step) return (await this.#look(handoff, step.firesTimer)) !== null;
    for (let tries = 0; tries < 25 && !this.#stopping; tries += 1) {
      const row = await this.#look(handoff);
      const at = this.#situation(stop, row);
      const [who, command] = this.#stepCommand(step, at, handoff, other);
      const answered = await this.#submit(who, command);
      if (answered.outcome === 'accepted') return true;
      await new Promise((resolve) => setTimeout(resolve, 20 + tries * 10));
    }
    return false;
  }

  #stepCommand(
    step: Extract<Life['steps'][number], { type: unknown }>,
    at: Situation,
    handoff: string,
    other: string,
  ): [string, Command] {
    const move = MOVES[step.type](at);
    const { body = move.body, ...rest } = step.with ?? {};
    const guardian = step.type === 'tieToGuardian' ? { guardian: other } : {};
    return this.#command(step.type, at, handoff, {
      ...move,
      ...rest,
      body: { ...body, ...guardian },
    });
  }
}
