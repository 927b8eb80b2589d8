/** What only the administrator's screen says. */
import type { Words } from '../shared/words/say.ts';

export const ADMIN = {
  accounts: { zh: '账号', en: 'Accounts' },
  staffNumber: { zh: '工号', en: 'Staff number' },
  surname: { zh: '姓', en: 'Surname' },
} as const satisfies Words;
