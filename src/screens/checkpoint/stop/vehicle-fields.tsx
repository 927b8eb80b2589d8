/** The vehicle, how many people, and how many of them simply drive on: those leave a count by clause and no name. */
import { useId } from 'react';
import { plateSaid } from '../../../contract/plate.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import type { InForce } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { type NewStop, passingIn } from './new-stop-draft.ts';

const VEHICLES: readonly NewStop['vehicle'][] = ['car', 'coach', 'truck', 'onFoot', 'other'];
const DIRECTIONS: readonly NewStop['direction'][] = ['INBOUND', 'OUTBOUND'];

/** A plate, and beside it what kind it is or that its form is not known; it stops nothing. */
function PlateField({
  plate,
  onTyped,
}: {
  readonly plate: string;
  readonly onTyped: (plate: string) => void;
}) {
  const say = useSay();
  const id = useId();
  const said = plateSaid(plate);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {say(fieldWords('plate'))}
      </label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        aria-describedby={`${id}said`}
        value={plate}
        onChange={(event) => onTyped(event.target.value)}
      />
      <p className="hint" id={`${id}said`} aria-live="polite" data-plate={said?.isKnown}>
        {said === null ? '' : say(said)}
      </p>
    </div>
  );
}

export function VehicleFields({
  typed,
  inForce,
  onTyped,
}: {
  readonly typed: NewStop;
  readonly inForce: InForce;
  readonly onTyped: (change: Partial<NewStop>) => void;
}) {
  const say = useSay();
  const id = useId();
  const text = (name: 'people' | 'passing', label: string) => (
    <div className="field">
      <label className="label" htmlFor={`${id}${name}`}>
        {label}
      </label>
      <input
        id={`${id}${name}`}
        className="input"
        autoComplete="off"
        spellCheck={false}
        inputMode="numeric"
        maxLength={2}
        value={typed[name]}
        onChange={(event) => onTyped({ [name]: event.target.value })}
      />
    </div>
  );
  return (
    <section className="sheet vehicle" aria-labelledby={`${id}head`}>
      <h2 id={`${id}head`} className="unseen">
        {say(CHECKPOINT.vehicleAndPeople)}
      </h2>
      <div className="field">
        <label className="label" htmlFor={`${id}vehicle`}>
          {say(fieldWords('vehicle'))}
        </label>
        <select
          id={`${id}vehicle`}
          className="input"
          value={typed.vehicle}
          onChange={(event) => onTyped({ vehicle: event.target.value as NewStop['vehicle'] })}
        >
          {VEHICLES.map((one) => (
            <option key={one} value={one}>
              {say(valueWords(one))}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label className="label" htmlFor={`${id}direction`}>
          {say(fieldWords('direction'))}
        </label>
        <select
          id={`${id}direction`}
          className="input"
          value={typed.direction}
          onChange={(event) => onTyped({ direction: event.target.value as NewStop['direction'] })}
        >
          {DIRECTIONS.map((one) => (
            <option key={one} value={one}>
              {say(valueWords(one))}
            </option>
          ))}
        </select>
      </div>
      <PlateField plate={typed.plate} onTyped={(plate) => onTyped({ plate })} />
      {text('people', say(CHECKPOINT.people))}
      {text('passing', say(CHECKPOINT.passing))}
      {passingIn(typed) === 0 || inForce === null ? null : (
        <div className="field grow">
          <label className="label" htmlFor={`${id}clause`}>
            {say(CHECKPOINT.passClause)}
          </label>
          <select
            id={`${id}clause`}
            className="input"
            value={typed.clause === '' ? (inForce.clauses[0]?.id ?? '') : typed.clause}
            onChange={(event) => onTyped({ clause: event.target.value })}
          >
            {inForce.clauses.map(({ id: clause, title }) => (
              <option key={clause} value={clause}>
                {say(title)}
              </option>
            ))}
          </select>
        </div>
      )}
    </section>
  );
}
