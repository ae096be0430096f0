import { defineCheck, fail, notApplicable, pass, undecided } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.replicas', 'deploy.volumeMount'],
  check(facts, { service }) {
    const [replicas, volume] = [facts['deploy.replicas'], facts['deploy.volumeMount']];
    if (volume === undefined || volume.state === 'absent') return notApplicable('no file mounts a volume');
    if (replicas?.state === 'unresolved') return undecided(`does ${service.name} run more than one replica: ${replicas.reason}?`);
    if (replicas?.state !== 'known' || replicas.value < 2) return pass();
    return fail({
      message: `${service.name} asks for ${replicas.value} replicas and for a volume, which only one can have`, evidence: [replicas, volume],
      fix: advised('Move the data to a database or a bucket, or run one replica'),
    });
  },
});
