/** The directory in force, read again whenever a change of it is put in force. */
import { useEffect, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useList } from '../../shared/hooks.ts';
import type { OfficeEntry } from './directory-file.ts';

const PAGE = 200;
const AGAIN_MS = 2_000;

/** By code; null until it was read. */
export function useDirectory(): ReadonlyMap<string, OfficeEntry> | null {
  const { api } = useDesk();
  const changes = useList('directoryChanges');
  const [offices, setOffices] = useState<ReadonlyMap<string, OfficeEntry> | null>(null);
  const inForce = changes.rows
    .filter(isInForce)
    .map(({ key, version }) => `${key} ${version}`)
    .join();
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const read: OfficeEntry[] = [];
        for (let after: string | null = null; ; ) {
          const reply = await api.list('directoryEntries', after, PAGE);
          if (!reply.ok) break;
          read.push(...reply.value.rows.map(({ row }) => row as unknown as OfficeEntry));
          after = reply.value.next;
          if (after === null) break;
        }
        if (isWanted) setOffices(new Map(read.map((office) => [office.code, office])));
      } catch {
        if (isWanted) again = setTimeout(() => void load(), AGAIN_MS);
      }
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api, inForce]);
  return offices;
}

export const isInForce = ({ row }: Delivered): boolean => row['state'] === 'inForce';
/** Waits for a second administrator. */
export const isPending = ({ row }: Delivered): boolean =>
  row['state'] === 'proposed' || row['state'] === 'changing';

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
