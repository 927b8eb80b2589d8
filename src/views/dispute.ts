/** Whether a case is a dispute, since when, and whose room it is: kept in its row, so that its audience can be told. */
import type { CommandType } from '../contract/commands.ts';

/** What a row keeps of the dispute about its request. Another request is another room. */
export interface DisputeKept {
  /** The row by which the request began. */
  readonly from: number;
  /** When it came before a supervisor; null while it has not. */
  readonly since: number | null;
  /** The body whose supervisor decides, or decided; null where no request was passed up to one. */
  readonly desk: string | null;
  /** The offices that were asked, or that a ruling names, in their order. */
  readonly offices: readonly string[];
  /** The request was given up; whatever is asked next is another. */
  readonly isOver: boolean;
  /** Somebody appealed something that was decided; the desks read it, also where nothing ever came before a supervisor. */
  readonly isAppealed: boolean;
}

const NO_REQUEST: DisputeKept = {
  from: 1,
  since: null,
  desk: null,
  offices: [],
  isOver: true,
  isAppealed: false,
};

/** What it is worked out from. */
export interface AskedHere {
  readonly checkpoint: string;
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
    readonly problem: boolean;
  };
}

/** The dispute after a command; null while nothing was asked of anybody, and nothing appealed. */
export function disputeAfter(
  before: DisputeKept | null | undefined,
  said: { readonly type: CommandType; readonly version: number; readonly occurredAt: number },
  { request, consent, care }: AskedHere,
): DisputeKept | null {
  const isAppealed = before?.isAppealed === true || said.type === 'fileAppeal';
  if (request.rung === null)
    return before == null && !isAppealed ? null : { ...NO_REQUEST, ...before, isOver: true, isAppealed };
  // A row of before this was kept knows the offices, and not where the request began.
  const known = before ?? null;
  const goesOn = known !== null && !known.isOver;
  const offices = [
    ...(goesOn ? known.offices : []),
    request.community,
    request.streetOffice,
    consent.office,
    care.office,
    care.ruledOffice,
  ].filter((office): office is string => office !== null);
  const isBefore = request.supervisor !== null || care.problem;
  return {
    from: goesOn ? known.from : said.type === 'askCommunity' ? said.version : 1,
    since: (goesOn ? known.since : null) ?? (isBefore ? said.occurredAt : null),
    desk: request.supervisor ?? (goesOn ? known.desk : null),
    offices: [...new Set(offices)],
    isOver: false,
    isAppealed,
  };
}
