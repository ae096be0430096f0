import { defineCheck, fail, notApplicable, pass, valueOf, type Capability, type FactSet, type ProposedFix } from '#rule';
import { metricsFile } from '../shared/metrics-file.ts';
import { runVariables } from '../shared/variables.ts';

const FOLDER = /^prometheus_multiproc_dir$/i;
/** It adds up by itself where the folder is set. https://github.com/trallnag/prometheus-fastapi-instrumentator */
const ADDS_UP = 'prometheus-fastapi-instrumentator';

export default defineCheck({
  needs: [],
  reads: ['web.capabilities', 'server.workers', 'start.server', 'start.command', 'start.directory', 'build.variables', 'deploy.variables'],
  check(facts, { service, strings }) {
    const workers = facts['server.workers'];
    const metrics = (valueOf(facts['web.capabilities']) ?? []).filter(({ kind }) => kind === 'metrics');
    const counting = metrics.find(({ library }) => library === ADDS_UP) ?? metrics.find(({ library }) => strings('libraries').includes(library));
    if (counting === undefined) return notApplicable('nothing counts for Prometheus in Python');
    if (workers?.state !== 'known') return notApplicable('the number of worker processes cannot be told');
    const isSet = counting.library === ADDS_UP && setsFolder(service.facts);
    if (workers.value < 2 || isSet || metrics.some(({ library }) => library === 'prometheus_client.multiprocess')) return pass();
    return fail({
      message: `${service.name} starts ${workers.value} workers, and each shows only the requests that it counted itself`,
      evidence: [counting.at, workers], anchor: 'metrics', confidence: counting.library === ADDS_UP ? 'medium' : 'high', fix: fixFor(counting, service.facts),
    });
  },
});

function setsFolder(facts: FactSet): boolean {
  const isSet = runVariables(facts['build.variables'], facts['deploy.variables']).some(({ variable }) => FOLDER.test(variable));
  return isSet || /\bprometheus_multiproc_dir=/i.test(valueOf(facts['start.command']) ?? '');
}

function fixFor({ library }: Capability, facts: FactSet): ProposedFix {
  const change = library === ADDS_UP ? metricsFile(facts) : undefined;
  const title = 'Let the workers add up their metrics in a folder';
  return change === undefined ? { title, applicability: 'advice', change: { kind: 'advice' } } : { title, applicability: 'review', change };
}
