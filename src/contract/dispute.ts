/**
 * The dispute room: what the sides of a case said about its request, side by side and as they said it.
 *
 * A case is a dispute from the moment its request comes before a supervisor, or the office that received says that it
 * cannot. The officers of its checkpoint, the offices that were asked and those who decide and review read the same
 * room; the traveller reads their own part of it. No document number, no alarm and nothing of anybody's health travels
 * in it beyond what the reader may see anyway.
 */
import type { Ruling } from './answers.ts';
import type { Json } from './streams.ts';

export type Side = 'checkpoint' | 'office' | 'supervisor' | 'traveller' | 'house';

/** Somebody of the staff, as their colleagues may know them. */
export interface Speaker {
  readonly surname: string;
  readonly staffNumber: string;
}

/** A clause of the measure the case is judged by, as it is called there. */
export interface ClauseCalled {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/** One thing that was said or decided. */
export interface Spoken {
  readonly version: number;
  readonly command: string;
  readonly side: Side;
  /** For which office it was said: the checkpoint, the office that answers, the body that decides; null for the traveller. */
  readonly office: string | null;
  /** Who said it; null for the house and the traveller, and for everybody where the traveller reads. */
  readonly who: Speaker | null;
  /** Who wrote it down, where somebody else said it on the telephone. */
  readonly writtenBy: Speaker | null;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** The coded fields of it. */
  readonly said: { readonly [field: string]: Json };
  /** The clause a ruling rests on. */
  readonly clause: ClauseCalled | null;
  /** What followed from it. */
  readonly facts: readonly string[];
  /** Word for word; null where nothing was said in words, or where `isKept`. */
  readonly words: string | null;
  /** There are words, which this reader sees once their office has said whether this is its resident. */
  readonly isKept: boolean;
}

/** The ruling that was made last. One that is being made anew is still the last one. */
export interface Outcome {
  readonly version: number;
  readonly ruling: Ruling;
  readonly ground: string;
  readonly clause: ClauseCalled | null;
  readonly office: string | null;
  readonly conditions: readonly string[];
  readonly until: number | null;
  readonly at: number;
}

/** An appeal, and what came of it. */
export interface Appeal {
  readonly version: number;
  readonly of: string;
  readonly at: number;
  readonly words: string | null;
  /** Until when somebody has to answer it; null once it was answered. */
  readonly due: number | null;
  /** That time ran out once already, and was set anew. */
  readonly isOverdue: boolean;
  readonly answer: {
    readonly outcome: 'upheld' | 'changed' | 'unlawful';
    readonly words: string | null;
    readonly at: number;
    /** Who looked again; null where the traveller reads. */
    readonly who: Speaker | null;
  } | null;
}

/** A row of the view `disputes`. */
export interface Dispute {
  /** When it came before a supervisor; null where it never did: the row is the traveller's own, or tells of an appeal. */
  readonly since: number | null;
  /** Somebody has to decide now. */
  readonly isOpen: boolean;
  /** The time to decide ran out before anybody did. */
  readonly isOverdue: boolean;
  /** Until when a named person decides; null where nobody has to. */
  readonly due: number | null;
  /** The body whose supervisor decides. */
  readonly desk: string | null;
  readonly checkpoint: string;
  /** The offices that take part, in the order they were asked. */
  readonly offices: readonly string[];
  /** Who decides; null while nobody took it up, and where the traveller reads. */
  readonly decider: (Speaker & { readonly account: string }) | null;
  readonly outcome: Outcome | null;
  /** The clauses a ruling may rest on, the case's own first; none but where a supervisor reads. */
  readonly clauses: readonly ClauseCalled[];
  /** Oldest first. */
  readonly spoken: readonly Spoken[];
  /** Oldest first; none where an office reads. */
  readonly appeals: readonly Appeal[];
}
