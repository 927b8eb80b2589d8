/** The small world of `test/commands/world.ts`, kept in a place for processes to open, with measures in force today. */
import { CLOCK_BOUNDS, CLOCKS, type Measure } from '../../src/contract/measures.ts';
import type { Role } from '../../src/contract/roles.ts';
import { loadMeasure } from '../../src/measures/index.ts';
import { openStorage, type Place, sequence, unsequencedRows } from '../../src/storage/index.ts';
import { MEASURE_TEXT, openWorld } from '../commands/world.ts';
import { HOUSE_KEY } from '../storage/engines.ts';

/** Somebody, as they travel through a pipe. */
export interface Someone {
  readonly account: string;
  readonly role: Role;
  readonly scope: string;
  readonly covers: readonly string[];
}

export interface Ground {
  readonly place: Place;
  readonly people: Readonly<Record<string, Someone>>;
  /** The announcement that is in force, and a milder one beside it. */
  readonly announcement: string;
  readonly milder: string;
}

const DAY_MS = 86_400_000;
const NAMES = [
  'first',
  'second',
  'wen',
  'bai',
  'lu',
  'ma',
  'willow',
  'poplar',
  'river',
  'chen',
  'dong',
] as const;

/** Furnishes an empty place. What it writes was sent as commands, like everything else. */
export async function furnish(place: Place): Promise<Ground> {
  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => Date.now() });
  const world = await openWorld(storage);
  world.clock.now = Date.now();
  const announce = async (id: string) => {
    const measure = await world.did('first', 'proposeMeasure', null, { text: shortMeasure(id) });
    await world.did('second', 'approveMeasure', measure.streamId);
    const { streamId } = await world.did(
      'first',
      'recordAnnouncement',
      null,
      {
        number: `演示〔今〕${id}`,
        issuer: '东河区防控办（虚构）',
        legalBasis: '虚构依据',
        measure: id,
        measureVersion: 1,
        area: ['D-EAST'],
        from: world.clock.now - 30 * DAY_MS,
        to: world.clock.now + 30 * DAY_MS,
        content: '虚构公告，仅用于测试。',
      },
      { second: 'second' },
    );
    return streamId;
  };
  const announcement = await announce('exam-short');
  const milder = await announce('exam-milder');
  const people: Record<string, Someone> = {
    house: { account: 'house', role: 'house', scope: '*', covers: ['*'] },
    source: { account: 'source', role: 'adapter', scope: '*', covers: ['*'] },
  };
  for (const name of NAMES) {
    const { actor } = world.by(name);
    people[name] = { ...actor, covers: [...actor.covers] };
  }
  await world.close();
  if (place.engine === 'postgres')
    while ((await unsequencedRows(storage.read)) > 0) await storage.write((writer) => sequence(writer));
  await storage.close();
  return { place, people, announcement, milder };
}

/** The same measure, in which a commuter can claim at the checkpoint. */
export function withClaims(measure: Measure): Measure {
  const isClaim = { in: [{ var: 'filing.state' }, ['claimed', 'granted']] };
  const ordinary = measure.clauses.find(({ id }) => id === 'ordinaryEntry');
  const example = measure.examples.find(({ expect }) => expect.clause === 'ordinaryEntry' && expect.passed);
  if (ordinary === undefined || example === undefined) throw new Error('There is no ordinary entry.');
  // A day, as the rules of 2021 had it.
  measure.clocks.claimDue = 1440;
  const entry = ordinary.appliesWhen as { readonly and: readonly unknown[] };
  measure.clauses.push({
    ...structuredClone(ordinary),
    id: 'claim',
    appliesWhen: { and: [...entry.and, isClaim] },
    needs: { ...ordinary.needs, filing: ['granted'] },
    whileUnmet: ['decideClaim', ...ordinary.whileUnmet],
  });
  ordinary.appliesWhen = { and: [...entry.and, { '!': [isClaim] }] };
  measure.examples.push({
    name: { 'zh-CN': '申请获同意', en: 'The claim is granted' },
    facts: {
      ...example.facts,
      filing: { answer: 'CLAIMED', residence: 'LEASE', work: 'WORK_PROOF' },
      claim: 'grant',
    },
    expect: { ...example.expect, clause: 'claim', states: { ...example.expect.states, filing: 'granted' } },
  });
  return measure;
}

/** The measure of November 2022 with clocks as short as a measure may have them; only worked examples that still hold. */
export function shortMeasure(id: string): string {
  const measure = withClaims(JSON.parse(MEASURE_TEXT) as Measure) as Omit<Measure, 'examples' | 'clocks'> & {
    id: string;
    clocks: Record<string, number>;
    examples: unknown[];
  };
  measure.id = id;
  for (const clock of CLOCKS) measure.clocks[clock] = CLOCK_BOUNDS[clock].least;
  for (let tries = 0; tries < 200; tries += 1) {
    const text = JSON.stringify(measure);
    const loaded = loadMeasure(text);
    if (loaded.loaded) return text;
    const [fault] = loaded.faults;
    const [, area, name] = fault?.path.split('/') ?? [];
    if (area === 'examples') measure.examples.splice(Number(name), 1);
    else if (area === 'clocks' && name !== undefined)
      measure.clocks[name] = (JSON.parse(MEASURE_TEXT) as Measure).clocks[name as 'holdDue'];
    else throw new Error(`${fault?.path}: ${fault?.message}`);
  }
  throw new Error('No measure was found.');
}
