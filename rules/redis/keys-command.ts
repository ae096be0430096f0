import { defineRecordCheck, fail, notApplicable, pass, type Outcome, type ProposedFix, type RedisCall } from '#rule';
import { advised } from '../shared/advised.ts';
import { isServed } from '../shared/database-calls.ts';
import { anchorOf, subjectOf } from '../shared/redis.ts';

export default defineRecordCheck({
  each: 'redis.calls',
  needs: [],
  check(call): Outcome {
    const { command, at, scope } = call;
    if (!isServed(call)) return notApplicable('it runs once');
    if (!/^(KEYS|FLUSHALL|FLUSHDB)$/.test(command)) return pass();
    return fail({
      message: `${subjectOf(call)} ${command === 'KEYS' ? 'makes Redis look at every key (KEYS) while all others wait' : `empties Redis (${command}), also of what others keep there`}`,
      evidence: [at], anchor: anchorOf(command.toLowerCase(), call), severity: scope === 'request' ? 'high' : 'medium', fix: fixOf(call),
    });
  },
});

function fixOf({ command, library, at, queued }: RedisCall): ProposedFix {
  if (command !== 'KEYS') return advised('Delete what belongs to this prefix, in steps with SCAN and UNLINK');
  if (queued || !library.startsWith('redis')) return advised(library === 'ioredis' ? 'Go through the keys with scanStream' : 'Go through the keys with scanIterator');
  return { title: 'Go through the keys in small steps, with scan_iter', applicability: 'review', change: { kind: 'rewrite', how: 'scan-keys', at: [at] } };
}
