import type { PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import type { LoopExcuse, QueryLoop } from '../../../model/facts/queries.ts';
import type { Range } from '../../../text/range.ts';
import { namesIn } from '../bindings.ts';
import type { CallSite, Place } from '../python-file.ts';
import { shown } from '../shown.ts';
import { partsOf } from '../sites.ts';
import { everyExpression, expressionsAround, ownStatements, statementsAround, withParts, type StatementSpot } from '../walk.ts';

type LoopStatement = PythonStatement & { readonly kind: 'loop' };

/** A loop with the names that change in each round. */
export interface LoopAround {
  readonly loop: QueryLoop;
  readonly changing: ReadonlySet<string>;
  /** The statement; undefined of a comprehension. */
  readonly statement: LoopStatement | undefined;
}

/** Rounds that nobody minds. */
const FEW = 10;
/** A list of more items is data. */
const WRITTEN = 50;
const CHUNKS = /chunk|batch|page|window|partition|slice/i;
const STREAMS = /listen|consum|subscri|stream|messages?\b|poll|iter_?events|queue/i;

/** The innermost loop around a call that runs in each of its rounds. */
export function loopAround(site: Pick<CallSite, 'call' | 'place'>): LoopAround | undefined {
  const { place, call: { range } } = site;
  const spots = spotsOf(place, range);
  const comprehension = comprehensionAround(place, spots.at(-1)?.statement, range);
  if (comprehension !== undefined) return comprehension;
  const index = spots.findLastIndex(({ statement }) => statement.kind === 'loop' && !isOnce(statement, range));
  const statement = spots[index]?.statement;
  if (statement?.kind !== 'loop') return undefined;
  const isFor = statement.header.length === 2;
  const items = isFor ? statement.header[1] : undefined;
  const head = items ?? statement.header[0];
  const inner = spots.slice(index + 1);
  return {
    statement,
    changing: changingNames(statement),
    loop: {
      at: shown('loop', place.file, { start: statement.range.start, end: head?.range.end ?? statement.range.end }),
      kind: isFor ? 'items' : 'while',
      excuses: [...new Set([...(isFor ? excusesOfItems(statement.header, place) : []), ...(statement.async ? ['stream' as const] : []), ...excusesOfBody(statement, inner, place)])],
    },
  };
}

/** Statements around a call within its function. */
export function spotsOf({ file, chain }: Place, range: Range): readonly StatementSpot[] {
  const node = chain.findLast((each) => each.kind === 'function');
  return statementsAround(node?.kind === 'function' ? node.body : file.tree.body, range);
}

/** The header of `for` runs once; the test of `while` does not. */
function isOnce(statement: LoopStatement, range: Range): boolean {
  return statement.header.length === 2 && statement.header.some((part) => part.range.start <= range.start && range.end <= part.range.end);
}

function comprehensionAround(place: Place, statement: PythonStatement | undefined, range: Range): LoopAround | undefined {
  if (statement === undefined) return undefined;
  const { file } = place;
  const around = expressionsAround(statement, range);
  const text = (part: PythonExpression) => file.source.text.slice(part.range.start, part.range.end);
  const index = around.findLastIndex((each) => each.kind === 'other' && each.parts.slice(1).some((part) => /^(async\s+)?for\b/.test(text(part))));
  const found = around[index];
  if (found?.kind !== 'other') return undefined;
  const clauses = found.parts.slice(1).filter((part) => part.kind === 'other' && /^(async\s+)?for\b/.test(text(part)));
  const [first] = clauses;
  if (first === undefined || (first.range.start <= range.start && range.end <= first.range.end)) return undefined;
  const gathered = around.slice(0, index).some((each) => each.kind === 'call' && /(^|\.)(gather|as_completed|wait)$/.test(text(each.callee)));
  return {
    statement: undefined,
    changing: new Set(clauses.flatMap((clause) => namesIn(partsOf(clause)[0]))),
    loop: { at: shown('loop', file, first.range), kind: gathered ? 'parallel' : 'items', excuses: excusesOfItems(partsOf(first), place) },
  };
}

/** What the head of a loop says: `for x in (1, 2)`, `for batch in chunks(rows)`. */
function excusesOfItems([target, items]: readonly PythonExpression[], { file, chain }: Place): readonly LoopExcuse[] {
  if (items === undefined || target === undefined) return [];
  const excuses: LoopExcuse[] = [];
  if (isFew(items, { file, chain })) excuses.push('few');
  const text = file.source.text.slice(target.range.start, items.range.end);
  const stepped = items.kind === 'call' && items.callee.kind === 'name' && items.callee.name === 'range' && items.arguments.length === 3;
  if (stepped || CHUNKS.test(text)) excuses.push('chunks');
  if (items.kind === 'call' && STREAMS.test(file.source.text.slice(items.callee.range.start, items.callee.range.end))) excuses.push('stream');
  return excuses;
}

/** Names of what a person has written down: `LANGUAGES`, `settings.LANGUAGES`, `self.__searched__`. */
const CONSTANT = /^(_?[A-Z][A-Z0-9_]*|__\w+__)$/;

/** Names of the columns of a table, which has few: `columns`, `target_columns`, `table.columns`. */
const COLUMNS = /^(\w+_)?columns$/;

/** True of the `**` parameter of the function: a call names few things. */
const isKeywords = (name: string, { chain }: Place): boolean =>
  chain.findLast((each) => each.kind === 'function')?.parameters.some((each) => each.splat === '**' && each.name === name) === true;

function isFew(items: PythonExpression, place: Place): boolean {
  if (items.kind === 'list' || items.kind === 'tuple' || items.kind === 'set' || items.kind === 'dict') return true;
  if (items.kind === 'name') {
    if (COLUMNS.test(items.name) || isWrittenHere(items.name, place)) return true;
    const bindings = place.file.bindings.names.get(items.name) ?? [];
    return CONSTANT.test(items.name) || isKeywords(items.name, place) || (bindings.length === 1 && bindings.some((each) => each.kind === 'value' && isFew(each.value, place)));
  }
  if (items.kind === 'attribute') return CONSTANT.test(items.name) || COLUMNS.test(items.name);
  if (items.kind !== 'call') return false;
  const [first, second] = items.arguments;
  if (items.callee.kind === 'attribute') return /^(items|keys|values)$/.test(items.callee.name) && isFew(items.callee.object, place);
  if (items.callee.kind !== 'name' || first === undefined) return false;
  if (items.callee.name === 'range') {
    const last = second ?? first;
    return last.value.kind === 'number' ? last.value.value <= FEW : /retr|attempt|tries/i.test(place.file.source.text.slice(items.range.start, items.range.end));
  }
  return /^(enumerate|sorted|reversed|zip|list)$/.test(items.callee.name) && isFew(first.value, place);
}

/** True of a name that its function gives one list or dictionary, with all that is in it: one that begins empty grows. */
function isWrittenHere(name: string, { chain }: Place): boolean {
  const node = chain.findLast((each) => each.kind === 'function');
  if (node?.kind !== 'function') return false;
  const given = [...ownStatements(node.body)].filter((each) => each.kind === 'assign' && each.targets.some((target) => target.kind === 'name' && target.name === name));
  const [only] = given;
  if (only?.kind !== 'assign' || given.length > 1 || grows(name, node.body)) return false;
  const { value } = only;
  if (value?.kind === 'dict') return value.entries.length > 0 && value.entries.length <= WRITTEN;
  return (value?.kind === 'list' || value?.kind === 'tuple' || value?.kind === 'set') && value.items.length > 0 && value.items.length <= WRITTEN && value.items.every(isPlain);
}

const grows = (name: string, body: readonly PythonStatement[]): boolean => [...everyExpression(body)].some((each) =>
  each.kind === 'call' && each.callee.kind === 'attribute' && each.callee.object.kind === 'name' && each.callee.object.name === name && /^(append|extend|insert|add|update|setdefault)$/.test(each.callee.name));

/** True of what is one item, and not a comprehension or a list that is put in. */
const isPlain = ({ kind }: PythonExpression): boolean => kind === 'string' || kind === 'number' || kind === 'name' || kind === 'attribute' || kind === 'tuple' || kind === 'list' || kind === 'dict';

function excusesOfBody(statement: LoopStatement, inner: readonly StatementSpot[], { file }: Place): readonly LoopExcuse[] {
  const text = (range: Range) => file.source.text.slice(range.start, range.end);
  const excuses: LoopExcuse[] = [];
  if (inner.some((spot) => spot.statement.kind === 'try')) excuses.push('errors');
  if (inner.some((spot) => spot.statement.kind === 'if' && isCounting(text(spot.statement.test.range)))) excuses.push('some');
  if (inner.some(({ block, statement: own }) => endsLoop(block.slice(block.indexOf(own)), (each) => text(each.range)))) excuses.push('last');
  if (/\bsleep\(/.test(text(statement.range))) excuses.push('polling');
  return excuses;
}

const isCounting = (test: string): boolean => /%|\blen\(|batch|chunk|pending|\bcount|counter|_size\b/i.test(test);

function endsLoop(rest: readonly PythonStatement[], text: (statement: PythonStatement) => string): boolean {
  return rest.some((each) => each.kind === 'return' || each.kind === 'raise' || (each.kind === 'other' && /^break\b/.test(text(each))));
}

/** The loop's own names, and what its body makes of them. */
function changingNames(statement: LoopStatement): ReadonlySet<string> {
  const names = new Set(statement.header.length === 2 ? namesIn(statement.header[0]) : []);
  for (const each of ownStatements(statement.body)) {
    if (each.kind === 'loop' && each.header.length === 2 && each.header[1] !== undefined && usesAny(each.header[1], names)) for (const name of namesIn(each.header[0])) names.add(name);
    if (each.kind === 'with') for (const item of each.items) if (item.name !== undefined && usesAny(item.value, names)) names.add(item.name);
    if (each.kind !== 'assign' || each.value === undefined || !usesAny(each.value, names)) continue;
    for (const target of each.targets) for (const name of namesIn(target)) names.add(name);
  }
  return names;
}

/** True where an expression uses one of the names. */
export function usesAny(expression: PythonExpression, names: ReadonlySet<string>): boolean {
  for (const part of withParts(expression)) if (part.kind === 'name' && names.has(part.name)) return true;
  return false;
}
