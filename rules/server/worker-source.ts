import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { writtenAs } from '../shared/written.ts';

/** Platforms whose containers are virtual machines with CPUs of their own. https://fly.io/docs/machines/overview/ */
const MACHINES = new Set(['fly']);

/** Platforms of which a container is known to see the host's CPUs. */
const CONTAINERS = new Set(['railway', 'render', 'heroku']);

export default defineCheck({
  needs: [],
  reads: ['server.workers', 'service.platforms', 'runtime.language'],
  check(facts, { service, strings }): Outcome {
    const workers = facts['server.workers'];
    if (workers === undefined || workers.state === 'absent') return notApplicable('the server starts no workers');
    if (workers.state === 'known') return pass();
    if (valueOf(facts['runtime.language']) === 'node') return notApplicable('it is no Python server');
    const written = writtenAs(workers);
    if (!strings('cpu').some((word) => written.includes(word) || workers.reason.includes('CPUs'))) return notApplicable('the CPUs do not decide it');
    const platform = valueOf(facts['service.platforms'])?.[0] ?? '';
    if (MACHINES.has(platform) || /\bmin\s*\(/.test(written)) return pass();
    const isDefault = /WEB_CONCURRENCY/.test(written) && !isAsked(service.facts);
    if (isDefault && platform === 'heroku') return pass();
    return fail({
      message: `${isDefault ? 'where nobody sets WEB_CONCURRENCY, ' : ''}the number of workers follows the CPUs of the host, not those of the container`,
      evidence: [workers], anchor: 'server.workers',
      ...(isDefault || !CONTAINERS.has(platform) ? { severity: 'medium', confidence: 'medium' } as const : {}),
      fix: { title: 'Let WEB_CONCURRENCY decide, with 2 as its default', applicability: 'review', change: { kind: 'set-fact', fact: 'server.workers', value: '${WEB_CONCURRENCY:-2}' } },
    });
  },
});
