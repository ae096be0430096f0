import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type CacheMount, type Evidence, type ImageInstruction, type Outcome } from '#rule';
import { withoutMounts } from '../shared/without-mounts.ts';
import { counted } from '../shared/words.ts';

const RAILWAY_ID = /^s\/[0-9a-f]{8}-[0-9a-f-]{27,}-/i;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.cacheMounts', 'build.builder', 'service.platforms'],
  check(facts): readonly Outcome[] | Outcome {
    const mounts = facts['build.cacheMounts'];
    if (mounts?.state === 'unresolved') return undecided(`the cache mounts cannot be told: ${mounts.reason}`);
    if (mounts?.state !== 'known') return pass();
    if (mounts.value.length > 0 && facts['service.platforms']?.state !== 'known') return notApplicable('only Railway asks for the id of a cache mount, and no file says which platform it is deployed to');
    const nameless = mounts.value.filter(({ id }) => id === undefined);
    const foreign = mounts.value.filter(({ id }) => id !== undefined && !RAILWAY_ID.test(id));
    const instructions = valueOf(facts['build.instructions']) ?? [];
    return [...finding(nameless, { lack: 'no id', severity: 'critical', instructions }), ...finding(foreign, { lack: "an id without the service's prefix", severity: 'high', instructions })];
  },
});

interface Lacking {
  readonly lack: string;
  readonly severity: 'critical' | 'high';
  readonly instructions: readonly ImageInstruction[];
}

function finding(mounts: readonly CacheMount[], { lack, severity, instructions }: Lacking): readonly Outcome[] {
  const [first, ...rest] = mounts;
  if (first === undefined) return [];
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, ...rest.map(({ at }) => at)];
  const message = `${counted(mounts.length, 'cache mount')} ${mounts.length === 1 ? 'has' : 'have'} ${lack}, so Railway refuses the Dockerfile`;
  return [fail({
    message, evidence, severity, anchor: `cache-mount:${lack}`, confidence: severity === 'critical' ? 'high' : 'medium',
    fix: { title: `Remove the ${mounts.length === 1 ? 'cache mount' : 'cache mounts'}`, applicability: 'review', change: withoutMounts(evidence, instructions) },
  })];
}
