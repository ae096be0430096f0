import { defineCheck, fail, pass, undecided, type Outcome } from '#rule';

export default defineCheck({
  needs: [],
  reads: ['deploy.restartPolicy'],
  check(facts, { service }): Outcome {
    const policy = facts['deploy.restartPolicy'];
    if (policy?.state === 'unresolved') return undecided(`the restart policy cannot be told: ${policy.reason}`);
    if (policy?.state === 'known' && policy.value === 'never') {
      return fail({
        message: `${service.name} stays down when it crashes`, evidence: [policy],
        fix: { title: 'Restart the service on failure', applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.restartPolicy', value: 'on_failure' } },
      });
    }
    return pass(); // ON_FAILURE, which is the default too
  },
});
