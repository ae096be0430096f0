import { defineCheck, fail, notApplicable, pass, tableList, valueOf, type FactSet, type Outcome, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { isWritten } from '../shared/variables.ts';
import { writtenAs } from '../shared/written.ts';

/** The name that Railway's pages had for the name of the environment, and that it still sets. */
const ENVIRONMENT = 'RAILWAY_ENVIRONMENT';

export default defineCheck({
  needs: [],
  reads: ['build.variables', 'deploy.variables'],
  check(_facts, { service: { facts }, tables }) {
    if (written(facts).length === 0) return notApplicable('no file that is read sets variables');
    const provided = [ENVIRONMENT, ...tableList(tables, 'railway/provided-variables')];
    const settings = tableList(tables, 'railway/configuration-variables');
    const findings = [
      ...literals(facts).filter(({ variable }) => provided.includes(variable)).map(overwritten),
      ...ofImage(facts).filter(({ variable }) => settings.includes(variable)).map(unread),
    ];
    return findings.length === 0 ? pass() : findings;
  },
});

/** Variables that are set to something for the running service; what a build argument or another variable decides is handed on only. */
function literals(facts: FactSet): readonly Variable[] {
  return written(facts).filter(({ value, at }) => value !== undefined && !writtenAs(at).includes('$'));
}

/** Those on the platform are left out: a name that it provides cannot be set there. */
function written(facts: FactSet): readonly Variable[] {
  return [...ofImage(facts), ...(valueOf(facts['deploy.variables']) ?? []).filter(isWritten)];
}

function ofImage(facts: FactSet): readonly Variable[] {
  return (valueOf(facts['build.variables']) ?? []).filter(({ scope }) => scope === 'run');
}

function overwritten({ variable, value, at }: Variable): Outcome {
  return fail({
    message: `${variable}=${value ?? ''} is set by hand, and Railway sets it itself in every environment`,
    evidence: [at], anchor: `variable:${variable}`, severity: 'low',
    fix: { title: `Remove ${variable}`, applicability: 'review', change: { kind: 'rewrite', how: 'remove-variable', at: [at] } },
  });
}

function unread({ variable, at }: Variable): Outcome {
  return fail({
    message: `${variable} is set in the image, and Railway reads it from the service's variables`,
    evidence: [at], anchor: `variable:${variable}`,
    fix: advised(`Set ${variable} among the service's variables`),
  });
}
