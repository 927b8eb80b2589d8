/** The dispute and the appeals as the traveller reads them: who decides until when, their own words, and what came of it. */
import { APPEALED, type Appealed, CONDITIONS, RULINGS, SECOND_LOOKS } from '../../contract/answers.ts';
import type { Appeal, Dispute, Outcome } from '../../contract/dispute.ts';
import { VALUES } from '../../contract/form-words.ts';
import type { Language } from '../errors.ts';
import { atShanghai, type Html, html, saying } from './html.ts';
import type { PublicOffice } from './public-record.ts';
import type { Entry } from './traveller-story.ts';

export interface DisputeShown {
  readonly language: Language;
  readonly dispute: Dispute;
  /** The body whose supervisor decides, and the office a ruling names, where the directory has them. */
  readonly desk: PublicOffice | null;
  readonly receiver: PublicOffice | null;
  readonly now: number;
}

/** What is being decided about them; nothing where nothing came before a supervisor. `form` is where they say more. */
export function disputePart(shown: DisputeShown, form: Html | null): Html | null {
  const { language, dispute, desk, now } = shown;
  const { since, isOpen, isOverdue, due, outcome } = dispute;
  if (since === null) return null;
  const say = saying(language);
  const deciding = html`<p>${say('各单位意见不一，案件已提交督办员裁定。督办员听取检查站、被征询单位和您的意见后，书面裁定。', 'The offices do not agree, so a supervisor decides. They hear the checkpoint, the offices that were asked and you, and rule in writing.')}</p>
<dl class="facts">
<div><dt>${say('由谁裁定', 'Who decides')}</dt><dd>${desk === null ? say('督办员', 'a supervisor') : say(`${desk.zh}督办员`, `a supervisor of ${desk.en}`)}</dd></div>
<div><dt>${say('自何时起', 'Since')}</dt><dd><time>${atShanghai(since)}</time></dd></div>
<div><dt>${say('最迟何时裁定', 'At the latest')}</dt><dd>${due === null ? say('没有规定时限', 'No time is set') : html`<time>${atShanghai(due)}</time>${due < now || isOverdue ? html` <small>${say('期限内未作裁定，已报上一级，另行指定专人', 'not decided in time; it was passed up, and somebody is named to decide')}</small>` : null}`}</dd></div>
</dl>`;
  return html`<section id="dispute"><h2>${say('争议裁定', 'The dispute')}</h2>
${isOpen ? deciding : null}
${outcome === null ? null : outcomeOf(shown, outcome)}
${questions(dispute, language)}
${statements(dispute, language)}
${isOpen ? form : null}</section>`;
}

function outcomeOf({ language, dispute, receiver }: DisputeShown, outcome: Outcome): Html {
  const say = saying(language);
  const { ruling, ground, clause, conditions, until, at } = outcome;
  const said = RULINGS[ruling];
  const facts: readonly (readonly [string, Html | string])[] = [
    ...(receiver === null ? [] : [[say('接收单位', 'Who receives you'), receiver[language]] as const]),
    [say('事由', 'Ground'), VALUES[`ground.${ground}`]?.[language] ?? say('其他', 'another')],
    ...(clause === null ? [] : [[say('依据条款', 'Clause'), clause[language]] as const]),
    ...(conditions.length === 0
      ? []
      : [
          [
            say('条件', 'Conditions'),
            conditions
              .map((one) => CONDITIONS[one as keyof typeof CONDITIONS]?.[language] ?? one)
              .join(say('、', ', ')),
          ] as const,
        ]),
    ...(until === null ? [] : [[say('有效至', 'Valid until'), atShanghai(until)] as const]),
    [say('裁定时间', 'Ruled at'), html`<time>${atShanghai(at)}</time>`],
  ];
  return html`<div class="told" data-aloud><p><strong>${said[language]}</strong>${dispute.isOpen ? html` <small>${say('正在重新裁定', 'it is being made anew')}</small>` : null}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></div>`;
}

/** What they were asked and have not answered since. */
function questions({ isOpen, spoken }: Dispute, language: Language): Html | null {
  const say = saying(language);
  const asked = spoken.filter(
    ({ command, version }) =>
      command === 'askForStatement' &&
      !spoken.some((said) => said.command === 'addStatement' && said.version > version),
  );
  if (!isOpen || asked.length === 0) return null;
  return html`<div class="told" role="status"><p>${say('督办员请您说明：', 'The supervisor asks you:')}</p>${asked.map(({ words }) => html`<blockquote lang="zh-CN">${words ?? ''}</blockquote>`)}</div>`;
}

function statements({ spoken }: Dispute, language: Language): Html | null {
  const say = saying(language);
  const mine = spoken.filter(({ command }) => command === 'addStatement');
  if (mine.length === 0) return null;
  return html`<h3>${say('您的陈述', 'What you said')}</h3>
<ol class="story">${mine.map(({ occurredAt, words }) => html`<li><time>${atShanghai(occurredAt)}</time> <span>${words === 'erased' ? say('已删除', 'erased') : (words ?? '')}</span></li>`)}</ol>`;
}

/** What was decided about them and can be appealed: in an open case the ruling alone, afterwards whatever was done. */
export function appealable(timeline: readonly Entry[], isOpen: boolean): readonly Appealed[] {
  if (isOpen) return ['ruling'];
  const did = new Set(timeline.map(({ command }) => command));
  return [
    ...(did.has('ruleOnHandoff') ? (['ruling'] as const) : []),
    ...(did.has('turnTravellerBack') ? (['turnBack'] as const) : []),
    ...(did.has('holdDocument') ? (['hold'] as const) : []),
    ...(did.has('releaseTraveller') ? (['release'] as const) : []),
    'other',
  ];
}

/** Every appeal of theirs: until when it is answered, or what came of it and in which words. */
export function appealsPart({ language, dispute }: DisputeShown, form: Html | null): Html | null {
  const say = saying(language);
  const { appeals } = dispute;
  if (appeals.length === 0 && form === null) return null;
  return html`<section id="appeal"><h2>${say('申诉', 'Appeal')}</h2>
<p>${say('不服裁定、劝返、暂存或放行安排的，可以申诉。由作出原决定以外的人复查，并书面告知结果。', 'If you disagree with a ruling, with being turned back, with a hold or with how you were released, you may appeal. Somebody else than who decided looks again and tells you the outcome in writing.')}</p>
${appeals.map((one) => appealOf(one, language))}
${form}</section>`;
}

function appealOf({ of, at, words, due, isOverdue, answer }: Appeal, language: Language): Html {
  const say = saying(language);
  return html`<div class="told"><p><strong>${APPEALED[of as Appealed][language]}</strong> <small>${say('提出于', 'filed')} <time>${atShanghai(at)}</time></small></p>
${words === null ? null : html`<blockquote lang="zh-CN">${words === 'erased' ? say('已删除', 'erased') : words}</blockquote>`}
${
  answer === null
    ? html`<p>${due === null ? say('正在复查', 'it is being looked at') : html`${say('最迟于', 'answered by')} <time>${atShanghai(due)}</time>${say(' 前复查答复', '')}${isOverdue ? say('；已逾期，已报上一级', '; it was not in time, and the district above was told') : ''}`}</p>`
    : html`<p>${say('复查结果：', 'Outcome: ')}<strong>${SECOND_LOOKS[answer.outcome][language]}</strong> <small><time>${atShanghai(answer.at)}</time></small></p>${answer.words === null ? null : html`<blockquote lang="zh-CN">${answer.words === 'erased' ? say('已删除', 'erased') : answer.words}</blockquote>`}`
}</div>`;
}
