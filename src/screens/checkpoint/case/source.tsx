/** What the source of one region says: asked or not, waiting and since when, its answer, or that it cannot be relied on and what to do. */
import type { Delivered } from '../../../contract/doors.ts';
import { SOURCE_FAULTS, SOURCE_REGIONS, type SourceRegion } from '../../../contract/source-words.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useNow } from '../../shared/hooks.ts';
import { allowedIn, numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { fieldWords, type Said, useSay, valueWords } from '../../shared/words/say.ts';
import { useKey } from '../keys.tsx';
import { useInForce } from '../post/post.ts';
import { type SourceSeen, useSources } from '../post/sources.ts';
import { CHECKPOINT } from '../words.ts';
import { Sent } from './sent.tsx';
import { regionOf } from './this-case.ts';

/** A question that is older is answered by nobody any more: it may be put anew. */
const ASKED_FOR_MS = 60_000;

const askedAt = (of: Delivered, region: SourceRegion, now: number): number | null => {
  const at = numberIn(of.row, `context.sources.${region}.askedAt`);
  return at !== null && now - at < ASKED_FOR_MS ? at : null;
};

/** Whether asking about this region makes sense now, as far as the screen can tell. */
const mayAsk = (of: Delivered, region: SourceRegion, sources: readonly SourceSeen[], now: number) =>
  allowedIn(of, 'askSource') === true &&
  regionOf(of, region) !== 'notNeeded' &&
  sources.some((source) => source.region === region) &&
  askedAt(of, region, now) === null;

export function SourceOf({ of, region }: { readonly of: Delivered; readonly region: SourceRegion }) {
  const say = useSay();
  const now = useNow();
  const { now: sending, send } = useCommand('askSource', of.key);
  const sources = useSources(numberIn(of.row, `context.sources.${region}.answeredAt`));
  const waitsSince = askedAt(of, region, now);
  return (
    <div className="source" data-source={region}>
      <Level of={of} region={region} />
      <div role="status">
        {waitsSince === null ? (
          <Answer of={of} region={region} />
        ) : (
          <Status mood="soon">{say(CHECKPOINT.sourceAsked(clockTime(waitsSince, now)))}</Status>
        )}
      </div>
      {mayAsk(of, region, sources, now) ? (
        <p>
          <button
            type="button"
            className="button"
            data-act="askSource"
            aria-disabled={sending.state === 'sending'}
            onClick={() => {
              if (sending.state !== 'sending') void send({ region });
            }}
          >
            {say(CHECKPOINT.askSource)} · {say(fieldWords(region))}
          </button>
        </p>
      ) : null}
      <Sent now={sending} />
    </div>
  );
}

/** How far what is shown was verified, what the measure wants, and how one gets further. */
function Level({ of, region }: { readonly of: Delivered; readonly region: SourceRegion }) {
  const say = useSay();
  const inForce = useInForce();
  const level = textIn(of.row, `context.known.${region}.level`);
  if (level === '') return null;
  const higher = higherThan(level, region);
  const least = region === 'test' ? inForce?.minimumVerification : undefined;
  return (
    <p className="soft">
      {say(CHECKPOINT.levelNow(valueWords(level)))}
      {least === undefined ? '' : ` ${say(CHECKPOINT.levelLeast(valueWords(least)))}`}
      {higher === null ? '' : ` ${say(higher)}`}
    </p>
  );
}

function higherThan(level: string, region: SourceRegion): Said | null {
  if (level === 'SOURCE_QUERIED') return null;
  // Codes on a telephone carry no signature, and no laboratory knows of them.
  if (region !== 'test' || level === 'SIGNATURE_VALID') return CHECKPOINT.levelAboveSignature;
  return level === 'VISUAL_ONLY' ? CHECKPOINT.levelAboveSight : CHECKPOINT.levelAbovePhone;
}

function Answer({ of, region }: { readonly of: Delivered; readonly region: SourceRegion }) {
  const say = useSay();
  const now = useNow(10_000);
  const path = `context.sources.${region}`;
  const at = numberIn(of.row, `${path}.answeredAt`);
  if (at === null) return null;
  const time = clockTime(at, now);
  switch (textIn(of.row, `${path}.says`)) {
    case 'found':
      return <Status mood="good">{say(CHECKPOINT.sourceAnswered(time))}</Status>;
    case 'notFound':
      return (
        <Told mood="calm" words={CHECKPOINT.sourceKnowsNothing(time)} next={CHECKPOINT.verifyOtherwise} />
      );
    case 'kept':
      return <Told mood="late" words={CHECKPOINT.sourceIsOlder(time)} next={CHECKPOINT.lookAgainHere} />;
    case 'unavailable': {
      const since = numberIn(of.row, `${path}.silentSince`) ?? at;
      const why = SOURCE_FAULTS[textIn(of.row, `${path}.why`) as keyof typeof SOURCE_FAULTS];
      return (
        <Told
          mood="late"
          words={CHECKPOINT.sourceIsSilent(clockTime(since, now), why ?? null)}
          next={CHECKPOINT.notAgainstThem}
        />
      );
    }
    default:
      return null;
  }
}

function Told({
  mood,
  words,
  next,
}: {
  readonly mood: 'calm' | 'late';
  readonly words: Said;
  readonly next: Said;
}) {
  const say = useSay();
  return (
    <>
      <Status mood={mood}>{say(words)}</Status>
      <p className="soft">{say(next)}</p>
    </>
  );
}

/** One key asks about everything that is asked for, not there yet, and not being asked about already. */
export function SourceKey({ of }: { readonly of: Delivered }) {
  const now = useNow();
  const sources = useSources();
  const test = useCommand('askSource', of.key);
  const healthStatus = useCommand('askSource', of.key);
  const itinerary = useCommand('askSource', of.key);
  const asking = { test, healthStatus, itinerary };
  const regions = SOURCE_REGIONS.filter(
    (region) => mayAsk(of, region, sources, now) && isMissing(of, region),
  );
  useKey('F7', {
    label: CHECKPOINT.askSource,
    run:
      regions.length === 0
        ? CHECKPOINT.nothingToAsk
        : () => {
            for (const region of regions) void asking[region].send({ region });
          },
  });
  return (
    <>
      {SOURCE_REGIONS.map((region) => (
        <Sent key={region} now={asking[region].now} />
      ))}
    </>
  );
}

const isMissing = (of: Delivered, region: SourceRegion): boolean => {
  const state = regionOf(of, region);
  return typeof state === 'object' && state !== null && ('unmet' in state || 'pending' in state);
};

/** The sources that do not answer, by name, above whatever page is shown. */
export function SilentSources() {
  const say = useSay();
  const now = useNow(10_000);
  const silent = useSources().filter(
    ({ state, silentSince }) => state !== 'answering' && silentSince !== null,
  );
  if (silent.length === 0) return null;
  return (
    <p className="silent-sources" role="status">
      {silent.map(({ region, name, silentSince }) => (
        <Status key={region} mood="late">
          {say(CHECKPOINT.sourceDown(name, clockTime(silentSince ?? now, now)))}
        </Status>
      ))}
    </p>
  );
}
