/** A paper as it was drawn, in the page. The browser shows it; who cannot see it opens it in a window of its own. */
import { useDesk } from '../../shared/hooks.ts';
import { useSay } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';

export function Paper({
  handoff,
  id,
  name,
}: {
  readonly handoff: string;
  readonly id: string;
  readonly name: string;
}) {
  const { terminal } = useDesk();
  const say = useSay();
  const address = `/api/${terminal}/handoffs/${handoff}/papers/${id}`;
  return (
    <div className="paper">
      <p>
        <a href={address} target="_blank" rel="noreferrer">
          {say(CASE.paperInNewWindow)}
        </a>
      </p>
      <iframe title={name} src={`${address}#toolbar=0&view=FitH`} />
    </div>
  );
}
