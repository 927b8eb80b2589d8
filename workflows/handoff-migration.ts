/**
 * What an older machine left of a handoff, made a standing of this one. One step from each version to the next; a step
 * that was taken once is never edited.
 */
import type { HandoffStanding } from './handoff-context.ts';
import { isIn } from './standing.ts';

type Step = (standing: HandoffStanding) => HandoffStanding;

const STEPS: Readonly<Record<number, Step>> = {
  // A consent says until when; a ruling beside a transfer ended it; a missing arrival that was settled ended both.
  1: ({ value, context }) => {
    const { care, consent } = context;
    const ended = isIn(value, 'released.notArrived.settled');
    return {
      value,
      context: {
        ...context,
        consent: { ...consent, until: null },
        care: ended
          ? { office: care.office, problem: false, ruledOffice: null, transferTo: null }
          : { ...care, transferTo: care.ruledOffice === null ? care.transferTo : null },
      },
    };
  },
  // What cannot both be so is remembered beside the case; how far what is known was verified; what became of asking sources.
  // A claim that waits and a stay that bars are states version 2 never stood in. It knew no exemption by age either.
  // Who decided before is not known, nor what was recorded in somebody's name: the journal has both.
  2: ({ value, context }) => ({
    value,
    context: {
      ...context,
      contradictions: [],
      known: {},
      sources: {},
      exemptByAge: false,
      request: { ...context.request, decider: null },
      oral: [],
      decided: { ruling: [], turnBack: [], hold: [], release: [] },
      appeal: null,
    },
  }),
};

/** Throws where no step leads from that version: a newer machine wrote it, or nobody ever did. */
export function migrateHandoff(standing: HandoffStanding, from: number, to: number): HandoffStanding {
  let now = standing;
  for (let version = from; version !== to; version += 1) {
    const step = STEPS[version];
    if (step === undefined) throw new Error(`No step leads from version ${from} of the handoff to ${to}.`);
    now = step(now);
  }
  return now;
}
