import type { PythonCall, PythonExpression } from '../../documents/python-tree.ts';
import { environmentReader, environmentValue } from './follow-environment.ts';
import { agreed, mapLiteral, unknown, withVariables, type Followed, type Literal } from './followed.ts';
import type { Follower } from './follower.ts';
import { methodOf, returnedBy } from './instances.ts';
import { externalName, functionOf, isFrom } from './origins.ts';
import type { Place, Spot } from './python-file.ts';

interface CallAt {
  readonly call: PythonCall;
  readonly place: Place;
}

const CONVERTERS: Readonly<Record<string, (value: Literal) => Literal | 'unknown'>> = {
  'builtins.int': toInteger,
  'builtins.float': toNumber,
  'builtins.bool': Boolean,
  'builtins.str': (value) => (value === undefined ? 'None' : String(value)),
  'pydantic.SecretStr': (value) => value,
  'datetime.timedelta': () => 'unknown',
};

const METHODS: Readonly<Record<string, (value: string) => Literal>> = {
  lower: (value) => value.toLowerCase(),
  upper: (value) => value.toUpperCase(),
  strip: (value) => value.trim(),
  rstrip: (value) => value.trimEnd(),
  lstrip: (value) => value.trimStart(),
  get_secret_value: (value) => value,
  unicode_string: (value) => value,
};

/** The value that a call gives. */
export function followCall(follower: Follower, at: CallAt): Followed {
  const { call, place } = at;
  const { callee } = call;
  const file = place.file.source;
  const reader = environmentReader(follower.program, callee, place);
  if (reader !== undefined) return readVariable(follower, at, reader.method);
  const external = externalName(follower.program, callee, place);
  const convert = external === undefined ? undefined : CONVERTERS[external];
  const [first] = call.arguments;
  if (convert !== undefined && first !== undefined) {
    return mapLiteral(follower.follow(first.value, place), convert);
  }
  if ((external === 'builtins.max' || external === 'builtins.min') && call.arguments.length > 1) {
    return extreme(call.arguments.map((each) => follower.follow(each.value, place)), external, at);
  }
  if (isFrom(external, 'dj_database_url', 'config')) return environmentValue(follower.program, 'DATABASE_URL', undefined, { file, range: call.range });
  const own = functionOf(follower.program, callee, place) ?? methodOf(follower.program, callee, place);
  if (own !== undefined) return followReturn(follower, at, own);
  if (callee.kind === 'attribute') return followMethod(follower, at, callee);
  return unknown('a call decides', file, call.range);
}

/** What is asked of a reader, whatever it calls its arguments. */
function readVariable(follower: Follower, { call, place }: CallAt, method: string): Followed {
  const file = place.file.source;
  const positional = call.arguments.filter((each) => each.name === undefined && each.splat === '');
  const keyword = (...names: readonly string[]) => call.arguments.find((each) => each.name !== undefined && names.includes(each.name));
  const named = (positional[0] ?? keyword('key', 'var', 'name', 'env', 'option'))?.value;
  const variable = named && follower.follow(named, place);
  if (variable?.state !== 'literal' || typeof variable.value !== 'string') return unknown('a variable decides', file, call.range);
  const cast = keyword('cast', 'subcast')?.value;
  // Starlette's Config takes the converter as second argument, all others the default.
  const second = positional[1]?.value;
  const isConverter = second?.kind === 'name' && ['int', 'str', 'bool', 'float'].includes(second.name);
  const standard = (isConverter ? undefined : second) ?? keyword('default')?.value;
  const followed = standard && follower.follow(standard, place);
  const result = environmentValue(follower.program, variable.value, followed, { file, range: call.range });
  return mapLiteral(result, converterOf(method, cast ?? (isConverter ? second : undefined)));
}

function converterOf(method: string, cast: PythonExpression | undefined): (value: Literal) => Literal | 'unknown' {
  const name = cast?.kind === 'name' ? cast.name : cast === undefined ? method : 'other';
  if (name === 'int') return toInteger;
  if (name === 'float') return toNumber;
  if (name === 'bool') return toBoolean;
  return ['str', 'other', 'list', 'json', 'dict', 'tuple'].includes(name) ? (value) => (name === 'str' ? value : 'unknown') : (value) => value;
}

/** The value of a function of the project with what it is called with: all that it can return must agree. */
function followReturn(follower: Follower, { call, place }: CallAt, own: NonNullable<ReturnType<typeof functionOf>>): Followed {
  const { node } = own;
  const given = new Map<string, Spot>();
  const offset = node.parameters[0]?.name === 'self' || node.parameters[0]?.name === 'cls' ? 1 : 0;
  const inside: Place = { file: own.place.file, chain: [...own.place.chain, node], given };
  for (const [index, parameter] of node.parameters.entries()) {
    const argument = call.arguments.find((each) => each.name === parameter.name)
      ?? call.arguments.filter((each) => each.name === undefined && each.splat === '')[index - offset];
    if (argument !== undefined && parameter.splat === '') given.set(parameter.name, { expression: argument.value, place });
    else if (parameter.default !== undefined) given.set(parameter.name, { expression: parameter.default, place: own.place });
  }
  const returned = returnedBy(node).map((expression) => follower.follow(expression, inside));
  const result = agreed(returned, place.file.source, call.range);
  return result.state === 'unknown' ? unknown(`the project's own function ${node.name} decides`, place.file.source, call.range, result.variables) : result;
}

function followMethod(follower: Follower, { call, place }: CallAt, callee: PythonExpression & { kind: 'attribute' }): Followed {
  const file = place.file.source;
  const object = follower.follow(callee.object, place);
  if (object.state !== 'literal' || typeof object.value !== 'string') {
    return object.state === 'unset' ? object : unknown('a call decides', file, call.range, object.variables);
  }
  const text = object.value;
  const [first, second] = call.arguments.map((each) => (each.value.kind === 'string' ? each.value.value : undefined));
  if (callee.name === 'replace' && first !== undefined && second !== undefined) {
    const once = call.arguments.length > 2;
    return { ...object, value: once ? text.replace(first, () => second) : text.replaceAll(first, () => second) };
  }
  if (callee.name === 'startswith' && first !== undefined) return { ...object, value: text.startsWith(first) };
  const method = Object.hasOwn(METHODS, callee.name) && call.arguments.length === 0 ? METHODS[callee.name] : undefined;
  return method === undefined ? unknown('a call decides', file, call.range, object.variables) : { ...object, value: method(text) };
}

function extreme(all: readonly Followed[], external: string, { call, place }: CallAt): Followed {
  const variables = [...new Set(all.flatMap((each) => each.variables))];
  const odd = all.find((each) => each.state !== 'literal');
  if (odd !== undefined) return withVariables(odd, variables);
  const numbers = all.flatMap((each) => (each.state === 'literal' && typeof each.value === 'number' ? [each] : []));
  const [first] = numbers;
  if (first === undefined || numbers.length < all.length) return unknown('it is calculated', place.file.source, call.range, variables);
  const best = external.endsWith('max') ? Math.max(...numbers.map((each) => Number(each.value))) : Math.min(...numbers.map((each) => Number(each.value)));
  return withVariables(numbers.find((each) => each.value === best) ?? first, variables);
}

function toInteger(value: Literal): Literal | 'unknown' {
  const number = toNumber(value);
  return typeof number === 'number' ? Math.trunc(number) : number;
}

function toNumber(value: Literal): Literal | 'unknown' {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  const number = value === undefined || value.trim() === '' ? Number.NaN : Number(value.replaceAll('_', ''));
  return Number.isNaN(number) ? 'unknown' : number;
}

function toBoolean(value: Literal): Literal | 'unknown' {
  if (typeof value !== 'string') return Boolean(value);
  const text = value.toLowerCase();
  if (['1', 'true', 'yes', 'y', 'on', 't'].includes(text)) return true;
  return ['0', 'false', 'no', 'n', 'off', 'f', ''].includes(text) ? false : 'unknown';
}

/** Converts the text of a variable as pydantic and its kind would, by the annotation of the field. */
export function convertText(value: Literal, annotation: PythonExpression | undefined): Literal | 'unknown' {
  const name = annotation?.kind === 'name' ? annotation.name : annotation?.kind === 'binary' && annotation.left.kind === 'name' ? annotation.left.name : '';
  if (name === 'int') return toInteger(value);
  if (name === 'float') return toNumber(value);
  return name === 'bool' ? toBoolean(value) : value;
}
