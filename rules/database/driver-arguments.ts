import { defineCheck, fail, pass, type Outcome, type Pool, type ProposedFix } from '#rule';
import { nodeMistakes } from '../shared/driver-mistakes-node.ts';
import { pythonMistakes } from '../shared/driver-mistakes-python.ts';
import type { Mistake } from '../shared/driver-mistakes.ts';

export default defineCheck({
  needs: ['database.pools'],
  reads: ['runtime.dependencies'],
  check(facts, context): readonly Outcome[] {
    const dependencies = facts['runtime.dependencies'];
    const outcomes = facts['database.pools'].value.filter((pool) => pool.served && pool.kind !== 'sqlite').flatMap((pool) => {
      const mistakes = [...pythonMistakes(pool, dependencies, context), ...nodeMistakes(pool, dependencies, context)];
      return mistakes.map((mistake) => failed(pool, mistake));
    });
    return outcomes.length === 0 ? [pass()] : outcomes;
  },
});

function failed(pool: Pool, { message, evidence, isIgnored, title, repair }: Mistake): Outcome {
  const severity = isIgnored ? 'high' : 'critical';
  const fix: ProposedFix = repair === undefined
    ? { title, applicability: 'advice', change: { kind: 'advice' } }
    : { title: repair.title, applicability: repair.applicability, change: 'change' in repair ? repair.change : { kind: 'set-options', at: pool.at, set: repair.set, remove: repair.remove } };
  return fail({ message, evidence, severity, anchor: `arguments:${pool.library}`, fix });
}
