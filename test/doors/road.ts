/**
 * A bad road between a screen and the house: TCP that is cut in the middle of a word, goes dead without saying so,
 * stutters, or stands still. What befalls each connection, whoever builds the road decides.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What befalls one connection, once the house has sent so many bytes over it. */
export interface Mishap {
  /**
   * `cut`: closed on both sides. `reset`: torn off without a goodbye. `dead`: nothing comes through any more and neither
   * side is told. `stall`: stands still for a while, then is cut. `slices`: byte by byte, then cut.
   */
  readonly kind: 'cut' | 'reset' | 'dead' | 'stall' | 'slices';
  readonly afterBytes: number;
}

export interface Road {
  readonly port: number;
  /** How many connections met each mishap. */
  readonly met: ReadonlyMap<Mishap['kind'], number>;
  close(): Promise<void>;
}

const STALL_MS = 300;
const MOST_SLICES = 400;

/** Builds a road to a port. `next` says what befalls each new connection; null for nothing. */
export async function buildRoad(to: number, next: () => Mishap | null): Promise<Road> {
  const met = new Map<Mishap['kind'], number>();
  const sockets = new Set<Socket>();
  const server = createServer((screen) => {
    const house = connect(to, '127.0.0.1');
    for (const socket of [screen, house]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    // A dead road tells the screen when the house has given up: somebody comes by and says so.
    house.on('close', () => screen.destroy());
    screen.on('close', () => house.destroy());
    carry(screen, house, next(), (kind) => met.set(kind, (met.get(kind) ?? 0) + 1));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    met,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function carry(
  screen: Socket,
  house: Socket,
  mishap: Mishap | null,
  meets: (kind: Mishap['kind']) => void,
): void {
  let left = mishap?.afterBytes ?? Number.POSITIVE_INFINITY;
  screen.on('data', (bytes: Buffer) => {
    if (left > 0 || mishap?.kind !== 'dead') house.write(bytes);
  });
  house.on('data', (bytes: Buffer) => {
    if (left <= 0) return;
    const through = bytes.subarray(0, left);
    left -= through.length;
    if (left > 0 || mishap === null) {
      screen.write(through);
      return;
    }
    meets(mishap.kind);
    befall(screen, house, mishap.kind, through);
  });
}

function befall(screen: Socket, house: Socket, kind: Mishap['kind'], last: Buffer): void {
  switch (kind) {
    case 'cut':
      screen.end(last);
      house.destroy();
      return;
    case 'reset':
      screen.write(last, () => screen.resetAndDestroy());
      house.resetAndDestroy();
      return;
    case 'dead':
      screen.write(last);
      return;
    case 'stall':
      screen.write(last);
      setTimeout(() => house.destroy(), STALL_MS);
      return;
    case 'slices':
      for (let at = 0; at < Math.min(last.length, MOST_SLICES); at++) screen.write(last.subarray(at, at + 1));
      screen.end(last.subarray(MOST_SLICES));
      house.destroy();
  }
}
