/**
 * All visible text. A word is said in zh-CN (the source) and in en, both or it does not compile; what depends on a number
 * or a name is a function that gives one. Words of one terminal stand in its own `words.ts`, what several share here,
 * and everything the papers, refusals and forms say too in `src/contract`.
 */
import { ANSWERS } from '../../../contract/answers.ts';
import { FACTS, FIELDS, type Said, VALUES } from '../../../contract/form-words.ts';
import { CASE_REFUSALS } from '../../../contract/case-refusals.ts';
import type { Role } from '../../../contract/roles.ts';
import type { Entry } from '../api.ts';
import { COMMAND_FACTS } from '../command-facts.ts';
import { useSettings } from '../hooks.ts';
import type { Language } from '../settings.ts';

export type { Said };

/** A page's or a terminal's catalogue; each entry a word, or how to make one. */
export type Words = Readonly<Record<string, Said | ((...given: never[]) => Said)>>;

export type Say = (said: Said) => string;

export const saying =
  (language: Language): Say =>
  (said) =>
    said[language];

/** How words are said at this page now. */
export const useSay = (): Say => saying(useSettings().language);

const values: Record<string, Said> = { ...VALUES };

/** What a coded value means: by `field.code` where the same code means different things. */
export function valueWords(code: string, field = ''): Said {
  return values[`${field}.${code}`] ?? values[code] ?? { zh: code, en: code };
}

/** Whether anything is said of a coded value. */
export const isWorded = (code: string, field = ''): boolean =>
  values[`${field}.${code}`] !== undefined || values[code] !== undefined;

/** What a field is called in a form. */
export function fieldWords(name: string, command = ''): Said {
  return FIELDS[`${command}.${name}`] ?? FIELDS[name] ?? { zh: name, en: name };
}

/** What a fact says in a timeline; null for the fact that the command's own word says already. */
export const factWords = (fact: string): Said | null => FACTS[fact] ?? null;

const refusals: Record<string, Said> = { ...CASE_REFUSALS };

/** Further words, for desks that look after more than requests; a phone need not load them. */
export function teach(further: {
  readonly refusals: Readonly<Record<string, Said>>;
  readonly values: Readonly<Record<string, Said>>;
}): void {
  Object.assign(refusals, further.refusals);
  Object.assign(values, further.values);
}

/** The sentence of a refusal by its code, as `allowed` carries it. */
export function refusalSaid(code: string): Said {
  return refusals[code] ?? { zh: code, en: code };
}

export const answerWords = (answer: keyof typeof ANSWERS): Said => ANSWERS[answer];

/** What an office adds is no defence: nobody accuses it. */
export const OFFICE_WORDS: Said = { zh: '补充说明', en: 'Further words' };
const OFFICES: readonly Role[] = ['communityWorker', 'streetOfficer'];

/** What was done, as a line of a timeline says it. */
export function deedWords({ command, who }: Pick<Entry, 'command' | 'who'>): Said {
  if (command === 'addStatement' && who?.grants.some(({ role }) => OFFICES.includes(role)) === true)
    return OFFICE_WORDS;
  return (COMMAND_FACTS as Readonly<Record<string, Said>>)[command] ?? { zh: command, en: command };
}

/** Who stands behind a line of a timeline: a colleague by surname and number, the house, the traveller, a device. */
export function actorWords({
  performedBy,
  who,
}: {
  readonly performedBy?: string | null;
  readonly who?: { readonly surname: string; readonly staffNumber: string } | null;
}): Said {
  if (who !== undefined && who !== null) {
    const name = `${who.surname} ${who.staffNumber}`;
    return { zh: name, en: name };
  }
  if (performedBy?.startsWith('traveller:') === true) return { zh: '当事人', en: 'the traveller' };
  if (performedBy?.startsWith('device:') === true) return { zh: '接口设备', en: 'a device' };
  return { zh: '系统', en: 'the house' };
}
