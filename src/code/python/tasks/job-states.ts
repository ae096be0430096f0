import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { JobState } from '../../../model/facts/tasks.ts';
import { isAboutJobs } from '../../job-words.ts';
import { functionOf } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { shown } from '../shown.ts';
import { moduleContainer } from '../singletons/module-states.ts';
import { everyExpression } from '../walk.ts';
import { callsIn } from './effects.ts';
import { routeHandlers, type RouteHandler } from './routes-of.ts';

/** Progress that one handler writes into the memory of the process, and that another one is asked for. */
export function jobStates(program: Program): readonly JobState[] {
  const written = writtenStates(program);
  const found = new Map<string, JobState>();
  for (const reader of routeHandlers(program)) {
    if (!reader.methods.includes('GET')) continue;
    const { node, place } = reader.site;
    const inside: Place = { file: place.file, chain: [...place.chain, node] };
    for (const expression of everyExpression(node.body)) {
      const container = readContainer(expression);
      const state = container && moduleContainer(program, container, inside);
      const writer = state && written.get(state.key);
      if (state === undefined || writer === undefined || writer === reader || found.has(state.key) || !isAboutJobs(state.name, `${reader.path ?? ''} ${node.name}`)) continue;
      found.set(state.key, {
        at: shown('state', state.place.file, state.range), name: state.name, readAt: shown('read', place.file, expression.range), writer: writer.site.node.name, reader: node.name,
      });
    }
  }
  return [...found.values()];
}

/** `jobs[id]`, `jobs.get(id)`, `id in jobs`: one entry is looked up. */
function readContainer(expression: PythonExpression): PythonExpression | undefined {
  if (expression.kind === 'subscript') return expression.object;
  if (expression.kind === 'binary' && /^(not )?in$/.test(expression.operator)) return expression.right;
  const isGet = expression.kind === 'call' && expression.callee.kind === 'attribute' && expression.callee.name === 'get' && expression.arguments.length > 0;
  return isGet && expression.callee.kind === 'attribute' ? expression.callee.object : undefined;
}

/** Containers by the POST handler that writes an entry, itself or through a function that it calls or starts. */
function writtenStates(program: Program): ReadonlyMap<string, RouteHandler> {
  const starters = new Map<unknown, RouteHandler>();
  for (const handler of routeHandlers(program)) {
    if (!handler.methods.includes('POST')) continue;
    starters.set(handler.site.node, handler);
    for (const { call, place } of callsIn(program, handler.site.node)) {
      for (const each of [call.callee, ...call.arguments.map(({ value }) => value)]) {
        const started = functionOf(program, each, place)?.node;
        if (started !== undefined && !starters.has(started)) starters.set(started, handler);
      }
    }
  }
  const result = new Map<string, RouteHandler>();
  for (const file of program.files.values()) {
    for (const { target, place } of file.assignments) {
      const handler = target.kind === 'subscript' ? starters.get(place.chain.at(-1)) : undefined;
      const state = handler && target.kind === 'subscript' ? moduleContainer(program, target.object, place) : undefined;
      if (handler !== undefined && state?.container === 'dictionary' && !result.has(state.key)) result.set(state.key, handler);
    }
  }
  return result;
}
