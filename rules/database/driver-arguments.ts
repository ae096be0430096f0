import { defineCheck, fail, pass, type Evidence, type Outcome, type Pool, type ProposedFix } from '#rule';
import { nodeMistakes } from '../shared/driver-mistakes-node.ts';
import { pythonMistakes } from '../shared/driver-mistakes-python.ts';
import type { Mistake } from '../shared/driver-mistakes.ts';

export default defineCheck({
  needs: ['database.pools'],
  reads: ['runtime.dependencies'],
  check(facts, context): readonly Outcome[] {
    const dependencies = facts['runtime.dependencies'];
    const found = facts['database.pools'].value.filter((pool) => pool.served && pool.kind !== 'sqlite').flatMap((pool) => {
      const mistakes = [...pythonMistakes(pool, dependencies, context), ...nodeMistakes(pool, dependencies, context)];
      return mistakes.map((mistake) => ({ pool, mistake }));
    });
    // An address that two pools use is one mistake.
    const own = found.filter(({ mistake }, index) => !found.slice(0, index).some((other) => isSame(other.mistake, mistake)));
    return own.length === 0 ? [pass()] : own.map(({ pool, mistake }) => failed(pool, mistake));
  },
});

function isSame(a: Mistake, b: Mistake): boolean {
  return a.message === b.message && a.evidence.every((each, index) => placeOf(each) !== undefined && placeOf(each) === placeOf(b.evidence[index]));
}

function placeOf(evidence: Evidence | undefined): string | undefined {
  const provenance = evidence?.state === 'known' ? evidence.provenance : undefined;
  return provenance?.kind === 'declared' ? `${provenance.file.path} ${provenance.range.start}` : undefined;
}

function failed(pool: Pool, { message, evidence, isIgnored, title, repair }: Mistake): Outcome {
  const severity = isIgnored ? 'high' : 'critical';
  const fix: ProposedFix = repair === undefined
    ? { title, applicability: 'advice', change: { kind: 'advice' } }
    : { title: repair.title, applicability: repair.applicability, change: 'change' in repair ? repair.change : { kind: 'set-options', at: pool.at, set: repair.set, remove: repair.remove } };
  return fail({ message, evidence, severity, anchor: `arguments:${pool.library}`, fix });
}
