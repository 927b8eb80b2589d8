/** How a page is answered: its headers, the language it speaks, and what is said where something is refused. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, languageOf } from '../errors.ts';
import { type Html, html, type Page, pageOf, saying } from './html.ts';

/** Stricter than the house's own: a page has its style and its script from a file, and nothing else. */
export const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Sends a page of this house, marked where the house is a demonstration; in the style of the pages where no other is named. */
export type SendPage = (
  reply: FastifyReply,
  page: Omit<Page, 'isDemonstration' | 'styles'> & { readonly styles?: readonly string[] },
) => string;

export const sendingPages =
  (isDemonstration: boolean, pageStyles: readonly string[]): SendPage =>
  (reply, { styles = pageStyles, ...page }) => {
    headers(reply);
    return pageOf({ ...page, styles, isDemonstration });
  };

export function headers(reply: FastifyReply): void {
  void reply
    .serializer((value: unknown) => value as string)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', PAGE_CSP)
    .header('cache-control', 'no-store');
}

/** The language that was asked for in the address, and otherwise the browser's. */
export function languageFor(request: FastifyRequest): Language {
  const { lang } = request.query as { readonly lang?: string };
  return lang === 'en' || lang === 'zh' ? lang : languageOf(request);
}

export function errorPage(language: Language, sentence: string): Html {
  const say = saying(language);
  return html`<main class="sheet narrow"><h1>${sentence}</h1>
<p>${say('需要帮助：', 'Help: ')}<a href="tel:12345">12345</a></p>
<p><a class="button" href="/">${say('回到首页', 'To the front page')}</a></p></main>`;
}
