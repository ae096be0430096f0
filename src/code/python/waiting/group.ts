import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import { targetsOf } from '../follow.ts';
import { externalName, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite, Place, Spot } from '../python-file.ts';
import { around, isForLoop } from './statement.ts';

/** Pieces of work that start together, and the list that decides how many there are. */
export interface Pieces {
  /** The calls that make the pieces. */
  readonly each: readonly { readonly call: PythonCall; readonly place: Place }[];
  /** What a comprehension or a loop goes over; undefined where the pieces are listed one by one. */
  readonly over: Spot | undefined;
}

/** What `asyncio.gather` is given: calls, `*[f(x) for x in xs]`, or a list that a loop fills. */
export function piecesOf(program: Program, { call, place }: CallSite): Pieces {
  const given = call.arguments.filter(({ name, splat }) => name === undefined && splat !== '**');
  const spread = given.find(({ splat }) => splat === '*');
  if (spread === undefined) return { each: given.flatMap(({ value }) => pieceIn(program, value, place)), over: undefined };
  const { value } = spread;
  const own = comprehended(program, { expression: value, place });
  if (own !== undefined) return own;
  const targets = targetsOf(program, { expression: value, place });
  const made = targets.map((target) => comprehended(program, target)).find((each) => each !== undefined);
  if (made !== undefined) return made;
  const listed = targets.find(({ expression }) => expression.kind === 'list' && expression.items.length > 0);
  if (listed?.expression.kind === 'list') return { each: listed.expression.items.flatMap((item) => pieceIn(program, item, listed.place)), over: undefined };
  return value.kind === 'name' ? filled(program, value.name, place) : { each: [], over: undefined };
}

/** `[f(x) for x in xs]`, `(f(x) for x in xs)`. */
function comprehended(program: Program, { expression, place }: Spot): Pieces | undefined {
  const inner = expression.kind === 'list' && expression.items.length === 1 ? expression.items[0] : expression;
  if (inner?.kind !== 'other') return undefined;
  const [element, clause] = inner.parts;
  const text = clause === undefined ? '' : place.file.source.text.slice(clause.range.start, clause.range.end);
  if (element === undefined || clause?.kind !== 'other' || !/^for\b/.test(text)) return undefined;
  const over = clause.parts.at(-1);
  return { each: pieceIn(program, element, place), over: over && { expression: over, place } };
}

/** `tasks.append(f(x))` in loops of the same function. */
function filled(program: Program, name: string, place: Place): Pieces {
  const node = place.chain.at(-1);
  const appended = place.file.calls.filter(({ call: { callee }, place: at, inLoop }) => inLoop && at.chain.at(-1) === node
    && callee.kind === 'attribute' && callee.name === 'append' && callee.object.kind === 'name' && callee.object.name === name);
  const [first] = appended;
  const argument = first?.call.arguments[0];
  const loop = first === undefined ? undefined : around(first).findLast(({ statement }) => statement.kind === 'loop')?.statement;
  const over = loop?.kind === 'loop' && isForLoop(loop, place.file.source.text) ? loop.header.at(-1) : undefined;
  return { each: argument === undefined ? [] : pieceIn(program, argument.value, place), over: over && { expression: over, place } };
}

/** The call behind `create_task(...)`, `wait_for(..., 5)`. */
function pieceIn(program: Program, expression: PythonExpression, place: Place): Pieces['each'] {
  if (expression.kind !== 'call') return [];
  const [first] = expression.arguments;
  const wraps = isFrom(externalName(program, expression.callee, place), 'asyncio', 'create_task', 'ensure_future', 'wait_for', 'shield', 'Task');
  return wraps && first !== undefined ? pieceIn(program, first.value, place) : [{ call: expression, place }];
}
