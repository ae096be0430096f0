import type { RedisCall, RedisKey, RedisPattern } from '../../model/facts/caches.ts';
import { ALONE, READS } from './commands.ts';
import type { RedisUse } from './use.ts';

type Uses = readonly [RedisUse, ...RedisUse[]];

/** Words of keys and functions that are about doing something once. */
const ONCE = /idem|dedup|processed|already|\bseen\b|_seen|seen_|nonce|once|replay/i;
/** A key that names the time, so that each stretch of time has one of its own. */
const TIMED = /time|date|now|minute|hour|day|second|bucket|slot|epoch|window_?(id|start|key)|strftime/i;
const LOOKS_UP: ReadonlySet<string> = new Set(['GET', 'EXISTS']);
const WRITES: ReadonlySet<string> = new Set(['SET', 'SETEX', 'PSETEX']);
const EXPIRES: ReadonlySet<string> = new Set(['EXPIRE', 'PEXPIRE', 'EXPIREAT', 'PEXPIREAT']);

/** What a use is as a fact. */
export function callOf(use: RedisUse, all: readonly RedisUse[]): RedisCall {
  const { at, library, client, command, key, expiry, only, waits, scope, within, callers, pipeline } = use;
  const expires = key !== undefined && all.some((other) => EXPIRES.has(other.command) && other.function === use.function && isSameKey(other.key, key));
  return { at, library, client, command, key, expiry, only, waits, queued: pipeline !== undefined, expires, scope, within, ...(callers === undefined ? {} : { callers }) };
}

/** Commands that belong together, function by function; uses come in the order of the code. */
export function patternsOf(uses: readonly RedisUse[]): readonly RedisPattern[] {
  return [...groupsOf(uses, ({ function: id }) => id).values()].flatMap((inFunction) => [
    ...sequencesOf(inFunction), ...checksOf(inFunction), ...windowsOf(inFunction), ...loadsOf(inFunction), ...wholePops(inFunction), ...lockReleases(inFunction),
  ]);
}

function groupsOf(uses: readonly RedisUse[], keyOf: (use: RedisUse) => string): ReadonlyMap<string, readonly RedisUse[]> {
  const groups = new Map<string, RedisUse[]>();
  for (const use of uses) {
    const group = groups.get(keyOf(use));
    if (group === undefined) groups.set(keyOf(use), [use]);
    else group.push(use);
  }
  return groups;
}

function patternOf(kind: RedisPattern['kind'], calls: Uses, more: Partial<RedisPattern> = {}): RedisPattern {
  const [first, ...rest] = calls;
  const { at, library, key, scope, within, pipeline } = first;
  return {
    kind, at, calls: [at, ...rest.map((each) => each.at)], library, commands: calls.map(({ command }) => command), key, plain: false,
    queued: pipeline !== undefined, scope, within, ...more,
  };
}

const isSameKey = (a: RedisKey | undefined, b: RedisKey | undefined): boolean => a !== undefined && a.text === b?.text;

/** Runs of statements next to each other that each wait for one command, and need no answer of another in the run. */
function sequencesOf(uses: readonly RedisUse[]): readonly RedisPattern[] {
  const runs: (readonly RedisUse[])[] = [];
  for (const inBlock of groupsOf(uses, ({ block }) => block).values()) {
    let run: RedisUse[] = [];
    for (const use of inBlock) {
      if (!isLink(use)) continue;
      if (!follows(run, use)) {
        runs.push(run);
        run = [];
      }
      run.push(use);
    }
    runs.push(run);
  }
  return runs.flatMap((run) => {
    const [first, ...rest] = run;
    if (first === undefined || run.length < 3 || hidesDecision(run)) return [];
    const plain = run.every((use) => use.simple && READS.has(use.command));
    return [patternOf('sequence', [first, ...rest], { key: undefined, plain })];
  });
}

function isLink(use: RedisUse): boolean {
  return use.pipeline === undefined && use.waited && use.form !== 'other' && !ALONE.has(use.command) && !use.cluster;
}

function follows(run: readonly RedisUse[], use: RedisUse): boolean {
  const last = run.at(-1);
  if (last === undefined) return true;
  if (last.index + 1 !== use.index || last.receiver !== use.receiver) return false;
  return !run.some(({ name }) => name !== undefined && use.names.includes(name));
}

/** A run that looks up what it writes is wrong in a pipeline too: the answer has to be seen first. */
function hidesDecision(run: readonly RedisUse[]): boolean {
  return run.some((use) => LOOKS_UP.has(use.command) && run.some((other) => WRITES.has(other.command) && isSameKey(other.key, use.key)))
    || run.some((use) => use.command.startsWith('INCR') && run.some((other) => EXPIRES.has(other.command) && isSameKey(other.key, use.key)));
}

/** `GET` and a write of the same key that stands for something to be done once. */
function checksOf(uses: readonly RedisUse[]): readonly RedisPattern[] {
  return uses.flatMap((use, index) => {
    if (!LOOKS_UP.has(use.command) || use.key === undefined || !isAboutOnce(use)) return [];
    const write = uses.slice(index + 1).find((other) => WRITES.has(other.command) && isSameKey(other.key, use.key) && other.only === undefined);
    if (write === undefined) return [];
    if (use.pipeline !== undefined) return use.pipeline === write.pipeline && asksMore(uses, use) ? [patternOf('queued-check', [use, write])] : [];
    return use.form === 'dropped' ? [] : [patternOf('check-then-set', [use, write])];
  });
}

/** Another answer of the same pipeline may say no, when the key is written already. Alone in a transaction the two are one step. */
function asksMore(uses: readonly RedisUse[], { pipeline, key }: RedisUse): boolean {
  return uses.some((other) => other.pipeline === pipeline && (LOOKS_UP.has(other.command) || other.command.startsWith('INCR')) && !isSameKey(other.key, key));
}

function isAboutOnce({ key, within }: RedisUse): boolean {
  return ONCE.test(`${key?.text} ${key?.meaning} ${within ?? ''}`);
}

/** `INCR` and, in the same block or pipeline, an `EXPIRE` of the same key that nothing holds back. */
function windowsOf(uses: readonly RedisUse[]): readonly RedisPattern[] {
  return uses.flatMap((use, index) => {
    if (!/^INCR(BY)?$/.test(use.command) || use.key === undefined || TIMED.test(use.key.meaning)) return [];
    const expiry = uses.slice(index + 1).find((other) => /^P?EXPIRE$/.test(other.command) && isSameKey(other.key, use.key) && other.only === undefined);
    const isAlways = expiry !== undefined && expiry.pipeline === use.pipeline && expiry.block === use.block && (use.pipeline !== undefined || expiry.form !== 'other');
    return isAlways ? [patternOf('window', [use, expiry])] : [];
  });
}

/** `GET`, and a write of the same key with an expiry further down, in a function that takes no lock; a mark such as '1' loads nothing. */
function loadsOf(uses: readonly RedisUse[]): readonly RedisPattern[] {
  if (uses.some(({ only, command }) => only === 'nx' || command === 'SETNX')) return [];
  return uses.flatMap((use, index) => {
    if (use.command !== 'GET' || use.form !== 'kept' || use.pipeline !== undefined || isAboutOnce(use)) return [];
    const write = uses.slice(index + 1).find((other) => WRITES.has(other.command) && isSameKey(other.key, use.key) && other.expiry !== 'none' && !other.fixed);
    return write === undefined ? [] : [patternOf('load', [use, write])];
  });
}

function wholePops(uses: readonly RedisUse[]): readonly RedisPattern[] {
  return uses.flatMap((use) => (use.wholeUse === undefined ? [] : [patternOf('whole-pop', [use], { calls: [use.at, use.wholeUse] })]));
}

/** `SET NX` and `DEL` of one key, without a look at who holds the lock. */
function lockReleases(uses: readonly RedisUse[]): readonly RedisPattern[] {
  return uses.flatMap((use, index) => {
    if (use.command !== 'SET' || use.only !== 'nx' || use.key === undefined) return [];
    const later = uses.slice(index + 1).filter((other) => isSameKey(other.key, use.key));
    const release = later.find(({ command }) => command === 'DEL');
    return release === undefined || later.some(({ command }) => command === 'GET') ? [] : [patternOf('lock-release', [use, release])];
  });
}
