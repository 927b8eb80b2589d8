/** A file or pasted rows, held by the house against the directory in force. Nothing is sent for good here. */
import { useEffect, useState } from 'react';
import type { DirectoryPreview } from '../../../contract/doors.ts';
import { useDesk } from '../../shared/hooks.ts';
import type { Refusal } from '../../shared/wire.ts';

export type Previewing =
  | { readonly state: 'nothing' }
  | { readonly state: 'reading' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'read'; readonly preview: DirectoryPreview };

/** Typing is read when the hands rest. */
const REST_MS = 350;
const AGAIN_MS = 2_000;
const CHUNK = 0x8000;

/** The preview of a file, or of text where there is none. */
export function usePreview(file: File | null, text: string): Previewing {
  const { api } = useDesk();
  const [now, setNow] = useState<Previewing>({ state: 'nothing' });
  useEffect(() => {
    if (file === null && text.trim() === '') {
      setNow({ state: 'nothing' });
      return;
    }
    let isWanted = true;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    setNow({ state: 'reading' });
    const read = async () => {
      try {
        const bytes =
          file === null ? new TextEncoder().encode(text) : new Uint8Array(await file.arrayBuffer());
        const reply = await api.post<DirectoryPreview>('directory-preview', { file: base64(bytes) });
        if (!isWanted) return;
        setNow(
          reply.ok ? { state: 'read', preview: reply.value } : { state: 'refused', refusal: reply.refusal },
        );
      } catch {
        if (isWanted) waiting = setTimeout(() => void read(), AGAIN_MS);
      }
    };
    waiting = setTimeout(() => void read(), file === null ? REST_MS : 0);
    return () => {
      isWanted = false;
      clearTimeout(waiting);
    };
  }, [api, file, text]);
  return now;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
