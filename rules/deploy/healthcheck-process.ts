import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Outcome } from '#rule';
import { keptInProcess } from '../shared/alone.ts';
import { probeOf } from '../shared/probe.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'start.server', 'start.steps', 'web.listens', 'web.app', 'web.routes', 'process.singletons', 'queue.workers'],
  check(facts, { service, strings }): Outcome {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    if (facts['start.server']?.state !== 'known') return notApplicable('what it starts cannot be told');
    if (valueOf(facts['start.steps'])?.some(({ purpose }) => purpose === 'server') === true) return pass();
    const silent = answersNobody(service.facts, strings('workers'));
    if (silent === undefined) return pass();
    return fail({
      message: `the health check asks for ${path.value}, and ${silent.what}, so no deploy goes live`, evidence: [path, silent.at],
      fix: { title: 'Drop the health check of the worker', applicability: 'review', change: { kind: 'remove-fact', fact: 'deploy.healthcheckPath' } },
    });
  },
});

/** What shows that the process answers no request. Code that was not read shows nothing. */
function answersNobody(facts: FactSet, workers: readonly string[]): { readonly at: Evidence; readonly what: string } | undefined {
  if ((recordsIn(facts['web.listens']) ?? []).length > 0) return undefined;
  const server = facts['start.server'];
  if (server?.state === 'known' && workers.includes(server.value)) return { at: server, what: `${server.value} answers no requests` };
  const isSilent = facts['web.listens']?.state === 'absent' && facts['web.app']?.state !== 'known' && facts['web.routes']?.state !== 'known';
  const [kept] = isSilent ? keptInProcess(facts, ['bot', 'consumer', 'scheduler']) : [];
  return kept === undefined ? undefined : { at: kept.at, what: `the program opens no port: ${kept.what}` };
}
