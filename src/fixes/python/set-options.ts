import type { Planned } from '../../model/change.ts';
import type { FixContext, SetOptions } from '../context.ts';
import { refused } from '../planned.ts';
import { withImports } from './code-imports.ts';
import { movedFlaskKeys } from './flask-options.ts';
import { importsLeft } from './import-removal.ts';
import { withoutOption, withOption, type Operations } from './one-option.ts';
import { plannedFrom, type Operation } from './operations.ts';
import { targetAt } from './option-target.ts';

/** Adds, changes and removes arguments of a call in Python, entries of its dictionaries, and options of its address. */
export async function setPythonOptions({ at, set = {}, remove = [] }: SetOptions, context: FixContext): Promise<Planned> {
  const target = await targetAt(at, context);
  if ('because' in target) return refused(target.because);
  const flask = await movedFlaskKeys(target, { set, remove });
  const operations: Operation[] = [...flask.operations];
  const steps: (() => Promise<Operations>)[] = [
    ...flask.remove.map((name) => () => withoutOption(target, name)),
    ...Object.entries(flask.set).map(([name, value]) => () => withOption(target, name, value)),
  ];
  for (const step of steps) {
    const made = await step();
    if ('because' in made) return refused(made.because);
    operations.push(...made);
  }
  const ready = await withImports(operations);
  return 'because' in ready ? refused(ready.because) : plannedFrom([...ready, ...importsLeft(ready)]);
}
