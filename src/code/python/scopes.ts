import type { PythonExpression, PythonFunction, PythonStatement } from '../../documents/python-tree.ts';
import { valueOf } from '../../model/fact.ts';
import type { Scope } from '../../model/facts/code.ts';
import { bindingsOf } from './bindings.ts';
import { isScript, withinService } from './file-roles.ts';
import type { Program } from './program.ts';
import type { CallSite, Guard, PythonFile } from './python-file.ts';

/** When a piece of code runs, and whether that is in the served program. */
export interface ScopeReading {
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
  readonly served: boolean;
}

/** When a call runs: by the functions around it, and by who calls those. */
export function scopeOf(program: Program, site: Pick<CallSite, 'place' | 'guards' | 'deferred'>): ScopeReading {
  const functions = site.place.chain.filter((node) => node.kind === 'function');
  const within = functions.at(-1)?.name;
  const script = isScriptFile(program, site.place.file);
  const scope = script ? 'script' : placeScope(program, site, 4);
  return { scope, within, served: !script && scope !== 'script' };
}

/** True for a file that is run by hand: a migration, a seed, or a program of its own that nothing imports. */
export function isScriptFile(program: Program, file: PythonFile): boolean {
  if (file.path === valueOf(program.input.facts['start.appFile'])) return false;
  const path = withinService(file.path, program.input.root);
  if (isScript(path) && !(program.imported.has(file.path) && holdsRoutes(file))) return true;
  if (file.bindings.names.get('context')?.some((each) => each.kind === 'from' && each.module === 'alembic') === true) return true;
  if (program.imported.has(file.path)) return false;
  return file.tree.body.some((each) => each.kind === 'if' && isMainTest(each.test)) && !makesApp(file);
}

/** `__name__ == "__main__"`. */
export function isMainTest(test: PythonExpression): boolean {
  return test.kind === 'binary' && test.operator === '=='
    && [test.left, test.right].some((side) => side.kind === 'name' && side.name === '__name__');
}

/** True when the file is itself the program that the service starts. */
export function isStarted(program: Program, file: PythonFile): boolean {
  if (file.path !== valueOf(program.input.facts['start.appFile'])) return false;
  const server = valueOf(program.input.facts['start.server']);
  return server === undefined || server === 'python';
}

function holdsRoutes(file: PythonFile): boolean {
  return file.calls.some(({ call: { callee } }) => callee.kind === 'name' && /^(APIRouter|Blueprint)$/.test(callee.name));
}

function makesApp(file: PythonFile): boolean {
  if (['app', 'application'].some((name) => file.bindings.names.get(name)?.some((each) => each.kind === 'value') === true)) return true;
  return file.calls.some(({ call: { callee } }) =>
    (callee.kind === 'name' || callee.kind === 'attribute') && /^(FastAPI|Flask|Starlette|Quart|Litestar|Sanic|get_[aw]sgi_application)$/.test(callee.name));
}

function placeScope(program: Program, site: Pick<CallSite, 'place' | 'guards' | 'deferred'>, left: number): Scope {
  const { chain, file } = site.place;
  let later = false;
  for (let depth = chain.length - 1; depth >= 0; depth -= 1) {
    const node = chain[depth];
    if (node?.kind !== 'function') continue;
    const mark = program.marks.get(node);
    if (mark !== undefined) return mark;
    if (isMemoised(node)) return 'module';
    const outer = chain.slice(0, depth).some((each) => each.kind === 'function');
    // A function inside another is called by a framework or by what it is handed to; a method or plain one by its callers.
    if (outer && (program.callers.get(node) ?? []).length === 0) {
      later = true;
      continue;
    }
    const scope = rememberedScope(program, node, left);
    return later && scope !== 'request' && scope !== 'job' && scope !== 'script' ? 'function' : scope;
  }
  if (site.deferred && chain.length === 0) return 'function';
  return guardedByMain(site.guards) && !isStarted(program, file) ? 'script' : 'module';
}

function guardedByMain(guards: readonly Guard[]): boolean {
  return guards.some(({ test, holds }) => holds && isMainTest(test));
}

function rememberedScope(program: Program, node: PythonFunction, left: number): Scope {
  const known = program.scopes.get(node);
  if (known !== undefined) return known;
  // While its callers are looked at, a function that calls itself says nothing.
  program.scopes.set(node, 'function');
  const scope = scopeByCallers(program, node, left);
  program.scopes.set(node, scope);
  return scope;
}

function scopeByCallers(program: Program, node: PythonFunction, left: number): Scope {
  const callers = program.callers.get(node) ?? [];
  if (left === 0 || callers.length === 0) return 'function';
  const scopes = new Set(callers.slice(0, 40).map((site) =>
    (isScriptFile(program, site.place.file) ? 'script' : placeScope(program, site, left - 1))));
  if (scopes.size > 1) scopes.delete('script');
  const [first] = scopes;
  if (scopes.size === 1 && first !== undefined) return first;
  // Made while the program starts, and once more by nobody else.
  return [...scopes].every((scope) => scope === 'module' || scope === 'startup') ? 'startup' : 'function';
}

/** True for a function that makes its object once: `@lru_cache`, or `if engine is None` around it. */
function isMemoised(node: PythonFunction): boolean {
  const cached = node.decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    return (callee.kind === 'name' || callee.kind === 'attribute') && /^(lru_cache|cache|cached_property|singleton|cache_resource|once)$/.test(callee.name);
  });
  return cached || node.body.some((statement) => isFirstTimeTest(statement, node));
}

function isFirstTimeTest(statement: PythonStatement, node: PythonFunction): boolean {
  const inside = (body: readonly PythonStatement[]) => body.some((each) => isFirstTimeTest(each, node));
  if (statement.kind === 'if') return testsAbsence(statement.test, node) || inside([...statement.body, ...statement.otherwise]);
  return (statement.kind === 'with' || statement.kind === 'try') && inside(statement.body);
}

/** `engine is None`, `not self.engine`, `key not in pools`, of something that outlives the function. */
function testsAbsence(test: PythonExpression, node: PythonFunction): boolean {
  if (test.kind === 'binary' && (test.operator === 'or' || test.operator === 'and')) {
    return testsAbsence(test.left, node) || testsAbsence(test.right, node);
  }
  if (test.kind === 'unary' && test.operator === 'not') return outlives(test.value, node);
  if (test.kind !== 'binary') return outlives(test, node);
  if (test.operator === 'not in' || test.operator === 'in') return test.right.kind === 'name' ? isOuter(test.right.name, node) : outlives(test.right, node);
  return (test.operator === 'is' || test.operator === 'is not') && test.right.kind === 'none' && outlives(test.left, node);
}

/** Something that this function keeps for its next call: a global, or an attribute that it sets itself. */
function outlives(side: PythonExpression, node: PythonFunction): boolean {
  if (side.kind === 'name') return bindingsOf(node).globals.has(side.name);
  if (side.kind !== 'attribute' || side.object.kind !== 'name' || !['self', 'cls'].includes(side.object.name)) return false;
  return setsAttribute(node.body, side.name);
}

function setsAttribute(body: readonly PythonStatement[], name: string): boolean {
  return body.some((statement) => {
    if (statement.kind === 'assign') return statement.targets.some((target) => target.kind === 'attribute' && target.name === name);
    if (statement.kind === 'if') return setsAttribute([...statement.body, ...statement.otherwise], name);
    return (statement.kind === 'with' || statement.kind === 'try') && setsAttribute(statement.body, name);
  });
}

/** A name of the module; Flask's `g` lives as long as the request. */
function isOuter(name: string, node: PythonFunction): boolean {
  return name !== 'g' && !bindingsOf(node).names.has(name);
}
