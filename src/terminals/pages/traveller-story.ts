/** What is told on the traveller's page of their case: since when, under which conditions, which papers, and what happened. */
import { CONDITIONS } from '../../contract/answers.ts';
import { commandRow, isCommandType } from '../../contract/commands.ts';
import { FACTS, VALUES } from '../../contract/form-words.ts';
import { PAPERS } from '../../contract/papers.ts';
import { SOURCE_REGIONS, type SourceRegion } from '../../contract/source-words.ts';
import { CARD, stands } from '../../contract/standings.ts';
import type { Json } from '../../contract/streams.ts';
import { TIMERS, type TimerName } from '../../contract/timers.ts';
import type { Language } from '../errors.ts';
import { atShanghai, type Html, html, saying } from './html.ts';
import type { PublicOffice } from './public-record.ts';

export type Entry = { readonly [field: string]: Json };

export function dueOf(names: readonly TimerName[], timers: Entry): { name: TimerName; at: number } | null {
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
  'takeUpDispute',
  'askForStatement',
  'fileAppeal',
  'handOverPaper',
  'recordCall',
  'markNeed',
  'issueReadBackCode',
  'recordEarlierAttempts',
  'recordDetails',
  'askSource',
]);
const MOVING: ReadonlySet<string> = new Set([
  'requestDue',
  'rungDue',
  'rulingDue',
  'consentLapses',
  'arrivalDue',
]);

/** When the present wait began: the last row that moved the case, or the arrival. */
export function sinceOf(timeline: readonly Entry[], row: Entry): number {
  const last = timeline.findLast(({ command, said }) =>
    command === 'dueTimerFired' ? MOVING.has(String((said as Entry)['timer'])) : !STILL.has(String(command)),
  );
  return Number(last?.['occurredAt'] ?? row['arrivedAt'] ?? row['recordedAt'] ?? 0);
}

export function cardWords(row: Entry, language: Language): string {
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
export function conditions(
  timeline: readonly Entry[],
  office: PublicOffice | null,
  language: Language,
): Html {
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
  return html`${who}<ul class="rights" data-aloud>${named.map((one) => html`<li>${CONDITIONS[one][language]}${one === 'homeObservation' && typeof days === 'number' ? say(`，自到达之日起 ${days} 天，期满即止`, `, ${days} days from the day you arrive and no longer`) : ''}</li>`)}</ul>`;
}

const SYSTEMS: Readonly<Record<SourceRegion, readonly [zh: string, en: string]>> = {
  test: ['核酸查询系统', 'the test system'],
  healthStatus: ['健康宝查询系统', 'the Health Kit system'],
  itinerary: ['行程码查询系统', 'the itinerary system'],
};

/** What became of asking the systems about this person; null where nothing has to be said. */
export function systems(row: Entry, language: Language): Html | null {
  const say = saying(language);
  const sources = (row['sources'] ?? {}) as Readonly<Partial<Record<SourceRegion, Entry>>>;
  const lines = SOURCE_REGIONS.flatMap((region) => {
    const source = sources[region];
    if (source === undefined) return [];
    const [zh, en] = SYSTEMS[region];
    const at = (field: string) => html`<time>${atShanghai(Number(source[field]))}</time>`;
    if (source['askedAt'] !== null)
      return [
        html`${say(`检查站已查询${zh}，正在等待应答，自 `, `The checkpoint asked ${en} and waits for its answer, since `)}${at('askedAt')}`,
      ];
    if (source['says'] === 'unavailable')
      return [
        html`${say(`${zh}没有可靠应答，自 `, `There is no answer to rely on from ${en}, since `)}${at('silentSince')}${say('。这不对您不利，也不算阳性；系统会自动再问，您也可以出示纸质报告，或请民警电话核实。', '. This is not counted against you, and is no positive; it is asked again by itself. You can show a paper report, or have the officer call the laboratory.')}`,
      ];
    if (source['says'] === 'kept')
      return [
        html`${say(`${zh}的数据较旧，与您出示的不一致，未予采信；民警会再核对一次。`, `What ${en} has is older than what you showed and differs; it was not taken over, and the officer looks again.`)}`,
      ];
    return [];
  });
  return lines.length === 0
    ? null
    : html`<ul class="rights" id="systems">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

export function papers(timeline: readonly Entry[], id: string, language: Language): Html {
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

export function story(timeline: readonly Entry[], language: Language): Html {
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
