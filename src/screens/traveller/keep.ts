/** What is typed into the page's forms outlives a reload and a timeout, sealed as every draft is. */
import type { Drafts } from '../shared/drafts.ts';
import { formsIn, typedFields } from './page.ts';

const draftOf = (form: HTMLFormElement, name: string) => `${form.id} ${name}`;

export function keepTyped(part: ParentNode, drafts: Drafts): void {
  for (const form of formsIn(part))
    for (const field of typedFields(form)) {
      const name = draftOf(form, field.name);
      const kept = drafts.of<string>(name).get();
      if (field.value === '' && kept !== undefined) {
        field.value = kept;
        const details = field.closest('details');
        if (details !== null) details.open = true;
      }
      // Typed before there was anything to keep it with.
      else if (field.value !== '' && kept === undefined) drafts.put(name, field.value);
      field.addEventListener('input', () => drafts.put(name, field.value));
    }
}

export function forgetTyped(form: HTMLFormElement, drafts: Drafts): void {
  for (const { name } of typedFields(form)) drafts.forget(draftOf(form, name));
}
