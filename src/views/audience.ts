/** Who may list a row: one tag per list and office. Whoever loses a tag loses the row, on every screen that shows it. */
import type { StreamKind } from '../contract/streams.ts';
import type { DisputeKept } from './dispute.ts';

type State = string | { readonly [region: string]: State | undefined };

/** What the audience of a handoff is worked out from. */
export interface ShownHandoff {
  readonly checkpoint: string;
  readonly officer: string;
  readonly announcement: string;
  readonly deposited: boolean;
  readonly request: {
    readonly rung: string | null;
    readonly community: string | null;
    readonly streetOffice: string | null;
    readonly supervisor: string | null;
  };
  readonly consent: { readonly office: string | null };
  readonly care: {
    readonly office: string | null;
    readonly ruledOffice: string | null;
    readonly transferTo: string | null;
    readonly problem: boolean;
  };
  readonly proposal: unknown;
  readonly appeal: { readonly isOverdue: boolean } | null;
}

const at = (state: State, path: string): State | undefined =>
  path
    .split('.')
    .reduce<State | undefined>(
      (here, step) => (typeof here === 'object' ? here[step] : here === step ? here : undefined),
      state,
    );
const stands = (state: State, path: string) => {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const here = steps.length === 0 ? state : at(state, steps.join('.'));
  return here === last || (typeof here === 'object' && last in here);
};

/**
 * The audience of a handoff. `above` gives an office and everything above it; `spoke` are the offices that said
 * something; `dispute` says whose the room is where the request became one.
 */
export function handoffAudience(
  id: string,
  state: State,
  context: ShownHandoff,
  above: (office: string) => readonly string[],
  spoke: readonly string[] = [],
  dispute: DisputeKept | null = null,
): string[] {
  const tags = new Set<string>([`travellerPage/${id}`, `disputes/${id}`]);
  const tell = (list: string, office: string | null, whole = false) => {
    if (office !== null) for (const code of whole ? above(office) : [office]) tags.add(`${list}/${code}`);
  };
  const { checkpoint, request, consent, care, appeal } = context;
  for (const office of [
    checkpoint,
    request.community,
    request.streetOffice,
    request.supervisor,
    consent.office,
    care.office,
    care.ruledOffice,
    care.transferTo,
  ])
    tell('handoffPage', office, true);
  // What an office said stays its own to read, whoever is asked afterwards.
  for (const office of spoke) tell('officeAnswers', office);
  if (dispute !== null && (dispute.since !== null || dispute.isAppealed)) {
    tell('disputes', checkpoint, true);
    tell('disputes', dispute.desk, true);
    if (dispute.since !== null) for (const office of dispute.offices) tell('disputes', office);
  }
  const open = stands(state, 'open');
  if (open) {
    tell('queue', checkpoint);
    tags.add(`mine/${context.officer}`);
    tags.add(`under/${context.announcement}`);
  }
  const pending = stands(state, 'open.consent.asked');
  if (pending) {
    tell('requests', request.community);
    tell('requests', request.streetOffice);
  }
  if (stands(state, 'open.consent.ruled.receive.awaiting')) tell('requests', consent.office);
  if (care.ruledOffice !== null) tell('requests', care.ruledOffice);
  if (care.transferTo !== null) tell('requests', care.transferTo);
  if (stands(state, 'released.onTheWay') || stands(state, 'released.overdue'))
    tell('expectedArrivals', care.office);
  if (stands(state, 'open.document.held') || context.deposited) tell('openHolds', checkpoint, true);
  if (stands(state, 'open.consent.asked.supervisor') || stands(state, 'open.consent.asked.undecided'))
    tell('awaitingRuling', request.supervisor, true);
  // A ruling that nobody acknowledged may be made anew by the desk that made it, which also covers the office it names.
  if (stands(state, 'open.consent.ruled.receive.awaiting')) {
    tell('awaitingRuling', checkpoint, true);
    tell('awaitingRuling', request.supervisor, true);
  }
  // Nothing is ruled about somebody who is looked for.
  const isToBeRuled = care.problem && !stands(state, 'released.notArrived');
  if (context.proposal !== null || isToBeRuled || appeal !== null) tell('awaitingRuling', checkpoint, true);
  if (
    context.deposited ||
    appeal?.isOverdue === true ||
    stands(state, 'released.overdue') ||
    stands(state, 'released.notArrived.missing') ||
    stands(state, 'open.consent.asked.undecided')
  )
    tell('overdue', checkpoint, true);
  if (stands(state, 'open.pledge.signed') || stands(state, 'released')) tell('pledges', checkpoint, true);
  return [...tags];
}

/** The audience of every other kind of stream: the place that owns it and what stands above, or the whole house. */
export function audienceElsewhere(
  kind: StreamKind,
  owners: readonly string[],
  above: (office: string) => readonly string[],
): string[] {
  const codes = owners.flatMap((owner) => (owner === '*' ? [] : [owner, ...above(owner)]));
  return [...new Set([...codes, '*'].map((code) => `${kind}/${code}`))];
}
