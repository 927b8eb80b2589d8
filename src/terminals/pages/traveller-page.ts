/** The traveller's own page: what is waited for, who acts next, until when, and what they may do about it. */
import { CONDITIONS } from '../../contract/answers.ts';
import { commandRow, isCommandType } from '../../contract/commands.ts';
import type { Delivered } from '../../contract/doors.ts';
import { PAPERS } from '../../contract/papers.ts';
import type { RefusalWords } from '../../contract/refusals.ts';
import type { Json } from '../../contract/streams.ts';
import { TIMERS, type TimerName } from '../../contract/timers.ts';
import type { Language } from '../errors.ts';
import { FACTS, VALUES } from '../../contract/form-words.ts';
import { languageLink } from './front-page.ts';
import { atShanghai, Html, html, saying } from './html.ts';
import type { PublicOffice } from './public-record.ts';
import { CARD, standingOf, stands } from '../../contract/standings.ts';

type Entry = { readonly [field: string]: Json };

const HOTLINE = '12345';

/** Asks for the last four characters of the document. `refused` is said where an answer was not right. */
export function askPage(language: Language, token: string, refused: RefusalWords | null): Html {
  const say = saying(language);
  const path = `/t/${token}`;
  return html`<main class="sheet narrow">
<p class="languages">${languageLink(language, path)}</p>
<h1>${say('查看我的进度', 'See how my case stands')}</h1>
<p>${say('请输入您证件号码的最后四位（字母不分大小写）。', 'Please type the last four characters of your document’s number. Capitals do not matter.')}</p>
${refused === null ? null : html`<p class="refused" role="alert">${refused[language]}</p>`}
<form method="post" action="${path}?lang=${language}">
<p><label for="lastFour">${say('证件号码后四位', 'Last four characters')}</label>
<input id="lastFour" class="four" name="lastFour" maxlength="4" minlength="4" pattern="[0-9A-Za-z]{4}" autocomplete="off" autocapitalize="characters" spellcheck="false" required></p>
<p><button class="primary">${say('查看', 'See it')}</button></p>
</form>
<p class="quiet">${say('一小时内可试五次。不成功请向检查站民警当面询问，您的事项不受影响。', 'You can try five times an hour. If it does not work, ask the officer at the checkpoint; your case is not affected.')}</p>
${help(language, [])}</main>`;
}

/** What is said of a wrong answer: the same for a wrong link, so that nobody learns which links there are. */
export const NOT_RIGHT: RefusalWords = {
  status: 401,
  zh: '链接或后四位不对，或链接已过期。请核对后再试。',
  en: 'The link or the four characters are not right, or the link has expired. Please check and try again.',
};
export const NOT_WHOLE = {
  zh: '链接不完整，请重新扫码或从原消息打开。您的事项不受影响。',
  en: 'The link is not whole. Please scan the code again, or open it from the message. Your case is not affected.',
} as const;
export const TOO_OFTEN: RefusalWords = {
  status: 429,
  zh: '已试满五次，请一小时后再试，或当面询问检查站民警。您的事项不受影响。',
  en: 'That was the fifth try. Please try again in an hour, or ask the officer at the checkpoint. Your case is not affected.',
};

export interface Mine {
  readonly language: Language;
  readonly token: string;
  readonly delivered: Delivered;
  readonly timeline: readonly Entry[];
  readonly checkpoint: PublicOffice | null;
  readonly office: PublicOffice | null;
  /** The government over the checkpoint. */
  readonly district: PublicOffice | null;
  readonly now: number;
}

export function minePage({
  language,
  token,
  delivered,
  timeline,
  checkpoint,
  office,
  district,
  now,
}: Mine): Html {
  const say = saying(language);
  const { row } = delivered;
  const standing = standingOf(row['state']);
  const person = (row['person'] ?? {}) as Entry;
  const number = (person['document'] as Entry | undefined)?.['number'];
  const due = dueOf(standing.until ?? [], (row['timers'] ?? {}) as Entry);
  const since = sinceOf(timeline, row);
  const place = named(checkpoint, language) || say('检查站', 'the checkpoint');
  return html`<main class="sheet">
<p class="languages">${languageLink(language, `/t/${token}`)}</p>
<header class="standing"><p class="whose">${String(person['name'] ?? '')}${number === undefined ? null : html` <span class="masked">${String(number)}</span>`}</p>
<h1>${standing[language]}</h1>
<dl class="facts">
<div><dt>${say('从何时起', 'Since')}</dt><dd><time>${atShanghai(since)}</time></dd></div>
<div><dt>${say('下一步由谁办', 'Who acts next')}</dt><dd>${standing.next[language]}</dd></div>
<div><dt>${say('到何时为止', 'Until')}</dt><dd>${due === null ? say('没有规定时限', 'No time is set') : html`<time>${atShanghai(due.at)}</time> <small>${due.at < now ? say('已过时限，案件已转上一级', 'past; the case goes up the ladder') : TIMERS[due.name][language]}</small>`}</dd></div>
<div><dt>${say('您的证件', 'Your document')}</dt><dd>${cardWords(row, language)}</dd></div>
<div><dt>${say('检查站', 'Checkpoint')}</dt><dd>${place}</dd></div>
</dl></header>
<section><h2>${say('回家后的条件', 'The conditions at home')}</h2>${conditions(timeline, office, language)}</section>
<section><h2>${say('您的权利', 'Your rights')}</h2><ul class="rights">
<li>${say('您可以随时离开。要离开，告诉民警；证件随即返还。', 'You may leave at any time. Tell the officer; your document is given back at once.')}</li>
<li>${say('您可以陈述和申辩，说的话会记入案卷。', 'You may state your case and defend yourself; what you say goes on the record.')}</li>
<li>${say('怀孕、患病、年老、残障或独行的未成年人，请告诉民警，会优先照顾。', 'If you are pregnant, ill, elderly, disabled or a minor alone, tell the officer; you come first.')}</li>
<li>${remedyWords(district, language)}</li>
<li>${say('个人信息只用于本次交接，不再需要时依法删除。您可以查阅、复制、更正。', 'Your personal data serves this handoff only and is deleted when no longer needed. You may see, copy and correct it.')}</li>
</ul></section>
<section><h2>${say('投诉与求助', 'Complaints and help')}</h2>
${help(language, [checkpoint, district])}
<p>${say('也可以请民警当场登记投诉。投诉不会对您不利，须及时处理并答复。', 'You may also have the officer enter a complaint on the spot. It will not be held against you and has to be answered.')}</p></section>
<section><h2>${say('我的文书', 'My papers')}</h2>${papers(timeline, delivered.key, language)}</section>
<section><h2>${say('经过', 'What happened')}</h2>${story(timeline, language)}</section>
<p class="quiet"><a href="/t/${token}?lang=${language}">${say('刷新', 'Look again')}</a> · ${say('北京时间', 'Beijing time')} <time>${atShanghai(now)}</time> · ${say('案件编号', 'Case')} <code>${delivered.key.slice(-12)}</code></p>
</main>`;
}

function named(office: PublicOffice | null, language: Language): string {
  return office?.[language] ?? '';
}

/** The help numbers: the duty desks', and the citizens' line. */
function help(language: Language, offices: readonly (PublicOffice | null)[]): Html {
  const numbers = offices.flatMap((office) =>
    office === null ? [] : office.numbers.slice(0, 1).map((number) => ({ who: office[language], number })),
  );
  return html`<ul class="call">${[
    ...numbers,
    { who: saying(language)('市民热线', 'Citizens’ line'), number: HOTLINE },
  ].map(
    ({ who, number }) =>
      html`<li>${who} <a href="tel:${number.replaceAll(/[^+\d]/g, '')}">${number}</a></li>`,
  )}</ul>`;
}

/** Review and suit, with their limits (Administrative Reconsideration Law, article 20; Administrative Litigation Law, article 46). */
function remedyWords(district: PublicOffice | null, language: Language): string {
  const zh = district?.zh ?? '所在区';
  const en = district?.en ?? 'the district';
  return saying(language)(
    `不服检查站的决定或做法，可以自知道之日起 60 日内向${zh}人民政府申请行政复议，也可以在 6 个月内向${zh}人民法院提起行政诉讼；造成损失的，可以依法申请国家赔偿。`,
    `If you disagree with what the checkpoint decided or did, you may ask the government of ${en} for a review within 60 days of learning of it, or sue at its court within 6 months; for loss by an unlawful act you may claim compensation.`,
  );
}

function dueOf(names: readonly TimerName[], timers: Entry): { name: TimerName; at: number } | null {
  for (const name of names) {
    const clock = timers[name] as { readonly dueAt: number } | undefined;
    if (clock !== undefined) return { name, at: clock.dueAt };
  }
  return null;
}

/** What leaves a case where it stands: notes, calls, papers, and clocks that only remind. */
const STILL: ReadonlySet<string> = new Set([
  'recordPaper',
  'recordDelivery',
  'addStatement',
  'fileComplaint',
  'handOverPaper',
  'recordCall',
  'markNeed',
  'issueReadBackCode',
  'recordEarlierAttempts',
  'recordDetails',
]);
const MOVING: ReadonlySet<string> = new Set([
  'requestDue',
  'rungDue',
  'rulingDue',
  'consentLapses',
  'arrivalDue',
]);

/** When the present wait began: the last row that moved the case, or the arrival. */
function sinceOf(timeline: readonly Entry[], row: Entry): number {
  const last = timeline.findLast(({ command, said }) =>
    command === 'dueTimerFired' ? MOVING.has(String((said as Entry)['timer'])) : !STILL.has(String(command)),
  );
  return Number(last?.['occurredAt'] ?? row['arrivedAt'] ?? row['recordedAt'] ?? 0);
}

function cardWords(row: Entry, language: Language): string {
  if (row['deposited'] === true)
    return saying(language)(
      '检查站代为保管，可随时凭本人领回',
      'Kept safe at the checkpoint; you can collect it at any time',
    );
  const state = row['state'];
  return (
    CARD.find(({ at }) => stands(state, at))?.[language] ??
    saying(language)('在您自己手里', 'In your own hands')
  );
}

const CONSENTS = new Set(['answerCommunity', 'recordOralAnswer', 'ruleOnHandoff']);
/** What receiving means at home, from the answer that gave the consent. */
function conditions(timeline: readonly Entry[], office: PublicOffice | null, language: Language): Html {
  const say = saying(language);
  const given = timeline.findLast(
    ({ command, said }) =>
      CONSENTS.has(String(command)) &&
      ((said as Entry)['answer'] === 'accept' || (said as Entry)['ruling'] === 'receive'),
  );
  if (given === undefined)
    return html`<p>${say('尚未有单位同意接收。有了条件，会在签署之前给您看。', 'No office has agreed to receive you yet. Any conditions are shown to you before you sign anything.')}</p>`;
  const said = given['said'] as Entry;
  const named = (said['conditions'] ?? []) as readonly (keyof typeof CONDITIONS)[];
  const days = said['observationDays'];
  const who =
    office === null ? null : html`<p>${say('接收单位：', 'Receiving office: ')}${office[language]}</p>`;
  if (named.length === 0)
    return html`${who}<p>${say('接收单位没有附加条件。', 'The office has set no conditions.')}</p>`;
  return html`${who}<ul>${named.map((one) => html`<li>${CONDITIONS[one][language]}${one === 'homeObservation' && typeof days === 'number' ? say(`，自到达之日起 ${days} 天，期满即止`, `, ${days} days from the day you arrive and no longer`) : ''}</li>`)}</ul>`;
}

function papers(timeline: readonly Entry[], id: string, language: Language): Html {
  const say = saying(language);
  const drawn = timeline.filter(({ command }) => command === 'recordPaper');
  if (drawn.length === 0)
    return html`<p>${say('目前没有文书。做出的每一份文书都会出现在这里。', 'There are none yet. Every paper that is made appears here.')}</p>`;
  return html`<ul class="papers">${drawn.map(({ said, occurredAt }) => {
    const { paper, kind } = said as Entry;
    const title = PAPERS[kind as keyof typeof PAPERS]?.[language === 'en' ? 'en' : 'zh-CN'] ?? String(kind);
    return html`<li><a href="/api/traveller/handoffs/${id}/papers/${String(paper)}">${title}</a> <small>PDF · <time>${atShanghai(Number(occurredAt))}</time></small></li>`;
  })}</ul>`;
}

/** Clocks that only remind the house of its own work. */
const INWARD: ReadonlySet<string> = new Set(['papersDue', 'stayReviewDue', 'handOverDue', 'readBackCodeDue']);

function story(timeline: readonly Entry[], language: Language): Html {
  const told = timeline.filter(
    ({ command, said }) =>
      !['recordPaper', 'recordDelivery'].includes(String(command)) &&
      !INWARD.has(String((said as Entry)['timer'])),
  );
  return html`<ol class="story">${told.map(
    (entry) =>
      html`<li><time>${atShanghai(Number(entry['occurredAt']))}</time> <span>${lineOf(entry, language)}</span></li>`,
  )}</ol>`;
}

/** One line of what happened: what was done and how it was answered, or which clock ran out, and what followed. */
function lineOf({ command, said, facts }: Entry, language: Language): string {
  const type = String(command);
  const { timer, answer, ruling } = said as Entry;
  const say = saying(language);
  const known = isCommandType(type) ? commandRow(type) : null;
  const done =
    type === 'dueTimerFired'
      ? say(
          `${TIMERS[timer as TimerName]?.zh ?? ''}已到`,
          `The time came: ${TIMERS[timer as TimerName]?.en ?? ''}`,
        )
      : (known?.[language] ?? type);
  const outcome = VALUES[String(answer ?? ruling)]?.[language];
  const followed = (facts as readonly string[])
    .filter((one) => one !== known?.fact)
    .flatMap((one) => FACTS[one]?.[language] ?? [])
    .filter((one) => one !== outcome);
  return [outcome === undefined ? done : `${done}${say('：', ': ')}${outcome}`, ...followed].join(
    say('；', '; '),
  );
}
