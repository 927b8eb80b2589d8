import { execFileSync } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  grow(size: string): void;
  unmount(): void;
}

/** A disk in memory that is soon full. Needs root. */
export async function mountSmall(size: string): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'guicheng-small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'guicheng-small', folder]);
  return {
    folder,
    grow: (to) => execFileSync('mount', ['-o', `remount,size=${to}`, folder]),
    unmount: () => {
      execFileSync('umount', ['-l', folder]);
      void rmdir(folder).catch(() => undefined);
    },
  };
}
