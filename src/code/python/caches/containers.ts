import type { PythonClass, PythonExpression } from '../../../documents/python-tree.ts';
import { attributeValues, ownerClass } from '../instances.ts';
import { originOf } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place, Spot } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { containerOf } from '../singletons/mutables.ts';

/** A container that outlives the requests that write to it. */
export interface Container {
  /** The same for every name that it has. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  /** What it starts with. */
  readonly made: Spot;
}

const GROWING = /^(dictionary|set)$/;

/** The container of a module, or of an object that is made once, that an expression names. */
export function containerAt(program: Program, expression: PythonExpression, place: Place): Container | undefined {
  if (expression.kind === 'name') return ofModule(program, expression, place);
  if (expression.kind !== 'attribute') return undefined;
  const owner = ownerClass(program, expression.object, place);
  return owner === undefined ? ofModule(program, expression, place) : ofObject(program, owner, expression.name);
}

function ofModule(program: Program, expression: PythonExpression, place: Place): Container | undefined {
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol' || origin.place.chain.length > 0) return undefined;
  for (const binding of origin.bindings) {
    if (binding.kind !== 'value' || !isEmpty(binding.value)) continue;
    const kind = containerOf(program, binding.value, origin.place);
    if (kind === undefined || !GROWING.test(kind)) continue;
    return { key: `${origin.place.file.path}:${origin.name}`, name: origin.name, kind, made: { expression: binding.value, place: origin.place } };
  }
  return undefined;
}

function ofObject(program: Program, owner: { readonly node: PythonClass; readonly place: Place }, name: string): Container | undefined {
  const [value] = attributeValues(owner.node, name, owner.place);
  if (value === undefined || !isEmpty(value.expression)) return undefined;
  const kind = containerOf(program, value.expression, value.place);
  if (kind === undefined || !GROWING.test(kind)) return undefined;
  // In the body of a class it belongs to all objects; else the object must be one that the process makes once.
  const isShared = value.place.chain.at(-1)?.kind === 'class' || madeOnce(program, owner);
  return isShared ? { key: `${owner.place.file.path}:${owner.node.name}.${name}`, name, kind, made: value } : undefined;
}

function madeOnce(program: Program, owner: { readonly node: PythonClass; readonly place: Place }): boolean {
  const maker = owner.node.body.find((each) => each.kind === 'function' && each.name === '__init__');
  const calls = maker?.kind === 'function' ? program.callers.get(maker) ?? [] : [];
  return calls.length > 0 && calls.every((site) => /^(module|startup)$/.test(scopeOf(program, site).scope));
}

/** What starts with entries is a table, to which little is added. */
function isEmpty(expression: PythonExpression): boolean {
  if (expression.kind === 'dict') return expression.entries.length === 0;
  if (expression.kind !== 'call') return false;
  return expression.arguments.every(({ value }) => value.kind === 'name' || value.kind === 'attribute' || value.kind === 'lambda');
}
