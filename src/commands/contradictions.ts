/**
 * What contradicts what, one line per kind: `CONTRADICTIONS` has their words. A finding here is an alarm beside the case;
 * what it means for a requirement is said where that requirement is judged.
 */
import {
  type Contradiction,
  CONTRADICTION_NAMES,
  type ContradictionName,
  type Raised,
} from '../contract/contradictions.ts';
import { checkDocument } from '../contract/identity/check-document.ts';
import type { UnfitClass } from '../contract/measures.ts';
import type { Judged } from '../../workflows/handoff-context.ts';
import { documentsIn } from './identity-fields.ts';
import type { Found } from './found.ts';
import type { ProofKind } from './wanted.ts';

/** What other cases have in common with a command, found by keyed digests inside its transaction. */
export interface Alike {
  /** The cases that know a document of this person under another name. */
  readonly namedOtherwise: readonly string[];
  /** The case of another person that showed the same proof first, by kind. */
  readonly bearers: Readonly<Partial<Record<ProofKind, string>>>;
}

/** With how many other cases one command may contradict; whoever looks at these finds the rest. */
const MOST_OTHERS = 5;

type Finds = (found: Found, judged: Judged | null) => readonly (string | null)[];

const shows =
  (unfit: UnfitClass): Finds =>
  ({ body }, judged) =>
    body['test'] !== undefined &&
    (judged?.disbelieved === unfit ||
      (judged?.shown?.test.state === 'unfit' && judged.shown.test.detail.class === unfit))
      ? [null]
      : [];
const shownBy =
  (kind: ProofKind): Finds =>
  ({ alike }) => {
    const other = alike.bearers[kind];
    return other === undefined ? [] : [other];
  };

/** With which other cases there is a contradiction of each kind; null stands for one within this case alone. */
const FINDS: Readonly<Record<ContradictionName, Finds>> = {
  numberBearsAnotherName: ({ alike }) => alike.namedOtherwise.slice(0, MOST_OTHERS),
  numberIsUnsound: ({ body, now }) =>
    documentsIn(body).some((one) => one.asPrinted === true && !checkDocument(one, now).isSound) ? [null] : [],
  sameProofForTwoPeople: shownBy('test'),
  screenshotSeenBefore: shownBy('picture'),
  proofIsFromTheFuture: shows('future'),
  reportedBeforeSampled: shows('timesContradict'),
  // Also where the result is positive or comes late: whose it is has to be looked into all the more.
  certificateIsOfAnother: ({ certificate }) => (certificate?.fault === 'isOfAnotherPerson' ? [null] : []),
  sourcesDisagree: (_, judged) => (judged?.differs === true ? [null] : []),
};

export function contradictionsOf(found: Found, judged: Judged | null): readonly Raised[] {
  return CONTRADICTION_NAMES.flatMap((what) => FINDS[what](found, judged).map((other) => ({ what, other })));
}

/** Somebody looked into it and found it in order. */
export const isExplained = (
  contradictions: readonly Contradiction[],
  what: ContradictionName,
  other: string | null,
): boolean =>
  contradictions.some((one) => one.what === what && one.other === other && one.settled === 'explained');
