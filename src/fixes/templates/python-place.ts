import { blocksOf } from '../../code/python/walk.ts';
import type { PythonCall, PythonExpression, PythonStatement } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';

/** Where an object is made: the statements around it, its own among them, and the name that it gets. */
export interface PythonMaking {
  readonly block: readonly PythonStatement[];
  readonly index: number;
  readonly name: string;
  /** The functions and classes around it, outermost first. */
  readonly within: readonly (PythonStatement & { readonly kind: 'function' | 'class' })[];
}

/** Calls after which nothing is registered any more: `app.run()`, `uvicorn.run(app)`. */
const RUNNERS = new Set(['run', 'serve', 'run_app', 'run_until_complete']);

/** Finds the assignment that holds a place; undefined where the object gets no plain name there. */
export function makingAt(body: readonly PythonStatement[], at: Range): PythonMaking | undefined {
  return search(body, at, []);
}

function search(block: readonly PythonStatement[], at: Range, within: PythonMaking['within']): PythonMaking | undefined {
  const index = block.findIndex(({ range }) => range.start <= at.start && at.end <= range.end);
  const statement = block[index];
  if (statement === undefined) return undefined;
  if (statement.kind === 'assign') {
    const [target] = statement.targets;
    const isOwn = target?.kind === 'name' && statement.targets.length === 1 && [statement.value?.range, target.range, statement.range].some((range) => isSame(range, at));
    return isOwn ? { block, index, name: target.name, within } : undefined;
  }
  const inner = statement.kind === 'function' || statement.kind === 'class' ? [...within, statement] : within;
  for (const each of blocksOf(statement)) {
    const found = search(each, at, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The object itself has the name, not what is made of it: a wrapper has no routes. */
const isSame = (range: Range | undefined, at: Range): boolean => range?.start === at.start && range.end === at.end;

/**
 * The statement after which more is registered on an object: the last handler that its decorators make, else the last call of one of
 * its methods, else its own assignment; never below what runs it, returns it, wraps it, or mounts something on the root.
 */
export function lastRegistration({ block, index, name }: PythonMaking): PythonStatement | undefined {
  const rest = block.slice(index + 1);
  const end = rest.findIndex((statement) => isEnd(statement, name));
  const open = end === -1 ? rest : rest.slice(0, end);
  return open.findLast((statement) => isHandler(statement, name)) ?? open.findLast((statement) => callOn(statement, name) !== undefined) ?? block[index];
}

/** `@app.get("/")` above a function. */
function isHandler(statement: PythonStatement, name: string): boolean {
  return statement.kind === 'function' && statement.decorators.some((decorator) => decorator.kind === 'call' && isMethodOf(decorator.callee, name));
}

const isMethodOf = (callee: PythonExpression, name: string): boolean => callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.name === name;

/** `app.include_router(...)` as a statement. */
function callOn(statement: PythonStatement, name: string): PythonCall | undefined {
  const call = callOf(statement);
  return call !== undefined && isMethodOf(call.callee, name) ? call : undefined;
}

function callOf(statement: PythonStatement): PythonCall | undefined {
  if (statement.kind !== 'expression') return undefined;
  const value = statement.value.kind === 'await' ? statement.value.value : statement.value;
  return value.kind === 'call' ? value : undefined;
}

function isEnd(statement: PythonStatement, name: string): boolean {
  if (statement.kind === 'return') return true;
  if (statement.kind === 'if') return isMainTest(statement.test);
  if (statement.kind === 'assign') return statement.targets.some((target) => target.kind === 'name' && target.name === name);
  const call = callOf(statement);
  if (call?.callee.kind !== 'attribute') return false;
  return RUNNERS.has(call.callee.name) || (call.callee.name === 'mount' && isMethodOf(call.callee, name) && !isBelow(call.arguments[0]?.value));
}

function isMainTest(test: PythonExpression): boolean {
  return test.kind === 'binary' && [test.left, test.right].some((side) => side.kind === 'name' && side.name === '__name__');
}

/** `"/static"`: what is mounted there leaves the other paths alone. */
const isBelow = (path: PythonExpression | undefined): boolean => path?.kind === 'string' && path.value.replace(/\/$/, '') !== '';
