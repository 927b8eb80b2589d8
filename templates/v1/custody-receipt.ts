/**
 * The receipt for a document that really is kept: one copy for the traveller, one for the file.
 * It carries what a retention notice must carry (DOMAIN rule L-AC1) and says by when the document goes back.
 */
import {
  DEPOSIT_REASON_WORDS,
  DOCUMENT_NAMES,
  HOLD_GROUND_WORDS,
  type BlankReceiptFacts,
  type CustodyReceiptFacts,
  type PaperFrame,
  type Remedies,
} from '../../src/contract/papers.ts';
import type { Language } from '../../src/contract/measures.ts';
import type { Block, Field, SignPlace, Template } from '../blocks.ts';
import {
  basisFields,
  clauses,
  full,
  half,
  head,
  heading,
  inLanguage,
  paragraph,
  remedies,
  sayLater,
  sayOffice,
  sayStaff,
  sayTime,
  speaker,
  titleOf,
} from './words.ts';

export const custodyReceipt: Template<CustodyReceiptFacts> = (facts, code) =>
  copyMarks(facts.language).flatMap((copyMark) => [
    head(facts, receiptTitle(facts), code, { copyMark, onePage: true }),
    summary(facts),
    heading(speaker(facts.language)('当事人、证件、事由与期限', 'The document, why, and until when')),
    { kind: 'fields', fields: [...whose(facts), ...keptFields(facts)] },
    statementBox(facts.statement, facts.language),
    heading(speaker(facts.language)('权利', 'Your rights')),
    clauses(holdRights(facts, facts.remedies, facts.keeping.kind), 'small'),
    { kind: 'places', places: signPlaces(facts) },
  ]);

/**
 * Numbered receipts to be filled in by hand when the system is down: the fields stand in the order of the screen,
 * so that what was written can be entered afterwards line by line.
 */
export const blankReceipt: Template<BlankReceiptFacts> = (facts, code) => {
  const { language } = facts;
  const say = speaker(language);
  return facts.formNumbers.flatMap((number) =>
    copyMarks(language).flatMap((copyMark): Block[] => [
      head(facts, titleOf('blankReceipt', language), code, { copyMark, number, onePage: true }),
      paragraph(
        say(
          '系统不可用时使用。每张只用一次；写错划去重写，不要涂改。恢复后按编号补录。',
          'For use when the system is down. Each number once; strike out and write anew, never overwrite. Enter it by its number afterwards.',
        ),
        'quiet',
      ),
      {
        kind: 'fields',
        fields: [
          full(say('姓名', 'Name'), null),
          half(say('证件', 'Document'), null),
          half(say('证件号码', 'Number'), null),
          full(say('住址', 'Address'), null),
          full(say('证件状况', 'Condition'), null),
          full(say('暂存事由', 'Ground'), null),
          full(say('法律依据', 'Legal basis'), null),
          full(say('公告与条款', 'Announcement, clause'), null),
          half(say('暂存时间', 'Kept from'), null),
          half(say('应于何时前返还', 'Back before'), null),
          half(say('民警一（姓、工号）', 'Officer 1 (surname, no.)'), null),
          half(say('民警二（姓、工号）', 'Officer 2 (surname, no.)'), null),
          full(say('执法证件', 'Certificate shown'), say('□ 已出示　　□ 未出示', '□ yes     □ no')),
        ],
      },
      { kind: 'box', title: statementTitle(language), text: null, lines: 2 },
      heading(say('权利', 'Your rights')),
      clauses(holdRights(facts, facts.remedies, 'hold'), 'small'),
      {
        kind: 'places',
        places: [
          place(say('当事人签名（交出时）', 'Traveller, handing over'), [say('时间：', 'Time:')]),
          place(say('民警签名', 'Officers'), [say('时间：', 'Time:')]),
          place(say('当事人签名（取回时）', 'Traveller, taking back'), [say('时间：', 'Time:')]),
          { ...place(say('检查站印章', 'Seal of the checkpoint'), []), kind: 'stamp' },
        ],
      },
    ]),
  );
};

const place = (label: string, under: readonly string[]): SignPlace => ({
  kind: 'signature',
  label,
  under,
  strokes: null,
});

const copyMarks = (language: Language) => {
  const say = speaker(language);
  return [say('第一联　当事人留存', 'Copy 1: traveller'), say('第二联　存档', 'Copy 2: file')];
};

function receiptTitle({ keeping, language }: CustodyReceiptFacts): string {
  const say = speaker(language);
  if (keeping.kind === 'hold') return titleOf('custodyReceipt', language);
  return keeping.why === 'lost'
    ? say('证件遗失证明', 'Certificate of a document lost')
    : say('证件保管收据', 'Receipt for a document kept safe');
}

function summary(facts: CustodyReceiptFacts): Block {
  const { keeping, language } = facts;
  const say = speaker(language);
  const help = facts.remedies.helpPhone;
  if (keeping.kind === 'hold') {
    const due = sayTime(keeping.returnDueAt, language);
    const cap = sayLater(keeping.capAt, keeping.returnDueAt, language);
    return inShort(language, [
      say(
        `您的证件暂存在检查站，应在 ${due} 前返还，最迟 ${cap}。`,
        `Your document is kept here. It should be back by ${due}, at the latest by ${cap}.`,
      ),
      say(
        '无论结果如何，证件都会返还。您可以随时要求离开并取回证件，5 分钟内返还。',
        'It is given back whatever is decided; and if you ask to leave, within 5 minutes.',
      ),
      say(`有疑问或到时未还：${help}。`, `If it is not back in time, or in doubt: ${help}.`),
    ]);
  }
  if (keeping.why === 'lost') {
    return inShort(language, [
      say(
        '您的证件在检查站保管期间遗失，责任不在您。',
        'Your document was lost in the keeping of the checkpoint. It is not your fault.',
      ),
      say(
        '凭本证明可以补领证件，也可以依法申请赔偿。',
        'With this certificate you can have it replaced, and may claim compensation.',
      ),
      say(`有疑问：${help}。`, `In doubt: ${help}.`),
    ]);
  }
  return inShort(language, [
    keeping.why === 'damaged'
      ? say(
          '您的证件在检查站保管中受损，责任不在您。可以随时领回，也可以凭本收据换领。',
          'Your document was damaged in our keeping. It is not your fault. Collect it at any time, or have it replaced with this receipt.',
        )
      : say(
          '您的证件由检查站代为保管，可以随时领回。',
          'Your document is kept safe at the checkpoint and can be collected at any time.',
        ),
    say(
      `领取：${sayOffice(facts.checkpoint, language)}。`,
      `Collect it at ${sayOffice(facts.checkpoint, language)}.`,
    ),
    say(`有疑问：${help}。`, `In doubt: ${help}.`),
  ]);
}

const inShort = (language: Language, lines: readonly string[]): Block => ({
  kind: 'summary',
  title: speaker(language)('要点', 'In short'),
  lines,
});

/** The document itself stands below, as the thing that is kept. */
function whose({ traveller, language }: CustodyReceiptFacts): Field[] {
  const say = speaker(language);
  return [
    full(say('姓名', 'Name'), traveller.name),
    full(say('住址', 'Address'), traveller.address ?? say('未提供', 'not given')),
  ];
}

function keptFields(facts: CustodyReceiptFacts): Field[] {
  const { keeping, item, language, officers } = facts;
  const say = speaker(language);
  return [
    half(say('物品', 'Item'), inLanguage(DOCUMENT_NAMES[item.type], language)),
    half(say('数量', 'Quantity'), say('1 件', '1')),
    half(say('号码', 'Number'), item.number ?? say('无', 'none')),
    half(say('状况', 'Condition'), item.condition ?? say('未见破损', 'no damage seen')),
    full(
      say('事由', 'Ground'),
      [
        keeping.kind === 'hold'
          ? inLanguage(HOLD_GROUND_WORDS[keeping.ground], language)
          : inLanguage(DEPOSIT_REASON_WORDS[keeping.why], language),
        ...(facts.words === null ? [] : [facts.words]),
      ].join(say('：', ': ')),
    ),
    ...(keeping.kind === 'hold'
      ? [
          full(say('措施所列依据', 'Basis the measure gives'), keeping.legalBasis),
          full(
            say('对该依据的说明', 'What is said against it'),
            inLanguage(keeping.contestedBecause, language),
          ),
          half(say('暂存时间', 'Kept from'), sayTime(facts.keptAt, language)),
          half(say('应返还时间', 'Due back'), sayTime(keeping.returnDueAt, language)),
          full(
            say('最迟返还', 'At the latest'),
            say(
              `${sayTime(keeping.capAt, language)}。到时只能返还，不得续存。`,
              `${sayTime(keeping.capAt, language)}. After that it can only be returned.`,
            ),
          ),
        ]
      : [full(say('保管时间', 'Kept from'), sayTime(facts.keptAt, language))]),
    full(
      say('经办民警', 'Officers'),
      say(
        `${sayStaff(officers[0], language)}、${sayStaff(officers[1], language)}；执法证件${facts.certificateShown ? '已出示' : '未出示'}`,
        `${sayStaff(officers[0], language)}, ${sayStaff(officers[1], language)}; certificates ${facts.certificateShown ? 'shown' : 'not shown'}`,
      ),
    ),
    ...basisFields(facts.basis, language, 'brief'),
  ];
}

const statementTitle = (language: Language) =>
  speaker(language)('当事人的陈述和申辩', 'What the traveller says to it');

function statementBox(statement: string | null, language: Language): Block {
  return { kind: 'box', title: statementTitle(language), text: statement, lines: 2 };
}

function holdRights(frame: PaperFrame, remedy: Remedies, kind: 'hold' | 'deposit'): string[] {
  const say = speaker(frame.language);
  return [
    kind === 'hold'
      ? say(
          '您可以陈述和申辩，要求出示执法证件，要求值班站长复核。不再需要时，证件立即返还。',
          'You may state your case and object, ask to see the officers’ certificates, and ask the duty superior to review. When it is no longer needed, the document is returned at once.',
        )
      : say(
          '您可以陈述和申辩。领回证件不收费。',
          'You may state your case and object. Collecting it costs nothing.',
        ),
    ...remedies(remedy, frame.language),
  ];
}

function signPlaces(facts: CustodyReceiptFacts): SignPlace[] {
  const { language, signed, returned, officers } = facts;
  const say = speaker(language);
  const handedOver: SignPlace = {
    ...place(say('当事人签名（交出时）', 'Traveller, handing over'), [
      signed === null ? say('时间：', 'Time:') : sayTime(signed.at, language),
    ]),
    strokes: signed?.strokes ?? null,
  };
  return [
    // What is kept safe was mostly left behind: nobody stood there to hand it over.
    ...(facts.keeping.kind === 'deposit' && signed === null ? [] : [handedOver]),
    place(
      say('民警签名', 'Officers'),
      officers.map((officer) => sayStaff(officer, language)),
    ),
    {
      ...place(say('当事人签名（取回时）', 'Traveller, taking back'), [
        returned === null ? say('时间：', 'Time:') : sayTime(returned.at, language),
      ]),
      strokes: returned?.strokes ?? null,
    },
    { ...place(say('检查站印章', 'Seal of the checkpoint'), []), kind: 'stamp' },
  ];
}
