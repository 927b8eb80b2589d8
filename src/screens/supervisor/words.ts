/** What only the supervisor's screen says. */
import type { Words } from '../shared/words/say.ts';

export const SUPERVISOR = {
  holds: { zh: '在存证件', en: 'Open holds' },
  person: { zh: '当事人', en: 'Traveller' },
  checkpoint: { zh: '检查站', en: 'Checkpoint' },
  standing: { zh: '现状', en: 'Standing' },
  due: { zh: '复核时限', en: 'Review due' },
} as const satisfies Words;
