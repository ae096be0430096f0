import { defineCheck, fail, notApplicable, pass, type Effect, type Outcome, type TaskHandler } from '#rule';
import { advised } from '../shared/advised.ts';
import { effectWords } from '../shared/celery.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['tasks.handlers'],
  check(_facts, { service: { facts }, number }): readonly Outcome[] {
    const handlers = recordsIn(facts['tasks.handlers']);
    if (handlers === undefined) return [notApplicable('nobody has read the code of the program')];
    const long = handlers.filter(({ accepted }) => accepted === undefined).flatMap((handler) => longWork(handler, number('least-wait')));
    const findings = long.slice(0, number('most-findings')).map(({ handler, effect }) => fail({
      message: `a request waits in ${handler.name} while it ${sentence(effect)}`, evidence: [handler.at, effect.at], anchor: `work:${handler.name}`,
      fix: advised('Start a job, answer 202, and let the visitor ask for its state'),
    }));
    return findings.length === 0 ? [pass()] : findings;
  },
});

/** The call that surely takes long: for each of some items, again and again until something is the case, or a long sleep. */
function longWork(handler: TaskHandler, wait: number): readonly { readonly handler: TaskHandler; readonly effect: Effect }[] {
  const effect = handler.effects.find((each) => isLong(each, wait));
  return effect === undefined ? [] : [{ handler, effect }];
}

function isLong({ kind, repeated, seconds }: Effect, wait: number): boolean {
  if (kind === 'sleep') return repeated?.kind === 'until' ? (seconds ?? 0) >= 1 : (seconds ?? 0) * (repeated?.kind === 'times' ? repeated.times : 1) >= wait;
  return (kind === 'email' || kind === 'payment' || kind === 'model' || kind === 'http') && repeated?.kind === 'each';
}

function sentence(effect: Effect): string {
  if (effect.kind === 'sleep') return effect.repeated === undefined ? `sleeps for ${effect.seconds} seconds` : 'looks again and again whether something is done';
  return `${effectWords(effect)} for each item of a list`;
}
