import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { RedisKey } from '../../../model/facts/caches.ts';
import { BLOCKING } from '../../redis/commands.ts';
import { bindingsOf } from '../bindings.ts';
import { follow } from '../follow.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { partsOf } from '../sites.ts';
import { argumentOf } from '../shown.ts';

/** Where the arguments of redis-py's methods stand: https://redis.readthedocs.io/en/stable/commands.html */
const KEYWORDS = ['name', 'key', 'keys', 'src', 'names'];
const EXPIRY_PLACES: Readonly<Record<string, number>> = { SETEX: 1, PSETEX: 1, EXPIRE: 1, PEXPIRE: 1 };
const WAIT_PLACES: Readonly<Record<string, number>> = { BRPOP: 1, BLPOP: 1, BRPOPLPUSH: 2, BLMOVE: 2, BZPOPMIN: 1, BZPOPMAX: 1, XREAD: 2, XREADGROUP: 4 };
/** Functions without effects that arguments are made with. */
const EFFECTLESS = /^(str|int|float|len|round|json\.dumps|time\.time|dumps|encode|lower|upper|strip|format|hexdigest|isoformat|strftime)$/;

/** The key of a command, as written and by what it is made of. */
export function keyOf(program: Program, call: PythonCall, place: Place): RedisKey | undefined {
  const key = argumentOf(call, 0, ...KEYWORDS);
  if (key === undefined) return undefined;
  const text = textOf(key, place);
  const literal = key.kind === 'string' || follow(program, { expression: key, place }).state === 'literal';
  return { text, meaning: meaningOf(key, place) ?? text, literal };
}

function textOf({ range }: PythonExpression, { file }: Place): string {
  return file.source.text.slice(range.start, Math.min(range.end, range.start + 200)).replaceAll(/\s+/g, ' ');
}

/** What a variable of the function was given. */
function meaningOf(key: PythonExpression, place: Place): string | undefined {
  const node = place.chain.at(-1);
  if (key.kind !== 'name' || node?.kind !== 'function') return undefined;
  const value = bindingsOf(node).names.get(key.name)?.find((binding) => binding.kind === 'value');
  return value?.kind === 'value' ? textOf(value.value, place) : undefined;
}

const isGiven = (value: PythonExpression | undefined): value is PythonExpression => value !== undefined && value.kind !== 'none' && !(value.kind === 'boolean' && !value.value);

/** Seconds until what a command writes goes. */
export function expiryOf(program: Program, command: string, call: PythonCall, place: Place): number | 'given' | 'none' | undefined {
  if (command !== 'SET') {
    const position = EXPIRY_PLACES[command];
    return position === undefined ? undefined : secondsOf(program, argumentOf(call, position, 'time'), place, command.startsWith('P') ? 1000 : 1);
  }
  if (call.arguments.some(({ splat }) => splat !== '')) return 'given';
  const seconds = argumentOf(call, 2, 'ex');
  if (isGiven(seconds)) return secondsOf(program, seconds, place, 1);
  const milliseconds = argumentOf(call, 3, 'px');
  if (isGiven(milliseconds)) return secondsOf(program, milliseconds, place, 1000);
  return ['exat', 'pxat', 'keepttl'].some((name) => isGiven(argumentOf(call, undefined, name))) ? 'given' : 'none';
}

function secondsOf(program: Program, value: PythonExpression | undefined, place: Place, parts: number): number | 'given' {
  const followed = value && follow(program, { expression: value, place });
  return followed?.state === 'literal' && typeof followed.value === 'number' ? followed.value / parts : 'given';
}

/** `nx=True` or `xx=True`. */
export function onlyOf(call: PythonCall): 'nx' | 'xx' | undefined {
  if (isGiven(argumentOf(call, undefined, 'nx'))) return 'nx';
  return isGiven(argumentOf(call, undefined, 'xx')) ? 'xx' : undefined;
}

/** Seconds that a blocking command waits: 0 and None are for ever. */
export function waitOf(program: Program, command: string, call: PythonCall, place: Place): number | undefined {
  if (!BLOCKING.has(command)) return undefined;
  const isStream = command.startsWith('X');
  const value = argumentOf(call, WAIT_PLACES[command], isStream ? 'block' : 'timeout');
  if (value === undefined) return isStream ? undefined : Number.POSITIVE_INFINITY;
  if (value.kind === 'none') return isStream ? undefined : Number.POSITIVE_INFINITY;
  const seconds = secondsOf(program, value, place, isStream ? 1000 : 1);
  return seconds === 'given' ? undefined : seconds === 0 ? Number.POSITIVE_INFINITY : seconds;
}

/** `set(key, 1)`, `setex(key, 60, '1')`. */
export function isFixed(call: PythonCall, command: string): boolean {
  const value = argumentOf(call, command === 'SET' ? 1 : 2, 'value');
  return /^P?SET(?:EX)?$/.test(command) && value !== undefined && ['string', 'number', 'boolean'].includes(value.kind);
}

/** Variables that the arguments of a call name, and whether making them has no effect. */
export function argumentUse(call: PythonCall): { readonly names: readonly string[]; readonly simple: boolean } {
  const names: string[] = [];
  let simple = true;
  const visit = (expression: PythonExpression): void => {
    if (expression.kind === 'name') names.push(expression.name);
    if (['await', 'lambda', 'other'].includes(expression.kind)) simple = false;
    if (expression.kind === 'call') simple = simple && isEffectless(expression);
    for (const part of partsOf(expression)) visit(part);
  };
  for (const argument of call.arguments) visit(argument.value);
  return { names, simple };
}

function isEffectless({ callee }: PythonCall): boolean {
  if (callee.kind === 'name') return EFFECTLESS.test(callee.name);
  if (callee.kind !== 'attribute') return false;
  const owner = callee.object.kind === 'name' ? `${callee.object.name}.` : '';
  return EFFECTLESS.test(callee.name) || EFFECTLESS.test(`${owner}${callee.name}`);
}
