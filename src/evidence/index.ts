/**
 * What was shown: identity documents, signed tests, sources, and how far each was verified.
 *
 * This room knows formats, signatures and the words of the contract. It must never know a clock, a file, a stream, who asks,
 * or what a measure makes of it: instants, lists and persons are handed in, and what comes out is evidence, never a decision.
 */
export * from './certificates/index.ts';
