/** The community's screen: phone first, no component library. Each page is a file of `pages/`, and a row here. */
import { start } from '../shared/frame/start.tsx';
import './community.css';
import { later } from './later.tsx';
import { ArrivalsPage } from './pages/arrivals.tsx';
import { RequestPage } from './pages/request.tsx';
import { RequestsBeside, RequestsPage } from './pages/requests.tsx';
import { ShiftBeside } from './parts/shift-beside.tsx';
import { COMMUNITY } from './words.ts';

start({
  terminal: 'community',
  onPhones: true,
  pages: [
    { path: 'requests', name: COMMUNITY.requests, Page: RequestsPage, Beside: RequestsBeside },
    { path: 'arrivals', name: COMMUNITY.arrivals, Page: ArrivalsPage },
    {
      path: 'answers',
      name: COMMUNITY.answers,
      Page: later(async () => (await import('./pages/answers.tsx')).AnswersPage),
    },
    {
      path: 'shift',
      name: COMMUNITY.shift,
      Page: later(async () => (await import('./pages/shift.tsx')).ShiftPage),
      Beside: ShiftBeside,
    },
    {
      path: 'duty',
      name: COMMUNITY.duty,
      Page: later(async () => (await import('./pages/duty.tsx')).DutyPage),
      roles: ['streetOfficer'],
    },
    { path: 'request', name: COMMUNITY.theRequest, Page: RequestPage, isHidden: true },
    {
      path: 'slip',
      name: COMMUNITY.slip,
      Page: later(async () => (await import('./pages/slip.tsx')).SlipPage),
      isHidden: true,
    },
  ],
});
