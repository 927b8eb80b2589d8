/** The checkpoint's screen. Each page is a file of `pages/`, and a row here. */
import { start } from '../shared/frame/start.tsx';
import { WithAntd } from '../shared/look/antd.tsx';
import { NewStopPage } from './pages/new-stop.tsx';
import { QueuePage } from './pages/queue.tsx';
import { CHECKPOINT } from './words.ts';

start({
  terminal: 'checkpoint',
  pages: [
    { path: 'queue', name: CHECKPOINT.queue, Page: QueuePage },
    { path: 'new', name: CHECKPOINT.newStop, Page: NewStopPage },
  ],
  Around: WithAntd,
  rings: true,
});
