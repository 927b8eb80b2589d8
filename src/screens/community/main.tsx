/** The community's screen: phone first, no component library. Each page is a file of `pages/`, and a row here. */
import { start } from '../shared/frame/start.tsx';
import { RequestsPage } from './pages/requests.tsx';
import { COMMUNITY } from './words.ts';

start({
  terminal: 'community',
  pages: [{ path: 'requests', name: COMMUNITY.requests, Page: RequestsPage }],
});
