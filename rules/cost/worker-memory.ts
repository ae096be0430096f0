import { defineCheck, fail, notApplicable, pass, tableNumber, valueOf, type Evidence, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { reasonAgainstPreload } from '../shared/preload.ts';

const MB_PER_GB = 1000;

export default defineCheck({
  needs: ['server.workers'],
  reads: ['server.preload', 'deploy.replicas', 'server.reload', 'server.workerClass', 'process.singletons', 'service.platforms', 'database.pools', 'redis.clients', 'http.clients'],
  check(facts, { service, number, tables }): Outcome {
    const [workers, replicas] = [facts['server.workers'], facts['deploy.replicas']];
    if (workers.value < 2) return notApplicable('one worker runs');
    if (valueOf(facts['server.preload']) === true) return pass();
    if (reasonAgainstPreload(service.facts) === undefined) return notApplicable('server/preload proposes to load the application once');
    const isMany = replicas?.state === 'known' && replicas.value > 1;
    const copies = isMany ? replicas.value : 1;
    const megabytes = (workers.value - 1) * number('more') * copies;
    const price = (megabytes / MB_PER_GB) * tableNumber(tables, 'railway/memory-price');
    const evidence: readonly [Evidence, ...Evidence[]] = isMany ? [workers, replicas] : [workers];
    return fail({
      message: `the workers beyond the first${isMany ? `, in each of ${copies} replicas,` : ''} take about ${megabytes} MB in a typical service, about $${price.toFixed(2)} a month`,
      evidence, anchor: 'server.workers',
      fix: advised('Load the application before the workers fork (--preload), where nothing is connected while it loads'),
    });
  },
});
