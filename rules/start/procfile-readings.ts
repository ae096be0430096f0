import { defineRecordCheck, fail, pass } from '#rule';
import { filesOf } from '../shared/deploy-files.ts';

export default defineRecordCheck({
  each: 'start.procfileDisagreements',
  needs: [],
  reads: ['build.configFiles'],
  check(difference, facts) {
    const procfile = filesOf(facts['build.configFiles']).find(({ kind }) => kind.value === 'procfile');
    if (procfile !== undefined && !procfile.live) return pass();
    return fail({
      message: `the Procfile has two meanings: ${difference.value}`,
      evidence: [difference],
      fix: { title: 'Put the whole command in quotes', applicability: 'review', change: { kind: 'advice' } },
    });
  },
});
