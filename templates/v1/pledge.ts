/**
 * The pledge: what the traveller declares once consent stands.
 *
 * It is a declaration by a citizen. It moves no duty of an office onto them, and signing it waives nothing.
 * What is signed is `pledgeBlocks` and nothing else; the sheet adds who signed, when, and before whom.
 */
import { DOCUMENT_NAMES, RETURN_REASON_WORDS } from '../../src/contract/papers.ts';
import type { PledgeFacts, PledgeText } from '../../src/contract/papers.ts';
import type { Language } from '../../src/contract/measures.ts';
import { plainText, type Block, type Field, type Template } from '../blocks.ts';
import {
  basisFields,
  clauses,
  conditionLines,
  full,
  half,
  head,
  heading,
  inLanguage,
  paragraph,
  remedies,
  sayHealthStatus,
  sayItinerary,
  sayStaff,
  sayTest,
  sayTime,
  speaker,
  titleOf,
} from './words.ts';

export const pledge: Template<PledgeFacts> = (facts, code) => {
  const { language, text, signed } = facts;
  const say = speaker(language);
  const signer = text.guardian?.name ?? text.traveller.name;
  return [
    head(facts, titleOf('pledge', language), code),
    ...pledgeBlocks(text, language),
    {
      kind: 'places',
      places: [
        {
          kind: 'signature',
          label:
            text.guardian === null
              ? say('承诺人签名', 'Signed by the traveller')
              : say('监护人签名', 'Signed by the guardian'),
          under: [signer, sayTime(signed.at, language)],
          strokes: signed.strokes,
        },
        {
          kind: 'signature',
          label: say('见证民警', 'Witnessed by the officer'),
          under: [
            sayStaff(signed.witness, language),
            signed.readAloud
              ? say('全文已朗读', 'The text was read aloud')
              : say('签署前已由本人阅读', 'Read by the signer before signing'),
          ],
          strokes: null,
        },
        { kind: 'stamp', label: say('检查站印章', 'Seal of the checkpoint'), under: [], strokes: null },
      ],
    },
    paragraph(
      say(
        `签署文本摘要（SHA-256，含封存随机数）：${signed.textDigest}`,
        `Digest of the signed text (SHA-256, with a sealed random number): ${signed.textDigest}`,
      ),
      'quiet',
    ),
  ];
};

/** The exact text that is shown and signed. A changed character is another text. */
export function pledgeText(facts: PledgeText, language: Language): string {
  return plainText([paragraph(titleOf('pledge', language)), ...pledgeBlocks(facts, language)]);
}

function pledgeBlocks(text: PledgeText, language: Language): Block[] {
  const say = speaker(language);
  const { consent } = text;
  return [
    {
      kind: 'summary',
      title: say('先看这三行', 'Read these three lines first'),
      lines: [
        say(
          `${consent.office.name}已${consent.how === 'accepted' ? '同意' : '被裁定'}接收您。您承诺：说真话，直接回家，到家报到。`,
          `${consent.office.name} ${consent.how === 'accepted' ? 'has agreed' : 'was ruled'} to receive you. You promise: to tell the truth, go straight home, and report there.`,
        ),
        conditionSummary(text, language),
        say(
          '您可以不签。签字不放弃任何权利，也不替任何单位承担职责。',
          'You need not sign. Signing gives up no right, and takes over no office’s duty.',
        ),
      ],
    },
    heading(say('一、基本情况', '1  The facts')),
    { kind: 'fields', fields: sevenFields(text, language) },
    { kind: 'fields', fields: shownFields(text, language) },
    heading(say('二、接收条件', '2  Conditions of reception')),
    clauses(conditionLines(text.conditions, text.observationDays, language)),
    heading(say('三、承诺', '3  What I promise')),
    clauses([
      say(
        '以上内容，凡由我提供的，据我所知属实。如有错漏，我会尽快更正。故意提供虚假情况的，我依法承担责任。',
        'What I have stated above is true as far as I know. If something is wrong or missing I will correct it soon. For a deliberate untruth I answer under the law.',
      ),
      say(
        `放行后，我直接前往上述返京地址，到达后告知接收单位。途中有变化，我会打值班电话 ${consent.office.dutyPhone}。`,
        `Once released I go straight to the address above and tell the office that I have arrived. If something changes on the way I call its duty desk, ${consent.office.dutyPhone}.`,
      ),
      say(
        '我已知道上面的接收条件，并会在我能做到的范围内遵守。',
        'I know the conditions above and will keep them as far as it is in my power.',
      ),
    ]),
    paragraph(
      say(
        '我只承诺自己能做到的事。查验和决定是检查站的职责，接收、管理和服务是接收单位的职责；这些职责不因我签字而转给我。',
        'I promise only what I can do myself. To check and to decide is the duty of the checkpoint; to receive, manage and help is the duty of the receiving office. My signature moves none of these duties to me.',
      ),
    ),
    heading(say('四、权利', '4  My rights')),
    clauses([
      say(
        '签字不放弃任何权利。我可以先提问、请人朗读，可以陈述和申辩，并领取一份副本。',
        'Signing waives no right. I may ask first, have it read to me, state my case and object, and I receive a copy.',
      ),
      say(
        '我可以不签，也可以随时离开，离开时证件一并返还。不签的，不能按本条款放行；这不是过错，我可以重新考虑。',
        'I may decline to sign, and may leave at any time; my document is then given back. Without a signature I cannot be released under this clause; that is no fault, and I may reconsider.',
      ),
      ...remedies(text.remedies, language),
    ]),
    heading(say('五、依据', '5  On what basis')),
    { kind: 'fields', fields: basisFields(text.basis, language) },
  ];
}

function conditionSummary(text: PledgeText, language: Language): string {
  const say = speaker(language);
  if (text.conditions.includes('sealedBuilding')) {
    return say(
      '请注意：您的楼栋已封控，可进不可出。回到家后，解除之前不能外出。',
      'Please note: your building is sealed. You can go in, and cannot come out until the sealing ends.',
    );
  }
  if (text.conditions.length === 0) {
    return say('到家之后没有附加条件。', 'There are no conditions once you are home.');
  }
  return say(
    `到家之后有 ${text.conditions.length} 项条件${text.observationDays === null ? '' : `，观察 ${text.observationDays} 天`}，写在第二部分。`,
    `There ${text.conditions.length === 1 ? 'is 1 condition' : `are ${text.conditions.length} conditions`} at home${text.observationDays === null ? '' : `, with ${text.observationDays} days of observation`}; see part 2.`,
  );
}

/** The seven, in the order in which the police form has always asked for them. */
function sevenFields(text: PledgeText, language: Language): Field[] {
  const say = speaker(language);
  const { traveller, consent } = text;
  const isCard = traveller.document.type === 'CN_RIC';
  const reason = inLanguage(RETURN_REASON_WORDS[text.returnReason], language);
  return [
    full(say('姓名', 'Name'), traveller.name),
    full(
      isCard ? say('身份证号码', 'ID number') : say('证件号码', 'Document'),
      isCard
        ? (traveller.document.number ?? say('无', 'none'))
        : `${inLanguage(DOCUMENT_NAMES[traveller.document.type], language)} ${traveller.document.number ?? ''}`.trim(),
    ),
    full(say('返京地址', 'Return address'), text.returnAddress),
    full(say('返京前住址', 'Address before'), text.previousAddress),
    full(
      say('返京原因', 'Reason'),
      text.returnReasonWords === null
        ? reason
        : say(`${reason}：${text.returnReasonWords}`, `${reason}: ${text.returnReasonWords}`),
    ),
    half(say('社区工作负责人', 'Responsible'), sayStaff(consent.responsible, language)),
    half(say('联系电话', 'Telephone'), consent.office.dutyPhone),
    full(
      say('接收单位', 'Received by'),
      say(
        `${consent.office.name}，${sayTime(consent.at, language)} ${consent.how === 'accepted' ? '同意接收' : '经裁定接收'}`,
        `${consent.office.name}, ${consent.how === 'accepted' ? 'agreed' : 'by ruling'} ${sayTime(consent.at, language)}`,
      ),
    ),
    ...(text.guardian === null ? [] : [full(say('监护人', 'Guardian'), text.guardian.name)]),
  ];
}

function shownFields(text: PledgeText, language: Language): Field[] {
  const say = speaker(language);
  const { healthStatus, test, itinerary } = text.shown;
  return [
    full(say('案号', 'Case'), text.caseNumber),
    full(
      say('到达检查站', 'Arrived'),
      say(
        `${sayTime(text.arrivedAt, language)}，${text.checkpoint.name}`,
        `${sayTime(text.arrivedAt, language)}, ${text.checkpoint.name}`,
      ),
    ),
    ...(healthStatus === null
      ? []
      : [full(say('健康宝状态', 'Health Kit status'), sayHealthStatus(healthStatus, language))]),
    ...(test === null ? [] : [full(say('核酸检测', 'Test'), sayTest(test, language))]),
    ...(itinerary === null ? [] : [full(say('行程码', 'Itinerary code'), sayItinerary(itinerary, language))]),
  ];
}
