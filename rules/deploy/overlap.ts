import { defineCheck, fail, notApplicable, pass, undecided, type Outcome } from '#rule';
import { reasonToStayAlone } from '../shared/alone.ts';
import { isAsked } from '../shared/asked.ts';
import { deployFile } from '../shared/deploy-files.ts';
import { runVariables } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: [
    'deploy.overlapSeconds', 'deploy.healthcheckPath', 'process.singletons', 'deploy.volumeMount', 'build.configFiles', 'build.variables',
    'deploy.variables',
  ],
  check(facts, { service, number, text }): Outcome {
    const overlap = facts['deploy.overlapSeconds'];
    if (facts['deploy.healthcheckPath']?.state !== 'known') return notApplicable('no health check path is known, so nothing says when the new version is ready');
    const alone = reasonToStayAlone(service.facts);
    if (alone !== undefined) return notApplicable(alone);
    if (overlap?.state === 'unresolved') return undecided(`how long two versions run side by side cannot be told: ${overlap.reason}`);
    if (overlap?.state === 'known' && overlap.value > 0) return pass();
    const variable = runVariables(facts['deploy.variables'], facts['build.variables']).find(({ variable: name }) => name === text('variable'));
    if (variable !== undefined && variable.value !== '0') return pass();
    if (overlap === undefined || (deployFile(facts['build.configFiles']) === undefined && !isAsked(service.facts))) return notApplicable('no file holds deploy settings');
    return fail({
      message: `a deploy of ${service.name} has no overlap: the old version is told to stop as soon as the new one is ready`, evidence: [overlap],
      fix: {
        title: `Keep the old version for ${number('seconds')} seconds more`, applicability: 'review',
        change: { kind: 'set-fact', fact: 'deploy.overlapSeconds', value: number('seconds') },
      },
    });
  },
});
