/** One case: what each side of a dispute said, what can be done, how it stands and what happened. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { PAPERS, type PaperKind } from '../../../contract/papers.ts';
import { stands } from '../../../contract/standings.ts';
import type { Entry } from '../../shared/api.ts';
import { useNow, usePerson } from '../../shared/hooks.ts';
import { OneRow } from '../../shared/ui/one-row.tsx';
import { shortId } from '../../shared/ids.ts';
import { grouped } from '../../shared/masks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, standingIn, textIn, within } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Acts } from '../../shared/ui/acts.tsx';
import { Attempts } from '../../shared/ui/attempts.tsx';
import { Contradictions } from '../../shared/ui/contradictions.tsx';
import { Due } from '../../shared/ui/due.tsx';
import { useOfficeName, usePersonName, useWho } from '../../shared/ui/names.ts';
import { Quote } from '../../shared/ui/quote.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';
import { AppealsOnCase } from '../parts/appeal.tsx';
import { useCaseActs } from '../parts/case-acts.ts';
import { DisputeOfCase } from '../parts/dispute.tsx';
import { DocumentStanding } from '../parts/document-standing.tsx';
import { useFile, useFileActs } from '../parts/file-acts.ts';
import { Paper } from '../parts/paper.tsx';
import { newest, papersIn, useTimeline } from '../parts/record.ts';
import { Requirements } from '../parts/requirements.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { awaitedIn, officeOf } from '../parts/what.ts';

export function CasePage() {
  return <OneRow view="handoffPage" list="cases" Row={Case} />;
}

function Case({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const entries = useTimeline(of.key, of.version);
  const file = useFile(of.key);
  const acts = [...useCaseActs(of), ...useFileActs(file)];
  return (
    <>
      <Head of={of} />
      <Contradictions of={of} addressOf={(handoff) => linkTo(['case', handoff])} />
      <DisputeOfCase of={of} />
      <div className="columns">
        <div className="stack">
          {entries === null ? <p role="status">{say(FRAME.loading)}</p> : null}
          <AppealsOnCase of={of} />
          {entries === null ? null : <Proposal of={of} entries={entries} />}
          <Acts of={acts} />
          <Requirements of={of} />
        </div>
        <div className="stack">
          <Facts of={of} entries={entries ?? []} />
          {entries === null ? null : <Papers of={of} entries={entries} />}
          <Openings of={file} />
          {entries === null ? null : <Attempts of={entries} />}
          {entries === null ? null : <Timeline of={entries} />}
        </div>
      </div>
    </>
  );
}

function Head({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const personName = usePersonName();
  const officeName = useOfficeName();
  const standing = standingIn(of);
  const awaits = awaitedIn(of).some(({ name }) => name === 'acknowledgement');
  return (
    <header className="head">
      <div>
        <h1>
          <span lang="zh-CN">{personName(of)}</span> <small>{say(CASE.number(shortId(of.key)))}</small>
        </h1>
        <p className="standing">
          <strong>{say(standing)}</strong> <Due at={standing.due} />
          <span className="soft">
            {say(CASE.responsible)}
            {say(MARKS.colon)}
            {useHolder(of)}
          </span>
        </p>
      </div>
      {awaits ? (
        <p className="said wait">{say(CASE.waitsForAcknowledgement(officeName(officeOf(of))))}</p>
      ) : null}
    </header>
  );
}

/** Who carries the responsibility now, by name. */
function useHolder({ row }: Delivered): string {
  const say = useSay();
  const officeName = useOfficeName();
  const party = textIn(row, 'holder.party');
  if (party === 'office') return officeName(textIn(row, 'holder.office'));
  if (party === 'checkpoint') return officeName(textIn(row, 'context.checkpoint'));
  return say(CASE.travellerHolds);
}

function Facts({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const { row } = of;
  const say = useSay();
  const now = useNow(60_000);
  const officeName = useOfficeName();
  const number = textIn(row, 'person.document.number');
  const asked = (['community', 'streetOffice', 'supervisor'] as const)
    .map((rung) => textIn(row, `context.request.${rung}`))
    .filter(Boolean);
  const facts: readonly (readonly [string, string])[] = [
    [say(CASE.arrived), clockTime(numberIn(row, 'context.arrivedAt') ?? 0, now)],
    [say(CASE.checkpoint), officeName(textIn(row, 'context.checkpoint'))],
    [say(CASE.asked), asked.map(officeName).join(say(MARKS.comma)) || say(DESK.none)],
    [
      say(CASE.receives),
      officeName(textIn(row, 'context.care.office') || textIn(row, 'context.consent.office')),
    ],
    [
      say(CASE.document),
      number === ''
        ? say(DESK.none)
        : `${say(valueWords(textIn(row, 'person.document.type')))} ${grouped(number)}`,
    ],
    [say(CASE.address), textIn(row, 'person.returnAddress.text') || say(DESK.none)],
  ];
  return (
    <section className="sheet" aria-label={say(CASE.record)}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <DocumentStanding of={of} />
      </p>
      {entries.some(({ command }) => command === 'signPledge') ? (
        <p>
          <a href={linkTo(['pledge', of.key])}>{say(CASE.toPledge)}</a>
        </p>
      ) : null}
    </section>
  );
}

/** The exception that waits for a second person, with what the first said to it. */
function Proposal({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const who = useWho();
  const { account } = usePerson();
  const regions = within(of.row, 'context.proposal.regions');
  const proposed = newest(entries, ({ command }) => command === 'proposeException');
  if (!Array.isArray(regions) || proposed === undefined) return null;
  return (
    <section className="sheet marked" aria-labelledby="proposal">
      <h2 id="proposal">{say(CASE.proposal)}</h2>
      <p>
        {say(CASE.waives)}
        {say(MARKS.colon)}
        <strong>{regions.map((region) => say(valueWords(String(region)))).join(say(MARKS.comma))}</strong>
        {' · '}
        {say(valueWords(String(proposed.said['ground']), 'ground'))}
      </p>
      {(proposed.words ?? []).map((words) => (
        <Quote key={words} of={words} />
      ))}
      <p className="soft">
        {proposed.performedBy === account ? say(CASE.proposedByYou) : say(CASE.proposedBy(who(proposed)))}{' '}
        <Due at={numberIn(of.row, 'timers.exceptionLapses.dueAt')} />
      </p>
    </section>
  );
}

function Papers({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const [shown, show] = useState<string | null>(null);
  const papers = papersIn(entries);
  const paper = papers.find(({ id }) => id === shown);
  return (
    <section className="sheet" aria-labelledby="papers">
      <h2 id="papers">{say(CASE.papers)}</h2>
      {papers.length === 0 ? <p className="soft">{say(CASE.noPapers)}</p> : null}
      <div className="buttons">
        {papers.map(({ id, kind }) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={id === shown}
            onClick={() => show(id === shown ? null : id)}
          >
            {say(CASE.showPaper(say(paperWords(kind))))}
          </button>
        ))}
      </div>
      {paper === undefined ? null : (
        <Paper handoff={of.key} id={paper.id} name={say(paperWords(paper.kind))} />
      )}
    </section>
  );
}

const paperWords = (kind: string) => {
  const words = PAPERS[kind as PaperKind] as (typeof PAPERS)[PaperKind] | undefined;
  return words === undefined ? CASE.papers : { zh: words['zh-CN'], en: words.en };
};

/** Who opened what is masked here: whoever reads a case sees that reading it leaves a trace. */
function Openings({ of: file }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(60_000);
  const who = useWho();
  const history = (file.row['history'] ?? []) as unknown as readonly Entry[];
  const openings = history.filter(({ command }) => command === 'openPersonalData');
  return (
    <section className="sheet" aria-labelledby="openings">
      <h2 id="openings">{say(CASE.openings)}</h2>
      {stands(file.row['state'], 'file.data.onHold') ? (
        <p>
          <Status mood="soon">{say(CASE.onHold)}</Status>
        </p>
      ) : null}
      {openings.length === 0 ? <p className="soft">{say(CASE.noOpenings)}</p> : null}
      <ol className="timeline">
        {openings.map((entry) => (
          <li key={entry.version}>
            <p className="when">
              <time>{clockTime(entry.recordedAt, now)}</time> <span className="soft">{who(entry)}</span>
            </p>
            <p>
              {((entry.said['fields'] ?? []) as readonly string[])
                .map((field) => say(valueWords(field)))
                .join(say(MARKS.comma))}
              {' · '}
              {say(valueWords(String(entry.said['purpose'])))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
