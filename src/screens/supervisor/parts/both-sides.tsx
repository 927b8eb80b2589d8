/** What both sides said, verbatim, with when and who: what a ruling is made on. */
import type { Entry } from '../../shared/api.ts';
import { useNow } from '../../shared/hooks.ts';
import { clockTime, timesDiffer } from '../../shared/time.ts';
import { useWho } from '../../shared/ui/names.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { deedWords, useSay } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';
import { useCoded } from './coded.tsx';
import { Quote } from './timeline.tsx';

/** What an office says counts also where it said no words: an answer is one. */
const ANSWERS: ReadonlySet<string> = new Set([
  'answerCommunity',
  'recordOralAnswer',
  'reportChange',
  'revokeConsent',
  'reportReceptionProblem',
]);
/** Said by the office, though the officer wrote it down. */
const BY_TELEPHONE = 'recordOralAnswer';

type Side = 'checkpoint' | 'office' | 'supervisor';

function sideOf({ command, performedBy, who }: Entry): Side {
  if (command === BY_TELEPHONE) return 'office';
  if ((performedBy ?? '').startsWith('traveller')) return 'checkpoint';
  const role = who?.grants[0]?.role;
  if (role === 'communityWorker' || role === 'streetOfficer') return 'office';
  return role === 'supervisor' || role === 'reviewer' ? 'supervisor' : 'checkpoint';
}

export function BothSides({ of }: { readonly of: readonly Entry[] }) {
  const say = useSay();
  const spoken = of.filter(({ command, words }) => words !== undefined || ANSWERS.has(command));
  const by = (side: Side) => spoken.filter((entry) => sideOf(entry) === side);
  const rulers = by('supervisor');
  return (
    <section aria-labelledby="both-sides" className="sheet">
      <h2 id="both-sides">{say(CASE.bothSides)}</h2>
      <p className="soft">{say(CASE.bothSidesHint)}</p>
      <div className="sides">
        <SideOf title={say(CASE.checkpointSide)} of={by('checkpoint')} />
        <SideOf title={say(CASE.officeSide)} of={by('office')} />
      </div>
      {rulers.length === 0 ? null : <SideOf title={say(CASE.rulers)} of={rulers} />}
    </section>
  );
}

function SideOf({ title, of }: { readonly title: string; readonly of: readonly Entry[] }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useWho();
  const coded = useCoded();
  return (
    <div className="side">
      <h3>{title}</h3>
      {of.length === 0 ? <p className="soft">{say(CASE.nothingSaid)}</p> : null}
      <ol>
        {of.map((entry) => {
          const { version, occurredAt, recordedAt, words } = entry;
          const told = coded(entry);
          return (
            <li key={version}>
              <p className="when">
                <time dateTime={new Date(occurredAt).toISOString()}>{clockTime(occurredAt, now)}</time>
                {timesDiffer(occurredAt, recordedAt) ? (
                  <small> {say(FRAME.recordedLater(clockTime(recordedAt, now)))}</small>
                ) : null}
                <span className="soft"> {who(entry)}</span>
              </p>
              <p className="did">{say(deedWords(entry))}</p>
              {told.length === 0 ? null : (
                <p className="soft">
                  {told
                    .map(([field, value]) => `${field}${say(MARKS.colon)}${value}`)
                    .join(say(MARKS.semicolon))}
                </p>
              )}
              {words === undefined ? (
                <p className="soft">{say(CASE.wordless)}</p>
              ) : (
                words.map((one) => <Quote key={one} of={one} />)
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
