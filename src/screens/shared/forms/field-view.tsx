/** One field of a form: its label, what is wrong with it, and what it is typed or chosen in. */
import { useDesk, useStore } from '../hooks.ts';
import { FRAME } from '../words/frame-words.ts';
import { fieldWords, type Said, useSay, valueWords } from '../words/say.ts';
import type { AnyField } from './describe.ts';
import type { Typed } from './read.ts';

interface Props {
  readonly id: string;
  readonly path: string;
  readonly command: string;
  readonly field: AnyField;
  readonly typed: Typed;
  readonly wrong: readonly string[];
  /** What is said of a field beyond its being missing. */
  readonly remarks?: Readonly<Record<string, Said>>;
  readonly onTyped: (path: string, value: Typed[string]) => void;
}

const INPUT_MODES = { digits: 'numeric', phone: 'tel', number: 'numeric' } as const;

export function FieldView(props: Props) {
  const { id, path, command, field, typed, wrong, remarks = {}, onTyped } = props;
  const say = useSay();
  const { offices } = useDesk();
  const names = useStore(offices);
  if (field.as === 'fixed' || field.as === 'unasked') return null;
  const name = path.split('.').pop() ?? path;
  const label = say(field.label ?? fieldWords(name, command));
  const remark = remarks[path];
  const isWrong = wrong.includes(path) || remark !== undefined;
  const own = `${id}${path}`;
  const about = [isWrong ? `${own}-wrong` : '', field.hint === undefined ? '' : `${own}-hint`]
    .filter(Boolean)
    .join(' ');
  const described = about === '' ? {} : { 'aria-describedby': about };
  const marks = (
    <>
      {field.optional === true ? <span className="hint"> {say(FRAME.optional)}</span> : null}
      {field.hint === undefined ? null : (
        <p className="hint" id={`${own}-hint`}>
          {say(field.hint)}
        </p>
      )}
      {isWrong ? (
        <p className="wrong" id={`${own}-wrong`}>
          {say(remark ?? FRAME.fillIn)}
        </p>
      ) : null}
    </>
  );

  switch (field.as) {
    case 'group':
      return (
        <fieldset className="field sheet">
          <legend>
            {label}
            {field.optional === true ? <span className="hint"> {say(FRAME.optional)}</span> : null}
          </legend>
          {Object.entries(field.of).map(([inner, one]) => (
            <FieldView {...props} key={inner} path={`${path}.${inner}`} field={one} />
          ))}
        </fieldset>
      );
    case 'flag':
      return (
        <div className="field">
          <label className={`choice${typed[path] === true ? ' chosen' : ''}`}>
            <input
              id={own}
              type="checkbox"
              checked={typed[path] === true}
              onChange={(event) => onTyped(path, event.target.checked)}
            />
            {label}
          </label>
          {marks}
        </div>
      );
    case 'choice':
    case 'many': {
      const chosen = typed[path];
      const has = (value: string) => (Array.isArray(chosen) ? chosen.includes(value) : chosen === value);
      return (
        <fieldset className="field" {...described}>
          <legend>{label}</legend>
          {marks}
          <div className="choices">
            {field.of.map((value, i) => (
              <label key={value} className={`choice${has(value) ? ' chosen' : ''}`}>
                <input
                  id={i === 0 ? own : `${own}.${value}`}
                  type={field.as === 'many' ? 'checkbox' : 'radio'}
                  name={own}
                  checked={has(value)}
                  onChange={(event) => {
                    if (field.as === 'choice') onTyped(path, value);
                    else {
                      const others = (Array.isArray(chosen) ? chosen : []).filter((one) => one !== value);
                      onTyped(path, event.target.checked ? [...others, value] : others);
                    }
                  }}
                />
                {say(valueWords(value, name))}
              </label>
            ))}
          </div>
        </fieldset>
      );
    }
    default: {
      const value = typeof typed[path] === 'string' ? typed[path] : '';
      const shared = {
        id: own,
        className: 'input',
        value,
        ...described,
        'aria-invalid': isWrong,
        required: field.optional !== true,
      } as const;
      return (
        <div className="field">
          <label className="label" htmlFor={own}>
            {label}
          </label>
          {marks}
          {field.as === 'office' ? (
            <select {...shared} onChange={(event) => onTyped(path, event.target.value)}>
              <option value="">{say(FRAME.choose)}</option>
              {[...names.values()]
                .filter(({ kind }) => field.kinds.includes(kind))
                .map((office) => (
                  <option key={office.code} value={office.code}>
                    {say(office)}
                  </option>
                ))}
            </select>
          ) : field.as === 'pick' ? (
            <select {...shared} onChange={(event) => onTyped(path, event.target.value)}>
              <option value="">{say(FRAME.choose)}</option>
              {field.from.map((one) => (
                <option key={one.value} value={one.value}>
                  {say(one.words)}
                </option>
              ))}
            </select>
          ) : field.as === 'long' || field.as === 'lines' ? (
            <textarea {...shared} rows={3} onChange={(event) => onTyped(path, event.target.value)} />
          ) : (
            <input
              {...shared}
              type={field.as === 'instant' ? 'datetime-local' : 'text'}
              inputMode={field.as in INPUT_MODES ? INPUT_MODES[field.as as keyof typeof INPUT_MODES] : 'text'}
              autoComplete="off"
              spellCheck={false}
              {...('maxLength' in field && field.maxLength !== undefined
                ? { maxLength: field.maxLength }
                : {})}
              onChange={(event) => onTyped(path, event.target.value)}
            />
          )}
        </div>
      );
    }
  }
}
