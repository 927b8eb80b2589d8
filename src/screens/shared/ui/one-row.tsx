/** The page of one row, which the address names in its second step: on its way, gone with a way back to its list, or there. */
import type { ComponentType } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import type { ViewName } from '../../../contract/views.ts';
import { usePlace, useSingle } from '../hooks.ts';
import { linkTo } from '../router.ts';
import { DESK } from '../words/desk-words.ts';
import { FRAME } from '../words/frame-words.ts';
import { useSay } from '../words/say.ts';

export interface OneRowOptions {
  readonly view: ViewName;
  /** The page of the list it stands in. */
  readonly list: string;
  readonly Row: ComponentType<{ readonly of: Delivered }>;
}

export function OneRow({ view, list, Row }: OneRowOptions) {
  const key = usePlace().path[1] ?? '';
  const single = useSingle(view, key);
  const say = useSay();
  if (single.state === 'loading') return <p role="status">{say(FRAME.loading)}</p>;
  if (single.state === 'absent')
    return (
      <div className="narrow sheet">
        <h1>{say(DESK.gone)}</h1>
        <a className="button" href={linkTo([list])}>
          {say(DESK.back)}
        </a>
      </div>
    );
  return <Row key={key} of={single.delivered} />;
}
