import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Outcome, type Variable } from '#rule';
import { isWritten } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['build.variables', 'deploy.variables'],
  check(_facts, { service: { facts } }) {
    const variables = variablesOf(facts);
    if (variables.length === 0) return notApplicable('no file that is read sets variables');
    const findings = variables.flatMap(judged);
    return findings.length === 0 ? pass() : findings;
  },
});

function variablesOf(facts: FactSet): readonly Variable[] {
  return [facts['build.variables'], facts['deploy.variables']].flatMap((fact) => valueOf(fact) ?? []).filter((variable) => variable.scope !== 'example' && isWritten(variable));
}

/** A value that begins and ends with the same quote, or with blanks; a newline belongs to keys of several lines, and blanks alone may be meant. */
function judged({ variable, value, at }: Variable): readonly Outcome[] {
  if (value === undefined) return [];
  const inner = /^(["'`])((?:(?!\1).)*)\1$/s.exec(value)?.[2];
  const plain = inner ?? value.replace(/^[ \t]+|[ \t]+$/g, '');
  if (plain === value || (plain === '' && inner === undefined)) return [];
  const what = inner === undefined ? 'blanks around its value' : 'quotes as part of its value';
  return [fail({
    message: `${variable} has ${what}, and the program gets them too`,
    evidence: [at], anchor: `variable:${variable}`,
    fix: {
      title: `Write ${variable} without ${inner === undefined ? 'the blanks' : 'the inner quotes'}`, applicability: 'review',
      change: { kind: 'rewrite', how: 'set-variable', at: [at], with: { value: plain } },
    },
  })];
}
