/** Cases of one car, or of the same facts, that did not go alike: a column for each outcome, and in it the cases. */
import type { Static } from 'typebox';
import { ANSWERS, REFUSAL_REASONS, RULINGS } from '../../../contract/answers.ts';
import type {
  LikeCase,
  LikeFacts,
  LikeGroup,
  LikeOutcome,
  LikeQuestion,
} from '../../../contract/fairness.ts';
import { REGIONS, STATES } from '../../../contract/form-words.ts';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import { useNow } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { linkTo } from '../../shared/router.ts';
import { clockTime } from '../../shared/time.ts';
import { Filters, useFilter } from '../../shared/ui/filters.tsx';
import { useOfficeName } from '../../shared/ui/names.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, type Say, useSay } from '../../shared/words/say.ts';
import { COMPARISON, ENDED } from '../comparison-words.ts';
import { SUPERVISOR } from '../words.ts';
import { waitWords } from './figures-table.tsx';
import { useLooked } from './looked.ts';

type Shown = Static<(typeof PLAIN_ROUTES)['likeCases']['answer']>;

export function LikeCases({ from, to }: { readonly from: string; readonly to: string }) {
  const say = useSay();
  const chosen = useFilter();
  const of = chosen('of') === 'facts' ? 'facts' : 'stop';
  const { seen, refused } = useLooked<Shown>(
    `like-cases?${new URLSearchParams({ from, to, of }).toString()}`,
  );
  return (
    <>
      <Filters
        of={[
          {
            name: 'of',
            label: say(COMPARISON.alikeBy),
            none: say(COMPARISON.byStop),
            options: [['facts', say(COMPARISON.byFacts)]],
          },
          { name: 'from', label: say(SUPERVISOR.from) },
          { name: 'to', label: say(SUPERVISOR.until) },
        ]}
        shown={seen?.groups.length ?? 0}
        all={seen?.groups.length ?? 0}
      />
      <p className="soft above">{say(COMPARISON.alikeHint)}</p>
      {refused === null ? null : <p className="said no">{refused.message}</p>}
      {seen === null && refused === null ? <p role="status">{say(FRAME.loading)}</p> : null}
      {seen?.groups.length === 0 ? <p className="said">{say(COMPARISON.nothingAlike)}</p> : null}
      {seen?.groups.map((group) => (
        <Group key={keyOf(group)} of={group} />
      ))}
      {seen?.more === true ? <p className="soft">{say(COMPARISON.onlyTheNewest)}</p> : null}
      {seen === null ? null : <p className="soft">{say(COMPARISON.comparedUpTo(seen.position))}</p>}
    </>
  );
}

/** Its first case is in no other group. */
const keyOf = ({ outcomes }: LikeGroup) => outcomes[0]?.cases[0]?.handoff ?? '';

function Group({ of: group }: { readonly of: LikeGroup }) {
  const say = useSay();
  const name = keyOf(group);
  return (
    <section className="sheet alike" aria-labelledby={name}>
      <h2 id={name}>
        {say(group.of === 'stop' ? COMPARISON.ofStop(group.total) : COMPARISON.ofFacts(group.total))}
        {group.clause === null ? null : <small className="soft"> {say(group.clause)}</small>}
      </h2>
      {group.facts === null ? null : <p className="soft">{shownWords(group.facts, say)}</p>}
      <div className="outcomes">
        {group.outcomes.map((outcome) => (
          <Outcome key={JSON.stringify([outcome.answer, outcome.ruling, outcome.ended])} of={outcome} />
        ))}
      </div>
    </section>
  );
}

/** The proofs that were shown, by region and state. */
function shownWords({ shown }: LikeFacts, say: Say): string {
  return ['healthStatus', 'test', 'itinerary', 'filing']
    .flatMap((region) => {
      const [state = '', detail = ''] = (shown[region] ?? '').split('.');
      const words = state === 'needed' ? COMPARISON.notShownProof : STATES[state];
      const name = REGIONS[region];
      if (name === undefined || words === undefined || (region === 'filing' && state === 'needed')) return [];
      const kind = /^\d+$/.test(detail) ? ` ${detail}` : '';
      return [`${say(name)} ${say(words)}${kind}`];
    })
    .join(' · ');
}

const answerSaid = (answer: string | null): Said => {
  if (answer === null) return COMPARISON.noAnswer;
  return answer === 'silent' ? COMPARISON.silentAnswer : ANSWERS[answer as keyof typeof ANSWERS];
};

function Outcome({ of: { answer, ruling, ended, total, cases } }: { readonly of: LikeOutcome }) {
  const say = useSay();
  const steps = [
    say(answerSaid(answer)),
    ...(ruling === null ? [] : [say(RULINGS[ruling as keyof typeof RULINGS])]),
    say(ENDED[ended]),
  ];
  return (
    <div>
      <h3>
        {steps.join(' → ')} <small className="soft">{say(COMPARISON.cases(total))}</small>
      </h3>
      <ul>
        {cases.map((one) => (
          <Case key={one.handoff} of={one} />
        ))}
      </ul>
      {total > cases.length ? <p className="soft">{say(COMPARISON.notShown(total - cases.length))}</p> : null}
    </div>
  );
}

function Case({ of: { handoff, checkpoint, arrivedAt, questions, sameFacts } }: { readonly of: LikeCase }) {
  const say = useSay();
  const now = useNow(60_000);
  const officeName = useOfficeName();
  return (
    <li>
      <a className="person" href={linkTo(['case', handoff])}>
        {say(SUPERVISOR.caseNumber)} {shortId(handoff)}
      </a>{' '}
      <small className="soft">
        <time>{clockTime(arrivedAt, now)}</time> {officeName(checkpoint)}
      </small>
      {questions.length === 0 ? <p>{say(COMPARISON.notAsked)}</p> : null}
      {questions.map((question, nth) => (
        // The order of the questions of a case never changes.
        <p key={`${question.office}/${String(nth)}`}>
          {say(COMPARISON.saidBy(officeName(question.office), questionWords(question, say)))}
        </p>
      ))}
      {sameFacts ? null : <p className="soft">{say(COMPARISON.unlikeFacts)}</p>}
    </li>
  );
}

function questionWords({ answer, reason, waitS, ended }: LikeQuestion, say: Say): string {
  const why =
    reason === null
      ? ''
      : say(COMPARISON.because(say(REFUSAL_REASONS[reason as keyof typeof REFUSAL_REASONS])));
  const said =
    answer === null
      ? say(
          ended === null
            ? COMPARISON.waits
            : ended === 'silent'
              ? COMPARISON.silentAnswer
              : COMPARISON.noAnswer,
        )
      : `${say(answerSaid(answer))}${why}`;
  return waitS === null ? said : `${said} · ${say(COMPARISON.after(say(waitWords(waitS))))}`;
}
