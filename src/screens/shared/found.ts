/** What the house finds in the directory for an address as it is typed. The address travels in the body alone. */
import { useEffect, useState } from 'react';
import type { AddressFound } from '../../contract/doors.ts';
import { useDesk } from './hooks.ts';

export type Finding =
  | { readonly state: 'nothing' }
  | { readonly state: 'looking' }
  /** No net; the names at hand still lead to every community. */
  | { readonly state: 'unreachable' }
  | ({ readonly state: 'found' } & AddressFound);

/** Typing is looked up when the hands rest. */
const REST_MS = 200;
const AGAIN_MS = 3_000;

export function useFound(address: string): Finding {
  const { api, offices, renewOffices } = useDesk();
  const [now, setNow] = useState<Finding>({ state: 'nothing' });
  const asked = address.trim();
  useEffect(() => {
    if (asked === '') {
      setNow({ state: 'nothing' });
      return;
    }
    let isWanted = true;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const reply = await api.post<AddressFound>('community-search', { address: asked.slice(0, 200) });
        // The directory has changed since the page began: nobody is shown a code in place of a name.
        if (reply.ok && codesIn(reply.value).some((code) => !offices.get().has(code))) await renewOffices();
        if (isWanted) setNow(reply.ok ? { state: 'found', ...reply.value } : { state: 'unreachable' });
      } catch {
        if (!isWanted) return;
        setNow({ state: 'unreachable' });
        waiting = setTimeout(() => void look(), AGAIN_MS);
      }
    };
    // What was found for a shorter address stays while the next letters are typed.
    setNow((before) => (before.state === 'found' ? before : { state: 'looking' }));
    waiting = setTimeout(() => void look(), REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(waiting);
    };
  }, [api, asked, offices, renewOffices]);
  return now;
}

const codesIn = ({ candidates, near }: AddressFound): readonly string[] => [
  ...candidates.flatMap(({ above }) => above),
  ...near,
];
