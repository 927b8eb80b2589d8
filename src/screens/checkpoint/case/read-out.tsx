/** What the officer reads from the screen in a call: the notice, what the questions name, how long the code is good. */
import type { Static } from 'typebox';
import type { Delivered } from '../../../contract/doors.ts';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import { type AskedAbout, recordingNotice } from '../../../contract/telephone.ts';
import { useDesk, useNow, usePerson, useStore } from '../../shared/hooks.ts';
import { dueOf, numberIn, textIn } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useRead } from '../../shared/ui/use-read.ts';
import { type Said, useSay, valueWords } from '../../shared/words/say.ts';
import { nameOf, useStaff } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { regionOf, stateWords } from './this-case.ts';

type CodesLeft = Static<(typeof PLAIN_ROUTES)['readBackCodes']['answer']>;

/** The status by its colour, or which pop-up it is. */
function healthWords(of: Delivered): Said {
  const kind = numberIn(of.row, 'context.shown.healthStatus.detail.kind');
  return kind === null ? stateWords(regionOf(of, 'healthStatus')) : valueWords(String(kind), 'kind');
}

/** What the questions name: the address as the traveller gave it, and the status as it stands. */
export const about = (of: Delivered): AskedAbout => ({
  name: textIn(of.row, 'person.name'),
  address: textIn(of.row, 'person.returnAddress.text'),
  status: CHECKPOINT.statusSaid(healthWords(of), stateWords(regionOf(of, 'test'))),
});

/** How often and how long the code can still be tried. It says nothing until the house has said it. */
export function CodeLeft({
  of,
  worker,
  tries,
}: {
  readonly of: Delivered;
  readonly worker: string;
  readonly tries: number;
}) {
  const say = useSay();
  const now = useNow();
  const read = useRead<CodesLeft>(`handoffs/${of.key}/read-back-codes`, of.version * 100 + tries);
  const left = read?.codes.find((one) => one.worker === worker && one.expiresAt > now);
  if (read !== null && left === undefined)
    return (
      <p className="said wait" role="status">
        {say(CHECKPOINT.noCodeLeft)}
      </p>
    );
  return (
    <p role="status">
      {say(CHECKPOINT.codeSent)} <Due at={left?.expiresAt ?? dueOf(of.row, 'readBackCodeDue')} />
      {left === undefined ? null : ` ${say(CHECKPOINT.triesLeft(left.triesLeft))}`}
    </p>
  );
}

/** The notice, to be read from the screen. */
export function Notice({
  isRead,
  onRead,
}: {
  readonly isRead: boolean;
  readonly onRead: (isRead: boolean) => void;
}) {
  const say = useSay();
  const { account, scope } = usePerson();
  const checkpoint = useStore(useDesk().offices).get(scope) ?? { zh: scope, en: scope };
  const officer = nameOf(useStaff(scope), account) ?? '';
  return (
    <>
      <p className="hint" id="read-out">
        {say(CHECKPOINT.readOut)}
      </p>
      <blockquote className="spoken" aria-labelledby="read-out">
        {say(recordingNotice({ checkpoint, officer }))}
      </blockquote>
      <label className={`choice${isRead ? ' chosen' : ''}`}>
        <input type="checkbox" checked={isRead} onChange={(event) => onRead(event.target.checked)} />
        {say(CHECKPOINT.noticeRead)}
      </label>
    </>
  );
}
