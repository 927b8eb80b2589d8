/** Words as they were said. */
import { DISPUTE } from '../words/dispute-words.ts';
import { useSay } from '../words/say.ts';

export function Quote({ of }: { readonly of: string }) {
  const say = useSay();
  return of === 'erased' ? (
    <p className="soft">{say(DISPUTE.erasedWords)}</p>
  ) : (
    <blockquote lang="zh-CN">{of}</blockquote>
  );
}
