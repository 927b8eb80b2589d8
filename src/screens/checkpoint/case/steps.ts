/** The steps of a case, each with where it stands. The first that is not done is the one that lies open. */
import type { Delivered } from '../../../contract/doors.ts';
import { stands } from '../../../contract/standings.ts';
import type { Json } from '../../../contract/streams.ts';
import type { Mood } from '../../shared/ui/status.tsx';
import { refusalSaid, type Said } from '../../shared/words/say.ts';
import { allowedIn, dueOf } from '../../shared/rows.ts';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';
import { isOpen, regionOf, stateWords } from './this-case.ts';

export const STEPS = ['document', 'evidence', 'test', 'community', 'pledge', 'release'] as const;
export type Step = (typeof STEPS)[number];

export interface StepStanding {
  readonly step: Step;
  readonly name: Said;
  readonly mood: Mood;
  readonly words: Said;
  readonly isDone: boolean;
  /** Nothing is to be done with it before its clock says so: a document that is kept. */
  readonly waits?: boolean;
  readonly due?: number | null;
  /** Why it is shut now; null where something can be done, or nothing is left to do. */
  readonly why: Said | null;
}

const met = (state: Json | undefined) =>
  state === undefined ||
  state === 'notNeeded' ||
  state === 'waived' ||
  (typeof state === 'object' && state !== null && 'met' in state);

const both = (of: Delivered, regions: readonly string[]): Said => {
  const words = regions
    .map((region) => regionOf(of, region))
    .filter((state) => state !== undefined && state !== 'notNeeded')
    .map(stateWords);
  if (words.length === 0) return CHECKPOINT.notNeeded;
  return { zh: words.map(({ zh }) => zh).join(' / '), en: words.map(({ en }) => en).join(' / ') };
};

export function stepsOf(of: Delivered): readonly StepStanding[] {
  const state = of.row['state'];
  const at = (path: string) => stands(state, `open.${path}`);
  const whyOf = (...commands: Parameters<typeof offered>[1][]): Said | null => {
    const said = commands.map((command) => offered(of, command));
    if (said.some((one) => one === true)) return null;
    return said.find((one): one is Said => one !== null && one !== true) ?? null;
  };
  const document = regionOf(of, 'document');
  const isReturnDue = at('document.held.returnDue');
  const isHeld = at('document.held');
  const evidenceIsMet = ['healthStatus', 'itinerary', 'filing'].every((region) => met(regionOf(of, region)));
  const test = regionOf(of, 'test');
  const testStops = at('test.stops');
  const consent = regionOf(of, 'consent');
  const consentIsDone =
    consent === 'notNeeded' || consent === 'accepted' || at('consent.ruled.receive.acknowledged');
  const pledge = regionOf(of, 'pledge');
  const pledgeIsDone = pledge === 'signed' || pledge === 'waived' || pledge === 'notNeeded';
  const release = allowedIn(of, 'releaseTraveller');
  const clear = allowedIn(of, 'clearTraveller');
  const mayEnd = release === true || clear === true;
  const isOver = !isOpen(of);
  /** Where no community is to receive, the case ends by being cleared. */
  const endsBy = consent === 'notNeeded' ? clear : release;
  const steps: readonly StepStanding[] = [
    {
      step: 'document',
      name: CHECKPOINT.stepDocument,
      mood: isReturnDue ? 'late' : isHeld ? 'soon' : document === 'presented' ? 'calm' : 'good',
      words: stateWords(document),
      isDone: isOver || (document !== 'presented' && !isHeld),
      waits: isHeld && !isReturnDue,
      due: isHeld ? dueOf(of.row, 'holdReviewDue') : null,
      why: null,
    },
    {
      step: 'evidence',
      name: CHECKPOINT.stepEvidence,
      mood: evidenceIsMet ? 'good' : 'soon',
      words: both(of, ['healthStatus', 'itinerary', 'filing']),
      isDone: isOver || evidenceIsMet,
      why: null,
    },
    {
      step: 'test',
      name: CHECKPOINT.stepTest,
      mood: testStops ? 'late' : met(test) ? 'good' : 'soon',
      words: test === 'notNeeded' ? CHECKPOINT.notNeeded : stateWords(test),
      isDone: isOver || met(test),
      why: whyOf('recordTest'),
    },
    {
      step: 'community',
      name: CHECKPOINT.stepCommunity,
      mood: consentIsDone ? 'good' : at('consent.asked') ? 'soon' : consent === 'refused' ? 'late' : 'calm',
      words: consent === 'notNeeded' ? CHECKPOINT.notNeeded : stateWords(consent),
      isDone: isOver || consentIsDone,
      why: consentIsDone || at('consent.asked') ? null : whyOf('askCommunity'),
    },
    {
      step: 'pledge',
      name: CHECKPOINT.stepPledge,
      mood: pledgeIsDone ? 'good' : pledge === 'declined' ? 'late' : 'calm',
      words: pledge === 'notNeeded' ? CHECKPOINT.notNeeded : stateWords(pledge),
      isDone: isOver || pledgeIsDone,
      why: pledgeIsDone ? null : whyOf('signPledge', 'acknowledgeConditions'),
    },
    {
      step: 'release',
      name: CHECKPOINT.stepRelease,
      mood: isOver ? 'good' : 'calm',
      words: isOver ? CHECKPOINT.closed : mayEnd ? CHECKPOINT.alreadyNow : CHECKPOINT.todo,
      isDone: isOver,
      why: isOver || mayEnd || typeof endsBy !== 'string' ? null : refusalSaid(endsBy),
    },
  ];
  // What a closed case went through stands in its timeline; its steps ask for nothing any more.
  return isOver
    ? steps.map((step) => ({ ...step, mood: 'calm', words: CHECKPOINT.closed, why: null }))
    : steps;
}

/** Where the work is now: the first step that is not done, not shut, and does not wait for its clock. */
export function currentOf(steps: readonly StepStanding[]): Step {
  const open = steps.find(({ isDone, why, waits }) => !isDone && why === null && waits !== true);
  return (open ?? steps.find(({ isDone }) => !isDone))?.step ?? 'release';
}
