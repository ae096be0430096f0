import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.overlapSeconds', 'deploy.volumeMount'],
  check(facts, { service }) {
    const [overlap, volume] = [facts['deploy.overlapSeconds'], facts['deploy.volumeMount']];
    if (volume?.state !== 'known') return notApplicable('no volume is known');
    if (overlap?.state !== 'known' || overlap.value === 0) return pass();
    return fail({
      message: `${service.name} asks for an overlap of ${overlap.value} seconds, and its volume at ${volume.value} lets no two versions run at once`,
      evidence: [overlap, volume],
      fix: advised('Drop the overlap and plan for the gap, or keep the data in a database or a bucket'),
    });
  },
});
