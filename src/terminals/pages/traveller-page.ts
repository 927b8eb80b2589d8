/** The traveller's own page: what is waited for, who acts next, until when, and what they may do about it. */
import { CERTIFICATE_FAULTS, CERTIFICATE_WORDS, WHAT_HELPS } from '../../contract/certificate-words.ts';
import type { Dispute } from '../../contract/dispute.ts';
import type { Delivered } from '../../contract/doors.ts';
import { type RefusalCode, REFUSALS, type RefusalWords } from '../../contract/refusals.ts';
import { standingOf, stands } from '../../contract/standings.ts';
import type { Json } from '../../contract/streams.ts';
import { TIMERS } from '../../contract/timers.ts';
import type { Language } from '../errors.ts';
import { languageLink } from './front-page.ts';
import { atShanghai, Html, html, saying } from './html.ts';
import type { PublicOffice } from './public-record.ts';
import { appealable, appealsPart, disputePart, type DisputeShown } from './traveller-dispute.ts';
import {
  acknowledgeForm,
  appealForm,
  complaintForm,
  declineForm,
  departureForm,
  doneWords,
  doorForm,
  type FormGiven,
  type NotTaken,
  signForm,
  statementForm,
} from './traveller-forms.ts';
import {
  cardWords,
  conditions,
  dueOf,
  type Entry,
  papers,
  sinceOf,
  story,
  systems,
} from './traveller-story.ts';

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
<input id="lastFour" class="input four" name="lastFour" maxlength="4" minlength="4" pattern="[0-9A-Za-z]{4}" autocomplete="off" autocapitalize="characters" spellcheck="false" required></p>
<p><button class="button primary">${say('查看', 'See it')}</button></p>
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
/** Said where a form comes in after the session ended. */
export const ASKED_AGAIN: RefusalWords = {
  status: 401,
  zh: '已超时，刚才的内容尚未送出。请再次输入后四位，然后重新提交。',
  en: 'The page had timed out and nothing was sent. Please type the four characters again, then send it once more.',
};

/** A guardian as the child's page names them: whose case it is, and the surname alone. */
export interface Guardian {
  readonly handoff: string;
  readonly named: string;
}

export interface Mine {
  readonly language: Language;
  readonly token: string;
  readonly delivered: Delivered;
  readonly timeline: readonly Entry[];
  readonly checkpoint: PublicOffice | null;
  readonly office: PublicOffice | null;
  /** What was said and decided about them before a supervisor, and their appeals; null on a case nobody touched since an older house kept it. */
  readonly dispute: Dispute | null;
  /** The body whose supervisor decides. */
  readonly desk: PublicOffice | null;
  /** Whom a ruling has receive them. */
  readonly receiver: PublicOffice | null;
  /** The government over the checkpoint. */
  readonly district: PublicOffice | null;
  /** What would be signed now; null while something of it is missing. */
  readonly pledge: { readonly text: string; readonly digest: string } | null;
  /** Who signs for a child under 14; null while no guardian is tied to the case, or where the traveller signs alone. */
  readonly guardian: Guardian | null;
  readonly now: number;
  /** The command that was just done. */
  readonly done: string | null;
  readonly notTaken: NotTaken | null;
}

/** Where a case stands, as it is said to the one it is about. */
const TO_YOU: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'open.stay.departing': ['您要求离开，正在办理', 'You asked to leave; it is being arranged'],
  withdrawn: ['您已离开检查站', 'You have left the checkpoint'],
};

/** The headings of the pledge, by how they begin. */
const HEAD = /^[一二三四五]、|^\d {2}/;

/** Whether something can still be asked for here. After the closing the link only reads, and takes an appeal. */
const isOver = (state: Json | undefined) =>
  !['open', 'released.onTheWay', 'released.overdue', 'released.notArrived'].some((at) => stands(state, at));

export function minePage(mine: Mine): Html {
  const { language, token, delivered, timeline, checkpoint, district, now, done, notTaken } = mine;
  const say = saying(language);
  const { row, key, version } = delivered;
  const allowed = (row['allowed'] ?? {}) as Readonly<Record<string, true | RefusalCode>>;
  const isClosed = isOver(row['state']);
  const may = (command: string) => !isClosed && allowed[command] === true;
  const on: FormGiven = { language, token, version, now, notTaken };
  const said = done === null ? null : doneWords(done, language);
  const { dispute, desk, receiver } = mine;
  const disputed: DisputeShown | null = dispute === null ? null : { language, dispute, desk, receiver, now };
  return html`<main class="sheet" id="mine" data-case="${key}" data-version="${version}">
<p class="languages">${languageLink(language, `/t/${token}`)}</p>
${said === null ? null : html`<p class="told" id="said" role="status">${said}</p>`}
${standingPart(mine)}
${disputed === null ? null : disputePart(disputed, may('addStatement') ? statementForm(on, true) : null)}
${testPart(mine)}
${conditionsPart(mine, on, may('acknowledgeConditions'))}
${nextPart(mine, on, allowed, isClosed)}
<section id="leaving"><h2>${say('离开', 'Leaving')}</h2>
<p>${say('您可以随时离开。要离开，按下面的按钮或告诉民警；证件随即返还。', 'You may leave at any time. Use the button, or tell the officer; your document is given back at once.')}</p>
${may('requestDeparture') ? departureForm(on, stands(row['state'], 'open.stay.departing')) : null}</section>
<section id="rights"><h2>${say('您的权利', 'Your rights')}</h2><ul class="rights">
<li>${say('您可以陈述和申辩，说的话会记入案卷。', 'You may state your case and defend yourself; what you say goes on the record.')}</li>
<li>${say('怀孕、患病、年老、残障或独行的未成年人，请告诉民警，会优先照顾。', 'If you are pregnant, ill, elderly, disabled or a minor alone, tell the officer; you come first.')}</li>
<li>${remedyWords(district, language)}</li>
<li>${say('个人信息只用于本次交接，不再需要时依法删除。您可以查阅、复制、更正。', 'Your personal data serves this handoff only and is deleted when no longer needed. You may see, copy and correct it.')}</li>
</ul>
${may('addStatement') && dispute?.isOpen !== true ? statementForm(on) : null}</section>
${disputed === null ? null : appealsPart(disputed, allowed['fileAppeal'] === true ? appealForm(on, appealable(timeline, stands(row['state'], 'open'))) : null)}
<section id="complaints"><h2>${say('投诉与求助', 'Complaints and help')}</h2>
${help(language, [checkpoint, district])}
<p>${say('也可以请民警当场登记投诉。投诉不会对您不利，须及时处理并答复。', 'You may also have the officer enter a complaint on the spot. It will not be held against you and has to be answered.')}</p>
${may('fileComplaint') ? complaintForm(on) : null}</section>
<section id="papers"><h2>${say('我的文书', 'My papers')}</h2>${papers(timeline, key, language)}</section>
<section id="story"><h2>${say('经过', 'What happened')}</h2>${story(timeline, language)}</section>
<p class="quiet"><a class="button" href="/t/${token}?lang=${language}">${say('再看一次', 'Look again')}</a></p>
<p class="quiet" id="asof">${say('北京时间', 'Beijing time')} <time>${atShanghai(now)}</time> · ${say('案件编号', 'Case')} <code>${key.slice(-12)}</code></p>
</main>`;
}

function standingPart({ language, delivered, timeline, checkpoint, now }: Mine): Html {
  const say = saying(language);
  const { row } = delivered;
  const standing = standingOf(row['state']);
  const toYou = TO_YOU[standing.at];
  const person = (row['person'] ?? {}) as Entry;
  const number = (person['document'] as Entry | undefined)?.['number'];
  const due = dueOf(standing.until ?? [], (row['timers'] ?? {}) as Entry);
  const isYours = standing.next.zh === '当事人';
  return html`<header class="standing" id="standing"><p class="whose">${String(person['name'] ?? '')}${number === undefined ? null : html` <span class="masked">${String(number)}</span>`}</p>
<h1>${toYou === undefined ? standing[language] : say(...toYou)}</h1>
${road(row['state'], say)}
<dl class="facts">
<div><dt>${say('从何时起', 'Since')}</dt><dd><time>${atShanghai(sinceOf(timeline, row))}</time></dd></div>
<div><dt>${say('下一步由谁办', 'Who acts next')}</dt><dd>${isYours ? say('您本人', 'you') : standing.next[language]}</dd></div>
<div><dt>${say('到何时为止', 'Until')}</dt><dd>${due === null ? say('没有规定时限', 'No time is set') : html`<time>${atShanghai(due.at)}</time> <small>${due.at < now ? say('已过时限，案件已转上一级', 'past; the case goes up the ladder') : TIMERS[due.name][language]}</small>`}</dd></div>
<div><dt>${say('您的证件', 'Your document')}</dt><dd>${cardWords(row, language)}</dd></div>
<div><dt>${say('检查站', 'Checkpoint')}</dt><dd>${checkpoint?.[language] ?? say('检查站', 'the checkpoint')}</dd></div>
</dl>${stands(row['state'], 'open') ? systems(row, language) : null}</header>`;
}

/** What their test was found to be where it does not count, and what helps; nothing where there is nothing to say. */
function testPart({ language, delivered: { row } }: Mine): Html | null {
  if (!stands(row['state'], 'open.test.unmet')) return null;
  const say = saying(language);
  const { detail } = (row['test'] ?? {}) as { readonly detail?: { readonly class?: string } };
  const unfit = detail?.class;
  if (unfit === undefined) return null;
  const fault = CERTIFICATE_FAULTS.find((one) => one === unfit);
  const words = language === 'en' ? 'en' : 'zh-CN';
  return html`<section id="test"><h2>${say('您的核酸检测', 'Your test')}</h2><div data-aloud>${
    fault === undefined
      ? html`<p>${say('您出示的检测不符合现行要求。可以出示其他检测证明，或请求现场采样。', 'The test you showed is not as the rule asks. You may show another proof, or ask to be tested on the spot.')}</p>`
      : html`<p>${CERTIFICATE_WORDS[fault][words]}</p><p>${WHAT_HELPS[fault][words]}</p>`
  }</div></section>`;
}

/** The steps home, and which one is being taken; none where the road ended elsewhere. */
function road(state: Json | undefined, say: (zh: string, en: string) => string): Html | null {
  const steps = [say('征询', 'Asked'), say('承诺书', 'Pledge'), say('放行', 'Release'), say('到家', 'Home')];
  const now = stands(state, 'released.received')
    ? 4
    : stands(state, 'released')
      ? 3
      : stands(state, 'open.pledge.signed')
        ? 2
        : stands(state, 'open.consent.accepted') || stands(state, 'open.consent.ruled.receive')
          ? 1
          : stands(state, 'open')
            ? 0
            : null;
  if (now === null) return null;
  return html`<ol class="wayhome">${steps.map(
    (step, n) =>
      html`<li class="${n < now ? 'past' : n === now ? 'here' : 'to-come'}"${n === now ? html` aria-current="step"` : null}>${step}${n < now ? html` <small>${say('已办', 'done')}</small>` : null}</li>`,
  )}</ol>`;
}

/** What awaits them at home, to be known before anything is signed. */
function conditionsPart(
  { language, timeline, office, delivered: { row } }: Mine,
  on: FormGiven,
  mayKnow: boolean,
): Html {
  const say = saying(language);
  const standing = (row['consent'] as Entry | undefined)?.['conditions'];
  return html`<section id="conditions"><h2>${say('回家后的条件', 'The conditions at home')}</h2>
${conditions(timeline, office, language)}
${standing === 'shown' && mayKnow ? acknowledgeForm(on) : null}${standing === 'acknowledged' ? html`<p class="quiet">✓ ${say('您已知悉这些条件', 'You know these conditions')}</p>` : null}</section>`;
}

/** What the traveller can do for the case to go on: read and sign, or say at the door that nobody opened. */
function nextPart(
  { language, pledge, guardian, delivered: { row } }: Mine,
  on: FormGiven,
  allowed: Readonly<Record<string, true | RefusalCode>>,
  isClosed: boolean,
): Html | null {
  const say = saying(language);
  if (isClosed) return null;
  if (allowed['reportTurnedAwayAtDoor'] === true)
    return html`<section id="door"><h2>${say('到了家门口进不去？', 'Not let in at home?')}</h2>
<p>${say('接收单位已同意接收您，不得拒绝您进入。', 'The office has agreed to receive you and may not turn you away.')}</p>${doorForm(on)}</section>`;
  if (pledge === null || stands(row['state'], 'open.pledge.signed')) return null;
  const sign = allowed['signPledge'];
  return html`<section id="pledge"><h2>${say('承诺书', 'The pledge')}</h2>
<p>${say('请先读完，或请民警朗读。有不清楚的，先问再签。', 'Read it first, or have the officer read it to you. Ask before you sign.')}</p>
<div class="pledge-text" data-aloud lang="${language === 'en' ? 'en' : 'zh-CN'}" tabindex="0" role="region" aria-label="${say('承诺书全文', 'The pledge in full')}">${pledge.text.split('\n').map((line) => html`<p${HEAD.test(line) ? html` class="head"` : null}>${line}</p>`)}</div>
${forAChild(row, guardian, say)}
${sign === true && (row['isUnder14'] !== true || guardian !== null) ? signForm(on, pledge, guardian?.handoff ?? null) : sign === true ? null : html`<p class="not-yet">${say('现在还不能签署：', 'It cannot be signed yet: ')}${whyNot(sign, language)}</p>`}
${allowed['declinePledge'] === true ? declineForm(on) : null}</section>`;
}

/** Under 14 the guardian signs (Personal Information Protection Law, article 31), on the same page, with the officer there. */
function forAChild(
  row: Delivered['row'],
  guardian: Guardian | null,
  say: (zh: string, en: string) => string,
): Html | null {
  if (row['isUnder14'] !== true) return null;
  return guardian === null
    ? html`<p class="not-yet">${say('未满十四周岁，由监护人签署。请先告诉民警谁是监护人。', 'Under 14 the guardian signs. Please tell the officer first who that is.')}</p>`
    : html`<p class="told">${say(`未满十四周岁，由监护人 ${guardian.named} 在此签署。`, `Under 14: the guardian, ${guardian.named}, signs here.`)}</p>`;
}

/** Why it cannot be signed, as it is said to the one who would. */
function whyNot(code: RefusalCode | undefined, language: Language): string {
  if (code === 'conditionsAreAcknowledged')
    return saying(language)(
      '请先看上面的接收条件，并按“我已知悉这些条件”。',
      'read the conditions above first and say that you know them.',
    );
  return code === undefined ? '' : REFUSALS[code][language];
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
