/** The supervisor's screen. Each page is a file of `pages/`, and a row here. */
import { CONTRADICTIONS, SETTLEMENTS } from '../../contract/contradictions.ts';
import { HOUSE_REFUSALS } from '../../contract/house-refusals.ts';
import { teach } from '../shared/words/say.ts';
import type { Role } from '../../contract/roles.ts';
import { start } from '../shared/frame/start.tsx';
import { WithAntd } from '../shared/look/antd.tsx';
import '../shared/look/desk.css';
import { CasePage } from './pages/case.tsx';
import { CasesPage } from './pages/cases.tsx';
import { CHANNEL } from '../shared/words/channel-words.ts';
import { ChannelsBeside } from '../shared/ui/channels.tsx';
import { ChannelsPage } from './pages/channels.tsx';
import { ComparisonBeside, ComparisonPage } from './pages/comparison.tsx';
import { CountsPage } from './pages/counts.tsx';
import { HoldsPage } from './pages/holds.tsx';
import { OpeningsPage } from './pages/openings.tsx';
import { RefusedPage } from './pages/refused.tsx';
import { MeasuresPage } from './pages/measures.tsx';
import { OverduePage } from './pages/overdue.tsx';
import { PledgePage } from './pages/pledge.tsx';
import { PledgesPage } from './pages/pledges.tsx';
import { RulingsPage } from './pages/rulings.tsx';
import { SamplesPage } from './pages/samples.tsx';
import { COMPARISON } from './comparison-words.ts';
import { SUPERVISOR } from './words.ts';

const RULES: readonly Role[] = ['supervisor'];
const REVIEWS: readonly Role[] = ['supervisor', 'reviewer'];
const COMPARES: readonly Role[] = ['supervisor', 'reviewer', 'auditor'];
const AUDITS: readonly Role[] = ['auditor'];

teach({ refusals: HOUSE_REFUSALS, values: { ...CONTRADICTIONS, ...SETTLEMENTS } });

start({
  terminal: 'supervisor',
  pages: [
    { path: 'rulings', name: SUPERVISOR.rulings, Page: RulingsPage, roles: RULES },
    { path: 'overdue', name: SUPERVISOR.overdue, Page: OverduePage, roles: RULES },
    { path: 'holds', name: SUPERVISOR.holds, Page: HoldsPage, roles: REVIEWS },
    { path: 'pledges', name: SUPERVISOR.pledges, Page: PledgesPage, roles: REVIEWS },
    { path: 'samples', name: SUPERVISOR.samples, Page: SamplesPage, roles: REVIEWS },
    { path: 'cases', name: SUPERVISOR.cases, Page: CasesPage, roles: REVIEWS },
    { path: 'channels', name: CHANNEL.channels, Page: ChannelsPage, Beside: ChannelsBeside, roles: RULES },
    { path: 'counts', name: SUPERVISOR.counts, Page: CountsPage, roles: REVIEWS },
    { path: 'measures', name: SUPERVISOR.measures, Page: MeasuresPage, roles: RULES },
    { path: 'openings', name: SUPERVISOR.openings, Page: OpeningsPage, roles: AUDITS },
    { path: 'refused', name: SUPERVISOR.refused, Page: RefusedPage, roles: AUDITS },
    {
      path: 'comparison',
      name: COMPARISON.comparison,
      Page: ComparisonPage,
      Beside: ComparisonBeside,
      roles: COMPARES,
    },
    { path: 'case', name: SUPERVISOR.theCase, Page: CasePage, isHidden: true, roles: REVIEWS },
    { path: 'pledge', name: SUPERVISOR.thePledge, Page: PledgePage, isHidden: true, roles: REVIEWS },
  ],
  Around: WithAntd,
});
