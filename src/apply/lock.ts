import { closeSync, openSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { codeOf } from './reasons.ts';

/** Who holds a lock. Numbers of processes are used again, so their start counts too. */
interface Holder {
  readonly pid: number;
  /** The machine and the part of it in which the number counts. */
  readonly place: string;
  /** When the process started, where the system tells. */
  readonly started: string | undefined;
}

const FREE = 'free';
const LOCK = /^lock-(\d+)$/;
/** Nobody writes files for so long; only a process that we cannot ask about is judged by it. */
const LONGEST_RUN = 10 * 60_000;
/** Who works longer shows so often that the work goes on. */
const HEARTBEAT = 60_000;
/** A lock without content that is younger than this is being written. */
const BIRTH = 10_000;

const lost = new Set<string>();
const WRITING = 'another run of optimize is writing here';

/**
 * Does work while no other process does any in this folder; a UsageError while one does.
 *
 * Locks are numbered, and the highest one counts. It is never deleted: a process takes the next number when the highest is given
 * back or its holder is dead. So two that find the same dead holder cannot both win: the next number can be made only once, and who
 * made one that is not the highest any more gives it up.
 */
export function withLock<T>(folder: string, work: () => T): T {
  const path = take(folder);
  try {
    return work();
  } finally {
    giveBack(path);
  }
}

/**
 * The same for work that waits on something: takes the lock of a folder, and gives what gives it back. `busy` begins the sentence of the
 * error while another process has it. The time of the lock is renewed meanwhile, for those who cannot ask whether the holder lives.
 */
export function holdLock(folder: string, busy = WRITING): () => void {
  const path = take(folder, busy);
  const timer = setInterval(() => renew(path), HEARTBEAT).unref();
  return () => {
    clearInterval(timer);
    giveBack(path);
  };
}

/** A UsageError while another process has the lock of a folder. */
export function checkFree(folder: string, busy = WRITING): void {
  const highest = highestIn(folder);
  if (highest > 0 && isHeld(nameOf(folder, highest))) throw heldBy(nameOf(folder, highest), busy);
}

/** True while another process does work in this folder. */
export function isLocked(folder: string): boolean {
  const highest = highestIn(folder);
  return highest > 0 && isHeld(nameOf(folder, highest));
}

function take(folder: string, busy = WRITING): string {
  for (;;) {
    const highest = highestIn(folder);
    if (highest > 0 && isHeld(nameOf(folder, highest))) throw heldBy(nameOf(folder, highest), busy);
    const mine = highest + 1;
    if (!isMade(nameOf(folder, mine))) continue;
    if (highestIn(folder) === mine) {
      removeOlder(folder, mine);
      return nameOf(folder, mine);
    }
    rmSync(nameOf(folder, mine), { force: true });
  }
}

/** Those that stay do no harm. */
function removeOlder(folder: string, mine: number): void {
  try {
    for (const older of locksIn(folder).filter((number) => number < mine)) rmSync(nameOf(folder, older), { force: true });
  } catch {
    // the next run tries it again
  }
}

function isMade(path: string): boolean {
  const me: Holder = { pid: process.pid, place: placeOfProcess(), started: startOf(process.pid) };
  try {
    writeFileSync(path, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    rmSync(path, { force: true }); // a full disk makes the name and nothing in it, which looks like one that is being written
    throw error;
  }
}

function renew(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // the next time may do
  }
}

/**
 * Written over what is there, which a full disk allows. The work is done: a lock that cannot be given back is no reason to say that
 * it is not. It ends with this process, and is remembered until then.
 */
function giveBack(path: string): void {
  try {
    const descriptor = openSync(path, 'r+');
    writeSync(descriptor, FREE);
    closeSync(descriptor);
  } catch {
    lost.add(path);
  }
}

/** True unless the lock was given back or its holder is dead for certain. */
function isHeld(path: string): boolean {
  const age = ageOf(path);
  const text = contentOf(path);
  if (text.startsWith(FREE) || lost.has(path) || age === undefined) return false;
  const holder = holderIn(text);
  if (holder === undefined) return age < BIRTH;
  if (holder.place !== placeOfProcess()) return age < LONGEST_RUN;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return holder.started === startOf(holder.pid);
}

function heldBy(path: string, busy: string): UsageError {
  const holder = holderIn(contentOf(path));
  const who = holder === undefined ? '' : ` (process ${holder.pid})`;
  return new UsageError(`${busy}${who}`, `wait until it is done; nothing was changed (lock: ${path})`, 'locked');
}

function holderIn(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder; // written by this file
  } catch {
    return undefined;
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ageOf(path: string): number | undefined {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function locksIn(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => Number(LOCK.exec(name)?.[1] ?? []));
}

/** The number of the lock that counts; 0 where there is none. */
function highestIn(folder: string): number {
  return Math.max(0, ...locksIn(folder));
}

function nameOf(folder: string, number: number): string {
  return join(folder, `lock-${number}`);
}

/** In a container the same number means another process; after a start of the machine too. */
function placeOfProcess(): string {
  return [hostname(), linkAt('/proc/self/ns/pid'), contentOf('/proc/sys/kernel/random/boot_id').trim()].join(' ');
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Field 22 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name before it may hold blanks and brackets. */
function startOf(pid: number): string | undefined {
  const text = contentOf(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}
