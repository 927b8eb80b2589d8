/** The signature under the pledge: the pad, and its strokes in the form. Kept by the text it stands under. */
import type { Drafts } from '../shared/drafts.ts';
import { signaturePad, type SignedStrokes } from '../shared/signature.ts';
import { fieldOf, formsIn } from './page.ts';

const draftOf = (digest: string) => `signature ${digest}`;

export function sign(part: ParentNode, drafts: Drafts): void {
  for (const form of formsIn(part)) {
    const place = form.querySelector('.signing');
    const [strokes, digest] = [fieldOf(form, 'strokes'), fieldOf(form, 'textDigest')];
    if (place === null || strokes === null || digest === null) continue;
    const name = draftOf(digest.value);
    const write = (drawn: SignedStrokes) => {
      strokes.value = drawn.length === 0 ? '' : JSON.stringify(drawn);
    };
    const kept = drafts.of<SignedStrokes>(name).get() ?? [];
    write(kept);
    const pad = signaturePad({
      language: document.documentElement.lang === 'en' ? 'en' : 'zh',
      strokes: kept,
      onChange: (drawn) => {
        write(drawn);
        drafts.put(name, drawn);
      },
    });
    place.append(pad.element);
    const scripted = form.querySelector<HTMLElement>('.scripted');
    if (scripted !== null) scripted.hidden = false;
    form.parentElement?.querySelector('.no-script')?.remove();
  }
}

export const isUnsigned = (form: HTMLFormElement): boolean => fieldOf(form, 'strokes')?.value === '';

export function forgetSignature(form: HTMLFormElement, drafts: Drafts): void {
  const digest = fieldOf(form, 'textDigest');
  if (digest !== null) drafts.forget(draftOf(digest.value));
}
