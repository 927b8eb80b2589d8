/** One pledge: the record on one side, the paper on the other, and what reviewers made of it. */
import type { Delivered } from '../../../contract/doors.ts';
import type { Entry } from '../../shared/api.ts';
import { useNow } from '../../shared/hooks.ts';
import { OneRow } from '../../shared/ui/one-row.tsx';
import { shortId } from '../../shared/ids.ts';
import { grouped } from '../../shared/masks.ts';
import { linkTo } from '../../shared/router.ts';
import { standingIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Acts } from '../../shared/ui/acts.tsx';
import { useOfficeName, usePersonName, useWho } from '../../shared/ui/names.ts';
import { Quote } from '../../shared/ui/quote.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';
import { useCoded } from '../../shared/ui/coded.ts';
import { useFile, useReviewActs } from '../parts/file-acts.ts';
import { Paper } from '../parts/paper.tsx';
import { newest, papersIn, useTimeline } from '../parts/record.ts';
import { reviewIn, ReviewStatus } from '../parts/reviews.tsx';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import type { CommandType } from '../../../contract/commands.ts';

export function PledgePage() {
  return <OneRow view="pledges" list="pledges" Row={Pledge} />;
}

function Pledge({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const personName = usePersonName();
  const entries = useTimeline(of.key, of.version);
  const file = useFile(of.key);
  const acts = useReviewActs(file);
  const paper = newest(papersIn(entries ?? []), ({ kind }) => kind === 'pledge');
  const isSigned = (entries ?? []).some(({ command }) => command === 'signPledge');
  return (
    <>
      <header className="head">
        <div>
          <h1>
            <span lang="zh-CN">{personName(of)}</span> <small>{say(CASE.number(shortId(of.key)))}</small>
          </h1>
          <p className="standing">
            <ReviewStatus of={reviewIn(file.row['state'])} /> <strong>{say(standingIn(of))}</strong>
            <a href={linkTo(['case', of.key])}>{say(CASE.toCase)}</a>
          </p>
        </div>
      </header>
      <div className="columns even">
        <div className="stack">
          {entries === null ? (
            <p role="status">{say(FRAME.loading)}</p>
          ) : (
            <Record of={of} entries={entries} />
          )}
          <Acts of={acts} />
          <Reviews of={file} />
        </div>
        <section className="sheet" aria-label={say(CASE.papers)}>
          {paper === undefined ? (
            <p className="soft" role="status">
              {say(entries !== null && !isSigned ? CASE.notSigned : CASE.noPaperYet)}
            </p>
          ) : (
            <Paper handoff={of.key} id={paper.id} name={say(CASE.toPledge)} />
          )}
        </section>
      </div>
    </>
  );
}

function Record({ of: { row }, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useWho();
  const officeName = useOfficeName();
  const signed = newest(entries, ({ command }) => command === 'signPledge');
  const consent = newest(
    entries,
    ({ facts, said }) => facts.includes('consentGiven') || said['ruling'] === 'receive',
  );
  const conditions = (consent?.said['conditions'] ?? []) as readonly string[];
  const days = consent?.said['observationDays'];
  const number = textIn(row, 'person.document.number');
  const facts: readonly (readonly [string, string])[] = [
    [say(CASE.document), number === '' ? say(DESK.none) : grouped(number)],
    [say(CASE.address), textIn(row, 'person.returnAddress.text') || say(DESK.none)],
    [
      say(CASE.consentFrom),
      consent === undefined ? say(DESK.none) : `${clockTime(consent.occurredAt, now)} ${who(consent)}`,
    ],
    [
      say(CASE.receives),
      officeName(textIn(row, 'context.care.office') || textIn(row, 'context.consent.office')),
    ],
    [
      say(CASE.conditions),
      [
        ...conditions.map((one) => say(valueWords(one))),
        ...(typeof days === 'number' ? [say(CASE.days(days))] : []),
      ].join(say(MARKS.comma)) || say(CASE.noConditions),
    ],
    [say(CASE.signed), signed === undefined ? say(DESK.none) : clockTime(signed.occurredAt, now)],
    [say(CASE.signedWith), signed === undefined ? say(DESK.none) : who(signed)],
    [say(CASE.checkpoint), officeName(textIn(row, 'context.checkpoint'))],
  ];
  return (
    <section className="sheet" aria-labelledby="record">
      <h2 id="record">{say(CASE.record)}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const REVIEWING: ReadonlySet<string> = new Set(['reviewPledge', 'flagPledge', 'resolveFlag']);

function Reviews({ of: file }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useWho();
  const coded = useCoded();
  const history = (file.row['history'] ?? []) as unknown as readonly Entry[];
  const reviews = history.filter(({ command }) => REVIEWING.has(command));
  return (
    <section className="sheet" aria-labelledby="reviews">
      <h2 id="reviews">{say(CASE.reviewHistory)}</h2>
      {reviews.length === 0 ? <p className="soft">{say(CASE.noReviews)}</p> : null}
      <ol className="timeline">
        {reviews.map((entry) => (
          <li key={entry.version}>
            <p className="when">
              <time>{clockTime(entry.recordedAt, now)}</time> <span className="soft">{who(entry)}</span>
            </p>
            <p className="did">
              {say(COMMAND_FACTS[entry.command as CommandType])}
              {coded(entry)
                .map(([field, value]) => ` · ${field}${say(MARKS.colon)}${value}`)
                .join('')}
            </p>
            {(entry.words ?? []).map((words) => (
              <Quote key={words} of={words} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
