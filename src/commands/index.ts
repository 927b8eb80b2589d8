/**
 * The spine: the one way in.
 *
 *   submit ─▶ prepare ─▶ one transaction: claim, lock, findings, answer, rows ─▶ commit ─▶ the answer
 *
 * This room knows how a command becomes rows. It must never know HTTP, draw a paper, or tell anybody before commit.
 */
export type { Answered, By, Command } from './command.ts';
export { personIn, type PersonOfCase, readingOf, seeCertificate } from './certificates.ts';
export { acceptableIn, eventOf } from './decide.ts';
export { LEARNED_KINDS, type Learned, type Office, Registry } from './registry.ts';
export { foldRow, runningVersion } from './replay.ts';
export { compileShapes } from './shape.ts';
export { handoffsOf, simulate } from './simulate.ts';
export { Spine, type SpineOptions } from './submit.ts';
export { type Witnesses } from './prepare.ts';
