/** The papers of the case, as they were drawn: opened to be printed, and whether they were handed over. */
import { PAPERS } from '../../../contract/papers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import type { Entry } from '../../shared/api.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useNow } from '../../shared/hooks.ts';
import { clockTime } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { type Said, useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { ActWithForm } from './act.tsx';
import { papersIn } from './history.ts';

const paperWords = (kind: string): Said => {
  const words = (PAPERS as Readonly<Record<string, { readonly 'zh-CN': string; readonly en: string }>>)[kind];
  return words === undefined ? CHECKPOINT.papers : { zh: words['zh-CN'], en: words.en };
};

export function Papers({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const now = useNow(10_000);
  const papers = papersIn(entries);
  if (papers.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="papers">
      <h2 id="papers">{say(CHECKPOINT.papers)}</h2>
      <ul className="papers">
        {papers.map(({ id, kind, at, isHandedOver }) => (
          <li key={id}>
            <span>
              <b>{say(paperWords(kind))}</b> <time className="soft">{clockTime(at, now)}</time>{' '}
              {isHandedOver ? <Status mood="good">{say(CHECKPOINT.handedOver)}</Status> : null}
            </span>
            <span className="acts">
              <a
                className="button"
                href={`/api/checkpoint/handoffs/${of.key}/papers/${id}`}
                target="_blank"
                rel="noopener noreferrer"
              >
                {say(CHECKPOINT.openPaper)}
              </a>
              {isHandedOver ? null : (
                <ActWithForm
                  of={of}
                  type="handOverPaper"
                  fields={formOf('handOverPaper', {
                    paper: { as: 'fixed', value: id },
                    how: { as: 'choice', of: ['byHand', 'online', 'refusedToTake'] },
                  })}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
