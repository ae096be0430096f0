import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import { declared, type Known } from '../../../model/fact.ts';
import type { TaskHandler } from '../../../model/facts/tasks.ts';
import { functionOf, isFrom } from '../origins.ts';
import { instanceOf, methodOf } from '../instances.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf, shown } from '../shown.ts';
import { everyExpression } from '../walk.ts';
import { callsIn, effectsOf } from './effects.ts';
import { routeHandlers, type RouteHandler } from './routes-of.ts';

/** What hands work to somebody who does it later. */
const STARTS = /^(enqueue\w*|apply_async|delay|send_task|add_task|create_task|ensure_future|start_job|defer(_async)?)$/;

/** Handlers that wait for others, leave work for later, or answer 202. */
export function taskHandlers(program: Program): readonly TaskHandler[] {
  return routeHandlers(program).flatMap((handler): readonly TaskHandler[] => {
    const { site: { node, place }, methods, path } = handler;
    const effects = streams(handler) ? [] : effectsOf(program, node, 1).filter(({ kind }) => kind !== 'database');
    const later = laterOf(program, node);
    const accepted = acceptedIn(handler);
    if (effects.length === 0 && later.length === 0 && accepted === undefined) return [];
    const at = declared('task.handler', node.name, place.file.source, node.nameRange);
    return [{ at, name: node.name, methods, path, effects, later, accepted, starts: later.length > 0 || startsWork(program, node, 1), headers: headersOf(handler) }];
  });
}

/** True where a function, or one that it calls, hands work over. */
function startsWork(program: Program, node: PythonFunction, depth: number): boolean {
  return callsIn(program, node).some(({ call: { callee }, place }) => {
    if ((callee.kind === 'attribute' || callee.kind === 'name') && STARTS.test(callee.name)) return true;
    const called = depth === 0 ? undefined : (functionOf(program, callee, place) ?? methodOf(program, callee, place))?.node;
    return called !== undefined && startsWork(program, called, depth - 1);
  });
}

/** An answer that is sent piece by piece takes as long as it takes. */
function streams({ site: { node, place } }: RouteHandler): boolean {
  return /StreamingResponse|EventSourceResponse|event-stream|\byield\b|stream_with_context/.test(place.file.source.text.slice(node.range.start, node.range.end));
}

/** `background_tasks.add_task(send, user)`, with what the function reaches. */
function laterOf(program: Program, node: PythonFunction): TaskHandler['later'] {
  return callsIn(program, node).flatMap(({ call, place }) => {
    if (call.callee.kind !== 'attribute' || call.callee.name !== 'add_task' || !isBackgroundTasks(program, call.callee.object, place)) return [];
    const target = call.arguments[0]?.value;
    const task = target === undefined ? undefined : (functionOf(program, target, place) ?? methodOf(program, target, place))?.node;
    const name = task?.name ?? (target?.kind === 'attribute' || target?.kind === 'name' ? target.name : 'a function');
    return [{ at: shown('background', place.file, call.range), name, effects: task === undefined ? [] : effectsOf(program, task) }];
  });
}

function isBackgroundTasks(program: Program, object: PythonExpression, place: Place): boolean {
  const library = instanceOf(program, object, place)?.library;
  return isFrom(library, 'fastapi', 'BackgroundTasks') || isFrom(library, 'starlette', 'BackgroundTasks');
}

/** `status_code=202` of the decorator or of the answer, `return {}, 202`. */
function acceptedIn({ site: { node, place }, decorator }: RouteHandler): Known<string> | undefined {
  const own = argumentOf(decorator, undefined, 'status_code');
  if (own !== undefined && is202(own)) return shown('accepted', place.file, own.range);
  for (const expression of everyExpression(node.body)) {
    if (expression.kind === 'call') {
      const given = argumentOf(expression, undefined, 'status_code', 'status');
      if (given !== undefined && is202(given)) return shown('accepted', place.file, given.range);
    }
    const last = expression.kind === 'tuple' ? expression.items.find((item, index) => index > 0 && item.kind === 'number' && item.value === 202) : undefined;
    if (last !== undefined) return shown('accepted', place.file, last.range);
  }
  return undefined;
}

const is202 = (expression: PythonExpression): boolean => (expression.kind === 'number' && expression.value === 202) || (expression.kind === 'attribute' && /^(HTTP_202_ACCEPTED|ACCEPTED)$/.test(expression.name));

/** Names of headers that a handler writes down anywhere, in lower case. */
function headersOf({ site: { node } }: RouteHandler): readonly string[] {
  const found = [...everyExpression(node.body)].flatMap((each) => (each.kind === 'string' ? [each.value.toLowerCase()] : []));
  return [...new Set(found.filter((text) => text === 'location' || text === 'retry-after'))];
}

