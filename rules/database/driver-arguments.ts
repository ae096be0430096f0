import { defineCheck, fail, pass, type Outcome, type Pool } from '#rule';
import { nodeMistakes } from '../shared/driver-mistakes-node.ts';
import { pythonMistakes } from '../shared/driver-mistakes-python.ts';
import type { Mistake } from '../shared/driver-mistakes.ts';

export default defineCheck({
  needs: ['database.pools'],
  reads: ['runtime.dependencies'],
  check(facts, { strings }): readonly Outcome[] {
    const dependencies = facts['runtime.dependencies'];
    const outcomes = facts['database.pools'].value.filter((pool) => pool.served && pool.kind !== 'sqlite').flatMap((pool) => {
      const mistakes = [...pythonMistakes(pool, dependencies, strings), ...nodeMistakes(pool, dependencies, strings)];
      return mistakes.map((mistake) => failed(pool, mistake));
    });
    return outcomes.length === 0 ? [pass()] : outcomes;
  },
});

function failed(pool: Pool, { message, evidence, isIgnored, title }: Mistake): Outcome {
  const severity = isIgnored ? 'high' : 'critical';
  return fail({ message, evidence, severity, anchor: `arguments:${pool.library}`, fix: { title, applicability: 'review', change: { kind: 'advice' } } });
}
