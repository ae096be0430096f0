import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';
import { deployFile } from '../shared/deploy-files.ts';
import { NO_IMAGE, instructionsOf } from '../shared/image.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.configFiles', 'deploy.healthcheckPath'],
  check(facts, { service }): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const check = instructions.findLast(({ keyword, final }) => final && keyword === 'HEALTHCHECK');
    if (check === undefined || /^none$/i.test(check.text.trim())) return notApplicable('the image has no health check');
    if (facts['deploy.healthcheckPath']?.state === 'known') return pass();
    if (deployFile(facts['build.configFiles']) !== undefined) return notApplicable('deploy/healthcheck-path judges the file that could name it');
    if (isAsked(service.facts)) return notApplicable('deploy/healthcheck-path judges the setting that could name it');
    return fail({
      message: `the HEALTHCHECK of the image does not keep traffic from a version of ${service.name} that cannot answer`, evidence: [check.at], anchor: 'HEALTHCHECK',
      fix: advised('Name the path as the health check path of the service'),
    });
  },
});
