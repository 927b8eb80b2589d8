/** After an answer: what it counts as, who acts next, and until when. Said as the contract says it. */
import { RUNGS } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { type Heard, nextStep, PLACES, type Place } from '../../../contract/next-steps.ts';
import { stands } from '../../../contract/standings.ts';
import { useNow } from '../../shared/hooks.ts';
import { dueOf } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import type { OfficeWord } from '../case.ts';

export function NextStep({ row, answer }: { readonly row: Delivered['row']; readonly answer: OfficeWord }) {
  const say = useSay();
  const now = useNow(10_000);
  const place = (Object.keys(PLACES) as Place[]).find((one) =>
    PLACES[one].at.some((path) => stands(row['state'], path)),
  );
  if (place === undefined) return null;
  const { answer: said, reason } = answer.said;
  const heard = (said === 'refuse' && reason === 'homeIsSealed' ? reason : said) as Heard;
  // What was said at a rung may have led here, or something else has since: then only who acts is said.
  const step = RUNGS.map((rung) => nextStep(heard, rung)).find(({ to }) => to === place);
  const due = dueOf(row, PLACES[place].clock);
  return (
    <div className="next-step">
      {step === undefined ? null : <p>{say(step.words)}</p>}
      {due === null ? null : <p>{say(PLACES[place].until(clockTime(due, now)))}</p>}
    </div>
  );
}
