import type { Node } from 'oxc-parser';
import type { JobState } from '../../../model/facts/tasks.ts';
import { resolve } from '../names/resolve.ts';
import { sharedStates } from '../process/shared-state.ts';
import type { SharedState } from '../process/shared-state.ts';
import { codeFact, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Place } from '../syntax/module.ts';
import { contains, isFunction, memberName } from '../syntax/tree.ts';
import { isAboutJobs } from '../../job-words.ts';
import { sitesIn } from './effects.ts';
import { routeHandlers } from './handlers.ts';
import type { RouteHandler } from './handlers.ts';

/** Functions that a handler calls, and what those call: a controller, its service, and a helper of that. */
const DEEPEST = 2;

/** Progress that one handler writes into the memory of the process, and that another one is asked for. */
export function readJobStates(project: CodeProject): JobState[] {
  return sharedStates(project).flatMap((state): readonly JobState[] => {
    const writer = routeHandlers(project).find((handler) => handler.method === 'POST' && writes(project, handler, state));
    if (writer === undefined) return [];
    for (const reader of routeHandlers(project)) {
      if (reader === writer || reader.method !== 'GET' || !isAboutJobs(state.binding.name, reader.path)) continue;
      const read = reachedBy(project, reader).flatMap((each) => readIn(each, state) ?? [])[0];
      if (read === undefined) continue;
      return [{ at: state.at, name: state.binding.name, readAt: codeFact('task.state', { module: state.module, node: read }), writer: writer.name, reader: reader.name }];
    }
    return [];
  });
}

function writes(project: CodeProject, handler: RouteHandler, { module, site }: SharedState): boolean {
  return reachedBy(project, handler).some((each) => each.module === module && each.node.start <= site.node.start && site.node.start <= each.node.end);
}

/** The function of a handler and those that it runs, through services too. */
function reachedBy(project: CodeProject, { module, node }: Place, depth = DEEPEST): readonly Place[] {
  if (depth === 0) return [{ module, node }];
  const called = sitesIn(module, node).flatMap((site): readonly Place[] => {
    const target = listing(project, () => resolve(project, module, site.node.callee));
    return target.kind === 'value' && isFunction(target.node) && target.node !== node ? reachedBy(project, target, depth - 1) : [];
  });
  return [{ module, node }, ...called];
}

/** `jobs.get(id)`, `jobs[id]`: one entry is looked up. */
function readIn({ module, node }: Place, { binding, module: home }: SharedState): Node | undefined {
  if (module !== home) return undefined;
  let found: Node | undefined;
  contains(node, (inner) => {
    if (inner.type !== 'MemberExpression' || inner.object.type !== 'Identifier' || inner.object.name !== binding.name) return false;
    if (!inner.computed && memberName(inner) !== 'get') return false;
    if (lookUp(module, binding.name, inner.start) !== binding) return false;
    found = inner;
    return true;
  });
  return found;
}
