/** A real house whose sources are the simulator, asked over HTTP; `anew` lets the house forget how they were doing. */
import {
  SOURCE_REGIONS,
  type SourceQuery,
  type SourceRegion,
  type SourceSaid,
  type Sources,
} from '../../src/contract/sources.ts';
import { openSources, type SourceSettings } from '../../src/evidence/sources/index.ts';
import type { Engine } from '../../src/storage/index.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/simulator.ts';
import { START } from '../commands/world.ts';
import { openTown, type Town } from '../doors/town.ts';

export const KEY = Buffer.from('an invented key of some forty letters, shared', 'utf8');
export const TIMEOUT_MS = 400;

export interface AskingTown {
  readonly town: Town;
  readonly simulator: Simulator;
  /** Other settings for the sources from here on; and nothing is remembered of them. */
  anew(change?: Partial<SourceSettings>): void;
  /** Bends what the house hears from here on; null: not any more. A house that is wrong about its sources, to be found out. */
  mishear(how: ((said: SourceSaid, query: SourceQuery) => SourceSaid | Promise<SourceSaid>) | null): void;
  /** The milliseconds that only grow, as the breakers see them. */
  readonly monotonic: { now: number };
  close(): Promise<void>;
}

export const settingsOf = (
  simulator: Simulator,
  change: Partial<SourceSettings> = {},
): readonly SourceSettings[] =>
  SOURCE_REGIONS.map((region) => ({
    region,
    name: `${region} (simulated)`,
    url: new URL(`http://127.0.0.1:${simulator.port}/ask`),
    key: KEY,
    timeoutMs: TIMEOUT_MS,
    staleAfterMs: 24 * 3_600_000,
    ...change,
  }));

export async function openAskingTown(
  engine: Engine = 'sqlite',
  options: Partial<SimulatorOptions> = {},
): Promise<AskingTown> {
  const clock = { now: () => START };
  const monotonic = { now: 0 };
  const simulator = await openSimulator({ port: 0, key: KEY, clock: () => clock.now(), ...options });
  const open = (change: Partial<SourceSettings> = {}) =>
    openSources(settingsOf(simulator, change), { wall: () => clock.now(), monotonic: () => monotonic.now });
  let current = open();
  let bent: Parameters<AskingTown['mishear']>[0] = null;
  const sources: Sources = {
    regions: new Set<SourceRegion>(SOURCE_REGIONS),
    ask: async (query) => {
      const { source, said } = await current.ask(query);
      return { source, said: bent === null ? said : await bent(said, query) };
    },
    health: () => current.health(),
    close: () => current.close(),
  };
  const town = await openTown({ engine, house: { sources } });
  clock.now = () => town.app.clock.now;
  return {
    town,
    simulator,
    monotonic,
    mishear: (how) => {
      bent = how;
    },
    anew: (change) => {
      current.close();
      current = open(change);
    },
    close: async () => {
      await town.close();
      await simulator.close();
    },
  };
}
