import { defineCheck, fail, notApplicable, pass, undecided, type Evidence, type Fact, type Outcome, type ProposedFix, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { isWritten, removalOf, runVariables } from '../shared/variables.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckTimeout', 'deploy.healthcheckPath', 'build.variables', 'deploy.variables'],
  check(facts, { service, number, text }): Outcome {
    const timeout = facts['deploy.healthcheckTimeout'];
    if (timeout?.state === 'unresolved') return undecided(`how long a deploy waits cannot be told: ${timeout.reason}`);
    if (text('stated') === 'yes') return unstated(timeout, service.name, number('default'));
    if (facts['deploy.healthcheckPath']?.state !== 'known') return notApplicable('no health check path is known');
    const least = number('least');
    if (timeout?.state === 'known') return timeout.value < least ? tooShort(timeout, timeout.value, leaveToDefault(number('default'))) : pass();
    const variable = runVariables(facts['deploy.variables'], facts['build.variables']).find(({ variable: name }) => name === text('variable'));
    const seconds = Number(variable?.value ?? NaN);
    return variable !== undefined && seconds < least ? tooShort(variable.at, seconds, withoutVariable(variable)) : pass();
  },
});

/** Edition 2025.2 wants the number in the repository, whatever it is. */
function unstated(timeout: Fact<number> | undefined, service: string, seconds: number): Outcome {
  if (timeout === undefined) return undecided('no file holds deploy settings; the dashboard may give the health check a limit');
  if (timeout.state !== 'absent') return pass();
  return fail({
    message: `how long a deploy waits for ${service} to be healthy is left to the default`,
    evidence: [timeout], severity: 'low', confidence: 'medium',
    fix: {
      title: `Write down the ${seconds} seconds that the health check may take today`, applicability: 'safe',
      change: { kind: 'set-fact', fact: 'deploy.healthcheckTimeout', value: seconds },
    },
  });
}

function tooShort(timeout: Evidence, seconds: number, fix: ProposedFix): Outcome {
  return fail({ message: `a version that takes longer than ${counted(seconds, 'second')} to start never goes live`, evidence: [timeout], fix });
}

/** In an image others may count on the variable; on the platform it has this one meaning. */
function withoutVariable(variable: Variable): ProposedFix {
  const title = `Take ${variable.variable} away`;
  return isWritten(variable) ? advised(title) : { title, applicability: 'review', change: removalOf(variable) };
}

function leaveToDefault(seconds: number): ProposedFix {
  return {
    title: `Wait up to ${seconds} seconds, which is the default`, applicability: 'safe',
    change: { kind: 'set-fact', fact: 'deploy.healthcheckTimeout', value: seconds },
  };
}
