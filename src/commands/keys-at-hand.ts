/** The keys of one batch, and the sealing of a command's personal parts with them. Lives in memory for one commit. */
import type { SealedPart } from '../contract/streams.ts';
import { type KeyPurpose, sealPart, type SealingKey } from '../storage/index.ts';
import type { PlainPart, Prepared } from './command.ts';

/** Whose data a part is: staff data belongs to the account's stream, everything else to the handoff or stop. */
const purposeOf = ({ key }: Prepared, { retention }: PlainPart): KeyPurpose => ({
  subject: key.streamId,
  handoff: key.streamId,
  retentionClass: retention,
});

const codePart = (code: string): PlainPart => ({
  field: 'readBackCode',
  retention: 'contact',
  text: JSON.stringify(code),
});

/** One key per subject, handoff and retention class that the command needs. */
export function purposesOf(prepared: Prepared): KeyPurpose[] {
  const parts = [
    ...prepared.parts,
    ...(prepared.readBackCode === null ? [] : [codePart(prepared.readBackCode)]),
  ];
  const purposes = parts.map((part) => purposeOf(prepared, part));
  return [...new Map(purposes.map((purpose) => [purpose.retentionClass, purpose])).values()];
}

export class KeysAtHand {
  readonly #keys: ReadonlyMap<string, SealingKey>;

  constructor(keys: readonly SealingKey[]) {
    this.#keys = new Map(keys.map((key) => [`${key.subject} ${key.retentionClass}`, key]));
  }

  /** Seals every personal part of a command for its own stream. */
  seal(prepared: Prepared): SealedPart[] {
    return this.#seal(prepared, prepared.parts);
  }

  /** Seals the code a worker is to read back, for the outbox alone. */
  sealCode(prepared: Prepared): SealedPart[] {
    return prepared.readBackCode === null ? [] : this.#seal(prepared, [codePart(prepared.readBackCode)]);
  }

  #seal(prepared: Prepared, parts: readonly PlainPart[]): SealedPart[] {
    return parts.map((part) => {
      const key = this.#keys.get(`${prepared.key.streamId} ${part.retention}`);
      if (key === undefined) throw new Error(`No key was made for ${part.field}.`);
      return sealPart(
        key,
        { ...prepared.key, commandId: prepared.command.envelope.commandId, field: part.field },
        part.text,
      );
    });
  }
}
