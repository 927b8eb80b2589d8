/** The supervisor's screen. Each page is a file of `pages/`, and a row here. */
import { start } from '../shared/frame/start.tsx';
import { WithAntd } from '../shared/look/antd.tsx';
import { HoldsPage } from './pages/holds.tsx';
import { SUPERVISOR } from './words.ts';

start({
  terminal: 'supervisor',
  pages: [{ path: 'holds', name: SUPERVISOR.holds, Page: HoldsPage }],
  Around: WithAntd,
});
