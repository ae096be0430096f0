import { defineCheck, fail, notApplicable, pass, type LiveVariable, type Outcome } from '#rule';
import { followed, liveVariable } from '../shared/live-variables.ts';

const LARGEST = 65_535;

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours'],
  check(_facts, { service: { facts } }): Outcome {
    const variable = liveVariable(facts, 'PORT');
    if (variable === undefined) return notApplicable('Railway chooses PORT');
    const mistake = mistakeOf(followed(variable, facts));
    if (variable.quoted !== undefined || mistake === undefined) return pass();
    return fail({
      message: `PORT ${mistake}, so that neither the program nor the health check has a port`, evidence: [variable.at], anchor: 'variable:PORT',
      fix: { title: 'Take PORT away, so that Railway chooses it', applicability: 'review', change: { kind: 'live-variable', variable: 'PORT', to: { kind: 'removed' } } },
    });
  },
});

/** What is wrong with a value that everybody may see; undefined where nothing is, or its references decide. */
function mistakeOf({ form, references, value }: LiveVariable): string | undefined {
  if (references.length > 0 || form === 'sealed') return undefined;
  if (form === 'empty') return 'is set and empty';
  if (form !== 'number') return 'is no number';
  const number = Number(value);
  return value !== undefined && (number < 1 || number > LARGEST) ? `is ${value.trim()}` : undefined;
}
