import { defineCheck, fail, notApplicable, pass, type Effect } from '#rule';
import { advised } from '../shared/advised.ts';
import { effectWords } from '../shared/celery.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['tasks.handlers'],
  check(_facts, { service: { facts } }) {
    const later = (recordsIn(facts['tasks.handlers']) ?? []).flatMap((handler) => handler.later);
    if (later.length === 0) return notApplicable('it leaves no work for after the answer');
    const heavy = later.flatMap((task) => task.effects.filter(matters).slice(0, 1).map((effect) => ({ task, effect })));
    const [first, ...rest] = heavy;
    if (first === undefined) return pass();
    const names = [...new Set(heavy.map(({ task }) => task.name))];
    return fail({
      message: `${listed(names)} ${effectWords(first.effect, names.length)} after the answer, and ${names.length === 1 ? 'is' : 'are'} lost when the process ends`,
      evidence: [first.task.at, first.effect.at, ...rest.slice(0, 2).map(({ task }) => task.at)], anchor: 'background', fix: advised('Give this work to a queue'),
    });
  },
});

/** Mail, money, a model, a program, and calls that take long. */
function matters({ kind, repeated }: Effect): boolean {
  return kind === 'email' || kind === 'payment' || kind === 'model' || kind === 'process' || (kind === 'http' && repeated !== undefined);
}
