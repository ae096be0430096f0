import type { PythonCall, PythonClass, PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import { bindingsOf } from './bindings.ts';
import { classOf, externalName, functionOf, originOf } from './origins.ts';
import type { Instance } from './origin.ts';
import type { Program } from './program.ts';
import { enclosingClass } from './places.ts';
import type { Binding, Place } from './python-file.ts';

const DEEPEST = 14;
const MOST_STEPS = 300;

/** The object that an expression gives, when one call in the project makes it. */
export function instanceOf(program: Program, expression: PythonExpression, place: Place, left = DEEPEST): Instance | undefined {
  if (left === 0) return undefined;
  const remember = left === DEEPEST && place.given === undefined;
  if (remember && program.instances.has(expression)) return program.instances.get(expression);
  // Every search has its own steps, also one that starts deeper: what was looked for before must not decide what is found.
  const outermost = !program.effort.open;
  if (outermost) Object.assign(program.effort, { open: true, left: MOST_STEPS });
  const found = findInstance(program, expression, place, left);
  if (outermost) program.effort.open = false;
  if (remember && (outermost || found !== undefined)) program.instances.set(expression, found);
  return found;
}

function findInstance(program: Program, expression: PythonExpression, place: Place, left: number): Instance | undefined {
  program.effort.left -= 1;
  if (program.effort.left < 0) return undefined;
  const next = (inner: PythonExpression, at = place) => instanceOf(program, inner, at, left - 1);
  switch (expression.kind) {
    case 'call': return instanceOfCall(program, expression, place, left);
    case 'await': return next(expression.value);
    case 'conditional': return next(expression.then) ?? next(expression.otherwise);
    case 'binary': return expression.operator === 'or' ? (next(expression.left) ?? next(expression.right)) : undefined;
    case 'name': {
      const given = place.given?.get(expression.name);
      if (given !== undefined) return next(given.expression, given.place);
      return instanceOfName(program, expression, place, left);
    }
    case 'attribute': return instanceOfAttribute(program, expression, place, left);
    default: return undefined;
  }
}

/** The library class that a class of the project descends from: the first base that is not of the project. */
export function libraryBaseOf(program: Program, node: PythonClass, place: Place, left = 6): string | undefined {
  if (left === 0) return undefined;
  for (const base of node.bases) {
    const named = base.kind === 'subscript' ? base.object : base;
    const external = externalName(program, named, place);
    if (external !== undefined && external !== 'builtins.object' && !external.startsWith('abc.')) return external;
    const own = classOf(program, named, place);
    const found = own === undefined || own.node === node ? undefined : libraryBaseOf(program, own.node, own.place, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every expression that a function returns. */
export function returnedBy(node: PythonFunction): readonly PythonExpression[] {
  const result: PythonExpression[] = [];
  const visit = (body: PythonFunction['body']) => {
    for (const statement of body) {
      if (statement.kind === 'return' && statement.value !== undefined) result.push(statement.value);
      // A dependency or fixture yields what it makes.
      if (statement.kind === 'expression' && statement.value.kind === 'other' && statement.value.parts.length === 1) {
        result.push(...statement.value.parts);
      }
      if (statement.kind === 'if') visit([...statement.body, ...statement.otherwise]);
      if (statement.kind === 'with' || statement.kind === 'loop') visit(statement.body);
      if (statement.kind === 'try') visit([...statement.body, ...statement.handlers.flat(), ...statement.otherwise, ...statement.finally]);
      if (statement.kind === 'match') visit(statement.cases.flat());
    }
  };
  visit(node.body);
  return result;
}

/** Expressions that a class or its methods give to an attribute: `self.x = ...`, `x = ...` in the body. */
export function attributeValues(node: PythonClass, name: string, place: Place): readonly { expression: PythonExpression; place: Place }[] {
  const inside: Place = { file: place.file, chain: [...place.chain, node] };
  const own = (bindingsOf(node).names.get(name) ?? []).flatMap((binding) =>
    binding.kind === 'value' ? [{ expression: binding.value, place: inside }] : []);
  const start = node.range.start;
  const assigned = place.file.assignments.filter(({ target, place: at, operator }) =>
    operator === '=' && target.kind === 'attribute' && target.name === name && target.object.kind === 'name'
    && (target.object.name === 'self' || target.object.name === 'cls')
    && target.range.start >= start && target.range.end <= node.range.end && enclosingClass(at.chain) === node);
  return [...assigned.map(({ value, place: at }) => ({ expression: value, place: at })), ...own];
}

function instanceOfCall(program: Program, call: PythonCall, place: Place, left: number): Instance | undefined {
  const origin = originOf(program, call.callee, place);
  if (origin?.kind === 'external') {
    const [wrapped] = call.arguments;
    if (origin.name === 'builtins.cast' || origin.name === 'typing.cast') {
      return call.arguments[1] && instanceOf(program, call.arguments[1].value, place, left - 1);
    }
    if (origin.name === 'contextlib.closing' && wrapped !== undefined) return instanceOf(program, wrapped.value, place, left - 1);
    return { library: origin.name, own: undefined, call, place };
  }
  const own = classOf(program, call.callee, place);
  if (own !== undefined) return { library: libraryBaseOf(program, own.node, own.place), own, call, place };
  const made = functionOf(program, call.callee, place) ?? methodOf(program, call.callee, place, left);
  if (made === undefined) return undefined;
  const inside: Place = { file: made.place.file, chain: [...made.place.chain, made.node] };
  for (const value of returnedBy(made.node)) {
    const found = instanceOf(program, value, inside, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function instanceOfName(
  program: Program,
  expression: PythonExpression & { readonly kind: 'name' },
  place: Place,
  left: number,
): Instance | undefined {
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol') return undefined;
  for (const binding of origin.bindings) {
    const found = instanceOfBinding(program, binding, origin.place, left);
    if (found !== undefined) return found;
  }
  return globalInstance(program, expression.name, origin.place, left);
}

/** `x = None` at the top and `global x; x = make()` in a function. */
function globalInstance(program: Program, name: string, place: Place, left: number): Instance | undefined {
  if (place.chain.length > 0) return undefined;
  for (const { node, place: at } of place.file.functions) {
    const scope = bindingsOf(node);
    if (!scope.globals.has(name)) continue;
    for (const binding of scope.names.get(name) ?? []) {
      const found = instanceOfBinding(program, binding, { file: at.file, chain: [...at.chain, node] }, left);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function instanceOfBinding(program: Program, binding: Binding, place: Place, left: number): Instance | undefined {
  if (binding.kind === 'value') {
    return instanceOf(program, binding.value, place, left - 1) ?? annotated(program, binding.annotation, place);
  }
  if (binding.kind === 'declaration') return annotated(program, binding.annotation, place);
  if (binding.kind !== 'parameter') return undefined;
  const parameter = binding.function.parameters[binding.index];
  return passedTo(program, binding.function, binding.index, left) ?? annotated(program, parameter?.annotation, place);
}

/** The object that all callers hand to a parameter. */
function passedTo(program: Program, node: PythonFunction, index: number, left: number): Instance | undefined {
  const name = node.parameters[index]?.name;
  for (const site of (program.callers.get(node) ?? []).slice(0, 4)) {
    const method = node.parameters[0]?.name === 'self' || node.parameters[0]?.name === 'cls' ? 1 : 0;
    const argument = site.call.arguments.find((each) => each.name === name)
      ?? site.call.arguments.filter((each) => each.name === undefined)[index - method];
    const found = argument && instanceOf(program, argument.value, site.place, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function annotated(program: Program, annotation: PythonExpression | undefined, place: Place): Instance | undefined {
  if (annotation === undefined) return undefined;
  if (annotation.kind === 'binary') return annotated(program, annotation.left, place) ?? annotated(program, annotation.right, place);
  if (annotation.kind === 'subscript') {
    return annotated(program, annotation.index.kind === 'tuple' ? annotation.index.items[0] : annotation.index, place);
  }
  const own = classOf(program, annotation, place);
  if (own !== undefined) return { library: libraryBaseOf(program, own.node, own.place), own, call: undefined, place };
  const external = externalName(program, annotation, place);
  return external === undefined || external.startsWith('builtins.') ? undefined : { library: external, own: undefined, call: undefined, place };
}

function instanceOfAttribute(
  program: Program,
  expression: PythonExpression & { readonly kind: 'attribute' },
  place: Place,
  left: number,
): Instance | undefined {
  const origin = originOf(program, expression, place);
  if (origin?.kind === 'symbol') {
    for (const binding of origin.bindings) {
      const found = instanceOfBinding(program, binding, origin.place, left);
      if (found !== undefined) return found;
    }
    return globalInstance(program, origin.name, origin.place, left);
  }
  if (origin !== undefined) return undefined;
  const owner = ownerClass(program, expression.object, place, left);
  if (owner === undefined) return undefined;
  for (const value of attributeValues(owner.node, expression.name, owner.place)) {
    const found = instanceOf(program, value.expression, value.place, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The project class of the object before a dot: `self`, or an instance of it. */
export function ownerClass(
  program: Program,
  object: PythonExpression,
  place: Place,
  left = DEEPEST,
): { readonly node: PythonClass; readonly place: Place } | undefined {
  if (object.kind === 'name' && (object.name === 'self' || object.name === 'cls')) {
    const index = place.chain.findLastIndex((node) => node.kind === 'class');
    const node = place.chain[index];
    if (node?.kind === 'class') return { node, place: { file: place.file, chain: place.chain.slice(0, index) } };
  }
  return classOf(program, object, place) ?? instanceOf(program, object, place, left - 1)?.own;
}

/** The method of a project class that a callee names: `self.make`, `runtime.make`. */
export function methodOf(
  program: Program,
  callee: PythonExpression,
  place: Place,
  left = DEEPEST,
): { readonly node: PythonFunction; readonly place: Place } | undefined {
  if (callee.kind !== 'attribute' || left <= 1) return undefined;
  const owner = ownerClass(program, callee.object, place, left - 1);
  const node = owner?.node.body.find((each) => each.kind === 'function' && each.name === callee.name);
  if (owner === undefined || node?.kind !== 'function') return undefined;
  return { node, place: { file: owner.place.file, chain: [...owner.place.chain, owner.node] } };
}
