import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Singleton } from '../../../model/facts/code.ts';
import { instanceOf, methodOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

/** Names of loops that look after the process they run in, which each copy needs for itself. */
const WATCHES_ITSELF = /^_*(?:monitor|health|heartbeat|watchdog)(?:_(?:check|checks|loop))?$/;

/** Endless loops that start with the program: `create_task(poll())`, `Thread(target=poll)`. */
export function backgroundLoops(program: Program): readonly Singleton[] {
  return [...callsOf(program)].flatMap((site): readonly Singleton[] => {
    const target = startedBy(program, site);
    const node = target && loopFunction(program, target, site);
    if (node === undefined || WATCHES_ITSELF.test(node.name) || emptiesOwnQueue(program, node)) return [];
    const { scope, served } = scopeOf(program, site);
    if (!served || (scope !== 'startup' && scope !== 'module')) return [];
    return [{ kind: 'consumer', at: shown('loop', site.place.file, site.call.range), what: `the loop ${node.name} runs beside the application in every copy` }];
  });
}

function startedBy(program: Program, { call, place }: CallSite): PythonExpression | undefined {
  const name = externalName(program, call.callee, place);
  const task = isFrom(name, 'asyncio', 'create_task', 'ensure_future') || (call.callee.kind === 'attribute' && call.callee.name === 'create_task');
  if (task) return call.arguments[0]?.value;
  return isFrom(name, 'threading', 'Thread') ? argumentOf(call, undefined, 'target') : undefined;
}

/** The function that is started, when it never ends. */
function loopFunction(program: Program, target: PythonExpression, { place }: CallSite): PythonFunction | undefined {
  const callee = target.kind === 'call' ? target.callee : target;
  const node = (functionOf(program, callee, place) ?? methodOf(program, callee, place))?.node;
  return node !== undefined && node.body.some(isEndless) ? node : undefined;
}

/** True for a loop that takes its work from a queue in memory: each copy of the process does its own work only. */
function emptiesOwnQueue(program: Program, node: PythonFunction): boolean {
  return [...callsOf(program)].some(({ call: { callee }, place }) => {
    if (callee.kind !== 'attribute' || !/^get(_nowait)?$/.test(callee.name) || !place.chain.includes(node)) return false;
    const library = instanceOf(program, callee.object, place)?.library;
    return isFrom(library, 'asyncio', 'Queue', 'PriorityQueue', 'LifoQueue') || isFrom(library, 'queue', 'Queue', 'SimpleQueue', 'PriorityQueue', 'LifoQueue');
  });
}

function isEndless(statement: PythonStatement): boolean {
  if (statement.kind === 'loop') {
    const [test, ...rest] = statement.header;
    if (rest.length === 0 && test !== undefined && neverEnds(test)) return true;
  }
  if (statement.kind === 'try' || statement.kind === 'with') return statement.body.some(isEndless);
  return statement.kind === 'if' && [...statement.body, ...statement.otherwise].some(isEndless);
}

/** `while True`, `while self.running`, `while not stopped.is_set()`. */
function neverEnds(test: PythonExpression): boolean {
  if (test.kind === 'boolean') return test.value;
  if (test.kind === 'number') return test.value !== 0;
  return test.kind === 'attribute' || (test.kind === 'unary' && test.operator === 'not');
}
