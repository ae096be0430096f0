import { absent, defineCheck, fail, pass, undecided, type Evidence } from '#rule';
import { deployFile } from '../shared/deploy-files.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.replicas', 'deploy.memoryLimit', 'build.configFiles'],
  check(facts) {
    const [replicas, memory] = [facts['deploy.replicas'], facts['deploy.memoryLimit']];
    const unknown = [replicas, memory].find((fact) => fact?.state === 'unresolved');
    if (unknown?.state === 'unresolved') return undecided(`${unknown.name} cannot be told: ${unknown.reason}`);
    const hasReplicas = replicas?.state === 'known' && replicas.provenance.kind !== 'default';
    const hasMemory = memory?.state === 'known';
    if (hasReplicas && hasMemory) return pass();
    const file = deployFile(facts['build.configFiles']);
    if (file === undefined) return undecided('no file holds deploy settings; replicas and limits may be set in the dashboard');
    const missing = [...(hasReplicas ? [] : ['how many replicas run']), ...(hasMemory ? [] : ['how much memory a replica may take'])];
    const limit = memory ?? absent('deploy.memoryLimit', file.kind.provenance.kind === 'declared' ? file.kind.provenance.file : undefined);
    const evidence: readonly [Evidence, ...Evidence[]] = hasMemory || replicas === undefined ? [replicas ?? limit] : [limit, replicas];
    return fail({
      message: `${file.path} does not say ${missing.join(' or ')}`, evidence, anchor: 'deploy.limits',
      fix: { title: 'Declare replicas and a memory limit', applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});
