/**
 * The script of the traveller's page. The page is whole without it; it adds the signature, reading aloud, following what
 * happens, sending over a bad net, and keeping what is typed.
 */
import { Drafts } from '../shared/drafts.ts';
import { keepFocus } from '../shared/frame/keep-focus.ts';
import { readAloud } from './aloud.ts';
import { follow } from './follow.ts';
import { keepTyped } from './keep.ts';
import { sendForms } from './send.ts';
import { sign } from './sign.ts';
import './traveller.css';

async function start(main: HTMLElement): Promise<void> {
  keepFocus();
  const drafts = new Drafts();
  const enhance = (part: ParentNode) => {
    readAloud(part);
    keepTyped(part, drafts);
    sign(part, drafts);
    sendForms(part, drafts, page);
  };
  const page = follow(main, enhance);
  try {
    const answer = await fetch('/api/traveller/draft-key');
    if (answer.ok) await drafts.open(((await answer.json()) as { readonly key: string }).key);
  } catch {
    // Nothing is kept through a reload then; all the rest goes on.
  }
  enhance(main);
}

const main = document.getElementById('mine');
if (main !== null) void start(main);
