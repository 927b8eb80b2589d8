/** The release slip: where to, by when, who receives, what holds at home, and what to do if the door stays shut. */
import type { ReleaseSlipFacts } from '../../src/contract/papers.ts';
import type { Template } from '../blocks.ts';
import {
  REGION_WORDS,
  basisFields,
  clauses,
  conditionLines,
  full,
  half,
  head,
  heading,
  inLanguage,
  remedies,
  sayOffice,
  sayStaff,
  sayTime,
  speaker,
  titleOf,
  travellerFields,
} from './words.ts';

export const releaseSlip: Template<ReleaseSlipFacts> = (facts, code) => {
  const { language, receivedBy } = facts;
  const say = speaker(language);
  const HOW = {
    met: say('已满足', 'met'),
    waived: say('经批准免除', 'waived by approval'),
    ruled: say('经裁定', 'by ruling'),
  } as const;
  return [
    head(facts, titleOf('releaseSlip', language), code, { releaseCode: facts.releaseCode, onePage: true }),
    {
      kind: 'summary',
      title: say('您可以走了', 'You may drive on'),
      lines: [
        say(
          `请直接回到返京地址，${sayTime(facts.arriveBy, language)} 前到达，并告知${receivedBy.office.name}。`,
          `Please go straight to your return address, arrive by ${sayTime(facts.arriveBy, language)}, and tell ${receivedBy.office.name}.`,
        ),
        say(
          `在出口处和社区门口请出示右上角的二维码，或报出码下的放行码；到达后即失效，码内没有个人信息。`,
          `At the exit and at your community’s door show the code above, or read it out. It ends with your arrival and holds no personal data.`,
        ),
        say(
          `到了进不去门，请打检查站 ${facts.checkpoint.dutyPhone}，不必自己争执。放行决定依然有效。`,
          `Not let in at the door? Call the checkpoint, ${facts.checkpoint.dutyPhone}. You need not argue: the release stands.`,
        ),
      ],
    },
    heading(say('放行', 'The release')),
    {
      kind: 'fields',
      fields: [
        ...travellerFields(facts.traveller, language, 'noAddress'),
        ...(facts.plate === null ? [] : [full(say('车辆', 'Vehicle'), facts.plate)]),
        full(say('返京地址', 'Return address'), facts.returnAddress),
        half(say('放行时间', 'Released'), sayTime(facts.releasedAt, language)),
        half(say('应到达时间', 'Arrive by'), sayTime(facts.arriveBy, language)),
        full(
          say('接收单位', 'Received by'),
          say(
            `${sayOffice(receivedBy.office, language)}；${sayStaff(receivedBy.responsible, language)}`,
            `${sayOffice(receivedBy.office, language)}; ${sayStaff(receivedBy.responsible, language)}`,
          ),
        ),
        full(
          say('各项要求', 'Requirements'),
          facts.regions
            .map(
              ({ region, how }) =>
                `${inLanguage(REGION_WORDS[region], language)}${say('：', ': ')}${HOW[how]}`,
            )
            .join(say('；', '; ')),
        ),
      ],
    },
    heading(say('到家之后', 'Once you are home')),
    clauses(conditionLines(facts.conditions, facts.observationDays, language)),
    heading(say('依据', 'On what basis')),
    { kind: 'fields', fields: basisFields(facts.basis, language, 'brief') },
    heading(say('权利', 'Your rights')),
    clauses(remedies(facts.remedies, language), 'small'),
    {
      kind: 'places',
      places: [
        {
          kind: 'signature',
          label: say('放行民警', 'Released by'),
          under: [sayStaff(facts.releasedBy, language), sayTime(facts.releasedAt, language)],
          strokes: null,
        },
        { kind: 'stamp', label: say('检查站印章', 'Seal of the checkpoint'), under: [], strokes: null },
      ],
    },
  ];
};
