/**
 * The evidence of a handoff: what was shown is judged as a whole, and every region takes the state it was judged to be in.
 * All four are drawn by one hand. What cannot both be so, and what the sources say, stands beside them.
 */
import { enqueueActions, raise } from 'xstate';
import { EVIDENCE_STATES } from '../src/contract/answers.ts';
import type { Settlement } from '../src/contract/contradictions.ts';
import type { EvidenceRegion } from '../src/contract/measures.ts';
import { isSourceRegion } from '../src/contract/source-words.ts';
import { afterRaised, afterSettled } from './contradictions.ts';
import type { HandoffContext, HandoffInput, JudgedState, SourceStanding } from './handoff-context.ts';
import { type Event, fact, judged, judgedNotNeeded, remember, said } from './handoff-strokes.ts';

/** What contradicts something stands beside the case from now on: it alarms, and moves nothing. */
export const noteContradictions = enqueueActions<
  HandoffContext,
  Event,
  undefined,
  Event,
  never,
  { type: 'fact'; params: { fact: string } },
  never
>(({ context, event, enqueue }) => {
  const { contradictions: found = [] } = said(event);
  const contradictions = afterRaised(context.contradictions, found);
  if (contradictions === context.contradictions) return;
  enqueue.assign({ contradictions });
  enqueue(fact('contradictionFound'));
});
export const settle = remember((context, { contradiction, other, outcome }) => ({
  contradictions: afterSettled(context.contradictions, contradiction, other, outcome as Settlement),
}));

const judgeAgain = raise<HandoffContext, Event, Event, undefined>(({ event }) => ({
  type: 'judgedAgain',
  input: said(event),
}));

/** Remembers which rules a judgement was made by, then has every region look at it. */
export const judge = [
  noteContradictions,
  remember((context, input) => ({
    clause: input.judged?.clause ?? context.clause,
    shown: input.judged?.shown ?? context.shown,
    mayHold: input.judged?.mayHold ?? context.mayHold,
    exemptByAge: input.judged?.exemptByAge ?? context.exemptByAge,
    known: { ...context.known, ...input.judged?.known },
    measure: input.judged?.measure ?? context.measure,
    measureVersion: input.judged?.measureVersion ?? context.measureVersion,
    announcement: input.judged?.announcement ?? context.announcement,
  })),
  judgeAgain,
];

/** A state that only these commands may judge away; whatever else is judged leaves it standing. */
const staysUnless = (...commands: readonly HandoffInput['type'][]) => ({
  on: { judgedAgain: { guard: ({ event }: { event: Event }) => !commands.includes(said(event).type) } },
});
/** A confirmed positive test is taken back by a correction of two persons; one under review takes the review's result. */
const STAYS: Readonly<Record<string, object>> = {
  positive: staysUnless('correctEvidence'),
  underReview: staysUnless('recordTest', 'correctEvidence', 'recordSourceAnswer'),
};

/** A region decided by evidence. All four are drawn by this one hand, so that they cannot differ in kind. */
export function evidenceRegion(region: EvidenceRegion) {
  const classes = Object.entries<readonly string[]>(EVIDENCE_STATES[region]).filter(
    ([, states]) => states.length > 0,
  );
  const becomes = (state: JudgedState) => ({
    guard: ({ event }: { event: Event }) => judged(event, region) === state,
    target: `#${region}.${state}`,
  });
  const anyState = classes.flatMap(([name, states]) =>
    states.map((state: string) => becomes(`${name}.${state}`)),
  );
  const stopping = anyState.filter((to) => to.target.includes('.stops.'));
  const others = anyState.filter((to) => !stopping.includes(to));
  const waive = {
    guard: ({ context }: { context: HandoffContext }) => context.proposal?.regions.includes(region) === true,
    target: `#${region}.waived`,
    actions: fact(`${region}Waived`),
  };
  const judgement = { judgedAgain: [becomes('notNeeded'), ...anyState] };
  return {
    id: region,
    initial: 'notNeeded',
    on: judgement,
    states: {
      notNeeded: {},
      // Once waived, evidence that merely meets or fails the requirement changes nothing; a test that stops does.
      waived: {
        on: {
          judgedAgain: [
            becomes('notNeeded'),
            ...stopping,
            // A waiver falls with the consent it stood beside: without one nobody could be released or cleared on it.
            ...others.map((to) => ({
              ...to,
              guard: (args: { event: Event }) => judgedNotNeeded('consent')(args) && to.guard(args),
            })),
            {},
          ],
        },
      },
      ...Object.fromEntries(
        classes.map(([name, states]) => [
          name,
          {
            initial: states[0],
            states: Object.fromEntries(states.map((state: string) => [state, STAYS[state] ?? {}])),
            ...(name === 'unmet' || name === 'pending'
              ? {
                  on: {
                    approveException: waive,
                    // Silence decides nothing: it is told to those above, and the claim waits on.
                    ...(name === 'pending' && region === 'filing'
                      ? { claimDue: { actions: fact('claimOverdue') } }
                      : {}),
                  },
                }
              : {}),
          },
        ]),
      ),
    },
  };
}

const NOT_ASKED: SourceStanding = {
  askedAt: null,
  answeredAt: null,
  says: null,
  why: null,
  silentSince: null,
};
const ofSource = (context: HandoffContext, input: HandoffInput, change: Partial<SourceStanding>) => {
  const { region } = input;
  if (!isSourceRegion(region)) return {};
  const before = context.sources[region] ?? NOT_ASKED;
  return { sources: { ...context.sources, [region]: { ...before, ...change } } };
};
export const askSource = remember((context, input) => ofSource(context, input, { askedAt: input.at }));
/** An outage is no knowledge: it leaves what was said before it standing, and says since when it lasts. */
export const hearSource = remember((context, input) => {
  const says = input.judged?.says ?? null;
  const before = isSourceRegion(input.region) ? context.sources[input.region] : undefined;
  return ofSource(context, input, {
    askedAt: null,
    answeredAt: input.at,
    says,
    why: input.judged?.why ?? null,
    silentSince: says === 'unavailable' ? (before?.silentSince ?? input.at) : null,
  });
});
export const endOfMeasure = [remember(() => ({ announcementEnded: true, mayHold: false })), judgeAgain];
