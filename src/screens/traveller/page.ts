/** Small things every part of the traveller's script needs. */
import type { Said } from '../shared/words/say.ts';

/** The page's own language, as the house wrote it. */
export const say = (said: Said): string => (document.documentElement.lang === 'en' ? said.en : said.zh);

export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

export const formsIn = (part: ParentNode): HTMLFormElement[] =>
  Array.from(part.querySelectorAll<HTMLFormElement>('form'));

/** The fields a person fills in, without what the house had written into the form, and without the code. */
export const typedFields = (form: HTMLFormElement): (HTMLTextAreaElement | HTMLSelectElement)[] =>
  Array.from(form.querySelectorAll<HTMLTextAreaElement | HTMLSelectElement>('textarea, select'));

export const fieldOf = (form: HTMLFormElement, name: string): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
