/** Which rows a view is made of: a kind of stream, and the tag by which a viewer's list is told from another's. */
import type { Actor } from '../contract/roles.ts';
import type { StreamKind } from '../contract/streams.ts';
import { VIEWS, type ViewName } from '../contract/views.ts';

interface Selection {
  readonly kind: StreamKind;
  /** The tag's first part; the second is the viewer's scope. */
  readonly list: string;
}

const SELECTIONS: Readonly<Record<Exclude<ViewName, 'counts' | 'directoryEntries'>, Selection>> = {
  queue: { kind: 'handoff', list: 'queue' },
  stops: { kind: 'stop', list: 'stop' },
  shifts: { kind: 'shift', list: 'shift' },
  handoffPage: { kind: 'handoff', list: 'handoffPage' },
  requests: { kind: 'handoff', list: 'requests' },
  expectedArrivals: { kind: 'handoff', list: 'expectedArrivals' },
  officeAnswers: { kind: 'handoff', list: 'officeAnswers' },
  openHolds: { kind: 'handoff', list: 'openHolds' },
  disputes: { kind: 'handoff', list: 'disputes' },
  awaitingRuling: { kind: 'handoff', list: 'awaitingRuling' },
  overdue: { kind: 'handoff', list: 'overdue' },
  pledges: { kind: 'handoff', list: 'pledges' },
  pledgeReviews: { kind: 'trust', list: 'trust' },
  openings: { kind: 'trust', list: 'trust' },
  accounts: { kind: 'account', list: 'account' },
  directoryChanges: { kind: 'directory', list: 'directory' },
  measures: { kind: 'measure', list: 'measure' },
  announcements: { kind: 'announcement', list: 'announcement' },
  trustLists: { kind: 'trustList', list: 'trustList' },
  channels: { kind: 'channel', list: 'channel' },
  overlaps: { kind: 'overlap', list: 'overlap' },
  travellerPage: { kind: 'handoff', list: 'travellerPage' },
};

/** Views that every place of the house shares: their tag is the whole house's. */
const SHARED: ReadonlySet<ViewName> = new Set([
  'accounts',
  'directoryChanges',
  'measures',
  'announcements',
  'trustLists',
]);

/** How a viewer's list is found, or null where their role has no such view or it is not made of streams' rows. */
export function selectionFor(viewer: Actor, view: ViewName): { kind: StreamKind; audience: string } | null {
  const roles: readonly string[] = VIEWS[view].roles;
  if (!roles.includes(viewer.role) || view === 'counts' || view === 'directoryEntries') return null;
  const { kind, list } = SELECTIONS[view];
  return { kind, audience: `${list}/${SHARED.has(view) ? '*' : viewer.scope}` };
}
