/**
 * Furnishes a house for the demonstration: district, staff, measure, announcement, and some hundred cases.
 *
 * Everything goes through `submit` at moving times; due timers fire on the way, so reviews, lapses and overdue arrivals
 * are real. The same seed makes the same cases.
 */
import { v7 as uuid } from 'uuid';
import type { CommandType } from '../contract/commands.ts';
import type { Answered, By, Command } from '../contract/doors.ts';
import type { Role } from '../contract/roles.ts';
import { type DemonstrationCertificates, HOLDER } from './certificates.ts';
import { DISTRICT, idNumberOf, nameOf, OFFICES, PEOPLE } from './district.ts';
import { BEGAN_MINUTES_AGO, type Cast, RODE_WITH, SCENARIOS, type Stage } from './scenarios.ts';

/** What furnishing needs of the house. */
export interface Furnishing {
  submit(command: Command, by: By): Promise<Answered>;
  settle(): Promise<void>;
  showPledge(handoff: string, language: 'zh-CN' | 'en'): Promise<{ readonly digest: string } | null>;
  /** The offices below a scope. */
  below(scope: string): ReadonlySet<string>;
  /** Gives a second person’s proof for one command: in the demonstration they stand beside the first. */
  proves(account: string, type: CommandType, streamId: string | null, commandId: string): Promise<string>;
}

export interface Furnished {
  /** Account ids by sign-in name. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly cases: number;
}

/** A clock that furnishing moves. */
export interface MovingClock {
  now: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Furnishing ends this long before now, so that nothing in it lies in the future. */
const SETTLED_MS = 30_000;

interface Scheduled {
  readonly at: number;
  readonly run: () => void;
}

/** Sends commands in the order of their times, whichever story they belong to. */
class Schedule {
  readonly #waiting: Scheduled[] = [];
  readonly #clock: MovingClock;
  readonly #settle: () => Promise<void>;
  #stories = 0;

  constructor(clock: MovingClock, settle: () => Promise<void>) {
    this.#clock = clock;
    this.#settle = settle;
  }

  /** Resolves when the clock has come to this instant. */
  until(at: number): Promise<void> {
    return new Promise((run) => this.#waiting.push({ at, run }));
  }

  tell(story: () => Promise<void>): void {
    this.#stories += 1;
    void story().finally(() => {
      this.#stories -= 1;
    });
  }

  /** Runs every story to its end, firing what falls due on the way. */
  async play(end: number): Promise<void> {
    for (;;) {
      while (this.#waiting.length === 0 && this.#stories > 0) await new Promise((next) => setImmediate(next));
      this.#waiting.sort((one, other) => one.at - other.at);
      const next = this.#waiting.shift();
      if (next === undefined) break;
      await this.#moveTo(Math.min(next.at, end));
      const before = this.#waiting.length;
      const stories = this.#stories;
      next.run();
      // The story answers with its next wait, or ends.
      while (this.#waiting.length === before && this.#stories === stories)
        await new Promise((tick) => setImmediate(tick));
    }
    await this.#moveTo(end);
  }

  async #moveTo(at: number): Promise<void> {
    // Due timers fire at their minute, not all at the end.
    while (this.#clock.now + MINUTE_MS < at) {
      this.#clock.now += MINUTE_MS;
      if (Math.floor(this.#clock.now / MINUTE_MS) % 5 === 0) await this.#settle();
    }
    this.#clock.now = Math.max(this.#clock.now, at);
    await this.#settle();
  }
}

/**
 * Furnishes the house. `administrators` are the two accounts the house made; `handedIn` the measure to put in force
 * and the list of issuers; `rounds` how often each story is told.
 */
export async function furnish(
  house: Furnishing,
  clock: MovingClock,
  administrators: readonly [string, string],
  handedIn: { readonly measure: string; readonly trustList: DemonstrationCertificates['trustList'] },
  realNow: number,
  rounds = 5,
): Promise<Furnished> {
  const accounts = new Map<string, string>();
  const by = (account: string, role: Role, scope: string): By => ({
    actor: { account, role, scope, covers: house.below(scope) },
    terminal: 'demo',
  });
  const [first, second] = administrators.map((account) => by(account, 'administrator', '*')) as [By, By];
  const send = async (
    who: By,
    type: CommandType,
    streamId: string | null,
    body: object,
    more: { second?: string; basedOn?: number } = {},
  ) => {
    const commandId = uuid({ msecs: clock.now });
    const stepUp =
      more.second === undefined ? {} : { stepUp: await house.proves(more.second, type, streamId, commandId) };
    return house.submit(
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: body as Record<string, unknown>,
        envelope: { commandId, ...(more.basedOn === undefined ? {} : { basedOn: more.basedOn }), ...stepUp },
      },
      who,
    );
  };
  const must = async (...args: Parameters<typeof send>) => {
    const answered = await send(...args);
    if (answered.outcome === 'refused')
      throw new Error(`The demonstration's ${args[1]} was refused: ${answered.code} ${answered.field ?? ''}`);
    return answered;
  };

  // The house, in the order in which a real one is set up.
  const directory = await must(first, 'importDirectory', null, { entries: OFFICES });
  await must(second, 'approveChange', directory.streamId, {});
  for (const { role, scope, staffNumber, surname, signIn } of PEOPLE) {
    const { streamId } = await must(first, 'createAccount', null, {
      role,
      scope,
      staffNumber,
      surname,
      signIn,
    });
    await must(second, 'confirmAccount', streamId, {});
    accounts.set(signIn, streamId);
    if (role === 'communityWorker' || role === 'streetOfficer')
      await must(
        first,
        'registerChannel',
        streamId,
        { channel: { kind: 'sms', address: `000${staffNumber}` } },
        { second: administrators[1] },
      );
  }
  // Somebody stands in at a second community, and their codes go where a third one's go: both are noted.
  const street = PEOPLE.find(({ signIn }) => signIn === 'street1');
  await must(
    by(accounts.get('street1') ?? '', 'streetOfficer', street?.scope ?? ''),
    'registerOnDuty',
    null,
    {
      office: 'C-9902',
      staffNumber: staffNumberOf('worker01'),
      surname: PEOPLE.find(({ signIn }) => signIn === 'worker01')?.surname ?? '',
      channel: { kind: 'sms', address: `000${staffNumberOf('worker04')}` },
      until: clock.now + 20 * HOUR_MS,
    },
  );
  const measure = await must(first, 'proposeMeasure', null, { text: handedIn.measure });
  await must(second, 'approveMeasure', measure.streamId, {});
  const trustList = await must(first, 'proposeTrustList', null, handedIn.trustList);
  await must(second, 'approveTrustList', trustList.streamId, {});
  await must(
    first,
    'recordAnnouncement',
    null,
    {
      number: '演示〔2026〕1号',
      issuer: '云河区防控指挥部（虚构）',
      legalBasis: '虚构依据，仅供演示',
      measure: 'beijing-2022-11',
      measureVersion: 1,
      area: [DISTRICT],
      from: clock.now - HOUR_MS,
      to: realNow + 30 * 24 * HOUR_MS,
      content: '本公告为软件演示而虚构，不具有任何效力。',
    },
    { second: administrators[1] },
  );

  // The cases.
  const who = new Map(
    PEOPLE.map((person) => [person.signIn, by(accounts.get(person.signIn) ?? '', person.role, person.scope)]),
  );
  const end = realNow - SETTLED_MS;
  const schedule = new Schedule(clock, () => house.settle());
  let cases = 0;
  const names = Object.keys(SCENARIOS);
  const cars = new Map<number, string>();
  for (let round = 0; round < rounds; round += 1)
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      const n = cases;
      cases += 1;
      // Who rode with somebody else is stopped where and when they are, a minute later at the counter.
      const rodeWith = RODE_WITH[name];
      const car = rodeWith === undefined ? n : round * names.length + names.indexOf(rodeWith);
      const isShared = Object.values(RODE_WITH).includes(name);
      const checkpoint = (car % 3) + 1;
      const community = (n * 5 + round) % 12;
      const street = Math.floor(community / 4) + 1;
      const cast: Record<Cast, string> = {
        officer: `officer${checkpoint}a`,
        second: `officer${checkpoint}b`,
        superior: `superior${checkpoint}`,
        worker: `worker${String(community + 1).padStart(2, '0')}`,
        street: `street${street}`,
        supervisor: 'supervisor1',
        otherSupervisor: 'supervisor2',
      };
      const began =
        end -
        (BEGAN_MINUTES_AGO[rodeWith ?? name] ?? 60) * MINUTE_MS -
        ((car * 37) % 5) * MINUTE_MS +
        (car === n ? 0 : MINUTE_MS);
      schedule.tell(async () => {
        let at = began;
        await schedule.until(at);
        const officer = who.get(cast.officer) as By;
        if (car === n) {
          const { streamId } = await must(officer, 'openStop', null, {
            checkpoint: `K-99${checkpoint}`,
            vehicle: 'car',
            plate: `京A·D${String(1000 + n)}`,
            travellers: 2,
            direction: 'INBOUND',
          });
          cars.set(n, streamId);
          if (!isShared)
            await must(officer, 'recordPassed', streamId, {
              traveller: 2,
              measure: 'beijing-2022-11',
              clause: 'ordinaryEntry',
            });
        }
        // The first of all waits with a certificate to be scanned.
        const isHolder = n === 0;
        const handoff = await must(officer, 'openHandoff', null, {
          stopId: cars.get(car),
          traveller: car === n ? 1 : 2,
          name: isHolder ? HOLDER.name : nameOf(n),
          document: { type: 'CN_RIC', number: isHolder ? HOLDER.number : idNumberOf(n) },
          returnAddress: {
            division: '990000',
            text: `${OFFICES.find(({ code }) => code === `C-99${String(community + 1).padStart(2, '0')}`)?.compounds?.[n % 2] ?? ''}${(n % 9) + 1}号楼${(n % 6) + 1}单元`,
          },
          previousAddress: { division: '990100', text: '唐河镇幸福路九号' },
          returnReason: 'home',
          healthStatus: { shows: 'POPUP', kind: 3 },
          itinerary: { shows: 'GREEN' },
          ...(isHolder
            ? {}
            : {
                test: {
                  result: 'NEGATIVE',
                  sampledAt: { at: clock.now - 20 * HOUR_MS, precision: 'TIME' },
                  receivedAt: null,
                  reportedAt: { at: clock.now - 11 * HOUR_MS, precision: 'TIME' },
                  samplingMode: 'SINGLE',
                  seen: 'LAB_PHONE_CONFIRMED',
                },
              }),
        });
        let version = handoff.version;
        const remember = (answered: Answered) => {
          if (answered.outcome === 'accepted') version = answered.version;
          return answered;
        };
        const stage: Stage = {
          handoff: handoff.streamId,
          community: `C-99${String(community + 1).padStart(2, '0')}`,
          street: `S-99${street}`,
          account: (one) => accounts.get(cast[one]) ?? '',
          act: async (minutes, one, type, body = {}, second) => {
            at += minutes * MINUTE_MS;
            await schedule.until(at);
            return remember(
              await send(who.get(cast[one]) as By, type, handoff.streamId, body, {
                basedOn: version,
                ...(second === undefined ? {} : { second: accounts.get(cast[second]) ?? '' }),
              }),
            );
          },
          sign: async (minutes) => {
            at += minutes * MINUTE_MS;
            await schedule.until(at);
            const shown = await house.showPledge(handoff.streamId, 'zh-CN');
            return remember(
              await send(
                officer,
                'signPledge',
                handoff.streamId,
                {
                  textDigest: shown?.digest ?? '0'.repeat(64),
                  language: 'zh-CN',
                  strokes: STROKES,
                  witness: accounts.get(cast.officer),
                },
                { basedOn: version },
              ),
            );
          },
        };
        await scenario(stage);
      });
    }
  await schedule.play(end);
  return { accounts, cases };
}

const staffNumberOf = (name: string): string =>
  PEOPLE.find(({ signIn }) => signIn === name)?.staffNumber ?? '';

/** A signature, as a pad gives it. */
const STROKES = JSON.stringify([
  {
    points: Array.from({ length: 24 }, (_, i) => ({
      x: 10 + i * 5,
      y: 40 + Math.sin(i / 2) * 18,
      time: i * 12,
      pressure: 0.5,
    })),
  },
  {
    points: Array.from({ length: 16 }, (_, i) => ({
      x: 150 + i * 4,
      y: 30 + Math.cos(i / 2) * 14,
      time: 400 + i * 12,
      pressure: 0.5,
    })),
  },
]);
