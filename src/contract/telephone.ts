/**
 * What is read out over the telephone, word for word: the notice that the call is recorded, before anything is put, and the
 * three questions the police put, each by itself. Nothing of anybody's health is in the first one.
 */
import type { QUESTIONS } from './answers.ts';
import type { Said } from './form-words.ts';

export interface Caller {
  readonly checkpoint: Said;
  /** Surname and staff number. */
  readonly officer: string;
}

/** Read out before the first question (Personal Information Protection Law, article 17: told before it is processed). */
export const recordingNotice = ({ checkpoint, officer }: Caller): Said => ({
  zh: `您好，这里是${checkpoint.zh}，我是民警${officer}。现在告知您：您对以下三个问题的答复将逐字登记入案，并注明您的单位、姓氏和工号。您可以在本单位终端上查看；登记与所说不符的，可以在规定时间内提出异议。`,
  en: `This is ${checkpoint.en}, officer ${officer}. Please note: what you answer to the next three questions is recorded word for word, with your office, your surname and your staff number. You can read it at your office’s terminal, and dispute it there within the time set if it is not what you said.`,
});

export interface AskedAbout {
  readonly name: string;
  readonly address: string;
  /** Where the health status stands and what the test came to. Only the second question says it. */
  readonly status: Said;
}

/** The questions as sentences. */
export const SPOKEN: Readonly<Record<(typeof QUESTIONS)[number], (of: AskedAbout) => Said>> = {
  isRegisteredResident: ({ name, address }) => ({
    zh: `第一问：${name}，报称住${address}，是不是你们的居民？`,
    en: `First: ${name}, who says they live at ${address}: is this your resident?`,
  }),
  knowsTheStatus: ({ name, status }) => ({
    zh: `第二问：${name}目前的情况是：${status.zh}。你们是否知悉？`,
    en: `Second: ${name} stands like this: ${status.en}. Does your office know?`,
  }),
  acceptsReception: ({ name }) => ({
    zh: `第三问：你们是否愿意接收${name}，并承担返回后的疫情防控责任？`,
    en: `Third: will your office receive ${name} and carry the responsibility for epidemic control once they are back?`,
  }),
};
