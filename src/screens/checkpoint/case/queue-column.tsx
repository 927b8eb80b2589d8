/** Who waits here: by car, the vulnerable first, then who is due soonest, then who came first. A clock for each person and each car. */
import type { Delivered } from '../../../contract/doors.ts';
import { useList, useNow, usePerson } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, standingIn, textIn } from '../../shared/rows.ts';
import { lasting } from '../../shared/time.ts';
import { toLookAt } from '../../shared/ui/contradictions.tsx';
import { Due } from '../../shared/ui/due.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { outcomesOf } from '../stop/this-stop.ts';
import { CHECKPOINT } from '../words.ts';
import { goesFirst, nameIn, needsOf } from './this-case.ts';

export interface Car {
  readonly stop: string;
  readonly people: readonly Delivered[];
}

const dueOf = (one: Delivered) => standingIn(one).due ?? Number.MAX_SAFE_INTEGER;
const cameAt = ({ row }: Delivered) => numberIn(row, 'context.arrivedAt') ?? 0;

/** The order in which people are seen to. */
export const inTurn = (a: Delivered, b: Delivered): number =>
  Number(goesFirst(b)) - Number(goesFirst(a)) || dueOf(a) - dueOf(b) || cameAt(a) - cameAt(b);

/** People by car; a car comes when the first of its people does. */
export function carsOf(rows: readonly Delivered[]): readonly Car[] {
  const cars = new Map<string, Delivered[]>();
  for (const one of rows.slice().sort(inTurn)) {
    const stop = textIn(one.row, 'context.stop');
    const people = cars.get(stop);
    if (people === undefined) cars.set(stop, [one]);
    else people.push(one);
  }
  return [...cars].map(([stop, people]) => ({ stop, people }));
}

export function QueueColumn({ chosen }: { readonly chosen: string }) {
  const say = useSay();
  const list = useList('queue');
  const stops = useList('stops').rows;
  const cars = carsOf(list.rows);
  return (
    <nav className="queue" aria-labelledby="queue">
      <h2 id="queue">
        {say(CHECKPOINT.queue)} <small className="soft">{list.isLoaded ? list.rows.length : ''}</small>
      </h2>
      {list.isLoaded && cars.length === 0 ? <p className="soft">{say(CHECKPOINT.nobodyWaits)}</p> : null}
      <ol>
        {cars.map(({ stop, people }) => (
          <li key={stop} className="car">
            <CarHead people={people} stop={stops.find(({ key }) => key === stop)} />
            <ol>
              {people.map((one) => (
                <li key={one.key}>
                  <Waiting of={one} isChosen={one.key === chosen} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {list.hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </nav>
  );
}

function CarHead({
  people,
  stop,
}: {
  readonly people: readonly Delivered[];
  readonly stop: Delivered | undefined;
}) {
  const say = useSay();
  const now = useNow(10_000);
  const first = people[0];
  const plate = textIn(stop?.row, 'person.plate');
  const undecided = stop === undefined ? 0 : outcomesOf(stop).undecided.length;
  const isOnFoot = textIn(stop?.row, 'said.vehicle') === 'onFoot';
  return (
    <p className="car-head">
      <span>{plate === '' ? say(isOnFoot ? CHECKPOINT.onFoot : CHECKPOINT.noPlate) : plate}</span>
      {first === undefined ? null : <span>{say(CHECKPOINT.waited(say(lasting(now - cameAt(first)))))}</span>}
      {undecided === 0 ? null : (
        <a href={linkTo(['stops'])}>
          <Status mood="soon">{say(CHECKPOINT.undecided(undecided))}</Status>
        </a>
      )}
    </p>
  );
}

function Waiting({ of, isChosen }: { readonly of: Delivered; readonly isChosen: boolean }) {
  const say = useSay();
  const { account } = usePerson();
  const standing = standingIn(of);
  return (
    <a
      className={`waiting${isChosen ? ' chosen' : ''}`}
      href={linkTo(['queue', of.key])}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="waiting-name">
        {say(nameIn(of))}
        {textIn(of.row, 'context.officer') === account ? (
          <small className="soft"> {say(CHECKPOINT.mine)}</small>
        ) : null}
      </span>
      <Due at={standing.due} />
      <span className="waiting-for">{say(standing)}</span>
      {toLookAt(of) === 0 ? null : (
        <span className="marks">
          <Status mood="soon">{say(CHECKPOINT.contradiction)}</Status>
        </span>
      )}
      {goesFirst(of) ? (
        <span className="marks">
          {needsOf(of).map((need) => (
            <Status key={need} mood="soon">
              {say(valueWords(need))}
            </Status>
          ))}
          {needsOf(of).length === 0 ? <Status mood="soon">{say(CHECKPOINT.under14)}</Status> : null}
        </span>
      ) : null}
    </a>
  );
}
