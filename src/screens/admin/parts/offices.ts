/** The directory in force, asked for as far as it is looked at, and again whenever a change of it is put in force. */
import { useEffect, useState } from 'react';
import type { OfficeEntry } from '../../../contract/directory.ts';
import type { Delivered, Page } from '../../../contract/doors.ts';
import { useDesk, useList } from '../../shared/hooks.ts';

const PAGE = 200;
const AGAIN_MS = 2_000;
/** What stands under none. */
const TOP = '--';

/** Another word after every change that was put in force. */
function useDirectoryVersion(): string {
  return useList('directoryChanges')
    .rows.filter(isInForce)
    .map(({ key, version }) => `${key} ${version}`)
    .join();
}

/** The offices right below one, by code; those that stand under none for null. Null until they were read, and while nobody wants them. */
export function useOfficesUnder(code: string | null, isWanted: boolean): readonly OfficeEntry[] | null {
  const { api } = useDesk();
  const version = useDirectoryVersion();
  const [offices, setOffices] = useState<readonly OfficeEntry[] | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const read: OfficeEntry[] = [];
        for (let after: string | null = null; ; ) {
          const query = new URLSearchParams({
            under: code ?? TOP,
            limit: String(PAGE),
            ...(after === null ? {} : { after }),
          });
          const reply = await api.get<Page>(`views/directoryEntries?${query.toString()}`);
          if (!reply.ok) break;
          read.push(...reply.value.rows.map(({ row }) => row as unknown as OfficeEntry));
          after = reply.value.next;
          if (after === null) break;
        }
        if (isCurrent) setOffices(read);
      } catch {
        if (isCurrent) again = setTimeout(() => void load(), AGAIN_MS);
      }
    };
    void load();
    return () => {
      isCurrent = false;
      clearTimeout(again);
    };
  }, [api, code, version, isWanted]);
  return offices;
}

/** One office as it is in force; null until it was read, and where there is none. */
export function useOffice(code: string): OfficeEntry | null {
  const { api } = useDesk();
  const [office, setOffice] = useState<OfficeEntry | null>(null);
  useEffect(() => {
    if (code === '') return;
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const reply = await api.one('directoryEntries', code);
        if (isWanted && reply.ok) setOffice(reply.value.row as unknown as OfficeEntry);
      } catch {
        if (isWanted) again = setTimeout(() => void load(), AGAIN_MS);
      }
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api, code]);
  return office?.code === code ? office : null;
}

export const isInForce = ({ row }: Delivered): boolean => row['state'] === 'inForce';
/** Waits for a second administrator. */
export const isPending = ({ row }: Delivered): boolean =>
  row['state'] === 'proposed' || row['state'] === 'changing';
