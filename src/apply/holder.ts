import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './reasons.ts';

/** A process that holds a lock. Numbers of processes are used again, so their start counts too. */
export interface Holder {
  readonly pid: number;
  /** The machine and the part of it in which the number counts. */
  readonly place: string;
  /** When the process started, where the system tells. */
  readonly started: string | undefined;
}

/** The start of a process that lives no more: no other has it. */
const ENDED = 'ended';

/** The process that asks. */
export function thisProcess(): Holder {
  return { pid: process.pid, place: placeOfProcess(), started: startOf(process.pid) };
}

/** Whether a process is still there; undefined where the system does not tell: it is of another container, or has a number that is used again. */
export function lives({ pid, place, started }: Holder): boolean | undefined {
  if (place !== placeOfProcess()) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === undefined ? undefined : now === started;
}

/** In a container the same number means another process; after a start of the machine too. */
function placeOfProcess(): string {
  return [hostname(), linkAt('/proc/self/ns/pid'), textAt('/proc/sys/kernel/random/boot_id').trim()].join(' ');
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/**
 * Field 22 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name before it may hold blanks and brackets. `ended` of a process that
 * is dead and whose parent never asked how it ended, as the first process of a container may do.
 */
function startOf(pid: number): string | undefined {
  const text = textAt(`/proc/${pid}/stat`);
  const [state, ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? ENDED : fields[18];
}

/** What a file holds; nothing where it cannot be read. */
export function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
