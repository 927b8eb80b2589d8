/** What stands around every page of a post: what rings above it, the keys of the main acts below, and a word where nobody is on duty. */
import { type ComponentType, useEffect } from 'react';
import { usePlace } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { useSay } from '../../shared/words/say.ts';
import { Alarms } from '../alarms.tsx';
import { SilentSources } from '../case/source.tsx';
import { KeyBar } from '../keys.tsx';
import { CHECKPOINT } from '../words.ts';
import { useMyShift } from './my-shift.ts';

export function withPost(Page: ComponentType): ComponentType {
  return function Post() {
    const { path } = usePlace();
    const place = path.join('/');
    // Another page, or another case, begins at its head.
    useEffect(() => scrollTo(0, 0), [place]);
    return (
      <div className="post">
        <Alarms />
        <SilentSources />
        <OffDuty />
        <Page />
        <KeyBar />
      </div>
    );
  };
}

function OffDuty() {
  const say = useSay();
  const { path } = usePlace();
  const mine = useMyShift();
  if (!mine.isLoaded || mine.shift !== null || path[0] === 'shift') return null;
  return (
    <p className="off-duty">
      {say(CHECKPOINT.notOnDuty)} <a href={linkTo(['shift'])}>{say(CHECKPOINT.startShift)}</a>
    </p>
  );
}
