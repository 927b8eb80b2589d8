/**
 * A running house on the manual clock, and a teller who says after each step who holds the responsibility, who acts
 * next and what is due. Everything goes over HTTP and websocket, as a terminal would send it; any difference between
 * what is expected and what is so ends the story with an error.
 */
import { v7 as uuid } from 'uuid';
import { WebSocket } from 'ws';
import type { CommandType } from '../../src/contract/commands.ts';
import { commandRow } from '../../src/contract/commands.ts';
import type { Told } from '../../src/contract/doors.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { TERMINAL_OF } from '../../src/contract/roles.ts';
import { commandPath } from '../../src/contract/routes.ts';
import { TIMERS, type TimerName } from '../../src/contract/timers.ts';
import { releaseCodeOf, openCase } from '../../src/effects/index.ts';
import type { Engine } from '../../src/storage/index.ts';
import { type App, openApp, PASSWORD, signInName } from '../../test/terminals/app.ts';

const MINUTE_MS = 60_000;
const IDLE_MINUTES = 5;

interface Person {
  readonly name: string;
  readonly cookie: string;
  readonly terminal: Terminal;
  readonly account: string;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Expected {
  /** Facts of the step's own stream, in their order. */
  readonly facts?: readonly string[];
  /** The refusal, where the step must be refused. */
  readonly refused?: string;
}

export interface Step extends Expected {
  readonly who: string;
  readonly does: CommandType;
  readonly on?: string;
  readonly body?: object;
  readonly second?: string;
  /** The version it rests on; the newest where the command needs one and none is given. */
  readonly basedOn?: number;
}

/** One entry of a timeline, as far as a story looks at it. */
interface Entry {
  readonly version: number;
  readonly command: string;
  readonly facts: string[];
  readonly said: Readonly<Record<string, unknown>>;
}

/** What went differently from what the story says. */
export class StoryDiffers extends Error {
  override readonly name = 'StoryDiffers';
}

export class Stage {
  readonly #app: App;
  readonly #base: string;
  readonly #say: (line: string) => void;
  readonly #people = new Map<string, Promise<Person>>();
  readonly #codes: string[];
  readonly #sockets: WebSocket[] = [];
  #minutes = 0;

  private constructor(app: App, base: string, codes: string[], say: (line: string) => void) {
    this.#app = app;
    this.#base = base;
    this.#codes = codes;
    this.#say = say;
  }

  /** Opens a house with the story's people and has it listen on the loopback. */
  static async open(engine: Engine, say: (line: string) => void): Promise<Stage> {
    const codes: string[] = [];
    const app = await openApp({
      engine,
      house: {
        sendToChannel: async (_, words) => {
          codes.push(words);
        },
      },
    });
    const base = await app.app.listen({ host: '127.0.0.1', port: 0 });
    return new Stage(app, base, codes, say);
  }

  account(name: string): string {
    return this.#app.people.get(name) ?? '';
  }

  get now(): number {
    return this.#app.clock.now;
  }

  title(words: string): void {
    this.#say(`\n${words}`);
  }

  /** Time passes; what falls due on the way fires at its time. */
  async pass(minutes: number): Promise<void> {
    for (let i = 0; i < minutes; i += 1) {
      this.#app.clock.now += MINUTE_MS;
      await this.#app.house.settle();
    }
    this.#minutes += minutes;
    // Who was away from the terminal for a while signs in again.
    if (minutes >= IDLE_MINUTES) this.#people.clear();
    this.#say(`  …  ${minutes} min`);
  }

  /** Somebody does something; the house must answer as the story says. Gives the stream it wrote to. */
  async step({
    who,
    does,
    on,
    body = {},
    second,
    facts,
    refused,
    basedOn,
  }: Step): Promise<{ streamId: string; version: number }> {
    const person = await this.#person(who);
    const path = commandPath(person.terminal, does).replace(':id', on ?? '');
    const stepUp = second === undefined ? {} : { stepUp: await this.#prove(person, second, does, on) };
    const rests =
      commandRow(does).dependsOn === undefined || on === undefined
        ? {}
        : { basedOn: basedOn ?? (await this.#version(on)) };
    const reply = await this.#post(person, path, {
      body,
      commandId: uuid({ msecs: this.now }),
      ...rests,
      ...stepUp,
    });
    const code = (reply.body['error'] as { code?: string } | undefined)?.code;
    const words = commandRow(does).zh;
    if (refused !== undefined) {
      if (code !== refused)
        throw new StoryDiffers(
          `${who} ${does}: expected the refusal ${refused}, got ${code ?? reply.status}.`,
        );
      this.#say(
        `${this.#time()}  ${who} ${words} (${does}) ✘ ${refused}: ${(reply.body['error'] as { message: string }).message}`,
      );
      return { streamId: on ?? '', version: 0 };
    }
    if (reply.status !== 200) throw new StoryDiffers(`${who} ${does}: was refused ${code ?? reply.status}.`);
    await this.#app.house.settle();
    const { streamId, version } = reply.body as { streamId: string; version: number };
    const told = await this.#factsOf(streamId, version, commandRow(does).stream === 'handoff');
    if (facts !== undefined && JSON.stringify(told) !== JSON.stringify(facts))
      throw new StoryDiffers(`${who} ${does}: expected ${facts.join(', ')}, got ${told.join(', ')}.`);
    this.#say(`${this.#time()}  ${who} ${words} (${does}) ✔ ${told.join(', ')}`);
    if (commandRow(does).stream === 'handoff') await this.#sayWhereItStands(streamId);
    return { streamId, version };
  }

  /** What must be so now of one handoff. */
  async stands(
    handoff: string,
    expected: { readonly holder: object; readonly state: string; readonly timers?: readonly TimerName[] },
  ): Promise<void> {
    const row = await this.#row(handoff);
    const state = JSON.stringify(row['state']);
    if (!state.includes(expected.state))
      throw new StoryDiffers(`It should stand in ${expected.state}, and stands in ${state}.`);
    for (const [key, value] of Object.entries(expected.holder))
      if ((row['holder'] as Record<string, unknown>)[key] !== value)
        throw new StoryDiffers(
          `The holder should be ${JSON.stringify(expected.holder)}, and is ${JSON.stringify(row['holder'])}.`,
        );
    for (const timer of expected.timers ?? [])
      if ((row['timers'] as Record<string, unknown>)[timer] === undefined)
        throw new StoryDiffers(`The clock ${timer} should run.`);
  }

  /** Facts that must have been stated on a handoff, wherever in its history. */
  async happened(handoff: string, facts: readonly string[]): Promise<void> {
    const all = (await this.#timeline(handoff)).flatMap((entry) => entry.facts);
    for (const fact of facts)
      if (!all.includes(fact))
        throw new StoryDiffers(`${fact} should have happened; what did is ${all.join(', ')}.`);
  }

  /** The newest code that reached a registered channel. */
  async codeSent(): Promise<string> {
    await this.#app.house.settle();
    const code = this.#codes.at(-1);
    if (code === undefined) throw new StoryDiffers('No code reached a channel.');
    return code;
  }

  /** The digest of the pledge's text as the terminal shows it now. */
  async shownPledge(who: string, handoff: string): Promise<{ text: string; digest: string }> {
    const shown = await this.#get(who, `/api/checkpoint/handoffs/${handoff}/pledge-text?language=zh-CN`);
    return shown as unknown as { text: string; digest: string };
  }

  /** These papers must be drawn for a handoff; each is fetched and held against the digest in the journal. */
  async papers(who: string, handoff: string, kinds: readonly string[]): Promise<void> {
    const person = await this.#person(who);
    const drawn = await this.#drawn(handoff, kinds);
    for (const { paper, kind, digest } of drawn) {
      const answer = await fetch(`${this.#base}/api/${person.terminal}/handoffs/${handoff}/papers/${paper}`, {
        headers: { cookie: person.cookie },
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const found = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
      if (answer.status !== 200 || found !== digest)
        throw new StoryDiffers(`The ${kind} is not the one in the journal.`);
      this.#say(`           paper: ${kind}, ${bytes.length} bytes, sha-256 ${digest.slice(0, 16)}…`);
    }
  }

  /** Papers are drawn off the outbox, so they may take a moment. */
  async #drawn(
    handoff: string,
    kinds: readonly string[],
  ): Promise<{ paper: string; kind: string; digest: string }[]> {
    for (let tries = 0; ; tries += 1) {
      await this.#app.house.settle();
      const entries = await this.#timeline(handoff);
      const drawn = entries.flatMap(({ command, said }) =>
        command === 'recordPaper'
          ? [{ paper: String(said['paper']), kind: String(said['kind']), digest: String(said['digest']) }]
          : [],
      );
      const missing = kinds.filter((kind) => !drawn.some((paper) => paper.kind === kind));
      if (missing.length === 0) return drawn;
      if (tries === 100)
        throw new StoryDiffers(`These papers should have been drawn: ${missing.join(', ')}.`);
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  async #timeline(handoff: string): Promise<Entry[]> {
    const timeline = (await this.#get('chen', `/api/supervisor/handoffs/${handoff}/timeline`)) as unknown;
    return Array.isArray(timeline) ? (timeline as Entry[]) : (timeline as { entries: Entry[] }).entries;
  }

  /** A gate reads the code off the slip; it must be told this, and nothing about the person. */
  async gateIsTold(handoff: string, valid: boolean): Promise<void> {
    const code = releaseCodeOf(await openCase(this.#app.house.storage, handoff));
    const answer = await fetch(`${this.#base}/api/gate/releases/${valid ? code : 'AAAAAAAAAAAA'}`);
    const told = (await answer.json()) as { valid?: boolean };
    if (told.valid !== valid)
      throw new StoryDiffers(`The gate should be told ${valid}, and was told ${JSON.stringify(told)}.`);
    this.#say(`           the gate is told ${JSON.stringify(told)}`);
  }

  /** Somebody listens to the live feed; gives what they have heard so far. */
  async listen(who: string, views: readonly string[]): Promise<Told[]> {
    const person = await this.#person(who);
    const page = (await this.#get(who, `/api/${person.terminal}/views/${views[0]}`)) as { position: number };
    const epoch = this.#app.house.storage.epoch;
    const url = `${this.#base.replace('http', 'ws')}/api/live?cursor=${page.position}&epoch=${epoch}&views=${views.join(',')}`;
    const socket = new WebSocket(url, { headers: { cookie: person.cookie, origin: this.#base } });
    const heard: Told[] = [];
    socket.on('message', (data: Buffer) => heard.push(...(JSON.parse(data.toString()) as Told[])));
    await new Promise((opened, failed) => {
      socket.once('open', opened);
      socket.once('error', failed);
    });
    this.#sockets.push(socket);
    return heard;
  }

  /** Waits until a feed has told something. */
  async hears(heard: readonly Told[], what: (told: Told) => boolean, words: string): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (heard.some(what)) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new StoryDiffers(`The feed should have told: ${words}.`);
  }

  /** Everything that is kept is whole. */
  async settled(): Promise<void> {
    await this.#app.house.settle();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await this.#app.close();
  }

  #time(): string {
    return `+${String(this.#minutes).padStart(3)} min`;
  }

  async #sayWhereItStands(handoff: string): Promise<void> {
    const row = await this.#row(handoff);
    const holder = row['holder'] as Record<string, string>;
    const who =
      holder['party'] === 'checkpoint'
        ? `${holder['checkpoint']} (${this.#nameOf(holder['officer'] ?? '')})`
        : (holder['office'] ?? holder['party']);
    const due = Object.entries(row['timers'] as Record<string, { dueAt: number }>)
      .filter(([name]) => name !== 'announcementEnds')
      .sort(([, one], [, other]) => one.dueAt - other.dueAt)
      .slice(0, 2)
      .map(
        ([name, { dueAt }]) =>
          `${TIMERS[name as TimerName].en} in ${Math.round((dueAt - this.now) / MINUTE_MS)} min`,
      );
    this.#say(`           held by ${who}; next: ${nextToAct(row)}; ${due.join(', ') || 'nothing is due'}`);
  }

  #nameOf(account: string): string {
    return [...this.#app.people].find(([, id]) => id === account)?.[0] ?? account;
  }

  async #row(handoff: string): Promise<Record<string, unknown>> {
    return (await this.#get('chen', `/api/supervisor/views/handoffPage/${handoff}`))['row'] as Record<
      string,
      unknown
    >;
  }

  async #version(handoff: string): Promise<number> {
    return Number((await this.#get('chen', `/api/supervisor/views/handoffPage/${handoff}`))['version']);
  }

  async #factsOf(streamId: string, version: number, isHandoff: boolean): Promise<string[]> {
    if (!isHandoff) return [];
    return (await this.#timeline(streamId)).find((entry) => entry.version === version)?.facts ?? [];
  }

  #person(name: string): Promise<Person> {
    let person = this.#people.get(name);
    if (person === undefined) this.#people.set(name, (person = this.#signIn(name)));
    return person;
  }

  async #signIn(name: string): Promise<Person> {
    const account = this.account(name);
    const role = this.#app.house.spine.registry.accounts.get(account)?.grants[0]?.role;
    const terminal = role === undefined ? null : TERMINAL_OF[role];
    if (terminal === null) throw new StoryDiffers(`${name} has no terminal.`);
    const answer = await fetch(`${this.#base}/api/${terminal}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#base },
      body: JSON.stringify({ name: signInName(name), password: PASSWORD }),
    });
    if (answer.status !== 200) throw new StoryDiffers(`${name} could not sign in: ${await answer.text()}`);
    return { name, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', terminal, account };
  }

  async #prove(
    person: Person,
    second: string,
    forCommand: CommandType,
    on: string | undefined,
  ): Promise<string> {
    const starts = on === undefined || commandRow(forCommand).starts === true;
    const reply = await this.#post(person, `/api/${person.terminal}/step-up`, {
      name: signInName(second),
      password: PASSWORD,
      forCommand,
      ...(starts ? {} : { streamId: on }),
    });
    if (reply.status !== 200)
      throw new StoryDiffers(`${second} could not prove themselves: ${JSON.stringify(reply.body)}`);
    return String(reply.body['token']);
  }

  async #post(person: Person, path: string, body: object): Promise<Reply> {
    const answer = await fetch(this.#base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#base, cookie: person.cookie },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  async #get(who: string, path: string): Promise<Record<string, unknown>> {
    const { cookie } = await this.#person(who);
    const answer = await fetch(this.#base + path, { headers: { cookie } });
    if (answer.status !== 200)
      throw new StoryDiffers(`GET ${path} gave ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }
}

/** Who acts next, read off the state: the same that the screens say. */
function nextToAct(row: Readonly<Record<string, unknown>>): string {
  const state = JSON.stringify(row['state']);
  if (!state.includes('"open"')) return state.includes('released') ? 'the office that receives' : 'nobody';
  if (state.includes('"asked":"community"')) return 'the community';
  if (state.includes('"asked":"streetOffice"')) return 'the street office';
  if (state.includes('"asked":"supervisor"') || state.includes('undecided')) return 'the supervisor';
  if (state.includes('"receive":"awaiting"')) return 'the office that was named';
  if (state.includes('"pledge":"ready"')) return 'the traveller';
  return 'the officer';
}
