/**
 * What is kept: journal, log, heads, keys, persons, reservations, timers, outbox, views.
 *
 * This room knows two engines (SQLite, PostgreSQL), one schema, and how nothing that was acknowledged gets lost.
 * It must never know who may do what, what HTTP is, or what a machine decides: it keeps rows and gives them back.
 * Personal data enters it sealed, or as keyed digests in rows that can be deleted.
 *
 * Whoever holds a `Reader` looks; whoever holds a `Writer` stands inside `Storage.write` and awaits only statements.
 */
export { authRows } from './auth-rows.ts';
export {
  adoptRestored,
  type BackupManifest,
  backup,
  type Restored,
  type RestoreOptions,
  restore,
} from './backup.ts';
export { BlindIndex } from './blind-index.ts';
export { canonical } from './canonical.ts';
export { canonicalSnapshot, chainEntry, hashOfRow, NO_HASH, sha256Hex, streamKeyText } from './chain.ts';
export {
  type ClaimResult,
  type CommandAnswer,
  type CommandClaim,
  claimCommandIds,
  findAnswer,
  forgetCommandIds,
  storeAnswers,
} from './command-ids.ts';
export {
  type Checkpoint,
  type CheckpointVerifier,
  openCheckpoint,
  signCheckpoint,
} from './checkpoint-note.ts';
export type { Engine } from './engine.ts';
export { type Erased, type Erasure, eraseSubject, readErasures, replayErasures } from './erase.ts';
export { Fault, type FaultCode, faultOf, passesByItself } from './faults.ts';
export { appendRows, type LoggedRow, lastPosition, readLog, readRows } from './journal.ts';
export { type KeyPurpose, KeyStore, type SealingKey } from './keys.ts';
export {
  frontierAt,
  growTree,
  lastCheckpoint,
  proveGrowth,
  proveRow,
  readHead,
  signHead,
} from './log-tree.ts';
export {
  consistencyProof,
  EMPTY_ROOT,
  Frontier,
  type Hash,
  hashOfNode,
  inclusionProof,
  isConsistent,
  isIncluded,
  rootAt,
  type SubtreeHash,
} from './merkle.ts';
export { type KeptPaper, keepPaper, PAPER_FIELD, readPaper } from './papers.ts';
export { preparePartitions } from './migrate.ts';
export { openStorage, type Place, type Storage, type StorageOptions } from './open-storage.ts';
export {
  claimMessages,
  dueLanes,
  failuresInARow,
  type LaneState,
  type LaneTerms,
  laneStates,
  type Message,
  resumeLane,
  settleMessages,
  type Tried,
} from './lanes.ts';
export {
  claimDueEffects,
  completeEffect,
  type DueEffect,
  type Effect,
  type EffectKey,
  enqueueEffects,
  nextEffectAt,
  parkEffect,
  parkedEffects,
  resumeEffect,
  retryEffect,
  type Among,
} from './outbox.ts';
export {
  findByPerson,
  forgetReadBackCodes,
  type KnownBy,
  knownAround,
  type PersonIndex,
  putPersons,
  putReadBackCode,
  type ReadBackCode,
  readBackCodesOf,
  removePersons,
  tryReadBackCode,
} from './persons.ts';
export {
  findReservations,
  freeReservations,
  freeReservation,
  freeReservationsOf,
  type Reservation,
  type ReservationKey,
  takeReservations,
} from './reservations.ts';
export type { Reader, Writer } from './schema.ts';
export { FEED_KEPT, type FeedKept, pruneChanges } from './prune-changes.ts';
export { type Opened, openPart, type SealPlace, sealPart } from './seal.ts';
export { type Sequenced, sequence, unsequencedRows } from './sequencer.ts';
export {
  type LockedStreams,
  lockStreams,
  putHeads,
  readStreams,
  type SnapshotPut,
  type StreamHead,
  type StreamWanted,
} from './streams.ts';
export { type Tidied, tidy } from './tidy.ts';
export {
  cancelTimers,
  claimDueTimers,
  completeTimer,
  type DueTimer,
  nextTimerAt,
  retryTimer,
  setTimers,
  type Timer,
  type TimerKey,
  timersOf,
} from './timers.ts';
export { commandIdIsAhead, commandIdIsTooOld, instantOfUuidV7, streamMonthOf } from './uuid-v7.ts';
export {
  type Anchors,
  type Break,
  type BreakKind,
  type Fold,
  type Replay,
  type Verification,
  verify,
  verifyReplay,
} from './verify.ts';
export {
  clearView,
  listView,
  readChanges,
  readCursor,
  readViewRange,
  readViews,
  takeTurn,
  type ViewChange,
  type ViewChanges,
  viewKeyText,
  type ViewKey,
  type ViewPut,
  type ViewRemove,
  waitForTurn,
  writeFoldedViews,
  writeViews,
} from './views.ts';
export { type Jump, shiftWaits, type ShownClock, takeClockJump } from './waits.ts';
export { type Writes, writeBatch } from './write-batch.ts';
