import { defineCheck, fail, notApplicable, pass, type Change, type Outcome, type RedisCall, type RedisPattern } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { isServed } from '../shared/database-calls.ts';
import { anchorOf, keyName, subjectOf, wordsOf } from '../shared/redis.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.calls', 'redis.patterns'],
  check(facts, { number }): readonly Outcome[] {
    const calls = recordsIn(facts['redis.calls']) ?? [];
    const locks = calls.filter((call) => isLock(call) && isServed(call));
    if (locks.length === 0) return [notApplicable('it takes no lock in Redis')];
    const endless = locks.filter(({ expiry, expires, command }) => (command === 'SETNX' || expiry === 'none') && !expires);
    const released = (recordsIn(facts['redis.patterns']) ?? []).filter((pattern) => pattern.kind === 'lock-release' && isServed(pattern) && /lock|mutex/i.test(wordsOf(pattern)));
    const findings = [...endless.map((lock) => withoutEnd(lock, number('seconds'))), ...released.map(blindRelease)];
    return findings.length === 0 ? [pass()] : findings;
  },
});

function isLock(call: RedisCall): boolean {
  return (call.command === 'SETNX' || (call.command === 'SET' && call.only === 'nx')) && /lock|mutex|lease/i.test(wordsOf(call));
}

function withoutEnd(lock: RedisCall, seconds: number): Outcome {
  const change = changeOf(lock, seconds);
  return fail({
    message: `${subjectOf(lock)} takes the lock ${keyName(lock.key)} without an expiry: when the process dies, nobody gets it again`,
    evidence: [lock.at], anchor: anchorOf('lock', lock),
    fix: change === undefined ? advised('Take the lock with SET NX EX, in one command') : { title: `Let the lock go after ${seconds} seconds`, applicability: 'review', change },
  });
}

function changeOf({ command, library, at }: RedisCall, seconds: number): Change | undefined {
  if (command !== 'SET') return undefined;
  if (library === 'ioredis') return { kind: 'rewrite', how: 'append-arguments', at: [at], with: { given: 3, words: `EX ${seconds}` } };
  return { kind: 'set-options', at, set: library === 'node-redis' ? { EX: seconds } : { ex: seconds } };
}

function blindRelease(pattern: RedisPattern): Outcome {
  return fail({
    message: `${subjectOf(pattern)} deletes the lock ${keyName(pattern.key)} without looking whether it is still its own`,
    evidence: pattern.calls, anchor: anchorOf('release', pattern), severity: 'medium',
    fix: advised('Keep a token in the lock and release it with a script that compares the token'),
  });
}
