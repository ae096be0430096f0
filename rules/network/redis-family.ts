import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { dependencyNamed } from '../shared/dependencies.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { isAtLeast } from '../shared/versions.ts';

export default defineRecordCheck({
  each: 'redis.clients',
  needs: [],
  reads: ['service.platforms', 'runtime.dependencies'],
  check(client, facts, { service, text }): Outcome {
    if (client.library !== 'ioredis') return notApplicable('the client is not ioredis');
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    const installed = dependencyNamed(facts, 'ioredis');
    if (installed?.version === undefined) return notApplicable('no file says which ioredis is installed');
    const isSaid = client.options.some(({ name }) => /(?:^|\.)family$/.test(name)) || /family/.test(client.at.value);
    if (isSaid || isAtLeast(installed.version, text('since'))) return pass();
    return fail({
      message: `ioredis ${installed.version} asks for IPv4 addresses only, which older environments do not have`,
      evidence: [client.at, installed.at], anchor: 'redis:family',
      fix: { title: 'Let ioredis take IPv4 and IPv6 addresses', applicability: 'review', change: { kind: 'set-options', at: client.at, set: { family: 0 } } },
    });
  },
});
