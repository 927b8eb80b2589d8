/** What the house adds up anew for whoever asks, now and then, because nobody is told when it changes. */
import { useEffect, useState } from 'react';
import { useDesk } from '../../shared/hooks.ts';
import type { Refusal } from '../../shared/wire.ts';

const AGAIN_MS = 15_000;

export interface Looked<T> {
  /** What was read last of this address; null before the first answer. */
  readonly seen: T | null;
  /** Why nothing is shown; null where nothing is refused. */
  readonly refused: Refusal | null;
}

export function useLooked<T>(address: string): Looked<T> {
  const { api } = useDesk();
  const [looked, setLooked] = useState<Looked<T> & { readonly address: string }>({
    address,
    seen: null,
    refused: null,
  });
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const reply = await api.get<T>(address);
        if (isWanted)
          setLooked(
            reply.ok
              ? { address, seen: reply.value, refused: null }
              : { address, seen: null, refused: reply.refusal },
          );
      } catch {
        // The wire is cut; what was read stays, and the chip says so.
      }
      if (isWanted) again = setTimeout(() => void look(), AGAIN_MS);
    };
    void look();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api, address]);
  return looked.address === address ? looked : { seen: null, refused: null };
}
