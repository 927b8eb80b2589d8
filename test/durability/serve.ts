/** The loop of a house behind a pipe: one JSON line in for each command or question, one out for each answer. */
import { createInterface } from 'node:readline';
import type { Answered, By, Command } from '../../src/commands/index.ts';
import type { StreamKind } from '../../src/contract/streams.ts';
import { type Place, readViews, type Storage } from '../../src/storage/index.ts';
import { runOut } from '../storage/run-out.ts';
import type { Question, Reply, Wire } from './wire.ts';

export interface Open {
  readonly storage: Storage;
  submit(command: Command, by: By): Promise<Answered>;
  close(): Promise<void>;
}

export const place = JSON.parse(process.env['PLACE'] ?? 'null') as Place;
export const houseKey = Buffer.alloc(32, 7);
export const witnesses = {
  secondPerson: (token: string) => Promise.resolve(token.replace(/^second-person-is-/, '')),
  pledgeDigest: () => Promise.resolve(process.env['PLEDGE_DIGEST'] ?? ''),
};

export const say = (reply: Reply) => process.stdout.write(`${JSON.stringify(reply)}\n`);

/** Everything is loaded before it is told to open, so that a restart costs no more than opening. */
export async function serve(open: () => Promise<Open>): Promise<void> {
  let house: Open | undefined;
  say({ loaded: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const wire = JSON.parse(line) as Wire;
    if ('open' in wire) {
      house = await open();
      say({ ready: true });
    } else if (house === undefined) throw new Error('A command came before the house was opened.');
    else if ('question' in wire) answerTo(house, wire.n, wire.question);
    else {
      const { by, streamKind, ...rest } = wire.command;
      const actor = { ...by, covers: new Set(by.covers) };
      const command: Command = {
        ...rest,
        ...(streamKind === undefined ? {} : { streamKind: streamKind satisfies StreamKind }),
      };
      void house.submit(command, { actor, terminal: 'terminal-1' }).then(
        (answered) => say({ n: wire.n, answered }),
        (error: unknown) => say({ n: wire.n, threw: String(error) }),
      );
    }
  }
  await house?.close();
}

function answerTo({ storage }: Open, n: number, question: Question): void {
  const { view, key, runsOut } = question;
  const first =
    runsOut === undefined
      ? Promise.resolve(true)
      : storage.now().then((now) => runOut(storage, key, runsOut, now));
  void first
    .then(() => readViews(storage.read, [{ view, key }]))
    .then(
      ([put]) => say({ n, row: put?.row ?? null }),
      () => say({ n, row: null }),
    );
}
