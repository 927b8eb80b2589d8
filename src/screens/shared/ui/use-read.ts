import { useEffect, useState } from 'react';
import { useDesk } from '../hooks.ts';

const AGAIN_MS = 2_000;

/** Something read once from an address of the house, and again whenever `version` changes; null until then. */
export function useRead<T>(path: string, version: number): T | null {
  const { api } = useDesk();
  const [read, setRead] = useState<T | null>(null);
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const reply = await api.get<T>(path);
        if (isWanted && reply.ok) setRead(reply.value);
      } catch {
        if (isWanted) again = setTimeout(() => void load(), AGAIN_MS);
      }
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api, path, version]);
  return read;
}
