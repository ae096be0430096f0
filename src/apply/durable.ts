import { createHash } from 'node:crypto';
import { closeSync, fchmodSync, fchownSync, fsyncSync, lstatSync, openSync, writeSync, type BigIntStats } from 'node:fs';
import { codeOf } from './reasons.ts';

/** Bits of a mode that a file keeps. */
const PERMISSIONS = 0o7777;

/** How a written file looks from outside; what is not given is as the system makes it. */
export interface Looks {
  readonly mode?: number;
  readonly owner?: readonly [user: number, group: number];
}

/** Writes a file that is not there yet, and returns when the disk has it. */
export function writeDurably(path: string, bytes: Uint8Array, { mode, owner }: Looks): void {
  const descriptor = openSync(path, 'wx', mode === undefined ? 0o666 : 0o600); // nobody else reads it before it has its mode
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    if (owner !== undefined) giveTo(descriptor, owner);
    if (mode !== undefined) fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Returns when the disk knows the names in a folder. Windows and some network disks have no such thing. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error))) throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** What lies at a path, no link followed; undefined for nothing. */
export function statAt(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

/** Mode and owner of a file, to give them to another one. */
export function looksOf(stat: BigIntStats): Required<Looks> {
  return { mode: Number(stat.mode) & PERMISSIONS, owner: [Number(stat.uid), Number(stat.gid)] };
}

/** Bytes are compared by this where they are not at hand. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Only root may give files away; anybody may give one to a group of theirs. Where neither goes the file becomes ours. */
function giveTo(descriptor: number, [user, group]: readonly [number, number]): void {
  for (const [uid, gid] of [[user, group], [process.getuid?.() ?? user, group]] as const) {
    try {
      fchownSync(descriptor, uid, gid);
      return;
    } catch (error) {
      if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(codeOf(error))) throw error;
    }
  }
}
