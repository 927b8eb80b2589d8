/** What only the community's screen says. */
import type { Words } from '../shared/words/say.ts';

export const COMMUNITY = {
  requests: { zh: '待答复', en: 'Requests' },
} as const satisfies Words;
