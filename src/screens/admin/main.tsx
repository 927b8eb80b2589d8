/** The administrator's screen. Each page is a file of `pages/`, and a row here. */
import { CONTRADICTIONS, SETTLEMENTS } from '../../contract/contradictions.ts';
import { HOUSE_REFUSALS } from '../../contract/house-refusals.ts';
import { teach } from '../shared/words/say.ts';
import { start } from '../shared/frame/start.tsx';
import { WithAntd } from '../shared/look/antd.tsx';
import '../shared/look/desk.css';
import { AccountPage } from './pages/account.tsx';
import { AccountsPage } from './pages/accounts.tsx';
import { AnnouncementsPage } from './pages/announcements.tsx';
import { CHANNEL } from '../shared/words/channel-words.ts';
import { ChannelsBeside } from '../shared/ui/channels.tsx';
import { ChannelsPage } from './pages/channels.tsx';
import { DirectoryPage } from './pages/directory.tsx';
import { IssuersPage } from './pages/issuers.tsx';
import { MeasuresPage } from './pages/measures.tsx';
import { ADMIN } from './words.ts';

teach({ refusals: HOUSE_REFUSALS, values: { ...CONTRADICTIONS, ...SETTLEMENTS } });

start({
  terminal: 'admin',
  pages: [
    { path: 'accounts', name: ADMIN.accounts, Page: AccountsPage },
    { path: 'directory', name: ADMIN.directory, Page: DirectoryPage },
    { path: 'channels', name: CHANNEL.channels, Page: ChannelsPage, Beside: ChannelsBeside },
    { path: 'measures', name: ADMIN.measures, Page: MeasuresPage },
    { path: 'issuers', name: ADMIN.issuers, Page: IssuersPage },
    { path: 'announcements', name: ADMIN.announcements, Page: AnnouncementsPage },
    { path: 'account', name: ADMIN.theAccount, Page: AccountPage, isHidden: true },
  ],
  Around: WithAntd,
});
