import { defineCheck, fail, notApplicable, pass, valueOf, type Change, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { reasonToStayAlone } from '../shared/alone.ts';
import { isAsked } from '../shared/asked.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { serverAmong } from '../shared/served-by.ts';
import { optionNamed } from '../shared/server-options.ts';
import { writtenAs } from '../shared/written.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.maxRequests', 'server.workers', 'process.singletons', 'deploy.volumeMount', 'server.options', 'server.preload', 'service.platforms'],
  check(facts, { service }): Outcome {
    if (serverAmong(service.facts, 'gunicorn') === undefined) return notApplicable('gunicorn does not serve it');
    const [limit, workers] = [facts['server.maxRequests'], facts['server.workers']];
    if (limit?.state !== 'known' || limit.value === 0) return notApplicable('workers are not replaced after some requests');
    if (workers?.state !== 'known' || workers.value !== 1 || valueOf(facts['server.preload']) === true) return pass();
    const isUsual = workers.provenance.kind === 'default' && !isAsked(service.facts);
    if (isUsual && isDeployedTo(facts, 'heroku')) return notApplicable('Heroku sets WEB_CONCURRENCY');
    return fail({
      message: `nobody answers while the only worker is replaced, every ${limit.value} requests${isUsual ? ', unless WEB_CONCURRENCY is set elsewhere' : ''}`,
      ...(isUsual ? { severity: 'low' } as const : {}),
      evidence: [limit, workers], anchor: 'server.maxRequests',
      fix: secondWorker(workers, { isFree: reasonToStayAlone(service.facts) === undefined, hasJitter: optionNamed(service.facts, 'max_requests_jitter') !== undefined, limit: limit.value }),
    });
  },
});

interface Case {
  /** True where nothing speaks against a second process. */
  readonly isFree: boolean;
  readonly hasJitter: boolean;
  readonly limit: number;
}

/** What a process keeps to itself must not be there twice; and two workers must not be replaced together. */
function secondWorker(workers: Known<number>, { isFree, hasJitter, limit }: Case): ProposedFix {
  if (!isFree) return advised('Drop the limit, and find what makes the memory grow');
  const change: Change = { kind: 'set-fact', fact: 'server.workers', value: writtenAs(workers).includes('WEB_CONCURRENCY') ? '${WEB_CONCURRENCY:-2}' : 2 };
  if (hasJitter) return { title: 'Start two workers', applicability: 'review', change };
  const jitter: Change = { kind: 'rewrite', how: 'set-server-option', at: [workers], with: { option: 'max_requests_jitter', value: Math.max(1, Math.round(limit / 10)) } };
  return { title: 'Start two workers, and spread the limit so that they are not replaced together', applicability: 'review', change: { kind: 'all', changes: [change, jitter] } };
}
