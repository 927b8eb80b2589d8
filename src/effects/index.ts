/**
 * What follows: due timers and the outbox.
 *
 * This room knows how to carry out what was decided, at least once and after commit. It must never decide anything:
 * what comes of an effect goes back through `submit` as a command of the house.
 */
export { derivedId } from './derived-id.ts';
export { openCase } from './case-file.ts';
export { type Drawing, drawPapers, makerOf, paperBytes } from './draw-papers.ts';
export { handlersOf, type HandlerOptions, type SendToChannel } from './handlers.ts';
export { caseNumber, releaseCodeOf, type PaperLookups } from './paper-facts.ts';
export { type ClockJump, ClockWatch } from './clock-watch.ts';
export { commandIdOf, type Fired, fireDueTimers } from './due-timers.ts';
export { Loop } from './loop.ts';
export { ReachOffices } from './reach-offices.ts';
export { type Gateway, sendByGateway, signatureOf } from './send.ts';
export { dispatchEffects, EffectsAside, type Handler } from './outbox.ts';
