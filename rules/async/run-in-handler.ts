import { defineCheck, fail, notApplicable, type LoopRun, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { isSamePlace } from '../shared/places.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['async.loopRuns', 'database.loopUses', 'runtime.dependencies'],
  check(facts, { number }): readonly Outcome[] {
    const runs = recordsIn(facts['async.loopRuns']);
    if (runs === undefined) return [notApplicable('nobody has read the code of the program')];
    if (dependencyNamed(facts, 'nest-asyncio') !== undefined) return [notApplicable('nest-asyncio lets loops run inside of loops')];
    const kept = (recordsIn(facts['database.loopUses']) ?? []).filter(({ keeps }) => keeps);
    const served = runs.filter(({ scope }) => scope === 'request' || scope === 'job');
    const own = served.filter(({ at, inAsync }) => inAsync || !kept.some((use) => isSamePlace(use.at, at)));
    if (own.length === 0 && served.length > 0) return [notApplicable('database/engine-loop tells of the same places')];
    return findingsOf(own, number('most-findings'), finding);
  },
});

function finding({ at, call, scope, within, inAsync }: LoopRun, left: number): Outcome {
  const name = handlerName(within);
  if (inAsync) {
    return fail({
      message: `${name} is async, where ${call} only raises RuntimeError${asWellAs(left, 'place')}`,
      evidence: [at], anchor: `run:${within ?? 'module'}`, severity: 'high', confidence: 'high', fix: advised(`Await the coroutine instead of ${call}`),
    });
  }
  return fail({
    message: `${name} starts an event loop of its own for each ${scope === 'job' ? 'job' : 'request'} with ${call}${asWellAs(left, 'place')}`,
    evidence: [at], anchor: `run:${within ?? 'module'}`, severity: scope === 'job' ? 'info' : 'medium',
    fix: advised('Keep one event loop in a thread and hand it the work, or serve the asynchronous code with an ASGI framework'),
  });
}
