/** Pages as text: everything that is put into one is escaped, unless it was made here. */
import type { Language } from '../errors.ts';

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[] | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    strings.reduce((text, string, i) => {
      const part = parts[i - 1] ?? null;
      return `${text}${shown(part)}${string}`;
    }),
  );
}

function shown(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map((one: Html) => one.text).join('') : escaped(String(part));
}

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Which look: a terminal's screen fills the window, the others are read. */
  readonly look: 'front' | 'calm' | 'screen';
  readonly scripts?: readonly string[];
  readonly styles: readonly string[];
  readonly isDemonstration: boolean;
}

/** The whole page. Nothing in it is inline but words; no address but this house's own. */
export function pageOf({ language, title, body, look, scripts = [], styles, isDemonstration }: Page): string {
  return html`<!doctype html>
<html lang="${language === 'en' ? 'en' : 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/plain/mark.svg" type="image/svg+xml">
${styles.map((one) => html`<link rel="stylesheet" href="${one}">\n`)}${scripts.map((one) => html`<script type="module" src="${one}"></script>\n`)}</head>
<body class="${look}">
${isDemonstration ? DEMONSTRATION : null}${body}
</body>
</html>
`.text;
}

const DEMONSTRATION = html`<aside class="demonstration" aria-label="演示 Demonstration"><strong>演示 <span lang="en">Demonstration</span></strong> <span>一切人物、地点与案件均为虚构。</span> <span lang="en">Every person, place and case in it is invented.</span></aside>
`;

/** One of two languages. */
export const saying =
  (language: Language) =>
  (zh: string, en: string): string =>
    language === 'en' ? en : zh;

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as it is read in Beijing, `2022-11-08 10:00`. */
export function atShanghai(at: number): string {
  const parts = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`;
}
