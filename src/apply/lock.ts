import { closeSync, openSync, readdirSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { lives, textAt, thisProcess, type Holder } from './holder.ts';
import { codeOf } from './reasons.ts';

const FREE = 'free';
const LOCK = /^lock-(\d+)$/;
/** Nobody writes files for so long without a sign; only a process that we cannot ask about, or not when it started, is judged by it. */
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
    if (isHighest(folder, mine)) {
      removeOlder(folder, mine);
      return nameOf(folder, mine);
    }
    discard(nameOf(folder, mine));
  }
}

/** Whether no other process made a later one; a lock of which that cannot be told is not kept. */
function isHighest(folder: string, mine: number): boolean {
  try {
    return highestIn(folder) === mine;
  } catch (error) {
    discard(nameOf(folder, mine));
    throw error;
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
  const descriptor = opened(path);
  if (descriptor === undefined) return false;
  try {
    writeSync(descriptor, JSON.stringify(thisProcess()));
    return true;
  } catch (error) {
    discard(path); // a full disk makes the name and nothing in it, which looks like one that is being written
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** One that cannot even be deleted is nobody's: this process remembers that, and others wait until it is too old to be one that is being written. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    lost.add(path);
  }
}

/** A new file; undefined where there is one. The folder keeps others out: root may have made it, and its owner must be able to read it then. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, 'wx', 0o644);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
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
  const text = textAt(path);
  if (text.startsWith(FREE) || lost.has(path) || age === undefined) return false;
  const holder = holderIn(text);
  return holder === undefined ? age < BIRTH : lives(holder) ?? age < LONGEST_RUN;
}

function heldBy(path: string, busy: string): UsageError {
  const holder = holderIn(textAt(path));
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
