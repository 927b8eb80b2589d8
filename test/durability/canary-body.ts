/** A life of a whole house in which everything personal carries a mark of its own. */
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Answered } from '../../src/commands/index.ts';
import { type CommandType, commandRow } from '../../src/contract/commands.ts';
import type { Measure } from '../../src/contract/measures.ts';
import type { Role } from '../../src/contract/roles.ts';
import { retentionOf, type TSchema } from '../../src/contract/schema.ts';
import { type House, HOUSE } from '../../src/house.ts';
import { listView, readViews } from '../../src/storage/index.ts';
import { runOut } from '../storage/run-out.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import type { ShownRow } from '../../src/views/index.ts';
import { fitTest, MEASURE_TEXT, START } from '../commands/world.ts';
import { withClaims } from './ground.ts';
import { LIVES, MOVES, type Situation } from './moves.ts';

/** What was marked, and the text that must be found nowhere in clear. */
export type Marks = Map<string, string>;

export interface CanaryLife {
  /** The personal commands that were accepted. */
  readonly taken: ReadonlySet<CommandType>;
  readonly refused: readonly string[];
  readonly handoffs: readonly string[];
  readonly stops: readonly string[];
  readonly staff: readonly string[];
  breakSomething(): Promise<void>;
  /** Erases every traveller; gives those who could not be. */
  eraseEverybody(): Promise<string[]>;
}

const OFFICES = [
  ['D-EAST', 'district', undefined],
  ['K-NORTH', 'checkpoint', 'D-EAST'],
  ['K-SOUTH', 'checkpoint', 'D-EAST'],
  ['S-RIVER', 'streetOffice', 'D-EAST'],
  ['C-WILLOW', 'community', 'S-RIVER'],
  ['C-POPLAR', 'community', 'S-RIVER'],
] as const;
const STAFF: readonly [string, Role, string][] = [
  ['wen', 'officer', 'K-NORTH'],
  ['bai', 'officer', 'K-NORTH'],
  ['lu', 'dutySuperior', 'K-NORTH'],
  ['willow', 'communityWorker', 'C-WILLOW'],
  ['poplar', 'communityWorker', 'C-POPLAR'],
  ['river', 'streetOfficer', 'S-RIVER'],
  ['chen', 'supervisor', 'D-EAST'],
  ['dong', 'supervisor', 'D-EAST'],
];
const DAY_MS = 86_400_000;

/** Leads every life there is, with marks in every personal field. `codes` are the read-back codes that were sent. */
export async function leadMarkedLives(
  house: House,
  clock: { now: number },
  marks: Marks,
  codes: readonly string[],
): Promise<CanaryLife> {
  const people = new Map<string, string>();
  const taken = new Set<CommandType>();
  const refused: string[] = [];
  const [handoffs, stops, staff]: [string[], string[], string[]] = [[], [], []];

  /** A mark that fits the field it stands in. */
  const marked = (type: CommandType, field: string, given: unknown): unknown => {
    const n = String(7_100_000 + marks.size * 13);
    const keep = (text: string) => {
      marks.set(`${type}.${field}#${n}`, text);
      return text;
    };
    switch (field) {
      case 'healthStatus':
      case 'itinerary':
      case 'filing':
      case 'number':
      case 'code':
        return given;
      case 'document':
        return { type: 'PASSPORT', number: keep(`CANARY${n}99`) };
      case 'further':
        return [{ type: 'PASSPORT', number: keep(`CANARY${n}77`) }];
      case 'returnAddress':
      case 'previousAddress':
        return { division: '990000', text: keep(`柳巷金丝雀${n}号院`) };
      case 'phone':
        return keep(`+86 1990000 ${n}`);
      case 'witnessCode':
        keep(`"${n.slice(-6)}"`);
        return n.slice(-6);
      case 'test':
        return { ...fitTest(clock.now), testId: keep(`canary-test-${n}`) };
      case 'plate':
        return keep(`京C${n}鸟`);
      case 'signIn':
        return keep(`canary.sign-in.${n}`);
      case 'staffNumber':
        return keep(`canary${n}`);
      case 'address':
        return keep(`http://127.0.0.1:9/canary/${n}`);
      case 'secret':
        return keep(`whsec_canary${n}canary${n}canary`);
      case 'channel':
        return { kind: 'sms', address: keep(`1990000${n}`) };
      default:
        return keep(`金丝雀说${n}的话`);
    }
  };
  const withMarks = (type: CommandType, body: object): Record<string, unknown> => {
    const filled: Record<string, unknown> = { ...body };
    const { properties = {} } = commandRow(type).body as TSchema & {
      properties?: Record<string, TSchema>;
    };
    for (const [field, schema] of Object.entries(properties))
      if (retentionOf(schema) !== undefined) {
        const value = marked(type, field, filled[field]);
        if (value !== undefined) filled[field] = value;
      }
    // Another person's evidence is not part of a correction of this one.
    if (type === 'correctEvidence' || type === 'recordSourceAnswer') delete filled['filing'];
    return filled;
  };
  const by = (who: string) => {
    if (who === 'house') return HOUSE;
    if (who === 'source')
      return {
        actor: { account: 'source', role: 'adapter' as const, scope: '*', covers: new Set(['*']) },
        terminal: null,
      };
    const account = people.get(who) ?? who;
    const grant = house.spine.registry.accounts.get(account)?.grants[0];
    if (grant === undefined) throw new Error(`Nobody is called ${who}.`);
    const covers = house.spine.registry.below(grant.scope);
    return { actor: { account, role: grant.role, scope: grant.scope, covers }, terminal: 'terminal-1' };
  };
  const send = async (
    who: string,
    type: CommandType,
    streamId: string | null,
    body: object = {},
    more: { second?: string; basedOn?: number } = {},
  ): Promise<Answered> => {
    const answered = await house.submit(
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: withMarks(type, body),
        envelope: {
          commandId: uuid({ msecs: clock.now }),
          ...(more.basedOn === undefined ? {} : { basedOn: more.basedOn }),
          ...(more.second === undefined
            ? {}
            : { stepUp: `second-person-is-${people.get(more.second) ?? more.second}` }),
        },
      },
      by(who),
    );
    if (answered.outcome === 'accepted') taken.add(type);
    else refused.push(`${type} by ${who}: ${answered.code} ${answered.field ?? ''}`);
    return answered;
  };
  const must = async (...args: Parameters<typeof send>): Promise<string> => {
    const answered = await send(...args);
    if (answered.outcome === 'refused') throw new Error(refused.at(-1));
    return answered.streamId;
  };

  // The staff, the directory, the measure, the announcement.
  const account = (role: Role, scope: string) => ({ role, scope });
  for (const name of ['first', 'second']) {
    people.set(name, await must('house', 'createAccount', null, account('administrator', '*')));
    await house.submit(
      {
        type: 'confirmAccount',
        streamId: people.get(name) ?? '',
        body: {},
        envelope: { commandId: uuid({ msecs: clock.now }) },
      },
      { ...HOUSE, actor: { ...HOUSE.actor, account: 'enrolment' } },
    );
  }
  const entries = OFFICES.map(([code, kind, parent], index) => ({
    code,
    kind,
    ...(parent === undefined ? {} : { parent }),
    zh: code,
    numbers: [{ number: `010-0000000${index + 1}` }],
  }));
  await must('second', 'approveChange', await must('first', 'importDirectory', null, { entries }));
  for (const [name, role, scope] of STAFF) {
    people.set(name, await must('first', 'createAccount', null, account(role, scope)));
    await must('second', 'confirmAccount', people.get(name) ?? '');
  }
  for (const name of ['willow', 'poplar', 'river'])
    await must('first', 'registerChannel', people.get(name) ?? '', {}, { second: 'second' });
  const onDuty = await must('river', 'registerOnDuty', null, {
    office: 'C-POPLAR',
    until: clock.now + DAY_MS,
  });
  // Nobody is there to take what it sends, so every attempt fails and says why.
  const channel = await must(
    'first',
    'registerOfficeChannel',
    null,
    { office: 'C-WILLOW', kind: 'webhook' },
    { second: 'second' },
  );
  // One account at two communities is an overlap, and settling it is a matter of words.
  const [willow, poplar] = [people.get('willow') ?? '', 'C-POPLAR'];
  await must('first', 'grantRole', willow, { role: 'communityWorker', scope: poplar }, { second: 'second' });
  await house.settle();
  const [overlap] = await listView(house.storage.read, 'overlap', ['overlap/D-EAST']);
  await must('chen', 'settleOverlap', overlap?.key ?? '', { outcome: 'explained' });
  // What one shift leaves to the next may speak of a traveller.
  const shift = await must('willow', 'startShift', null, { place: 'C-WILLOW', until: clock.now + DAY_MS });
  await must('willow', 'endShift', shift);
  staff.push(...people.values(), onDuty, channel, overlap?.key ?? '', shift);
  const text = JSON.stringify(withClaims(JSON.parse(MEASURE_TEXT) as Measure));
  await must('second', 'approveMeasure', await must('first', 'proposeMeasure', null, { text }));
  const announce = () =>
    must(
      'first',
      'recordAnnouncement',
      null,
      {
        number: '演示〔2022〕1号',
        issuer: '东河区防控办（虚构）',
        legalBasis: '虚构依据',
        measure: 'beijing-2022-11',
        measureVersion: 1,
        area: ['D-EAST'],
        from: START - DAY_MS,
        to: START + 30 * DAY_MS,
        content: '虚构公告，仅用于测试。',
      },
      { second: 'second' },
    );
  const announcement = await announce();

  // Every life of a handoff.
  const situation = (stop: string, row: ShownRow | null): Situation => ({
    stop,
    row,
    account: (name) => people.get(name) ?? name,
    announcement,
    milder: announcement,
    code: codes.at(-1) ?? 'NONE-YET',
    now: clock.now,
    random: () => 0.5,
  });
  const rowOf = async (handoff: string) =>
    ((await readViews(house.storage.read, [{ view: 'handoff', key: handoff }]))[0]?.row ??
      null) as unknown as ShownRow | null;
  const open = async (stop: string, traveller: number, body?: object) => {
    const move = MOVES.openHandoff(situation(stop, null));
    const handoff = await must(move.who, 'openHandoff', null, { ...(body ?? move.body), traveller });
    handoffs.push(handoff);
    return handoff;
  };
  for (const life of LIVES) {
    const stop = await must('wen', 'openStop', null, {
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      travellers: 2,
      direction: 'INBOUND',
    });
    stops.push(stop);
    const handoff = await open(stop, 1, life.opens?.(stop, clock.now));
    let other = '';
    for (const step of life.steps) {
      clock.now += 1_000;
      if ('anotherTraveller' in step) {
        other = await open(stop, 2);
        continue;
      }
      const row = await rowOf(handoff);
      if ('firesTimer' in step) {
        await runOut(house.storage, handoff, step.firesTimer, clock.now);
        await house.settle();
        continue;
      }
      if (step.type === 'recordOralAnswer')
        for (let tries = 0; tries < 100 && codes.length === 0; tries += 1) {
          clock.now += 2_000;
          await house.settle();
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      const move = { ...MOVES[step.type](situation(stop, row)), ...step.with };
      const body = step.type === 'tieToGuardian' ? { guardian: other } : (move.body ?? {});
      await send(move.who, step.type, handoff, body, {
        ...(move.second === undefined ? {} : { second: move.second }),
        ...(commandRow(step.type).dependsOn === undefined
          ? {}
          : { basedOn: (await rowOf(handoff))?.version ?? 1 }),
      });
    }
  }

  // The files beside the first of them, and what is said at a wrong moment.
  const [first = ''] = handoffs;
  await send('chen', 'reviewPledge', first, { verdict: 'inOrder' });
  await send('chen', 'flagPledge', first, { why: 'other' });
  await send('chen', 'resolveFlag', first, { outcome: 'unfounded' });
  await send('chen', 'legalHold', first, { hold: true }, { second: 'dong' });
  await send('chen', 'legalHold', first, { hold: false }, { second: 'dong' });

  return {
    taken,
    refused,
    handoffs,
    stops,
    staff,
    breakSomething: async () => {
      const { main } = databasesOf(house.storage);
      await sql`alter table views rename to views_away`.execute(main);
      const answered = await send('wen', 'addStatement', first);
      await sql`alter table views_away rename to views`.execute(main);
      if (answered.outcome === 'accepted') throw new Error('Nothing was broken.');
    },
    eraseEverybody: async () => {
      const left: string[] = [];
      for (const handoff of handoffs) {
        const erase = () =>
          send('first', 'erasePerson', handoff, { ground: 'retentionEnded' }, { second: 'second' });
        if ((await erase()).outcome === 'accepted') continue;
        await send('wen', 'requestDeparture', handoff, { wish: 'leave', askedBy: 'officerForTraveller' });
        await send('wen', 'withdrawTraveller', handoff);
        const answered = await erase();
        if (answered.outcome === 'refused') left.push(`${handoff}: ${answered.code}`);
      }
      return left;
    },
  };
}
