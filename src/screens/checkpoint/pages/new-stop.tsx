/** A vehicle, or somebody on foot, is stopped: who drives on is counted, who may not gets a case, filled in once. */
import { type FormEvent, useRef, useState } from 'react';
import { houseNow } from '../../shared/clock.ts';
import { useDesk, useDraft, useList, usePlace, useStore } from '../../shared/hooks.ts';
import { goTo } from '../../shared/router.ts';
import { within } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay } from '../../shared/words/say.ts';
import { OpenElsewhere } from '../case/open-elsewhere.tsx';
import { HEALTH_OPTIONS, ITINERARY_OPTIONS } from '../evidence/evidence.ts';
import { Choices, TestFields } from '../evidence/fields.tsx';
import { useInForce } from '../post/post.ts';
import {
  EMPTY_STOP,
  everybodyPasses,
  NEW_STOP,
  type NewStop,
  peopleIn,
  wrongIn,
} from '../stop/new-stop-draft.ts';
import { useOpenStop } from '../stop/open-stop.ts';
import { PersonFields } from '../stop/person-fields.tsx';
import { VehicleFields } from '../stop/vehicle-fields.tsx';
import { CHECKPOINT } from '../words.ts';

export function NewStopPage() {
  const { path } = usePlace();
  // `#/new/<stop>/<n>`: the next of a car that stands here already.
  const stop = path[1] ?? '';
  const nth = Math.max(1, Number(path[2]) || 1);
  return <NewStopForm key={`${stop} ${nth}`} stop={stop} nth={nth} />;
}

function NewStopForm({ stop, nth }: { readonly stop: string; readonly nth: number }) {
  const say = useSay();
  const draft = stop === '' ? NEW_STOP : `${NEW_STOP} ${stop} ${nth}`;
  const [typed, put, forget] = useDraft<NewStop>(draft, EMPTY_STOP);
  const inForce = useInForce();
  const known = useList('stops').rows.find(({ key }) => key === stop);
  const offices = useStore(useDesk().offices);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [now, open] = useOpenStop(draft, stop, nth);
  const summary = useRef<HTMLDivElement>(null);
  const isSending = now.state === 'sending';
  const allPass = stop === '' && everybodyPasses(typed);
  const type = (change: Partial<NewStop>) => put({ ...typed, ...change });
  const community = offices.get(typed.community);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending || inForce === undefined) return;
    const found = allPass ? [] : wrongIn(typed, houseNow());
    setWrong(found);
    if (found.length > 0) {
      summary.current?.focus();
      return;
    }
    await openWith(typed);
  };
  const openWith = async (whole: NewStop) => {
    if (inForce === undefined) return;
    // What is kept has to be there before it is sent.
    put(whole);
    const opened = await open(inForce);
    if (opened === null) return;
    forget();
    if (opened.handoff === '') goTo(['stops']);
    else goTo(['queue', opened.handoff]);
  };

  const also = [
    ...(typed.isRead && typed.type !== 'NONE' ? [CHECKPOINT.alsoRead] : []),
    ...(typed.asksAtOnce && community !== undefined ? [CHECKPOINT.alsoAsk(say(community))] : []),
  ];
  return (
    <>
      {now.state === 'refused' && now.refusal.openCase !== undefined ? (
        <OpenElsewhere
          of={now.refusal.openCase}
          onTaken={(continues) => void openWith({ ...typed, continues })}
        />
      ) : null}
      <form
        className="new-stop"
        noValidate
        onSubmit={(event) => void submit(event)}
        aria-labelledby="new-stop"
      >
        <h1 id="new-stop">
          {say(CHECKPOINT.newStop)}
          {stop === '' ? null : (
            <small className="soft">
              {' '}
              {say(CHECKPOINT.nthOf(nth, Number(within(known?.row, 'context.travellers') ?? nth)))}
            </small>
          )}
        </h1>
        <div ref={summary} tabIndex={-1}>
          {wrong.length === 0 ? null : (
            <div className="said no" role="alert">
              <h2>{say(FRAME.checkForm)}</h2>
              <ul>
                {wrong.map((field) => (
                  <li key={field}>
                    {say(field === 'number' ? CHECKPOINT.documentNumber : fieldWords(field))}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {now.state === 'refused' ? (
            <p className="said no" role="alert">
              {now.refusal.message} {say(CHECKPOINT.doneSoFar)}
            </p>
          ) : null}
        </div>
        {stop === '' ? <VehicleFields typed={typed} inForce={inForce ?? null} onTyped={type} /> : null}
        {allPass ? null : (
          <div className="two-columns">
            <section className="sheet" aria-labelledby="who">
              <h2 id="who">{say(CHECKPOINT.forHandoff)}</h2>
              <PersonFields typed={typed} wrong={wrong} onTyped={type} />
            </section>
            <section className="sheet" aria-labelledby="shown">
              <h2 id="shown" className="unseen">
                {say(CHECKPOINT.stepEvidence)}
              </h2>
              <Choices
                label={fieldWords('healthStatus')}
                options={HEALTH_OPTIONS}
                chosen={typed.health}
                onChoose={(health) => type({ health })}
              />
              <Choices
                label={fieldWords('itinerary')}
                options={ITINERARY_OPTIONS}
                chosen={typed.itinerary}
                onChoose={(itinerary) => type({ itinerary })}
              />
              <TestFields
                typed={typed.test}
                isWrong={wrong.includes('test')}
                onTyped={(test) => type({ test })}
              />
              <div className="choices">
                <Tick
                  label={say(CHECKPOINT.readAndReturned)}
                  isTicked={typed.isRead}
                  onTick={(isRead) => type({ isRead })}
                />
                <Tick
                  label={say(CHECKPOINT.askAtOnce)}
                  isTicked={typed.asksAtOnce}
                  onTick={(asksAtOnce) => type({ asksAtOnce })}
                />
              </div>
            </section>
          </div>
        )}
        {isSending && now.tries > 0 ? (
          <p className="said wait" role="status">
            {say(FRAME.sendingAgain(now.tries))}
          </p>
        ) : null}
        {now.state === 'unsent' ? (
          <p className="said wait" role="status">
            {say(FRAME.unsent)}
          </p>
        ) : null}
        <p className="submit">
          <button type="submit" className="button primary" aria-disabled={isSending}>
            {say(isSending ? FRAME.sending : allPass ? CHECKPOINT.allPass : CHECKPOINT.openCaseAnd(also))}
          </button>
          {stop === '' && !allPass && peopleIn(typed) > 1 ? (
            <span className="soft">{say(CHECKPOINT.nthOf(1, peopleIn(typed)))}</span>
          ) : null}
        </p>
      </form>
    </>
  );
}

function Tick({
  label,
  isTicked,
  onTick,
}: {
  readonly label: string;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
}) {
  return (
    <label className={`choice${isTicked ? ' chosen' : ''}`}>
      <input type="checkbox" checked={isTicked} onChange={(event) => onTick(event.target.checked)} />
      {label}
    </label>
  );
}
