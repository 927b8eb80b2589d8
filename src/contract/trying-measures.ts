/** Trying a measure before it is in force: what is sent, and what comes back. Of recorded handoffs only sums leave the house. */
import { type Static, Type } from 'typebox';
import { At, oneOf, strict } from './schema.ts';
import { OUTCOMES, WAYS } from './trying-words.ts';

const Told = strict({ clause: Type.String(), outcome: oneOf(OUTCOMES) });
const ChangedSchema = strict({
  was: Told,
  would: Told,
  way: oneOf(WAYS),
  handoffs: Type.Integer({ minimum: 1 }),
});
export type Changed = Static<typeof ChangedSchema>;

const count = Type.Integer({ minimum: 0 });
export const SimulationSchema = strict({
  /** Handoffs of travellers who arrived in the time asked for; they are the sum of those below. */
  handoffs: count,
  same: count,
  milder: count,
  stricter: count,
  otherwise: count,
  /** Their proofs are erased, or no measure ever judged them. */
  erased: count,
  /** By clause, the most first. */
  changes: Type.Array(ChangedSchema),
});
export type Simulation = Static<typeof SimulationSchema>;

const Faults = Type.Array(strict({ path: Type.String(), message: Type.String() }));
const Said = Type.Array(strict({ about: Type.String(), text: Type.String() }));

/** A draft; with facts, as a worked example writes them, it is judged by; with a time, it is tried on handoffs on record. */
export const TryBody = strict({
  text: Type.String({ minLength: 2, maxLength: 1_000_000 }),
  facts: Type.Optional(Type.String({ minLength: 2, maxLength: 50_000 })),
  time: Type.Optional(strict({ from: At, to: At })),
});
export type TryAsked = Static<typeof TryBody>;

export const TryAnswerSchema = strict({
  /** What keeps the draft from being loaded; then nothing else is said. */
  faults: Faults,
  id: Type.Union([Type.String(), Type.Null()]),
  version: Type.Union([Type.Integer(), Type.Null()]),
  factFaults: Faults,
  judged: Type.Union([
    strict({
      clause: Type.String(),
      passed: Type.Boolean(),
      proposals: Type.Array(Type.String()),
      'zh-CN': Said,
      en: Said,
    }),
    Type.Null(),
  ]),
  simulation: Type.Union([SimulationSchema, Type.Null()]),
});
type Answered = Static<typeof TryAnswerSchema>;
export type TryAnswer = Omit<Answered, 'faults' | 'factFaults'> & {
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  readonly factFaults: readonly { readonly path: string; readonly message: string }[];
};
