/**
 * What went wrong in the world below, as a code.
 * `storageIsFull`, `storageIsBusy` and `storageIsLost` pass by themselves and may be tried again;
 * `uniqueIsTaken` names the table that held the value already; the others need a person.
 */
export type FaultCode =
  | 'storageIsFull'
  | 'storageIsBusy'
  | 'storageIsLost'
  | 'storageFailed'
  | 'uniqueIsTaken'
  | 'isAppendOnly'
  | 'notDurable'
  | 'schemaIsAhead'
  | 'valueIsNotStorable'
  | 'snapshotIsNotTheLastRows'
  | 'chainIsBroken'
  | 'commandHasNoAnswer'
  | 'keyDoesNotOpen'
  | 'sealDoesNotOpen'
  | 'houseKeyIsWrong'
  | 'backupIsUnusable'
  | 'folderIsNotEmpty';

/** Facts about a fault that an operator needs. Never a value a person typed, never a digest of one. */
export type FaultContext = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The world failed: a disk, a network, a key, a row that is not what it was.
 * Carries a code, a context without personal data, and the error it came from.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly context: FaultContext;

  constructor(code: FaultCode, context: FaultContext = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(context)}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/**
 * Turns whatever a driver threw into a Fault; a Fault, and an error of the caller's own, pass unchanged.
 * PostgreSQL's `detail` and `where` hold column values, so they are taken off before the error is kept as cause.
 */
export function faultOf(error: unknown, doing: string): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('SQLITE_')) return sqliteFault(error, code, doing);
  if (/^[0-9A-Z]{5}$/.test(code) && 'severity' in error) return postgresFault(error, code, doing);
  if (
    NETWORK.has(code) ||
    /Connection terminated|Client has encountered a connection error/.test(error.message)
  )
    return new Fault('storageIsLost', { doing }, error);
  return error;
}

/** True for a fault that the same command, tried again alone or later, may well survive. */
export function passesByItself(error: unknown): boolean {
  return (
    error instanceof Fault &&
    (error.code === 'storageIsFull' || error.code === 'storageIsBusy' || error.code === 'storageIsLost')
  );
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

function sqliteFault(error: Error, code: string, doing: string): Fault {
  const context = { doing, engine: 'sqlite', code };
  if (code === 'SQLITE_FULL') return new Fault('storageIsFull', context, error);
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return new Fault('storageIsBusy', context, error);
  // The binding gives only the class of a constraint; its kind stands in the message.
  const unique = /UNIQUE constraint failed: (\w+)\./.exec(error.message)?.[1];
  if (unique !== undefined) return new Fault('uniqueIsTaken', { ...context, table: unique }, error);
  if (error.message.includes('is append-only')) return new Fault('isAppendOnly', context, error);
  return new Fault('storageFailed', context, error);
}

function postgresFault(error: Error, code: string, doing: string): Fault {
  const told = error as Error & { table?: string; detail?: string; where?: string };
  const table = told.table?.replace(/_(\d{6}|rest)$/, '') ?? null;
  delete told.detail;
  delete told.where;
  const context = { doing, engine: 'postgres', code, table };
  if (code === '23505') return new Fault('uniqueIsTaken', context, error);
  if (code === '53100') return new Fault('storageIsFull', context, error);
  if (['40001', '40P01', '55P03', '53300'].includes(code)) return new Fault('storageIsBusy', context, error);
  if (code.startsWith('57P') || code.startsWith('08')) return new Fault('storageIsLost', context, error);
  if (error.message.includes('is append-only')) return new Fault('isAppendOnly', context, error);
  return new Fault('storageFailed', context, error);
}
