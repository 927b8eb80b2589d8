/** One person or one number that answers for several communities: what stands, what was settled and by whom. */
import { useState } from 'react';
import { SETTLEMENT_NAMES, SETTLEMENTS } from '../../../contract/contradictions.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { type Overlap, OVERLAP_PLACES, OVERLAPS } from '../../../contract/overlaps.ts';
import type { Entry, Named } from '../../shared/api.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, useList, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { allowedIn } from '../../shared/rows.ts';
import { wholeTime } from '../../shared/time.ts';
import { Filters, useEmptyWords, useFilter } from '../../shared/ui/filters.tsx';
import { useColleague, useWho } from '../../shared/ui/names.ts';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { COMPARISON } from '../comparison-words.ts';

const SETTLE = formOf('settleOverlap', {
  outcome: { as: 'choice', of: SETTLEMENT_NAMES },
  because: { as: 'long', maxLength: 2000 },
});

const overlapIn = ({ row }: Delivered) => row['context'] as unknown as Overlap;

/** How many nobody has settled. */
export function OverlapsBeside() {
  const { rows } = useList('overlaps');
  const open = rows.filter((row) => overlapIn(row).settled === null).length;
  return open === 0 ? null : <span className="count">{open}</span>;
}

export function Overlaps() {
  const say = useSay();
  const chosen = useFilter();
  const list = useList('overlaps');
  const emptyWords = useEmptyWords();
  const newest = ({ offices }: Overlap) => Math.max(...offices.map(({ since }) => since));
  const rows = list.rows
    .filter((row) => {
      const standing = overlapIn(row).settled === null ? 'standing' : 'settled';
      return chosen('state') === '' || chosen('state') === standing;
    })
    .sort((a, b) => newest(overlapIn(b)) - newest(overlapIn(a)));
  return (
    <>
      <Filters
        of={[
          {
            name: 'state',
            label: say(COMPARISON.overlapState),
            options: [
              ['standing', say(COMPARISON.overlapStands)],
              ['settled', say(COMPARISON.overlapSettled)],
            ],
          },
        ]}
        shown={rows.length}
        all={list.rows.length}
      />
      <p className="soft above">{say(COMPARISON.overlapsHint)}</p>
      {rows.length === 0 ? (
        <p className="said">
          {list.isLoaded ? emptyWords(list.rows.length, COMPARISON.noOverlaps) : say(FRAME.loading)}
        </p>
      ) : null}
      {rows.map((row) => (
        <One key={row.key} of={row} />
      ))}
    </>
  );
}

function One({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const who = useWho();
  const colleague = useColleague();
  const offices = useStore(useDesk().offices);
  const [isOpen, open] = useState(false);
  const { overlap, offices: communities, settled } = overlapIn(of);
  const people = (of.row['people'] ?? []) as unknown as readonly (Named | null)[];
  const history = (of.row['history'] ?? []) as unknown as readonly Entry[];
  const settling =
    settled === null ? undefined : history.filter(({ command }) => command === 'settleOverlap').pop();
  const { zh, en, lookAt } = OVERLAPS[overlap];
  return (
    <section className="sheet alike" aria-labelledby={of.key} data-overlap={overlap}>
      <h2 id={of.key} tabIndex={-1}>
        {say({ zh, en })}
      </h2>
      <p>
        <Status mood={settled === null ? 'soon' : 'good'}>
          {say(settled === null ? COMPARISON.overlapStands : SETTLEMENTS[settled])}
        </Status>
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say(COMPARISON.community)}</th>
            <th scope="col">{say(COMPARISON.foundIn)}</th>
            <th scope="col">{say(COMPARISON.since)}</th>
          </tr>
        </thead>
        <tbody>
          {communities.map(({ office, where, since }) => (
            <tr key={office}>
              <th scope="row">{say(placedName(office, offices)) || office}</th>
              <td>{where.map((place) => say(OVERLAP_PLACES[place])).join(say(COMPARISON.comma))}</td>
              <td>
                <time>{wholeTime(since)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {people.length === 0 ? null : (
        <p>
          {say(COMPARISON.people)}
          {people.flatMap((one) => (one === null ? [] : [colleague(one)])).join(say(COMPARISON.comma))}
        </p>
      )}
      {settling === undefined ? (
        <p className="soft">{say(lookAt)}</p>
      ) : (
        <>
          <p className="soft">{say(COMPARISON.settledBy(who(settling), wholeTime(settling.recordedAt)))}</p>
          {settling.words?.map((words) => (
            <blockquote key={words}>{words}</blockquote>
          ))}
        </>
      )}
      {settled === null && allowedIn(of, 'settleOverlap') === true ? (
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          {say(isOpen ? COMPARISON.close : COMPARISON.settle)}
        </button>
      ) : null}
      {isOpen && settled === null ? (
        <CommandForm
          type="settleOverlap"
          streamId={of.key}
          fields={SETTLE}
          basedOn={of.version}
          onDone={() => {
            open(false);
            document.getElementById(of.key)?.focus();
          }}
        />
      ) : null}
    </section>
  );
}
