import type { AuthRows } from '../contract/auth-rows.ts';
import * as auth from './auth.ts';
import type { Storage } from './open-storage.ts';
import { putRefusedAttempt, refusedAttempts } from './refused-attempts.ts';

/** The auth rows of one storage, bound, as the doors are given them. */
export function authRows(storage: Storage): AuthRows {
  const { read, blind } = storage;
  const write: Storage['write'] = (work) => storage.write(work);
  return {
    digest: (kind, value) => blind.digest(kind, value),
    findSignIn: (name) => auth.findSignIn(read, name),
    putSignIn: (name, account) => write((writer) => auth.putSignIn(writer, name, account)),
    removeSignIn: (account) => write((writer) => auth.removeSignIn(writer, account)),
    findPassword: (account) => auth.findPassword(read, account),
    enrol: (link, hash, now) => write((writer) => auth.enrol(writer, link, hash, now)),
    putSession: (session) => write((writer) => auth.putSession(writer, session)),
    findSessions: (digests) => auth.findSessions(read, digests),
    touchSession: (digest, seenAt) => write((writer) => auth.touchSession(writer, digest, seenAt)),
    endSession: (digest) => write((writer) => auth.endSession(writer, digest)),
    endSessions: (account) => write((writer) => auth.endSessions(writer, account)),
    putStepUp: (stepUp) => write((writer) => auth.putStepUp(writer, stepUp)),
    useStepUp: (digest, commandId, notBefore) =>
      write((writer) => auth.useStepUp(writer, digest, commandId, notBefore)),
    findStepUp: (digest) => auth.findStepUp(read, digest),
    putLink: (link, only) => write((writer) => auth.putLink(writer, link, only)),
    findLink: (digest, purpose, now) => auth.findLink(read, digest, purpose, now),
    countTry: (digest, now, windowMs, most) =>
      write((writer) => auth.countTry(writer, digest, now, windowMs, most)),
    putDeviceKey: (key, now) => write((writer) => auth.putDeviceKey(writer, key, now)),
    findDeviceKey: (digest) => auth.findDeviceKey(read, digest),
    putSecondFactor: (account, secret) => auth.putSecondFactor(storage, account, secret),
    findSecondFactor: (account) => auth.findSecondFactor(storage, account),
    useTimeStep: (account, step) => write((writer) => auth.useTimeStep(writer, account, step)),
    putRefusedAttempt: (attempt) => write((writer) => putRefusedAttempt(writer, attempt)),
    refusedAttempts: (before, limit) => refusedAttempts(read, before, limit),
    forgetStale: (now, begunBefore) => write((writer) => auth.forgetStale(writer, now, begunBefore)),
  };
}
