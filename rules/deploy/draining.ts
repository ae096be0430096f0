import { defineCheck, fail, pass, undecided, type Known, type Outcome, type ProposedFix } from '#rule';
import { deployFile } from '../shared/deploy-files.ts';
import { runVariables } from '../shared/variables.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.drainingSeconds', 'server.gracefulTimeout', 'build.configFiles', 'build.variables', 'deploy.variables'],
  check(facts, { service, number, text }): Outcome {
    const draining = facts['deploy.drainingSeconds'];
    const fix: ProposedFix = {
      title: `Give the old version ${number('seconds')} seconds to finish`, applicability: 'review',
      change: { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: number('seconds') },
    };
    if (draining?.state === 'unresolved') return undecided(`the grace period cannot be told: ${draining.reason}`);
    if (draining?.state === 'known') return judged(draining, facts['server.gracefulTimeout'] as Known<number> | undefined, fix);
    const variable = runVariables(facts['deploy.variables'], facts['build.variables']).find(({ variable: name }) => name === text('variable'));
    if (variable !== undefined && variable.value !== '0') return pass();
    if (draining === undefined || deployFile(facts['build.configFiles']) === undefined) {
      return undecided(`no file holds deploy settings; the dashboard or ${text('variable')} may give it time`);
    }
    return fail({ message: `${service.name} is killed at once when a deploy replaces it`, evidence: [draining], fix });
  },
});

function judged(draining: Known<number>, graceful: Known<number> | undefined, fix: ProposedFix): Outcome {
  if (draining.value <= 0) return fail({ message: 'the old version is killed at once', evidence: [draining], confidence: 'high', fix });
  const isDeclared = graceful?.state === 'known' && graceful.provenance.kind === 'declared';
  if (!isDeclared || graceful.value <= draining.value) return pass();
  return fail({
    message: `Railway kills after ${counted(draining.value, 'second')}, and the server takes up to ${graceful.value} to finish`,
    evidence: [draining, graceful], severity: 'medium',
    fix: { ...fix, title: `Give the old version ${graceful.value + 5} seconds to finish`, change: { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: graceful.value + 5 } },
  });
}
