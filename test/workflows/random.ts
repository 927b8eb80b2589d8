/** Chance with a seed, so that what was found once is found again. */
export interface Chance {
  readonly below: (count: number) => number;
  readonly oneOf: <T>(things: readonly T[]) => T;
}

/** Mulberry32: small, and the same on every machine. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    oneOf: (things) => {
      const thing = things[below(things.length)];
      if (thing === undefined) throw new Error('Nothing to choose from.');
      return thing;
    },
  };
}

/** The seed of this run, printed so that it can be given again: `SEED=… npm test`. */
export const seedOf = (name: string): number => {
  const seed = Number(process.env['SEED'] ?? 20221108);
  console.log(`${name}: SEED=${seed}`);
  return seed;
};
