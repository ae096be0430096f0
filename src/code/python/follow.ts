import type { PythonExpression } from '../../documents/python-tree.ts';
import { followCall } from './follow-calls.ts';
import { environmentValue, variableOfSubscript } from './follow-environment.ts';
import { followSettingsField } from './follow-settings.ts';
import { agreed, literal, mapLiteral, unknown, withVariables, type Followed } from './followed.ts';
import { attributeValues, ownerClass, returnedBy } from './instances.ts';
import { binaryValue, unaryValue } from './operators.ts';
import { originOf } from './origins.ts';
import type { Follower } from './follower.ts';
import type { Program } from './program.ts';
import type { Binding, Guard, Place, Spot } from './python-file.ts';

/** How far following goes, so that a program that refers to itself cannot hold it up. */
interface Budget {
  readonly depth: number;
  readonly steps: { left: number };
}

/** The value of an expression, followed through names, settings, environment variables and the project's own functions. */
export function follow(program: Program, spot: Spot): Followed {
  return followWithin(program, spot, newBudget());
}

function newBudget(): Budget {
  return { depth: 24, steps: { left: 400 } };
}

function followWithin(program: Program, { expression, place }: Spot, budget: Budget): Followed {
  const { range } = expression;
  const file = place.file.source;
  budget.steps.left -= 1;
  if (budget.depth === 0 || budget.steps.left < 0) return unknown('its origin is too far away to follow', file, range);
  const inner: Budget = { ...budget, depth: budget.depth - 1 };
  const next = (part: PythonExpression) => followWithin(program, { expression: part, place }, inner);
  switch (expression.kind) {
    case 'string': case 'number': case 'boolean': return literal(expression.value, file, range);
    case 'none': return literal(undefined, file, range);
    case 'name': return followName(program, expression, place, inner);
    case 'attribute': return followAttribute(program, expression, place, inner);
    case 'subscript': return followSubscript(program, expression, place, inner);
    case 'call': return followCall(followerOf(program, inner), { call: expression, place });
    case 'await': return next(expression.value);
    case 'unary': return mapLiteral(next(expression.value), (value) => unaryValue(expression.operator, value));
    case 'binary': return followBinary(next(expression.left), expression, () => next(expression.right));
    case 'conditional': {
      const holds = truthOf(program, expression.test, place, inner);
      if (holds !== undefined) return next(holds ? expression.then : expression.otherwise);
      return agreed([next(expression.then), next(expression.otherwise)], file, range);
    }
    case 'fstring': return joined(expression.parts.map(next), file, range);
    default: return unknown('it is calculated', file, range);
  }
}

/** True or false when a test comes out the same in every deployment; a test for tests never holds. */
function truthOf(program: Program, test: PythonExpression, place: Place, budget: Budget): boolean | undefined {
  if (place.given !== undefined) return decide(program, test, place, budget);
  if (program.truths.has(test)) return program.truths.get(test);
  program.truths.set(test, undefined);
  const truth = decide(program, test, place, budget);
  program.truths.set(test, truth);
  return truth;
}

function decide(program: Program, test: PythonExpression, place: Place, budget: Budget): boolean | undefined {
  if (test.kind === 'unary' && test.operator === 'not') {
    const inner = truthOf(program, test.value, place, budget);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind === 'binary' && (test.operator === '==' || test.operator === 'in')) {
    const sides = [test.left, test.right];
    if (sides.some((side) => side.kind === 'string' && /^(test|tests|testing|pytest|ci)$/i.test(side.value))) return false;
  }
  if (/^(TESTING|IS_TEST|TYPE_CHECKING)$/.test(lastName(test))) return false;
  const value = followWithin(program, { expression: test, place }, { ...budget, depth: Math.min(budget.depth, 8) });
  if (value.variables.length > 0) return undefined;
  if (value.state === 'unset') return false;
  return value.state === 'literal' && value.from.every(({ provenance }) => provenance.kind === 'live') ? Boolean(value.value) : undefined;
}

/** False when some guard surely does not hold. */
export function mayRun(program: Program, guards: readonly Guard[], place: Place): boolean {
  return mayRunWithin(program, guards, place, newBudget());
}

function mayRunWithin(program: Program, guards: readonly Guard[], place: Place, budget: Budget): boolean {
  if (budget.depth === 0) return true;
  const inner = { ...budget, depth: Math.min(budget.depth - 1, 8) };
  return guards.every(({ test, holds }) => truthOf(program, test, place, inner) !== !holds);
}

/** The expressions that a name or attribute stands for in the end, when those can be told. */
export function targetsOf(program: Program, spot: Spot): readonly Spot[] {
  return targetsWithin(program, spot, { depth: 12, steps: { left: 200 } });
}

function targetsWithin(program: Program, spot: Spot, budget: Budget): readonly Spot[] {
  const { expression, place } = spot;
  budget.steps.left -= 1;
  if (budget.depth <= 0 || budget.steps.left < 0) return [];
  const inner = { ...budget, depth: budget.depth - 1 };
  if (expression.kind === 'await') return targetsWithin(program, { expression: expression.value, place }, inner);
  if (expression.kind === 'name') {
    const given = place.given?.get(expression.name);
    if (given !== undefined) return targetsWithin(program, given, inner);
  }
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return [spot];
  const origin = originOf(program, expression, place);
  if (origin?.kind === 'symbol') {
    const found = origin.bindings.filter((each) => mayRunWithin(program, each.guards, origin.place, inner))
      .flatMap((each): readonly Spot[] => {
        if (each.kind === 'parameter') return passedSpots(program, each, origin.place);
        return each.kind === 'value' && each.operator === '=' ? [{ expression: each.value, place: origin.place }] : [];
      });
    return found.flatMap((each) => targetsWithin(program, each, inner));
  }
  if (origin !== undefined || expression.kind === 'name') return [];
  const owner = ownerClass(program, expression.object, place);
  if (owner === undefined) return [];
  return attributeValues(owner.node, expression.name, owner.place).flatMap((each) => targetsWithin(program, each, inner));
}

/** What the callers hand to a parameter, its default included; nothing when a caller cannot be read. */
function passedSpots(program: Program, binding: Binding & { readonly kind: 'parameter' }, place: Place): readonly Spot[] {
  const { function: node, index } = binding;
  const parameter = node.parameters[index];
  const sites = program.callers.get(node) ?? [];
  if (parameter === undefined || parameter.splat !== '' || sites.length > 6) return [];
  const method = node.parameters[0]?.name === 'self' || node.parameters[0]?.name === 'cls' ? 1 : 0;
  const standard = parameter.default && { expression: parameter.default, place: { file: place.file, chain: place.chain.slice(0, -1) } };
  const spots = sites.map(({ call, place: at }): Spot | undefined => {
    const argument = call.arguments.find((each) => each.name === parameter.name)
      ?? call.arguments.filter((each) => each.name === undefined && each.splat === '')[index - method];
    return argument === undefined ? standard : { expression: argument.value, place: at };
  });
  const known = spots.filter((each) => each !== undefined);
  return known.length === spots.length ? known : [];
}

function followerOf(program: Program, budget: Budget): Follower {
  return { program, follow: (expression, place) => followWithin(program, { expression, place }, budget) };
}

function lastName(expression: PythonExpression): string {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
}

function followName(program: Program, expression: PythonExpression & { kind: 'name' }, place: Place, budget: Budget): Followed {
  const given = place.given?.get(expression.name);
  if (given !== undefined) return followWithin(program, given, budget);
  const origin = originOf(program, expression, place);
  const file = place.file.source;
  if (origin?.kind !== 'symbol') return unknown(`${expression.name} is not set in this project's code`, file, expression.range);
  return followBindings(program, origin.name, { bindings: origin.bindings, place: origin.place, range: expression.range }, budget);
}

function followBindings(
  program: Program,
  name: string,
  found: { readonly bindings: readonly Binding[]; readonly place: Place; readonly range: { start: number; end: number } },
  budget: Budget,
): Followed {
  const file = found.place.file.source;
  const all = found.bindings.filter((each) => mayRunWithin(program, each.guards, found.place, budget)).map((each): Followed => {
    if (each.kind === 'value' && each.operator === '=') return followWithin(program, { expression: each.value, place: found.place }, budget);
    if (each.kind === 'parameter') {
      const passed = passedSpots(program, each, found.place);
      const values = passed.map((spot) => followWithin(program, spot, budget));
      return values.length > 0 ? agreed(values, file, found.range) : unknown(`the caller of ${each.function.name} decides`, file, found.range);
    }
    return unknown(`${name} is calculated`, file, each.range);
  });
  return agreed(all, file, found.range);
}

function followAttribute(program: Program, expression: PythonExpression & { kind: 'attribute' }, place: Place, budget: Budget): Followed {
  const file = place.file.source;
  const origin = originOf(program, expression, place);
  if (origin?.kind === 'symbol') {
    return followBindings(program, origin.name, { bindings: origin.bindings, place: origin.place, range: expression.range }, budget);
  }
  const owner = origin === undefined ? ownerClass(program, expression.object, place) : undefined;
  if (owner === undefined) return unknown('its value is not set in this project\'s code', file, expression.range);
  const field = followSettingsField(followerOf(program, budget), owner, expression.name);
  if (field !== undefined) return field;
  const property = owner.node.body.find((each) => each.kind === 'function' && each.name === expression.name);
  if (property?.kind === 'function') {
    const inside: Place = { file: owner.place.file, chain: [...owner.place.chain, owner.node, property] };
    return agreed(returnedBy(property).map((each) => followWithin(program, { expression: each, place: inside }, budget)), file, expression.range);
  }
  const values = attributeValues(owner.node, expression.name, owner.place).map((each) => followWithin(program, each, budget));
  return values.length === 0 ? unknown(`${expression.name} is not set where its class is`, file, expression.range) : agreed(values, file, expression.range);
}

function followSubscript(program: Program, expression: PythonExpression & { kind: 'subscript' }, place: Place, budget: Budget): Followed {
  const file = place.file.source;
  const variable = variableOfSubscript(program, expression, place);
  if (variable !== undefined) return environmentValue(program, variable, undefined, { file, range: expression.range });
  const [target] = targetsWithin(program, { expression: expression.object, place }, budget);
  const { index } = expression;
  if (target?.expression.kind === 'dict' && index.kind === 'string') {
    const entry = target.expression.entries.findLast((each) => each.key?.kind === 'string' && each.key.value === index.value);
    if (entry !== undefined) return followWithin(program, { expression: entry.value, place: target.place }, budget);
  }
  return unknown('it is looked up while the program runs', file, expression.range);
}

function followBinary(left: Followed, expression: PythonExpression & { kind: 'binary' }, rightOf: () => Followed): Followed {
  const { operator, range } = expression;
  if (operator === 'or') {
    if (left.state === 'unset') return withVariables(rightOf(), left.variables);
    if (left.state === 'literal') return left.value ? left : withVariables(rightOf(), left.variables);
    return left;
  }
  if (left.state !== 'literal') return left;
  if (operator === 'and') return left.value ? rightOf() : left;
  const right = rightOf();
  if (right.state !== 'literal') return right;
  const value = binaryValue(operator, left.value, right.value);
  const variables = [...new Set([...left.variables, ...right.variables])];
  if (value === 'unknown') return unknown('it is calculated', left.file, range, variables);
  return { ...left, value, range: left.file === right.file ? range : left.range, variables, from: [...left.from, ...right.from] };
}

function joined(parts: readonly Followed[], file: Followed['file'], range: Followed['range']): Followed {
  const variables = [...new Set(parts.flatMap((part) => part.variables))];
  let text = '';
  for (const part of parts) {
    if (part.state !== 'literal') return unknown('it is put together while the program runs', file, range, variables);
    text += String(part.value);
  }
  return { state: 'literal', value: text, file, range, variables, from: parts.flatMap((part) => (part.state === 'literal' ? part.from : [])) };
}
