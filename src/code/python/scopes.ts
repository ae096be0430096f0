import type { PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import { valueOf } from '../../model/fact.ts';
import type { Scope } from '../../model/facts/code.ts';
import { isScript, withinService } from './file-roles.ts';
import { keeperOf } from './keepers.ts';
import { enclosingClass } from './places.ts';
import type { Program } from './program.ts';
import type { CallSite, Guard, PythonFile, ScopeNode } from './python-file.ts';

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
    const keeper = keeperOf(node, chain[depth + 1], site.guards);
    if (keeper === 'process') return 'module';
    if (keeper === 'object') return scopeOfOwner(program, chain.slice(0, depth), left);
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

/** An object that another object keeps lives as long as that one: what makes those decides. */
function scopeOfOwner(program: Program, chain: readonly ScopeNode[], left: number): Scope {
  const maker = enclosingClass(chain)?.body.find((each) => each.kind === 'function' && each.name === '__init__');
  if (maker?.kind !== 'function' || left === 0 || (program.callers.get(maker) ?? []).length === 0) return 'module';
  const scope = rememberedScope(program, maker, left - 1);
  return scope === 'startup' ? 'module' : scope;
}
