/**
 * The notices of a journey that does not go on: turned back by a decision, or left by the traveller's own choice.
 * Two papers, because one has a decision that can be reviewed and the other has none; what they share stands below.
 */
import { ALTERNATIVES, ANSWERS, REFUSAL_REASONS } from '../../src/contract/answers.ts';
import {
  RUNG_WORDS,
  TURN_BACK_REASON_WORDS,
  type Asked,
  type DepartureNoticeFacts,
  type RefusalNoticeFacts,
} from '../../src/contract/papers.ts';
import type { Language } from '../../src/contract/measures.ts';
import type { Block, Template } from '../blocks.ts';
import {
  REGION_WORDS,
  basisFields,
  clauses,
  contractWords,
  documentLine,
  full,
  half,
  head,
  heading,
  inLanguage,
  paragraph,
  remedies,
  sayStaff,
  sayTime,
  speaker,
  titleOf,
  travellerFields,
} from './words.ts';

export const refusalNotice: Template<RefusalNoticeFacts> = (facts, code) => {
  const { language } = facts;
  const say = speaker(language);
  const reason = inLanguage(TURN_BACK_REASON_WORDS[facts.reason], language);
  const nobodyDecided = facts.reason === 'noDecisionInTime';
  return [
    head(facts, titleOf('refusalNotice', language), code),
    {
      kind: 'summary',
      title: say('要点', 'In short'),
      lines: [
        say(
          `您这次没有被放行，原因：${reason}。这不是处罚，也不表示您有过错。`,
          `You were not released this time, because ${reason}. This is no penalty, and does not mean that you did anything wrong.`,
        ),
        documentLine(facts.document, language),
        say(
          `情况有变化可以再来。需要帮助或不服：${facts.remedies.helpPhone}。复议期限 60 日，诉讼期限 6 个月。`,
          `You may come again when something has changed. For help, or if you disagree: ${facts.remedies.helpPhone}. Review within 60 days, suit within 6 months.`,
        ),
      ],
    },
    heading(say('当事人', 'About whom')),
    { kind: 'fields', fields: travellerFields(facts.traveller, language) },
    heading(say('决定与理由', 'The decision and its reason')),
    {
      kind: 'fields',
      fields: [
        half(say('到达时间', 'Arrived'), sayTime(facts.arrivedAt, language)),
        half(say('决定时间', 'Decided'), sayTime(facts.decidedAt, language)),
        full(say('决定', 'Decision'), say('劝返', 'turned back')),
        full(
          say('理由', 'Reason'),
          facts.words === null ? reason : `${reason}${say('：', ': ')}${facts.words}`,
        ),
        full(
          say('是否有人决定', 'Did anybody decide'),
          nobodyDecided
            ? say(
                '没有。被征询的单位在时限内都没有作出决定，劝返由检查站作出。',
                'No. None of those asked decided in time; turning back was the checkpoint’s own act.',
              )
            : say('有，见下。', 'Yes, see below.'),
        ),
      ],
    },
    ...(facts.unmet.length === 0
      ? []
      : [
          paragraph(say('尚未满足的要求', 'What is not met'), 'strong'),
          clauses(facts.unmet.map((words) => inLanguage(words, language))),
        ]),
    ...(facts.lift === null
      ? []
      : [paragraph(`${say('如何解除：', 'What lifts it: ')}${inLanguage(facts.lift, language)}`)]),
    ...askedBlocks(facts.asked, language),
    heading(say('考虑过的其他办法', 'Other ways that were considered')),
    alternativesBlock(facts, language),
    heading(say('依据', 'On what basis')),
    { kind: 'fields', fields: basisFields(facts.basis, language) },
    heading(say('权利', 'Your rights')),
    clauses([
      say(
        '您可以陈述和申辩；所说内容记入本告知书。改变决定须由上级另行作出书面决定。',
        'You may state your case and object; what you say is put on this notice. The decision is changed only by a new written decision of a superior.',
      ),
      ...remedies(facts.remedies, language),
    ]),
    statementBox(facts.statement, language),
    {
      kind: 'places',
      places: [
        {
          kind: 'signature',
          label: say('当事人签收', 'Received by the traveller'),
          under: [say('签收不表示同意', 'Receiving it is not agreeing')],
          strokes: null,
        },
        {
          kind: 'signature',
          label: say('决定民警', 'Decided by'),
          under: [
            sayStaff(facts.decidedBy, language),
            ...(facts.secondOfficer === null ? [] : [sayStaff(facts.secondOfficer, language)]),
            sayTime(facts.decidedAt, language),
          ],
          strokes: null,
        },
        { kind: 'stamp', label: say('检查站印章', 'Seal of the checkpoint'), under: [], strokes: null },
      ],
    },
  ];
};

export const departureNotice: Template<DepartureNoticeFacts> = (facts, code) => {
  const { language } = facts;
  const say = speaker(language);
  const open = facts.open.map((region) => inLanguage(REGION_WORDS[region], language)).join(say('、', ', '));
  return [
    head(facts, titleOf('departureNotice', language), code, { onePage: true }),
    {
      kind: 'summary',
      title: say('要点', 'In short'),
      lines: [
        say(
          '您自己决定离开。这不是劝返，也不是处罚，不影响您以后再来。',
          'You chose to leave. You were not turned back, this is no penalty, and you may come again.',
        ),
        documentLine(facts.document, language),
        say(
          `需要帮助或要投诉：${facts.remedies.helpPhone}。`,
          `For help, or to complain: ${facts.remedies.helpPhone}.`,
        ),
      ],
    },
    heading(say('当事人', 'About whom')),
    { kind: 'fields', fields: travellerFields(facts.traveller, language) },
    heading(say('经过', 'What happened')),
    {
      kind: 'fields',
      fields: [
        half(say('到达时间', 'Arrived'), sayTime(facts.arrivedAt, language)),
        half(say('要求离开', 'Asked to leave'), sayTime(facts.requestedAt, language)),
        half(say('离开时间', 'Left'), sayTime(facts.leftAt, language)),
        half(say('民警', 'Officer'), sayStaff(facts.officer, language)),
        full(say('当时未办完的事项', 'Still open then'), open === '' ? say('没有', 'nothing') : open),
        ...(facts.words === null ? [] : [full(say('说明', 'Note'), facts.words)]),
      ],
    },
    paragraph(
      [
        ...(facts.open.includes('consent')
          ? [
              say(
                '对接收单位的征询已取消，只告知“当事人已离开”，没有说明其他情况。',
                'The request to the office was cancelled; it was told that the traveller has left, and nothing else.',
              ),
            ]
          : []),
        say(
          `有事可以联系检查站：${facts.checkpoint.dutyPhone}。`,
          `To reach the checkpoint: ${facts.checkpoint.dutyPhone}.`,
        ),
      ].join(say('', ' ')),
    ),
    heading(say('依据', 'On what basis')),
    { kind: 'fields', fields: basisFields(facts.basis, language, 'brief') },
    heading(say('权利', 'Your rights')),
    clauses([
      say(
        '离开之前的等待、证件查验和检查站的做法，您都可以陈述、投诉或要求复核。',
        'You may comment on, complain about or have reviewed the wait, the handling of your document and what the checkpoint did before you left.',
      ),
      ...remedies(facts.remedies, language),
    ]),
    statementBox(facts.statement, language),
    {
      kind: 'places',
      places: [
        {
          kind: 'signature',
          label: say('当事人签收', 'Received by the traveller'),
          under: [say('签收不表示同意', 'Receiving it is not agreeing')],
          strokes: null,
        },
        {
          kind: 'signature',
          label: say('民警', 'Officer'),
          under: [sayStaff(facts.officer, language), sayTime(facts.leftAt, language)],
          strokes: null,
        },
        { kind: 'stamp', label: say('检查站印章', 'Seal of the checkpoint'), under: [], strokes: null },
      ],
    },
  ];
};

/** Who was asked and what they said. A silence is named as one, by its office. */
function askedBlocks(asked: readonly Asked[], language: Language): Block[] {
  const say = speaker(language);
  if (asked.length === 0) return [];
  return [
    heading(say('征询经过', 'Who was asked')),
    {
      kind: 'table',
      columns: [
        { title: say('单位', 'Office'), share: 34 },
        { title: say('征询时间', 'Asked'), share: 22 },
        { title: say('答复', 'Answer'), share: 22 },
        { title: say('答复时间', 'Answered'), share: 22 },
      ],
      rows: asked.map((row) => [
        `${inLanguage(RUNG_WORDS[row.rung], language)}\n${row.office}`,
        sayTime(row.askedAt, language),
        sayAnswer(row, language),
        row.answeredAt === null ? '—' : sayTime(row.answeredAt, language),
      ]),
    },
  ];
}

function sayAnswer({ answer, reason }: Asked, language: Language): string {
  const say = speaker(language);
  if (answer === null) return say('时限内未答复', 'no answer in time');
  const words =
    answer === 'turnBack' ? say('裁定劝返', 'ruled: turn back') : contractWords(ANSWERS[answer], language);
  return reason === null
    ? words
    : `${words}${say('：', ': ')}${contractWords(REFUSAL_REASONS[reason], language)}`;
}

function alternativesBlock({ alternatives }: RefusalNoticeFacts, language: Language): Block {
  const say = speaker(language);
  if (alternatives.length === 0) {
    return paragraph(say('没有记录考虑过其他办法。', 'No other way is on record as having been considered.'));
  }
  return paragraph(
    say(
      `作出决定前考虑过：${alternatives.map((name) => contractWords(ALTERNATIVES[name], language)).join('、')}。均未采用。`,
      `Considered before the decision: ${alternatives.map((name) => contractWords(ALTERNATIVES[name], language)).join('; ')}. None was taken.`,
    ),
  );
}

function statementBox(statement: string | null, language: Language): Block {
  return {
    kind: 'box',
    title: speaker(language)('当事人的陈述和申辩', 'What the traveller says to it'),
    text: statement,
    lines: 3,
  };
}
