import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Singleton } from '../../../model/facts/code.ts';
import { originOf } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { CHANGES, containerOf } from './mutables.ts';

/** Containers of a module that requests write to: what they keep is lost with the process, and each copy has its own. */
export function moduleStates(program: Program): readonly Singleton[] {
  const found = new Map<string, Singleton>();
  const running = runningTasks(program);
  const note = (expression: PythonExpression, site: Pick<CallSite, 'place' | 'guards' | 'deferred'>) => {
    const state = moduleContainer(program, expression, site.place);
    if (state === undefined || found.has(state.key) || running.has(state.key)) return;
    const { scope } = scopeOf(program, site);
    if (scope !== 'request') return;
    found.set(state.key, {
      kind: 'in-process-state',
      at: shown('state', state.place.file, state.range),
      what: `requests write to the ${state.container} ${state.name} in memory`,
    });
  };
  for (const site of callsOf(program)) {
    const { callee } = site.call;
    if (callee.kind === 'attribute' && CHANGES.has(callee.name)) note(callee.object, site);
  }
  for (const file of program.files.values()) {
    for (const { target, place, guards } of file.assignments) {
      if (target.kind === 'subscript') note(target.object, { place, guards, deferred: false });
    }
  }
  return [...found.values()];
}

/**
 * Containers that hold tasks until they are done, `task.add_done_callback(tasks.discard)`: they are about their own process, as they should be.
 * https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
 */
function runningTasks(program: Program): ReadonlySet<string> {
  const keys = [...callsOf(program)].flatMap(({ call: { callee, arguments: [first] }, place }) => {
    if (callee.kind !== 'attribute' || callee.name !== 'add_done_callback' || first?.value.kind !== 'attribute') return [];
    return moduleContainer(program, first.value.object, place)?.key ?? [];
  });
  return new Set(keys);
}

/** A container at the top of a module. */
export interface State {
  readonly key: string;
  readonly name: string;
  readonly container: string;
  readonly place: Place;
  readonly range: { readonly start: number; readonly end: number };
}

/** The container of a module that an expression inside a function names, its entries included. */
export function moduleContainer(program: Program, expression: PythonExpression, place: Place): State | undefined {
  if (place.chain.length === 0 || (expression.kind !== 'name' && expression.kind !== 'attribute' && expression.kind !== 'subscript')) return undefined;
  if (expression.kind === 'subscript') return moduleContainer(program, expression.object, place);
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol' || origin.place.chain.length > 0) return undefined;
  for (const binding of origin.bindings) {
    const container = binding.kind === 'value' ? containerOf(program, binding.value, origin.place) : undefined;
    if (container === undefined) continue;
    return { key: `${origin.place.file.path}:${origin.name}`, name: origin.name, container, place: origin.place, range: binding.range };
  }
  return undefined;
}
