import { defineCheck, fail, notApplicable, type LostTask, type Outcome } from '#rule';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['async.lostTasks'],
  check(facts, { number, strings }): readonly Outcome[] {
    const tasks = recordsIn(facts['async.lostTasks']);
    if (tasks === undefined) return [notApplicable('nobody has read the code of the program')];
    return findingsOf(tasks.filter(({ scope }) => strings('scopes').includes(scope)), number('most-findings'), finding);
  },
});

function finding({ at, call, within }: LostTask, left: number): Outcome {
  const isPython = call.startsWith('asyncio.');
  return fail({
    message: isPython
      ? `nobody keeps the task that ${handlerName(within)} starts, so that it may end before its work is done${asWellAs(left, 'place')}`
      : `${handlerName(within)} starts ${call} and catches nothing, so that its failure ends the process${asWellAs(left, 'place')}`,
    evidence: [at], anchor: `task:${within ?? 'module'}`, severity: isPython ? 'medium' : 'high',
    fix: isPython
      ? { title: 'Keep the task in a set until it is done', applicability: 'review', change: { kind: 'rewrite', how: 'keep-task', at: [at] } }
      : { title: `Catch and log what ${call} throws`, applicability: 'review', change: { kind: 'rewrite', how: 'catch-promise', at: [at] } },
  });
}
