import type { PythonClass, PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import { bindingsOf } from './bindings.ts';
import type { Origin } from './origin.ts';
import { moduleOf, type Program } from './program.ts';
import type { Binding, Bindings, Place } from './python-file.ts';

/** How many re-exports are followed from one name to the next. */
const LONGEST_CHAIN = 12;

/** What an expression of names and dots stands for. The same name defined in the project never counts as a library's. */
export function originOf(program: Program, expression: PythonExpression, place: Place): Origin | undefined {
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return undefined;
  if (program.origins.has(expression)) return program.origins.get(expression);
  if (expression.kind === 'name') {
    const found = originOfName(program, expression.name, place, expression.range.start);
    program.origins.set(expression, found);
    return found;
  }
  const owner = originOf(program, expression.object, place);
  const origin = owner === undefined ? undefined : memberOf(program, owner, expression.name, LONGEST_CHAIN);
  program.origins.set(expression, origin);
  return origin;
}

/** The dotted name of a library's function or class; undefined for anything of the project. */
export function externalName(program: Program, expression: PythonExpression, place: Place): string | undefined {
  const origin = originOf(program, expression, place);
  return origin?.kind === 'external' ? origin.name : undefined;
}

/** True for a name of a library however deep it was imported from: `isFrom('fastapi.routing.APIRouter', 'fastapi', 'APIRouter')`. */
export function isFrom(name: string | undefined, library: string, ...last: readonly string[]): boolean {
  if (name === undefined || (name !== library && !name.startsWith(`${library}.`))) return false;
  return last.some((each) => name.endsWith(`.${each}`));
}

/** The function that an expression names, with the place it is defined in. */
export function functionOf(program: Program, expression: PythonExpression, place: Place): { node: PythonFunction; place: Place } | undefined {
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol') return undefined;
  const found = origin.bindings.find((binding) => binding.kind === 'function');
  return found?.kind === 'function' ? { node: found.node, place: origin.place } : undefined;
}

/** The class that an expression names, with the place it is defined in. */
export function classOf(program: Program, expression: PythonExpression, place: Place): { node: PythonClass; place: Place } | undefined {
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol') return undefined;
  const found = origin.bindings.find((binding) => binding.kind === 'class');
  return found?.kind === 'class' ? { node: found.node, place: origin.place } : undefined;
}

/** What binds a name as code at this place sees it, and the place of the scope that does. */
function lookUp(name: string, place: Place, offset: number): { bindings: readonly Binding[]; place: Place } | undefined {
  const { chain, file } = place;
  for (let depth = chain.length; depth > 0; depth -= 1) {
    const node = chain[depth - 1];
    if (node === undefined || (node.kind === 'class' && depth < chain.length)) continue;
    const scope = bindingsOf(node);
    if (scope.globals.has(name)) break;
    const bindings = visibleBindings(scope, name, depth === chain.length ? offset : undefined);
    if (bindings !== undefined) return { bindings, place: depth === chain.length ? place : { file, chain: chain.slice(0, depth) } };
  }
  const bindings = visibleBindings(file.bindings, name, chain.length === 0 ? offset : undefined);
  return bindings === undefined ? undefined : { bindings, place: moduleOf(file) };
}

function originOfName(program: Program, name: string, place: Place, offset: number): Origin | undefined {
  const found = lookUp(name, place, offset);
  if (found !== undefined) return originOfBindings(program, name, found, LONGEST_CHAIN);
  return starMember(program, place, name, LONGEST_CHAIN) ?? { kind: 'external', name: `builtins.${name}` };
}

/**
 * Bindings that may count: of those before the place of use (when it is in the same scope) the last one, and the ones before
 * it as long as those after stand under a test.
 */
function visibleBindings(scope: Bindings, name: string, before: number | undefined): readonly Binding[] | undefined {
  const all = scope.names.get(name);
  if (all === undefined) return undefined;
  const earlier = before === undefined ? all : all.filter((binding) => binding.range.end <= before);
  const candidates = earlier.length === 0 ? all : earlier;
  const result: Binding[] = [];
  for (const binding of candidates.toReversed()) {
    result.push(binding);
    if (binding.guards.length === 0) break;
  }
  return result;
}

function originOfBindings(
  program: Program,
  name: string,
  found: { readonly bindings: readonly Binding[]; readonly place: Place },
  left: number,
): Origin | undefined {
  const [first] = found.bindings;
  if (first?.kind === 'import') return moduleOrigin(program, first.module, 0, found.place);
  if (first?.kind !== 'from') return { kind: 'symbol', name, bindings: found.bindings, place: found.place };
  if (left === 0) return undefined;
  const owner = moduleOrigin(program, first.module, first.level, found.place);
  return owner === undefined ? undefined : memberOf(program, owner, first.name, left - 1);
}

function moduleOrigin(program: Program, module: string, level: number, place: Place): Origin | undefined {
  const found = program.finder.find(module, level, place.file.path);
  const itself = found?.path === place.file.path && !place.file.path.endsWith('__init__.py');
  if (found !== undefined && (level > 0 || !itself)) return { kind: 'module', module: found };
  return level > 0 ? undefined : { kind: 'external', name: module };
}

/** A name of a module; undefined when the module was not parsed or does not bind it. */
function memberOf(program: Program, owner: Origin, name: string, left: number): Origin | undefined {
  if (owner.kind === 'external') return { kind: 'external', name: `${owner.name}.${name}` };
  if (owner.kind === 'symbol' || left === 0) return undefined;
  const file = program.files.get(owner.module.path);
  const bindings = file && visibleBindings(file.bindings, name, undefined);
  if (file !== undefined && bindings !== undefined) {
    const own = originOfBindings(program, name, { bindings, place: moduleOf(file) }, left - 1);
    if (own !== undefined) return own;
  }
  const inner = program.finder.inside(owner.module, name);
  if (inner !== undefined) return { kind: 'module', module: inner };
  return file === undefined ? undefined : starMember(program, moduleOf(file), name, left - 1);
}

function starMember(program: Program, place: Place, name: string, left: number): Origin | undefined {
  if (left <= 0) return undefined;
  for (const star of place.file.bindings.stars) {
    const owner = moduleOrigin(program, star.module, star.level, place);
    const found = owner?.kind === 'module' ? memberOf(program, owner, name, left - 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
