/** The administrator's screen. Each page is a file of `pages/`, and a row here. */
import { start } from '../shared/frame/start.tsx';
import { WithAntd } from '../shared/look/antd.tsx';
import { AccountsPage } from './pages/accounts.tsx';
import { ADMIN } from './words.ts';

start({
  terminal: 'admin',
  pages: [{ path: 'accounts', name: ADMIN.accounts, Page: AccountsPage }],
  Around: WithAntd,
});
