import { defineCheck, fail, notApplicable, pass, tableNumber, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'start.server', 'server.timeout', 'server.workerClass'],
  check(facts, { service, tables }) {
    const timeout = facts['server.timeout'];
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    if (timeout?.state !== 'known' || valueOf(facts['server.workerClass']) !== 'sync') return notApplicable('no limit of the server ends a request');
    const longest = tableNumber(tables, 'railway/request-seconds');
    if (timeout.value <= longest) return pass();
    return fail({
      message: `gunicorn lets a request run for ${timeout.value} s, and the edge ends it after ${longest} s`, evidence: [timeout],
      fix: advised('Do long work in the background and answer at once'),
    });
  },
});
