/** Where the time of the house's own thread goes while it works: sampled, and summed by room. */
import { Session } from 'node:inspector/promises';

/** A share of the sampled time, from 0 to 1. */
export interface Share {
  readonly what: string;
  readonly share: number;
}

export interface Sampled {
  /** The share of the time in which the thread had nothing to do. */
  readonly idle: number;
  /** The rooms, largest first; the time of a library is its caller's. */
  readonly rooms: readonly Share[];
  /** The functions that took most by themselves. */
  readonly functions: readonly Share[];
}

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[] | undefined;
}

/** Starts sampling this thread and gives the way to end it. */
export async function sample(): Promise<() => Promise<Sampled>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return summed(profile.nodes, profile.samples ?? [], profile.timeDeltas ?? []);
  };
}

function summed(nodes: readonly Node[], samples: readonly number[], deltas: readonly number[]): Sampled {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const rooms = new Map<string, number>();
  const functions = new Map<string, number>();
  let idle = 0;
  let busy = 0;
  for (const [n, id] of samples.entries()) {
    const spent = deltas[n] ?? 0;
    const { callFrame } = byId.get(id) as Node;
    if (callFrame.functionName === '(idle)') {
      idle += spent;
      continue;
    }
    busy += spent;
    const name = `${callFrame.functionName || '(unnamed)'} ${fileOf(callFrame.url)}`.trim();
    functions.set(name, (functions.get(name) ?? 0) + spent);
    const room = roomOf(id, byId, parents);
    rooms.set(room, (rooms.get(room) ?? 0) + spent);
  }
  const shares = (sums: ReadonlyMap<string, number>) =>
    [...sums]
      .map(([what, spent]) => ({ what, share: spent / busy }))
      .sort((one, other) => other.share - one.share);
  return { idle: idle / (idle + busy), rooms: shares(rooms), functions: shares(functions).slice(0, 40) };
}

const fileOf = (url: string) => url.replace(/^.*\/(?=(?:src|workflows|templates|node_modules)\/)/, '');

/** The innermost of our own files on the stack, by its room; what no file of ours called is the runtime's. */
function roomOf(id: number, byId: ReadonlyMap<number, Node>, parents: ReadonlyMap<number, number>): string {
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const { url, functionName } = (byId.get(at) as Node).callFrame;
    if (functionName === '(garbage collector)') return 'garbage collection';
    const room = /^(?:src\/([a-z]+)|(workflows|templates))\//.exec(fileOf(url));
    if (room !== null) return room[1] ?? room[2] ?? '';
    const library = /^node_modules\/(fastify|find-my-way|ws|sqlite3|kysely|xstate)\//.exec(fileOf(url));
    if (library?.[1] === 'fastify' || library?.[1] === 'find-my-way') return 'fastify';
    if (library?.[1] === 'ws') return 'ws';
  }
  return 'Node itself (HTTP parsing, sockets, timers)';
}
