import { defineCheck, fail, notApplicable, pass, tableText, type Change, type FactSet, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed, mayBeAtLeast } from '../shared/dependencies.ts';
import { serverAmong } from '../shared/served-by.ts';
import { isUnset, optionValue } from '../shared/server-options.ts';
import { isAtLeast } from '../shared/versions.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.maxRequests', 'server.workers', 'server.options', 'server.optionsComplete', 'start.serverCommand', 'runtime.dependencies'],
  check(facts, { service, tables }): Outcome {
    const server = serverAmong(service.facts, 'gunicorn', 'uvicorn', 'hypercorn');
    if (server === undefined) return notApplicable('another server serves it');
    const [limit, workers] = [facts['server.maxRequests'], facts['server.workers']];
    if (limit?.state !== 'known' || limit.value === 0) return notApplicable('workers are not replaced after some requests');
    if (workers?.state !== 'known' || workers.value < 2) return notApplicable('no second worker is known');
    const option = server.value === 'uvicorn' ? 'limit_max_requests_jitter' : 'max_requests_jitter';
    const jitter = optionValue(service.facts, option);
    if (!isUnset(service.facts, option) && jitter?.value !== '0') return pass();
    return fail({
      message: `all ${workers.value} workers are replaced at nearly the same time, each after ${limit.value} requests`,
      evidence: [limit, workers], anchor: 'server.maxRequests',
      fix: fixFor(service.facts, option, { server, limit: limit.value, since: tableText(tables, 'servers/uvicorn-with-jitter') }),
    });
  },
});

function fixFor(facts: FactSet, option: string, { server, limit, since }: { readonly server: Known<string>; readonly limit: number; readonly since: string }): ProposedFix {
  const jitter = Math.max(1, Math.round(limit / 10));
  const title = `Spread the limit over ${jitter} requests`;
  const change: Change = { kind: 'rewrite', how: 'set-server-option', at: [server], with: { option, value: jitter } };
  const uvicorn = server.value === 'uvicorn' ? dependencyNamed(facts, 'uvicorn') : undefined;
  if (uvicorn !== undefined && !mayBeAtLeast(uvicorn, since)) return advised(`${title}, with uvicorn ${since} or later`);
  const isSafe = server.value !== 'uvicorn' || (uvicorn?.version !== undefined && isAtLeast(uvicorn.version, since));
  return { title, applicability: isSafe ? 'safe' : 'review', change };
}
