/** How sending went, person by person: in words, with what changed in between where something did. */
import type { Delivered } from '../../../contract/doors.ts';
import { Conflict } from '../../shared/forms/conflict.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import type { Answering } from '../answering.ts';
import { COMMUNITY } from '../words.ts';
import { useNameOf } from './person.tsx';

export function Results({
  people,
  answering,
}: {
  readonly people: readonly Delivered[];
  readonly answering: Answering;
}) {
  const say = useSay();
  const nameOf = useNameOf();
  const named = (row: Delivered['row'], result: string) =>
    people.length === 1 ? result : say(COMMUNITY.oneResult(nameOf(row), result));
  return (
    <>
      {people.map(({ key, row }) => {
        const result = answering.results.get(key);
        if (result === undefined) return null;
        switch (result.state) {
          case 'refused':
            return (
              <p key={key} className="said no" role="alert">
                {named(row, result.refusal.message)}
                {result.refusal.incident === undefined
                  ? ''
                  : ` ${say(FRAME.incident(result.refusal.incident))}`}
              </p>
            );
          case 'conflict':
            return (
              <div key={key}>
                {people.length === 1 ? null : <h3>{nameOf(row)}</h3>}
                <Conflict
                  handoff={key}
                  since={result.since}
                  onRead={(version) => answering.read(key, version)}
                />
              </div>
            );
          case 'unsent':
            return (
              <p key={key} className="said wait" role="status">
                {named(row, say(FRAME.unsent))}
              </p>
            );
          case 'sending':
            return result.tries === 0 ? null : (
              <div key={key} className="said wait" role="status">
                <p>{named(row, say(FRAME.sendingAgain(result.tries)))}</p>
                <button type="button" className="button" onClick={answering.stop}>
                  {say(FRAME.stopTrying)}
                </button>
              </div>
            );
          default:
            return null;
        }
      })}
    </>
  );
}
