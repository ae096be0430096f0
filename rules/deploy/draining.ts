import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type Fact, type FactSet, type Known, type Outcome, type ProposedFix } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { deployFile } from '../shared/deploy-files.ts';
import { recordsIn } from '../shared/records.ts';
import { runVariables } from '../shared/variables.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: [
    'deploy.drainingSeconds', 'server.gracefulTimeout', 'build.configFiles', 'build.variables', 'deploy.variables', 'start.server',
    'web.shutdownHandlers',
  ],
  check(facts, { service, number, text, strings }): Outcome {
    if (endsAtOnce(service.facts, strings('programs'))) return notApplicable('the program handles no SIGTERM, so it ends at once whatever it is given');
    const draining = facts['deploy.drainingSeconds'];
    const fix: ProposedFix = {
      title: `Give the old version ${number('seconds')} seconds to finish`, applicability: 'review',
      change: { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: number('seconds') },
    };
    if (draining?.state === 'unresolved') return undecided(`the grace period cannot be told: ${draining.reason}`);
    if (draining?.state === 'known') {
      const graceful = text('compared') === 'yes' ? facts['server.gracefulTimeout'] : undefined;
      return judged(draining, graceful, fix);
    }
    const variable = runVariables(facts['deploy.variables'], facts['build.variables']).find(({ variable: name }) => name === text('variable'));
    if (variable !== undefined && variable.value !== '0') return pass();
    if (draining === undefined || (deployFile(facts['build.configFiles']) === undefined && !isAsked(service.facts))) return notApplicable('no file holds deploy settings');
    return fail({ message: `${service.name} is killed at once when a deploy replaces it`, evidence: [draining], fix });
  },
});

/** True for a program that was read and that a SIGTERM ends without a chance to finish. */
function endsAtOnce(facts: FactSet, programs: readonly string[]): boolean {
  return programs.includes(valueOf(facts['start.server']) ?? '') && recordsIn(facts['web.shutdownHandlers'])?.length === 0;
}

function judged(draining: Known<number>, graceful: Fact<number> | undefined, fix: ProposedFix): Outcome {
  if (draining.value <= 0) return fail({ message: 'the old version is killed at once', evidence: [draining], confidence: 'high', fix });
  const isDeclared = graceful?.state === 'known' && graceful.provenance.kind === 'declared';
  if (!isDeclared || graceful.value <= draining.value) return pass();
  return fail({
    message: `Railway kills after ${counted(draining.value, 'second')}, and the server takes up to ${graceful.value} to finish`,
    evidence: [draining, graceful], severity: 'medium',
    fix: { ...fix, title: `Give the old version ${graceful.value + 5} seconds to finish`, change: { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: graceful.value + 5 } },
  });
}
