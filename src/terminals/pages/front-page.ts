/** The front page: what this house is, which doors it has, and what is announced. */
import { atShanghai, Html, html, saying } from './html.ts';
import type { Language } from '../errors.ts';
import type { Announced } from './public-record.ts';

export interface Front {
  readonly language: Language;
  readonly announced: readonly Announced[];
  readonly isDemonstration: boolean;
  readonly signIns: readonly { readonly name: string; readonly words: string }[];
}

/** The doors of the staff: the terminal, what it is called, and what is done there. */
const DOORS = [
  [
    'checkpoint',
    '检查站',
    'Checkpoint',
    '登记停车，查验并返还证件，征询社区，放行或劝返。',
    'Open a stop, read and hand back documents, ask the community, release or turn back.',
  ],
  [
    'community',
    '社区与街道',
    'Community and street office',
    '三个问题，一次答复；确认到达。',
    'Three questions, one answer; confirm who arrived.',
  ],
  [
    'supervisor',
    '督办',
    'Supervisor',
    '裁定争议，查看逾期与暂存，复核承诺书。',
    'Rule on disputes, see what is overdue or kept, review pledges.',
  ],
  [
    'admin',
    '管理',
    'Administration',
    '账号、名录、措施与公告。不决定任何人的去留。',
    'Accounts, directory, measures and announcements. Decides nobody’s case.',
  ],
] as const;

export function frontPage({ language, announced, signIns }: Front): Html {
  const say = saying(language);
  return html`<main class="sheet">
<header class="masthead">
<p class="languages">${languageLink(language, '/')}</p>
<h1><span class="wordmark" lang="zh-CN">归程</span> <span class="latin">Guicheng</span></h1>
<p class="lead">${say('在路口停下的人，由检查站交到家门口的社区：一步一步，每个等候有时限，每个“不”有理由，每一刻有人负责。', 'Someone stopped on the road is handed from the checkpoint to the community at home: step by step, with a clock on every wait, a reason for every no, and one named holder of the responsibility at every moment.')}</p>
${ROAD(say)}
</header>
<section aria-labelledby="doors"><h2 id="doors">${say('入口', 'Doors')}</h2>
<ol class="doors">
${DOORS.map(
  ([terminal, zh, en, does, doesEn]) =>
    html`<li><a href="/desk/${terminal}"><span class="door">${say(zh, en)}</span><span class="does">${say(does, doesEn)}</span></a></li>
`,
)}<li class="by-link"><div><span class="door">${say('当事人', 'Traveller')}</span><span class="does">${say('用检查站交给您的链接或二维码打开，无须注册。没有拿到链接，请向民警索取。', 'Opened with the link or code the checkpoint gave you; no account is needed. If you have none, ask the officer for it.')}</span></div></li>
</ol></section>
<section aria-labelledby="announced"><h2 id="announced">${say('现行公告', 'Announcement in force')}</h2>
${
  announced.length === 0
    ? html`<p>${say('目前没有现行公告。没有公告，任何人的证件不得暂存，也不得为此等候。', 'No announcement is in force. Without one nobody’s document may be kept and nobody has to wait.')}</p>`
    : announced.map(
        (one) => html`<article class="notice" lang="zh-CN"><h3>${one.number}</h3>
<dl><div><dt>${say('发布', 'Issuer')}</dt><dd>${one.issuer}</dd></div>
<div><dt>${say('依据', 'Legal basis')}</dt><dd>${one.legalBasis}</dd></div>
<div><dt>${say('期限（北京时间）', 'In force (Beijing time)')}</dt><dd><time>${atShanghai(one.from)}</time> ${say('至', 'to')} <time>${atShanghai(one.to)}</time></dd></div></dl>
<p>${one.content}</p></article>
`,
      )
}</section>
${
  signIns.length === 0
    ? null
    : html`<section aria-labelledby="people"><h2 id="people">${say('演示账号', 'Who you can be in the demonstration')}</h2>
<dl class="people">${signIns.map(({ name, words }) => html`<div><dt><code>${name}</code></dt><dd>${words}</dd></div>`)}</dl></section>
`
}<footer class="foot"><p>${say('需要帮助：12345', 'Help: 12345')} · ${say('时间均为北京时间', 'All times are Beijing time')} · <a href="/docs">${say('接口文档', 'Interface')}</a></p></footer>
</main>`;
}

/** The road from the checkpoint to the door: drawn, so that the page says at a glance what it is about. */
const ROAD = (say: (zh: string, en: string) => string) => html`<ol class="road">
<li><span>${say('停下', 'Stopped')}</span><small>${say('检查站负责', 'the checkpoint holds')}</small></li>
<li><span>${say('征询', 'Asked')}</span><small>${say('社区有时限', 'the community has a clock')}</small></li>
<li><span>${say('放行', 'Released')}</span><small>${say('责任交接', 'the responsibility passes')}</small></li>
<li><span>${say('到家', 'Home')}</span><small>${say('社区确认', 'the community confirms')}</small></li>
</ol>`;

/** A link to the same page in the other language. */
export function languageLink(language: Language, path: string): Html {
  return language === 'en'
    ? html`<a href="${path}?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a>`
    : html`<a href="${path}?lang=en" lang="en" hreflang="en">English</a>`;
}

/** The page of a terminal: a place for its screen, and what is said where no script runs. */
export function screenPage(): Html {
  return html`<div id="screen"></div>
<noscript><p>本页需要启用脚本。 <span lang="en">This page needs scripts.</span></p></noscript>`;
}

/** Said where the screens were not built beside the program. */
export function unbuiltPage(language: Language): Html {
  const say = saying(language);
  return html`<main class="sheet narrow"><h1>${say('页面尚未构建', 'The screens are not built')}</h1>
<p>${say('请技术人员运行', 'The operator runs')} <code>npm run build</code></p></main>`;
}

/** Where an account is taken up by its one-time link. The link's token stands behind the #, so no server log sees it. */
export function enrolPage(): Html {
  return html`<main class="sheet narrow"><h1>启用账号 <span class="latin" lang="en">Take up your account</span></h1>
<form id="enrol">
<p><label for="first">口令，至少 12 个字符 <span lang="en">Password, 12 characters or more</span></label>
<input id="first" class="input" type="password" minlength="12" maxlength="200" autocomplete="new-password" required></p>
<p><label for="again">再输入一次 <span lang="en">Once more</span></label>
<input id="again" class="input" type="password" minlength="12" maxlength="200" autocomplete="new-password" required></p>
<p><button class="button primary">启用 <span lang="en">Take it up</span></button></p>
<p id="said" role="status" aria-live="polite"></p>
</form></main>`;
}
