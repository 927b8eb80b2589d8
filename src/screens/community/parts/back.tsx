/** Back to where one came from; whoever came by a link goes to the page it belongs to. */
import { goTo } from '../../shared/router.ts';
import { useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

export function Back({ to }: { readonly to: 'requests' | 'arrivals' }) {
  const say = useSay();
  const back = () => {
    if (history.length > 1) history.back();
    else goTo([to]);
  };
  return (
    <p>
      <button type="button" className="button plain back" onClick={back}>
        <span aria-hidden="true">‹</span> {say(COMMUNITY.back)}
      </button>
    </p>
  );
}
