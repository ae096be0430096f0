import type { Node } from 'oxc-parser';
import type { JobState } from '../../../model/facts/tasks.ts';
import { sharedStates } from '../process/shared-state.ts';
import type { SharedState } from '../process/shared-state.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import { contains, memberName } from '../syntax/tree.ts';
import { isAboutJobs } from '../../job-words.ts';
import { routeHandlers } from './handlers.ts';
import type { RouteHandler } from './handlers.ts';

/** Progress that one handler writes into the memory of the process, and that another one is asked for. */
export function readJobStates(project: CodeProject): JobState[] {
  return sharedStates(project).flatMap((state): readonly JobState[] => {
    const handlers = routeHandlers(project).filter(({ module }) => module === state.module);
    const writer = handlers.find(({ node, method }) => method === 'POST' && node.start <= state.site.node.start && state.site.node.start <= node.end);
    if (writer === undefined) return [];
    for (const reader of handlers) {
      if (reader === writer || reader.method !== 'GET' || !isAboutJobs(state.binding.name, reader.path)) continue;
      const read = readIn(reader, state);
      if (read === undefined) continue;
      return [{ at: state.at, name: state.binding.name, readAt: codeFact('task.state', { module: state.module, node: read }), writer: writer.name, reader: reader.name }];
    }
    return [];
  });
}

/** `jobs.get(id)`, `jobs[id]`: one entry is looked up. */
function readIn({ module, node }: RouteHandler, { binding }: SharedState): Node | undefined {
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

