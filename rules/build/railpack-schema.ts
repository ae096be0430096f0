import { defineCheck, fail, notApplicable, pass, tableList, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.railpackKeys'],
  check(_facts, { service: { facts }, tables, text }): readonly Outcome[] | Outcome {
    const fact = facts['build.railpackKeys'];
    if (valueOf(facts['build.builder']) !== 'railpack' || fact?.state !== 'known') return notApplicable('Railpack reads no railpack.json here');
    const keys = fact.value;
    const allowed = tableList(tables, 'builders/railpack-keys').map(patternOf);
    const unknown = keys.filter(({ value }) => !allowed.some((pattern) => pattern.test(value)) && isTopOfUnknown(value, keys.map((key) => key.value), allowed));
    const [first, ...rest] = unknown;
    const outcomes: Outcome[] = first === undefined ? [] : [fail({
      message: `Railpack knows no ${listed(unknown.map(({ value }) => value))} in railpack.json, and says nothing`,
      evidence: [first, ...rest], anchor: 'railpack.json', severity: 'medium',
      fix: advised('Correct the key, or remove it'),
    })];
    if (keys.some(({ value }) => value === '$schema')) return outcomes.length === 0 ? pass() : outcomes;
    return [...outcomes, fail({
      message: 'railpack.json names no $schema, so no editor tells a mistake in it', evidence: [fact], anchor: '$schema', severity: 'info',
      fix: { title: 'Name the schema', applicability: 'safe', change: { kind: 'rewrite', how: 'set-key', at: [fact], with: { key: '$schema', value: text('schema') } } },
    })];
  },
});

/** `steps.*.inputs` of any step, `deploy.base.**` with all below it. */
function patternOf(pattern: string): RegExp {
  const source = pattern.split('.').map((part) => (part === '**' ? '.+' : part === '*' ? '[^.]+' : part.replace('$', '\\$'))).join('\\.');
  return new RegExp(`^${source}$`, 'i'); // Go's reader takes names in any case
}

/** What stands in an unknown key is not counted by itself. */
function isTopOfUnknown(key: string, keys: readonly string[], allowed: readonly RegExp[]): boolean {
  return !keys.some((above) => key.startsWith(`${above}.`) && !allowed.some((pattern) => pattern.test(above)));
}
