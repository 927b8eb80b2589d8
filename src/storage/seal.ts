import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealedPart, StreamKey } from '../contract/streams.ts';
import { canonical } from './canonical.ts';
import { Fault } from './faults.ts';

/** Where a sealed part belongs. Sealed into it: moved to another place, it does not open. */
export interface SealPlace extends StreamKey {
  readonly commandId: string;
  readonly field: string;
}

/** A part that was opened, or whose key is gone and which nobody can ever open again. */
export type Opened = { readonly outcome: 'open'; readonly text: string } | { readonly outcome: 'erased' };

/** Seals one personal field (AES-256-GCM, fresh nonce) for one place. */
export function sealPart(
  key: { readonly keyId: string; readonly key: Buffer },
  place: SealPlace,
  text: string,
): SealedPart {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(placeBytes(place, key.keyId));
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { field: place.field, keyId: key.keyId, sealed: bytes.toString('base64') };
}

/**
 * Opens one sealed part with the keys at hand (`KeyStore.byId`). Says `erased` when its key is gone.
 * A part that was changed, or stands in another place than it was sealed for, is a fault (`sealDoesNotOpen`).
 */
export function openPart(
  keys: ReadonlyMap<string, Buffer>,
  place: Omit<SealPlace, 'field'>,
  part: SealedPart,
): Opened {
  const key = keys.get(part.keyId);
  if (!key) return { outcome: 'erased' };
  const bytes = Buffer.from(part.sealed, 'base64');
  try {
    const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    opener.setAAD(placeBytes({ ...place, field: part.field }, part.keyId)).setAuthTag(bytes.subarray(-16));
    return {
      outcome: 'open',
      text: Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()]).toString(),
    };
  } catch (error) {
    throw new Fault(
      'sealDoesNotOpen',
      { stream: `${place.streamKind}/${place.streamId}`, field: part.field },
      error,
    );
  }
}

function placeBytes(place: SealPlace, keyId: string): Buffer {
  const { streamKind, streamId, commandId, field } = place;
  return Buffer.from(canonical({ streamKind, streamId, commandId, field, keyId }));
}
