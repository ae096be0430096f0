import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import { declared } from '../../../model/fact.ts';
import type { QueueTask } from '../../../model/facts/tasks.ts';
import { instanceOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { argumentOf, keywordsOf, optionsOf } from '../shown.ts';
import { callsIn, effectsOf } from './effects.ts';

/** Functions that workers of Celery run. */
export function queueTasks(program: Program): readonly QueueTask[] {
  return [...program.files.values()].filter((file) => !isScriptFile(program, file)).flatMap((file) => file.functions.flatMap(({ node, place }): readonly QueueTask[] => {
    const decorator = taskDecorator(program, node, place);
    if (decorator === undefined) return [];
    const { keywords, complete } = decorator.kind === 'call' ? keywordsOf(program, decorator, place) : { keywords: [], complete: true };
    return [{
      at: declared('task', node.name, file.source, node.nameRange), library: 'celery', options: optionsOf(program, keywords), complete,
      effects: effectsOf(program, node),
      retriesItself: asksAgain(program, node),
    }];
  }));
}

/** `self.retry()` of the task, or of a function that it calls. */
function asksAgain(program: Program, node: PythonFunction, left = 1): boolean {
  return callsIn(program, node).some(({ call: { callee }, place }) => {
    if (callee.kind === 'attribute' && callee.name === 'retry') return true;
    const called = left === 0 ? undefined : functionOf(program, callee, place)?.node;
    return called !== undefined && asksAgain(program, called, left - 1);
  });
}

/** Functions that somebody hands to a queue of RQ. */
export function enqueuedTasks(program: Program): readonly QueueTask[] {
  const found = new Map<PythonFunction, QueueTask>();
  for (const { call, place } of callsOf(program)) {
    const target = call.callee.kind === 'attribute' && /^enqueue(_call)?$/.test(call.callee.name) ? argumentOf(call, 0, 'f', 'func') : undefined;
    const job = target && functionOf(program, target, place);
    if (job === undefined || found.has(job.node)) continue;
    const { file } = job.place;
    found.set(job.node, { at: declared('task', job.node.name, file.source, job.node.nameRange), library: 'rq', options: [], complete: true, effects: effectsOf(program, job.node), retriesItself: false });
  }
  return [...found.values()];
}

/** `@shared_task`, `@app.task(bind=True)`. */
export function taskDecorator(program: Program, node: PythonFunction, place: Place): PythonExpression | undefined {
  return node.decorators.find((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    if (isFrom(externalName(program, callee, place), 'celery', 'shared_task', 'task')) return true;
    return callee.kind === 'attribute' && callee.name === 'task' && isFrom(instanceOf(program, callee.object, place)?.library, 'celery', 'Celery');
  });
}
