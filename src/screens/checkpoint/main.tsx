/** The checkpoint's screen. Each page is a file of `pages/`, and a row here. */
import { CONTRADICTIONS, SETTLEMENTS } from '../../contract/contradictions.ts';
import { HOUSE_REFUSALS } from '../../contract/house-refusals.ts';
import { teach } from '../shared/words/say.ts';
import './checkpoint.css';
import { start } from '../shared/frame/start.tsx';
import { WithAntd } from '../shared/look/antd.tsx';
import { HoldsPage } from './pages/holds.tsx';
import { NewStopPage } from './pages/new-stop.tsx';
import { QueuePage } from './pages/queue.tsx';
import { ShiftPage } from './pages/shift.tsx';
import { StopsPage } from './pages/stops.tsx';
import { withPost } from './post/with-post.tsx';
import { CHECKPOINT } from './words.ts';

teach({ refusals: HOUSE_REFUSALS, values: { ...CONTRADICTIONS, ...SETTLEMENTS } });

start({
  terminal: 'checkpoint',
  pages: [
    { path: 'queue', name: CHECKPOINT.queue, Page: withPost(QueuePage) },
    { path: 'new', name: CHECKPOINT.newStop, Page: withPost(NewStopPage) },
    { path: 'stops', name: CHECKPOINT.stops, Page: withPost(StopsPage) },
    { path: 'holds', name: CHECKPOINT.holds, Page: withPost(HoldsPage) },
    { path: 'shift', name: CHECKPOINT.shift, Page: withPost(ShiftPage) },
  ],
  Around: WithAntd,
  rings: true,
});
