/** A draft of a measure, tried: its faults by their place, what it says of some facts, and the sums of a simulation. */
import { useId, useState } from 'react';
import type { TryAnswer } from '../../../contract/trying-measures.ts';
import { OUTCOME_WORDS, WAY_WORDS } from '../../../contract/trying-words.ts';
import { useDesk, useDraft } from '../hooks.ts';
import { useSay } from '../words/say.ts';
import { TRY } from '../words/try-words.ts';

type Tried = { readonly answer: TryAnswer } | { readonly fault: string };

/** 00:00 of a day in Asia/Shanghai. */
const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

export function TryMeasure({ text }: { readonly text: string }) {
  const say = useSay();
  const id = useId();
  const { api } = useDesk();
  const [facts, putFacts] = useDraft('measure facts', '');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [tried, setTried] = useState<(Tried & { readonly of: string }) | null>(null);
  const [isWaiting, setIsWaiting] = useState(false);
  const hasTime = startOf(from) < startOf(to);
  const ask = async (time: { readonly from: number; readonly to: number } | null) => {
    setIsWaiting(true);
    try {
      const reply = await api.post<TryAnswer>('measures/try', {
        text,
        ...(facts.trim() === '' ? {} : { facts }),
        ...(time === null ? {} : { time }),
      });
      setTried({ of: text, ...(reply.ok ? { answer: reply.value } : { fault: reply.refusal.message }) });
    } catch {
      setTried({ of: text, fault: say(TRY.didNotArrive) });
    }
    setIsWaiting(false);
  };
  return (
    <section className="sheet above" aria-labelledby={`${id}title`}>
      <h2 id={`${id}title`}>{say(TRY.title)}</h2>
      <p className="hint">{say(TRY.hint)}</p>
      <div className="field">
        <label className="label" htmlFor={`${id}facts`}>
          {say(TRY.facts)}
        </label>
        <textarea
          id={`${id}facts`}
          className="input rows"
          rows={4}
          spellCheck={false}
          value={facts}
          onChange={(event) => putFacts(event.target.value)}
        />
      </div>
      <p>
        <button
          type="button"
          className="button"
          disabled={isWaiting || text.trim() === ''}
          onClick={() => void ask(null)}
        >
          {say(TRY.check)}
        </button>
      </p>
      <div className="field">
        <label className="label" htmlFor={`${id}from`}>
          {say(TRY.from)}
        </label>
        <input
          id={`${id}from`}
          className="input"
          type="date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </div>
      <div className="field">
        <label className="label" htmlFor={`${id}to`}>
          {say(TRY.to)}
        </label>
        <input
          id={`${id}to`}
          className="input"
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <p>
        <button
          type="button"
          className="button"
          disabled={isWaiting || !hasTime || text.trim() === ''}
          onClick={() => void ask({ from: startOf(from), to: startOf(to) })}
        >
          {say(TRY.simulate)}
        </button>
      </p>
      <div role="status">
        {tried === null || tried.of !== text ? null : 'fault' in tried ? (
          <p className="said no">{tried.fault}</p>
        ) : (
          <Answer of={tried.answer} />
        )}
      </div>
    </section>
  );
}

function Answer({ of }: { readonly of: TryAnswer }) {
  const say = useSay();
  if (of.faults.length > 0)
    return (
      <>
        <p className="said no">{say(TRY.faults(of.faults.length))}</p>
        <Faults of={of.faults} />
      </>
    );
  return (
    <>
      <p className="said">{say(TRY.good(of.id ?? '', of.version ?? 0))}</p>
      {of.factFaults.length === 0 ? null : (
        <>
          <p className="said no">{say(TRY.factFaults)}</p>
          <Faults of={of.factFaults} />
        </>
      )}
      {of.judged === null ? null : <Judged of={of.judged} />}
      {of.simulation === null ? null : <Sums of={of.simulation} />}
    </>
  );
}

function Faults({ of }: { readonly of: TryAnswer['faults'] }) {
  const say = useSay();
  return (
    <ul className="cited">
      {of.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path === '' ? say(TRY.wholeFile) : path}</code> <span lang="en">{message}</span>
        </li>
      ))}
    </ul>
  );
}

function Judged({ of }: { readonly of: NonNullable<TryAnswer['judged']> }) {
  const say = useSay();
  return (
    <>
      <h3>{say(TRY.applies(of.clause))}</h3>
      <p>{say(of.passed ? TRY.passes : TRY.doesNotPass)}</p>
      <ul>
        {of['zh-CN'].map(({ text }, n) => (
          <li key={text}>{say({ zh: text, en: of.en[n]?.text ?? text })}</li>
        ))}
      </ul>
    </>
  );
}

function Sums({ of }: { readonly of: NonNullable<TryAnswer['simulation']> }) {
  const say = useSay();
  const told = (clause: string, outcome: keyof typeof OUTCOME_WORDS) =>
    `${clause} · ${say(OUTCOME_WORDS[outcome])}`;
  return (
    <>
      <h3>{say(TRY.sums(of.handoffs))}</h3>
      <ul>
        {(['same', 'milder', 'stricter', 'otherwise'] as const).map((way) => (
          <li key={way}>
            {say(WAY_WORDS[way])} {of[way]}
          </li>
        ))}
        {of.erased === 0 ? null : (
          <li>
            {say(TRY.erased)} {of.erased}
          </li>
        )}
      </ul>
      {of.changes.length === 0 ? null : (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say(TRY.was)}</th>
              <th scope="col">{say(TRY.would)}</th>
              <th scope="col">{say(TRY.way)}</th>
              <th scope="col">{say(TRY.cases)}</th>
            </tr>
          </thead>
          <tbody>
            {of.changes.map(({ was, would, way, handoffs }) => (
              <tr key={JSON.stringify([was, would])}>
                <td>{told(was.clause, was.outcome)}</td>
                <td>{told(would.clause, would.outcome)}</td>
                <td>{say(WAY_WORDS[way])}</td>
                <td>{handoffs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
