import { defineCheck, fail, notApplicable, pass, type Change, type Outcome, type RedisCall, type RedisClient } from '#rule';
import { dependencyNamed } from '../shared/dependencies.ts';
import { recordsIn } from '../shared/records.ts';
import { callsThrough } from '../shared/redis.ts';
import { isAtLeast } from '../shared/versions.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.clients', 'redis.calls', 'runtime.dependencies'],
  check(facts, { text }): Outcome {
    const installed = dependencyNamed(facts, 'redis');
    if (installed?.version === undefined) return notApplicable('no file says which redis-py is installed');
    const clients = (recordsIn(facts['redis.clients']) ?? []).filter(({ library, scope }) => library.startsWith('redis') && scope !== 'script');
    const judged = clients.filter((client) => isAsked(client, recordsIn(facts['redis.calls']) ?? []));
    if (judged.length === 0) return notApplicable('no client of redis-py is asked for anything that should be answered at once');
    const [first, ...rest] = isAtLeast(installed.version, text('until')) ? [] : judged.filter((client) => !hasLimit(client));
    if (first === undefined) return pass();
    return fail({
      message: `${counted(rest.length + 1, 'client')} of redis-py ${installed.version} ${rest.length === 0 ? 'waits' : 'wait'} for an answer of Redis without a limit`,
      evidence: [first.at, ...rest.map(({ at }) => at), installed.at], anchor: 'redis:timeout',
      fix: { title: 'Give up on an answer after 5 seconds, and on connecting after 2', applicability: 'review', change: { kind: 'all', changes: [limited(first), ...rest.map(limited)] } },
    });
  },
});

/** Commands go through it, and none that waits on purpose; a client that is only handed on belongs to who takes it. */
function isAsked(client: RedisClient, calls: readonly RedisCall[]): boolean {
  const own = callsThrough(client, calls);
  const isOpen = /connection_pool|\*\*|ConnectionPool/.test(client.at.value);
  return !isOpen && own.length > 0 && !own.some(({ waits, command }) => waits !== undefined || /^P?SUBSCRIBE$|^XREAD/.test(command));
}

const hasLimit = ({ options, at }: RedisClient): boolean => options.some(({ name }) => name === 'socket_timeout') || /socket_timeout/.test(at.value);

const limited = ({ at }: RedisClient): Change => ({ kind: 'set-options', at, set: { socket_timeout: 5, socket_connect_timeout: 2 } });
