import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Hash } from './merkle.ts';

/** A head of the log: how many rows it has, and the root over them. Whoever keeps one can tell if the log is cut. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** A name and the Ed25519 key that speaks for it. */
export interface CheckpointVerifier {
  readonly name: string;
  readonly publicKey: KeyObject;
}

const ED25519 = 1;

/**
 * Signs a head as a C2SP checkpoint: origin, size and root (Base64) on three lines, an empty line, a signature line.
 * The signer is called by the log's origin, unless it has a name of its own (as a witness has).
 */
export function signCheckpoint(
  checkpoint: Checkpoint,
  privateKey: KeyObject,
  name = checkpoint.origin,
): string {
  const body = bodyOf(checkpoint);
  const signature = sign(null, Buffer.from(body), privateKey);
  const line = Buffer.concat([keyHash({ name, publicKey: createPublicKey(privateKey) }), signature]);
  return `${body}\n— ${name} ${line.toString('base64')}\n`;
}

/**
 * Reads a checkpoint that at least one of the verifiers has signed; null for any other text, however close.
 * Signatures of unknown names are passed over; a wrong one under a known name and key spoils the note.
 */
export function openCheckpoint(note: string, verifiers: readonly CheckpointVerifier[]): Checkpoint | null {
  const split = note.indexOf('\n\n');
  if (split < 0) return null;
  const body = note.slice(0, split + 1);
  let vouched = false;
  for (const line of note.slice(split + 2).split('\n')) {
    const [, name, text] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    if (name === undefined || text === undefined) continue;
    const bytes = Buffer.from(text, 'base64');
    const verifier = verifiers.find((one) => one.name === name && keyHash(one).equals(bytes.subarray(0, 4)));
    if (!verifier) continue;
    if (!verify(null, Buffer.from(body), verifier.publicKey, bytes.subarray(4))) return null;
    vouched = true;
  }
  return vouched ? parseBody(body) : null;
}

function bodyOf({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;
}

function parseBody(body: string): Checkpoint | null {
  const [origin, sizeText, rootText, ...rest] = body.split('\n');
  if (!origin || !sizeText || !rootText || rest[0] !== '') return null;
  const root = Buffer.from(rootText, 'base64').toString('hex');
  if (!/^(0|[1-9]\d*)$/.test(sizeText) || root.length !== 64) return null;
  return { origin, size: Number(sizeText), root };
}

// Four bytes that say which key of a name signed (C2SP signed-note): SHA-256(name ‖ LF ‖ 0x01 ‖ key).
function keyHash({ name, publicKey }: CheckpointVerifier): Buffer {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ED25519]))
    .update(raw)
    .digest()
    .subarray(0, 4);
}
