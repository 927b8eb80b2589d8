/**
 * What cannot both be so in a case: an alarm to look at, with what to look at, and the form by which somebody says what it
 * was. It says of nobody that they did wrong, and it shuts nothing.
 */
import { useState } from 'react';
import {
  type Contradiction,
  CONTRADICTION_NAMES,
  CONTRADICTIONS,
  SETTLEMENT_NAMES,
  SETTLEMENTS,
  unsettled,
} from '../../../contract/contradictions.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../forms/command-form.tsx';
import { formOf } from '../forms/describe.ts';
import { shortId } from '../ids.ts';
import { allowedIn, textIn, within } from '../rows.ts';
import type { Words } from '../words/say.ts';
import { useSay } from '../words/say.ts';

const WORDS = {
  title: { zh: '矛盾待核实', en: 'Contradictions to look at' },
  hint: {
    zh: '这只是提示，请核实；不是对当事人的认定，也不妨碍办理。',
    en: 'An alarm to look at. It finds nobody guilty and stops nothing.',
  },
  withCase: (id: string) => ({ zh: `所涉另案 ${id}`, en: `with case ${id}` }),
  settle: { zh: '填写核实结果', en: 'Say what it was' },
  close: { zh: '收起', en: 'Close' },
  settled: { zh: '已核实', en: 'Looked into' },
} as const satisfies Words;

export function contradictionsIn({ row }: Delivered): readonly Contradiction[] {
  const list = within(row, 'context.contradictions');
  if (!Array.isArray(list)) return [];
  return list.flatMap((one) => {
    const what = CONTRADICTION_NAMES.find((name) => name === textIn(one, 'what'));
    const settled = SETTLEMENT_NAMES.find((name) => name === textIn(one, 'settled'));
    return what === undefined
      ? []
      : [{ what, other: textIn(one, 'other') || null, settled: settled ?? null }];
  });
}

/** How many nobody has looked into yet. */
export const toLookAt = (of: Delivered): number => unsettled(contradictionsIn(of)).length;

export function Contradictions({
  of,
  addressOf,
}: {
  readonly of: Delivered;
  /** Where the other case can be read, where it can be from here. */
  readonly addressOf?: (handoff: string) => string;
}) {
  const say = useSay();
  const [opened, setOpened] = useState('');
  const all = contradictionsIn(of);
  if (all.length === 0) return null;
  const open = unsettled(all);
  const nameOf = ({ what, other }: Contradiction) => `${what} ${other ?? ''}`;
  return (
    <section className="contradictions" aria-labelledby="contradictions">
      <h2 id="contradictions" tabIndex={-1}>
        {say(open.length === 0 ? WORDS.settled : WORDS.title)}
      </h2>
      {open.length === 0 ? null : <p className="hint">{say(WORDS.hint)}</p>}
      <ul>
        {all.map((one) => {
          const { what, other, settled } = one;
          const isOpened = opened === nameOf(one);
          return (
            <li
              key={nameOf(one)}
              data-contradiction={what}
              className={settled === null ? 'said wait' : 'soft'}
            >
              <p>
                <b>{say(CONTRADICTIONS[what])}</b>{' '}
                {other === null ? null : addressOf === undefined ? (
                  <span>{say(WORDS.withCase(shortId(other)))}</span>
                ) : (
                  <a href={addressOf(other)}>{say(WORDS.withCase(shortId(other)))}</a>
                )}
              </p>
              {settled === null ? (
                <p>{say(CONTRADICTIONS[what].lookAt)}</p>
              ) : (
                <p>{say(SETTLEMENTS[settled])}</p>
              )}
              {settled !== null || allowedIn(of, 'settleContradiction') !== true ? null : (
                <button
                  type="button"
                  className="button"
                  aria-expanded={isOpened}
                  onClick={() => setOpened(isOpened ? '' : nameOf(one))}
                >
                  {say(isOpened ? WORDS.close : WORDS.settle)}
                </button>
              )}
              {isOpened && settled === null ? (
                <CommandForm
                  type="settleContradiction"
                  streamId={of.key}
                  fields={formOf('settleContradiction', {
                    contradiction: { as: 'fixed', value: what },
                    other: other === null ? { as: 'unasked', optional: true } : { as: 'fixed', value: other },
                    outcome: { as: 'choice', of: SETTLEMENT_NAMES },
                    because: { as: 'long', maxLength: 2000 },
                  })}
                  basedOn={of.version}
                  onDone={() => {
                    setOpened('');
                    document.getElementById('contradictions')?.focus();
                  }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
