/**
 * A dip sample: which pledges a seed draws from those of a period.
 *
 * Whoever has the seed and the population draws the same ones again, and whoever chooses a seed cannot know beforehand whom
 * it draws. Each case gets a number from the seed and its id; the smallest are drawn. Who was drawn, and from how many,
 * stays in the row of the command: a case that leaves the register later does not leave the sample.
 */
import { randomBytes } from 'node:crypto';
import { listView, type Storage } from '../storage/index.ts';

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

const A_PAGE = 500;

/** Draws from every pledge that lies within a scope now, before the transaction; what it found is part of the command. */
export async function sampleOf(
  storage: Storage,
  scope: string,
  body: Readonly<Record<string, unknown>>,
): Promise<{ readonly seed: string; readonly population: number; readonly members: readonly string[] }> {
  const seed = String(body['seed'] ?? randomBytes(6).toString('hex'));
  const cases: Sampled[] = [];
  for (let after = ''; ; ) {
    const rows = await listView(storage.read, 'handoff', [`pledges/${scope}`], after, A_PAGE);
    for (const { key, row } of rows)
      cases.push({ key, at: (row as unknown as { context: { arrivedAt: number } }).context.arrivedAt });
    if (rows.length < A_PAGE) break;
    after = rows.at(-1)?.key ?? '';
  }
  const { of, drawn } = drawSample(cases, { ...(body as unknown as Sample), seed });
  return { seed, population: of.length, members: drawn.map(({ key }) => key) };
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
