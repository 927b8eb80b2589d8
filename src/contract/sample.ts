/**
 * A dip sample: which cases a seed draws from a population.
 *
 * Everybody who has the seed draws the same ones, in the browser and on paper, and whoever chooses a seed cannot know
 * beforehand whom it draws. Each case gets a number from the seed and its id; the smallest are drawn.
 */
export interface Sampled {
  readonly key: string;
  /** The instant by which a case belongs to the period. */
  readonly at: number;
}

export interface Sample {
  readonly size: number;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
}

/** The cases of a period (`from` included, `to` not), and those of them that are drawn, in the order of the draw. */
export function drawSample<S extends Sampled>(
  population: readonly S[],
  { size, seed, from, to }: Sample,
): { readonly of: readonly S[]; readonly drawn: readonly S[] } {
  const of = population.filter(({ at }) => at >= from && at < to);
  const lots = of.map((one) => ({ one, lot: lotOf(`${seed} ${one.key}`) }));
  lots.sort((a, b) => a.lot - b.lot || (a.one.key < b.one.key ? -1 : 1));
  return { of, drawn: lots.slice(0, size).map(({ one }) => one) };
}

/** FNV-1a over the characters, and then the finalizer of MurmurHash3, so that ids of one minute fall apart. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
