/** One thing an office said: what, why, word for word, by whom and when; and, where it matters, what it is not. */
import type { ReactNode } from 'react';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { clockTime } from '../../shared/time.ts';
import { type Mood, Status } from '../../shared/ui/status.tsx';
import { type Said, useSay, valueWords } from '../../shared/words/say.ts';
import type { OfficeWord } from '../case.ts';
import { COMMUNITY } from '../words.ts';

/** What was said, in a few words: the answer where there is one, else what was done. */
export function sayingOf({ command, said }: OfficeWord): Said {
  const answer = said['answer'];
  if (typeof answer === 'string') return valueWords(answer, 'answer');
  if (said['isRegisteredResident'] === 'yes') return COMMUNITY.saidYes;
  if (said['isRegisteredResident'] === 'notSure') return COMMUNITY.saidNotSure;
  return COMMAND_FACTS[command];
}

export const isConsent = ({ facts }: OfficeWord): boolean => facts.includes('consentGiven');
/** An answer that somebody could take for a yes, and that is none. */
export const isNoConsent = (word: OfficeWord): boolean =>
  (word.command === 'answerCommunity' || word.command === 'recordOralAnswer') &&
  (word.said['answer'] === 'conditional' || word.facts.includes('answerKeptAsStatement'));

const moodOf = (word: OfficeWord): Mood =>
  isConsent(word) ? 'good' : word.said['answer'] === 'refuse' ? 'late' : 'calm';

export function Word({
  word,
  withOffice = false,
  children,
}: {
  readonly word: OfficeWord;
  readonly withOffice?: boolean;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const now = useNow(60_000);
  const offices = useStore(useDesk().offices);
  const office = offices.get(word.office);
  const reason = word.said['reason'] ?? word.said['what'];
  const suggestion = word.said['suggestion'] ?? word.said['to'];
  return (
    <article className="word">
      <p className="word-head">
        <Status mood={moodOf(word)}>{say(sayingOf(word))}</Status>
        {isNoConsent(word) ? <Status mood="soon">{say(COMMUNITY.notConsent)}</Status> : null}
      </p>
      {children}
      {typeof reason === 'string' ? <p>{say(valueWords(reason, 'reason'))}</p> : null}
      {typeof suggestion === 'string' ? <p>{say(placedName(suggestion, offices))}</p> : null}
      {word.words === null ? null : (
        <blockquote lang="zh-CN">
          {word.words === 'erased' ? say(COMMUNITY.erased) : `“${word.words}”`}
        </blockquote>
      )}
      <p className="small soft">
        <time dateTime={new Date(word.occurredAt).toISOString()}>{clockTime(word.occurredAt, now)}</time>
        {withOffice && office !== undefined ? ` · ${say(office)}` : ''}
        {word.who === null ? '' : ` · ${say(COMMUNITY.byStaff(word.who.surname, word.who.staffNumber))}`}
        {word.command === 'recordOralAnswer' ? ` · ${say(COMMUNITY.byPhone)}` : ''}
      </p>
    </article>
  );
}
