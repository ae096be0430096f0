import { defineCheck, fail, notApplicable, pass, type Evidence, type Fact, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineCheck({
  needs: [],
  reads: ['start.passedApplication', 'server.workers', 'server.reload'],
  check(facts) {
    const passed = facts['start.passedApplication'];
    if (passed?.state !== 'known') return notApplicable('no program hands an application to uvicorn');
    const { at, importString, isGuarded } = passed.value;
    const cause = causeOf(facts['server.workers'], facts['server.reload']);
    if (cause === undefined) return pass();
    const fix: ProposedFix = importString === undefined || !isGuarded
      ? advised('Pass the application as an import string')
      : { title: `Pass "${importString}"`, applicability: 'safe', change: { kind: 'replace', at, text: `"${importString}"` } };
    return fail({ message: `uvicorn gets the object ${at.value}, and ends because it is to ${cause.name}`, evidence: [at, cause.fact], anchor: 'start.app', fix });
  },
});

/** What uvicorn needs a name for. */
function causeOf(workers: Fact<number> | undefined, reload: Fact<boolean> | undefined): { readonly name: string; readonly fact: Evidence } | undefined {
  if (workers?.state === 'known' && workers.value > 1) return { name: `start ${workers.value} workers`, fact: workers };
  return reload?.state === 'known' && reload.value ? { name: 'reload', fact: reload } : undefined;
}
