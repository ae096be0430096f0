import { defineRecordCheck, fail, notApplicable, pass, type Known, type Outcome, type RedisCall } from '#rule';
import { dependencyNamed, mayBeAtLeast } from '../shared/dependencies.ts';
import { isSamePlace } from '../shared/places.ts';
import { recordsIn } from '../shared/records.ts';
import { callsThrough } from '../shared/redis.ts';

export default defineRecordCheck({
  each: 'redis.calls',
  needs: [],
  reads: ['redis.calls', 'redis.clients', 'runtime.dependencies'],
  check(call, facts, { number, text }): Outcome {
    const { command, waits, at, scope } = call;
    if (waits === undefined || scope === 'script' || !call.library.startsWith('redis')) return notApplicable('it does not wait on the server');
    const installed = dependencyNamed(facts, 'redis');
    if (installed === undefined || !mayBeAtLeast(installed, text('since'))) return notApplicable('no file asks for a redis-py that gives up on an answer');
    const client = recordsIn(facts['redis.clients'])?.find((each) => isSamePlace(each.at, call.client));
    if (client === undefined) return notApplicable('the client is made elsewhere');
    if (client.options.some(({ name }) => /socket_timeout|connection_pool|\*\*/.test(name)) || /socket_timeout|connection_pool|\*\*/.test(client.at.value)) return pass();
    if (waits < number('default')) return pass();
    const others = callsThrough(client, recordsIn(facts['redis.calls']) ?? []).filter((each) => each.waits === undefined);
    return fail({
      message: `${command} waits ${words(waits)}, and redis-py ${installed.version ?? `${text('since')} (which ${shown(installed.at)} admits)`} gives up on an answer after ${number('default')} seconds`,
      evidence: [at, client.at, installed.at], anchor: `blocking:${command}:${call.within ?? 'module'}`,
      ...(installed.version === undefined ? { severity: 'high', confidence: 'medium' } : {}),
      fix: {
        title: 'Let the client wait for an answer as long as the command says (socket_timeout=None)', applicability: others.length === 0 ? 'safe' : 'review',
        change: { kind: 'set-options', at: client.at, set: { socket_timeout: { code: 'None' } } },
      },
    });
  },
});

const words = (waits: RedisCall['waits']): string => (waits === Number.POSITIVE_INFINITY ? 'for ever' : `up to ${waits} seconds`);
const shown = ({ value }: Known<string>): string => value;
