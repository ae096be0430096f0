import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Singleton } from '../../../model/facts/code.ts';
import { bindingsOf } from '../bindings.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom, originOf } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { partsOf } from '../sites.ts';
import { isScriptFile, scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { containerOf } from './mutables.ts';

/** Websocket connections that a process keeps to itself, so that a message reaches only those who are on the same copy. */
export function sockets(program: Program): readonly Singleton[] {
  return [...servers(program), ...handlers(program)];
}

/** Socket.IO without a message queue between its copies. */
function servers(program: Program): readonly Singleton[] {
  return [...callsOf(program)].flatMap((site): readonly Singleton[] => {
    const { call, place } = site;
    const name = externalName(program, call.callee, place);
    const plain = isFrom(name, 'socketio', 'AsyncServer', 'Server') && argumentOf(call, undefined, 'client_manager') === undefined;
    const flask = isFrom(name, 'flask_socketio', 'SocketIO') && argumentOf(call, undefined, 'message_queue') === undefined;
    if ((!plain && !flask) || !scopeOf(program, site).served) return [];
    return [{ kind: 'websocket', at: shown('sockets', place.file, call.range), what: 'Socket.IO runs without a message queue, so a client reaches only its own process' }];
  });
}

/** Websocket handlers that remember connections in a container of the process. */
function handlers(program: Program): readonly Singleton[] {
  const found = new Map<string, Singleton>();
  for (const file of program.files.values()) {
    if (isScriptFile(program, file)) continue;
    for (const { node, place } of file.functions) {
      if (!isSocketHandler(node)) continue;
      const inside: Place = { file, chain: [...place.chain, node] };
      for (const name of namesIn(node.body)) noteKept(program, name, inside, found);
    }
  }
  return [...found.values()];
}

function isSocketHandler(node: PythonFunction): boolean {
  return node.decorators.some((each) => each.kind === 'call' && each.callee.kind === 'attribute' && /^websocket(_route)?$/.test(each.callee.name));
}

function noteKept(program: Program, expression: PythonExpression, place: Place, found: Map<string, Singleton>): void {
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol' || origin.place.chain.length > 0) return;
  for (const binding of origin.bindings) {
    if (binding.kind !== 'value') continue;
    const direct = containerOf(program, binding.value, origin.place);
    const owner = direct === undefined ? instanceOf(program, binding.value, origin.place)?.own : undefined;
    if (direct === undefined && (owner === undefined || !keepsContainer(program, owner))) continue;
    found.set(`${origin.place.file.path}:${origin.name}`, {
      kind: 'websocket',
      at: shown('sockets', origin.place.file, binding.range),
      what: `websocket connections are kept in ${origin.name}, so a message reaches only its own process`,
    });
  }
}

/** A manager that keeps connections: a container that its own methods fill. */
function keepsContainer(program: Program, { node, place }: NonNullable<NonNullable<ReturnType<typeof instanceOf>>['own']>): boolean {
  const inside: Place = { file: place.file, chain: [...place.chain, node] };
  const named = (name: string) => /conn|client|socket|room|subscri|active|session/i.test(name);
  const own = [...bindingsOf(node).names].some(([name, [binding]]) =>
    named(name) && binding?.kind === 'value' && containerOf(program, binding.value, inside) !== undefined);
  return own || place.file.assignments.some(({ target, value, place: at }) =>
    at.chain.includes(node) && target.kind === 'attribute' && named(target.name) && target.object.kind === 'name' && target.object.name === 'self'
    && containerOf(program, value, at) !== undefined);
}

/** Names and dotted names that a body uses. */
function namesIn(body: readonly PythonStatement[]): readonly PythonExpression[] {
  const result: PythonExpression[] = [];
  const visit = (expression: PythonExpression | undefined) => {
    if (expression === undefined) return;
    if (expression.kind === 'name') result.push(expression);
    for (const part of partsOf(expression)) visit(part);
  };
  const visitAll = (statements: readonly PythonStatement[]) => {
    for (const statement of statements) {
      if ('value' in statement) visit(statement.value);
      if ('targets' in statement) statement.targets.forEach(visit);
      if ('test' in statement) visit(statement.test);
      if ('header' in statement) statement.header.forEach(visit);
      if ('items' in statement) for (const item of statement.items) visit(item.value);
      if (statement.kind === 'function' || statement.kind === 'class') continue;
      if ('body' in statement) visitAll(statement.body);
      if ('otherwise' in statement) visitAll(statement.otherwise);
      if (statement.kind === 'try') visitAll([...statement.handlers.flat(), ...statement.finally]);
    }
  };
  visitAll(body);
  return result;
}
