import { defineRecordCheck, fail, pass, type FactSet, type Outcome, type ServiceVariable } from '#rule';
import { followed } from '../shared/live-variables.ts';

export default defineRecordCheck({
  each: 'live.variables',
  needs: [],
  reads: ['live.service', 'live.variables', 'live.neighbours'],
  check(variable, _facts, { text, service }): Outcome {
    if (variable.quoted !== undefined) return new RegExp(text('reads-quotes')).test(variable.name) ? pass() : quoted(variable, variable.quoted, service.facts);
    const isMeant = variable.form === 'number' || new RegExp(text('of-lines')).test(variable.name);
    return variable.padded === undefined || isMeant ? pass() : padded(variable);
  },
});

/** An address or a number with quotes stops the program; a text with them may be JSON, or only a wrong text. */
function quoted(variable: ServiceVariable, quote: string, facts: FactSet): Outcome {
  const stops = ['url', 'number'].includes(followed(variable, facts).form);
  return finding(variable, {
    message: `${variable.name} holds the quotes ${quote}…${quote} as part of its value, and the program gets them too`,
    title: `Take the quotes off ${variable.name}`,
    ...(stops ? { severity: 'high' } as const : { confidence: 'medium' } as const),
  });
}

function padded(variable: ServiceVariable): Outcome {
  return finding(variable, {
    message: `blanks or a line end stand around the value of ${variable.name}, and the program gets them too`,
    title: `Take the blanks off ${variable.name}`, severity: 'low', confidence: 'medium',
  });
}

type Said = Pick<Extract<Outcome, { kind: 'fail' }>, 'message' | 'severity' | 'confidence'> & { readonly title: string };

function finding({ name, at }: ServiceVariable, { title, ...said }: Said): Outcome {
  return fail({
    ...said, evidence: [at], anchor: `variable:${name}`,
    fix: { title, applicability: 'review', change: { kind: 'live-variable', variable: name, to: { kind: 'stripped' } } },
  });
}
