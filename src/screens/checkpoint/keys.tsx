/** The function keys of the main acts: who offers one says so here; the bar below shows them, `?` lists them. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../shared/hooks.ts';
import { goTo } from '../shared/router.ts';
import { Store } from '../shared/store.ts';
import { type Said, useSay } from '../shared/words/say.ts';
import { Dialog } from './dialog.tsx';
import { isTyping } from './typing.ts';
import { CHECKPOINT } from './words.ts';

export const KEYS = ['F2', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10'] as const;
export type Key = (typeof KEYS)[number];

export interface KeyAct {
  readonly label: Said;
  /** What it does, or why it cannot be done now. */
  readonly run: (() => void) | Said;
}

const acts = new Store<ReadonlyMap<Key, KeyAct>>(new Map());

/** Offers a key for as long as the component is shown. Whoever came last has it. */
export function useKey(key: Key, act: KeyAct): void {
  const now = useRef(act);
  now.current = act;
  const { label, run } = act;
  const why = typeof run === 'function' ? null : run;
  useEffect(() => {
    const offered: KeyAct = {
      label,
      run:
        why ??
        (() => {
          if (typeof now.current.run === 'function') now.current.run();
        }),
    };
    acts.set(new Map(acts.get()).set(key, offered));
    return () => {
      if (acts.get().get(key) !== offered) return;
      const rest = new Map(acts.get());
      rest.delete(key);
      acts.set(rest);
    };
  }, [key, label, why]);
}

/** What each key is for, where nothing on the page offers it. */
const NAMES: Readonly<Record<Key, Said>> = {
  F2: CHECKPOINT.newStop,
  F4: CHECKPOINT.keyCall,
  F6: CHECKPOINT.stepTest,
  F7: CHECKPOINT.askSource,
  F8: CHECKPOINT.stepPledge,
  F9: CHECKPOINT.keyReturn,
  F10: CHECKPOINT.stepRelease,
};

export function KeyBar() {
  const say = useSay();
  const offered = useStore(acts);
  const [told, setTold] = useState<Said | null>(null);
  const [isHelp, setIsHelp] = useState(false);
  const press = (key: Key) => {
    if (key === 'F2') {
      setTold(null);
      goTo(['new']);
      return;
    }
    const run = acts.get().get(key)?.run ?? CHECKPOINT.noCaseChosen;
    if (typeof run === 'function') {
      setTold(null);
      run();
    } else setTold(run);
  };
  // What was not possible there says nothing about another page or case.
  useEffect(() => setTold(null), [offered]);
  const pressing = useRef(press);
  pressing.current = press;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      // A window over the page has the keys to itself.
      if (document.querySelector('[role="dialog"]') !== null) return;
      const key = KEYS.find((one) => one === event.key);
      if (key !== undefined) {
        event.preventDefault();
        if (!event.repeat) pressing.current(key);
      } else if (event.key === '?' && !isTyping(event)) {
        event.preventDefault();
        setIsHelp(true);
      }
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <div className="key-bar" role="toolbar" aria-label={say(CHECKPOINT.keys)}>
        {KEYS.map((key) => {
          const act = offered.get(key);
          const isShut = key !== 'F2' && typeof act?.run !== 'function';
          return (
            <button key={key} type="button" className="key" aria-disabled={isShut} onClick={() => press(key)}>
              <kbd>{key}</kbd> {say(act?.label ?? NAMES[key])}
            </button>
          );
        })}
        <button type="button" className="key" onClick={() => setIsHelp(true)}>
          <kbd>?</kbd>
          <span className="unseen">{say(CHECKPOINT.keyHelp)}</span>
        </button>
        <span className="key-told" role="status">
          {told === null ? '' : `${say(CHECKPOINT.shutBecause)}${say(told)}`}
        </span>
      </div>
      {isHelp ? <KeyHelp onClose={() => setIsHelp(false)} /> : null}
    </>
  );
}

function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const rows: readonly (readonly [string, Said])[] = [
    ...KEYS.map((key) => [key, NAMES[key]] as const),
    ['1–6', CHECKPOINT.keyDigits],
    ['Esc', CHECKPOINT.keyEsc],
    ['?', CHECKPOINT.keyHelpKey],
  ];
  return (
    <Dialog label={say(CHECKPOINT.keyHelp)} onClose={onClose}>
      <h2>{say(CHECKPOINT.keyHelp)}</h2>
      <dl className="key-list">
        {rows.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{say(CHECKPOINT.keyScan)}</p>
    </Dialog>
  );
}
