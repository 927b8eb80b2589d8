/** The announcements: what is in force where and until when; recorded and ended by two persons. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useList, useNow, usePlace } from '../../shared/hooks.ts';
import { goTo, linkTo } from '../../shared/router.ts';
import { numberIn, textIn, within } from '../../shared/rows.ts';
import { wholeTime } from '../../shared/time.ts';
import { Acts, actOn } from '../../shared/ui/acts.tsx';
import { useOfficeName } from '../../shared/ui/names.ts';
import { type Mood, Status } from '../../shared/ui/status.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME, MARKS } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import type { Said } from '../../shared/words/say.ts';
import { AnnouncementForm } from '../parts/announcement-form.tsx';
import { usePersonOf } from '../parts/people.ts';
import { MEASURE } from '../../shared/words/measure-words.ts';
import { ADMIN } from '../words.ts';

const END = formOf('endAnnouncement', { why: { as: 'choice', of: ['issuerEnded', 'replaced', 'error'] } });

export function AnnouncementsPage() {
  const { path } = usePlace();
  const { rows, isLoaded } = useList('announcements');
  const chosen = rows.find(({ key }) => key === path[1]);
  return chosen === undefined ? <Announcements rows={rows} isLoaded={isLoaded} /> : <One of={chosen} />;
}

function Announcements({
  rows,
  isLoaded,
}: {
  readonly rows: readonly Delivered[];
  readonly isLoaded: boolean;
}) {
  const say = useSay();
  const [records, setRecords] = useState(false);
  return (
    <>
      <h1>{say(ADMIN.announcements)}</h1>
      {records ? (
        <div className="narrow sheet above">
          <AnnouncementForm
            onDone={(announcement) => goTo(['announcements', announcement])}
            onCancel={() => setRecords(false)}
          />
        </div>
      ) : (
        <p className="above">
          <button type="button" className="button primary" onClick={() => setRecords(true)}>
            {say(ADMIN.recordAnnouncement)}
          </button>
        </p>
      )}
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && rows.length === 0 ? <p className="said wait">{say(ADMIN.noAnnouncements)}</p> : null}
      <ul className="stack">
        {[...rows]
          .sort((a, b) => (a.key < b.key ? 1 : -1))
          .map((row) => (
            <li key={row.key} className="sheet">
              <p className="standing">
                <a className="person" href={linkTo(['announcements', row.key])} lang="zh-CN">
                  {textIn(row.row, 'said.number')}
                </a>
                <AnnouncementStatus of={row} />
                <Period of={row} />
              </p>
              <p className="soft" lang="zh-CN">
                {textIn(row.row, 'said.issuer')}
              </p>
            </li>
          ))}
      </ul>
    </>
  );
}

function AnnouncementStatus({ of: { row } }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(10_000);
  const from = numberIn(row, 'said.from') ?? 0;
  const to = numberIn(row, 'said.to') ?? 0;
  const status: readonly [Mood, Said] =
    row['state'] === 'ended'
      ? ['calm', ADMIN.announcementEnded]
      : now < from
        ? ['soon', ADMIN.announcementToCome]
        : now >= to
          ? ['calm', ADMIN.announcementOver]
          : ['good', ADMIN.announcementInForce];
  return <Status mood={status[0]}>{say(status[1])}</Status>;
}

function Period({ of: { row } }: { readonly of: Delivered }) {
  const minute = (field: string) => wholeTime(numberIn(row, `said.${field}`) ?? 0).slice(0, 16);
  return (
    <span>
      <time>{minute('from')}</time> – <time>{minute('to')}</time>
    </span>
  );
}

function One({ of }: { readonly of: Delivered }) {
  const { row } = of;
  const say = useSay();
  const personOf = usePersonOf();
  const officeName = useOfficeName();
  const area = within(row, 'said.area');
  const version = numberIn(row, 'said.measureVersion');
  const facts: readonly (readonly [string, string])[] = [
    [say(ADMIN.issuer), textIn(row, 'said.issuer')],
    [say(ADMIN.legalBasis), textIn(row, 'said.legalBasis')],
    [say(ADMIN.area), Array.isArray(area) ? area.map(officeName).join(say(MARKS.comma)) : say(DESK.none)],
    [
      say(ADMIN.measure),
      `${textIn(row, 'said.measure')} ${version === null ? '' : say(MEASURE.version(version))}`,
    ],
    [say(ADMIN.recordedBy), personOf(textIn(row, 'proposedBy'))],
  ];
  return (
    <>
      <header className="head">
        <h1 lang="zh-CN">{textIn(row, 'said.number')}</h1>
        <p className="standing">
          <AnnouncementStatus of={of} /> <Period of={of} />
        </p>
      </header>
      <div className="stack">
        <section className="sheet" aria-label={say(ADMIN.announcements)}>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <blockquote lang="zh-CN">{textIn(row, 'said.content')}</blockquote>
        </section>
        <Acts of={actOn(of, 'endAnnouncement', END)} />
        <p>
          <a className="button" href={linkTo(['announcements'])}>
            {say(DESK.back)}
          </a>
        </p>
      </div>
    </>
  );
}
