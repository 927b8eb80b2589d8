/** A measure read out: what it describes, what each clause asks for and why, and where that is written. */
import { REGIONS, STATES, VALUES } from '../../../contract/form-words.ts';
import type { Measure } from '../../../contract/measures.ts';
import { TIMERS, type TimerName } from '../../../contract/timers.ts';
import { MARKS } from '../words/frame-words.ts';
import { useSay, valueWords } from '../words/say.ts';
import { MEASURE } from '../words/measure-words.ts';

type Words = { readonly 'zh-CN': string; readonly en: string };
const said = (words: Words) => ({ zh: words['zh-CN'], en: words.en });

/** The measure in a text, or what keeps it from being read. The house judges it whole; this only reads it. */
export function readMeasure(text: string): { readonly measure: Measure } | { readonly fault: string } {
  try {
    const measure = JSON.parse(text) as Measure;
    if (!Array.isArray(measure.clauses) || typeof measure.title !== 'object')
      return { fault: 'title, clauses' };
    return { measure };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

export function MeasureWords({ of }: { readonly of: Measure }) {
  const say = useSay();
  const { title, version, describes, notes, test, clauses, clocks, sources, examples } = of;
  const source = (id: string) => sources.find((one) => one.id === id);
  return (
    <div className="measure stack">
      <header>
        <h2>
          {say(said(title))} <small className="soft">{say(MEASURE.version(version))}</small>
        </h2>
        <p className="soft">{say(MEASURE.describes(describes.from, describes.to ?? '…'))}</p>
        <p>{say(said(test.why))}</p>
      </header>
      {notes.length === 0 ? null : (
        <section aria-labelledby="notes">
          <h3 id="notes">{say(MEASURE.notes)}</h3>
          <ul className="cited">
            {notes.map((note) => (
              <li key={note.en}>{say(said(note))}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="clauses">
        <h3 id="clauses">{say(MEASURE.clauses)}</h3>
        {clauses.map((clause) => (
          <article key={clause.id} className="clause">
            <h4>{say(said(clause.title))}</h4>
            <p>{say(said(clause.why))}</p>
            <p className="soft">
              {say(MEASURE.asks)}
              {say(MARKS.colon)}
              {Object.entries(clause.needs)
                .map(([region, states]) => {
                  const words = (states as readonly string[])
                    .map((state) => say(stateWords(state)))
                    .filter(Boolean)
                    .join(' / ');
                  return words === '' ? say(regionWords(region)) : `${say(regionWords(region))}（${words}）`;
                })
                .join('、') || '—'}
              {' · '}
              {say(clause.mayHold.allowed ? MEASURE.mayHold : MEASURE.mayNotHold)}
            </p>
            {clause.lift === null ? null : (
              <p className="soft">
                {say(MEASURE.lifts)}
                {say(MARKS.colon)}
                {say(said(clause.lift.words))}
              </p>
            )}
            <ul className="cited">
              {clause.citations.map(({ source: id, says }) => (
                <li key={`${id} ${says.en}`}>
                  {say(said(says))}
                  <small className="soft">
                    {' '}
                    {source(id) === undefined ? '' : say(said((source(id) as { title: Words }).title))}
                  </small>
                </li>
              ))}
            </ul>
          </article>
        ))}
      </section>
      <section aria-labelledby="clocks">
        <h3 id="clocks">{say(MEASURE.clocks)}</h3>
        <dl className="facts">
          {Object.entries(clocks).flatMap(([name, minutes]) =>
            name in TIMERS
              ? [
                  <div key={name}>
                    <dt>{say(TIMERS[name as TimerName])}</dt>
                    <dd>{say(MEASURE.minutes(minutes))}</dd>
                  </div>,
                ]
              : [],
          )}
        </dl>
      </section>
      <details>
        <summary>{say(MEASURE.examples(examples.length))}</summary>
        <ul className="cited">
          {examples.map(({ name }) => (
            <li key={name.en}>{say(said(name))}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const regionWords = (region: string) => REGIONS[region] ?? valueWords(region);
/** A state, also one with its kind (`poppedUp`); what has no word of its own is left to the clause's sentence. */
const stateWords = (state: string) => STATES[state] ?? VALUES[state] ?? { zh: '', en: '' };
