import type { PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import { externalName, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { ownExpressions, ownStatements, withParts } from '../walk.ts';
import { askedBy } from './asks.ts';
import { callsWithin, siteOf } from './calls-within.ts';
import { around, isForLoop, namesIn } from './statement.ts';

const MUTATES = /^(append|extend|update|add|insert|pop|remove|setdefault|clear|appendleft)$/;

/**
 * True for an await of a loop that no other turn needs: the loop goes over a list, goes on to its end, waits for nothing else, and gives
 * nothing of one turn to the next. What asks a database or a cache belongs to one connection, and is left alone.
 */
export function waitsForOthersInLoop(program: Program, site: CallSite): boolean {
  const spots = around(site);
  const loop = spots.findLast(({ statement }) => statement.kind === 'loop')?.statement;
  const { text } = site.place.file.source;
  if (loop === undefined || !isForLoop(loop, text)) return false;
  const [target, over] = loop.header;
  if (over?.kind === 'call' && isFrom(externalName(program, over.callee, site.place), 'builtins', 'range')) return false;
  const used = new Set([...namesIn(site.call.callee), ...site.call.arguments.flatMap(({ value }) => [...namesIn(value)])]);
  if (![...namesIn(target)].some((name) => used.has(name)) || !runsToItsEnd(loop.body, text)) return false;
  if (isCarried(loop, site, used) || sleepsIn(program, loop, site)) return false;
  const asked = askedBy(program, site);
  return asked.http && !asked.data && !asked.limited;
}

/** False where a loop may end early, or gives what it has while it goes on. */
function runsToItsEnd(body: readonly PythonStatement[], text: string): boolean {
  return [...ownStatements(body)].every((statement) => {
    if (statement.kind === 'return') return false;
    if (statement.kind === 'other' && /^break\b/.test(text.slice(statement.range.start, statement.range.end))) return false;
    return ownExpressions(statement).every((each) => [...withParts(each)].every((part) => part.kind !== 'other' || !/^yield\b/.test(text.slice(part.range.start, part.range.start + 6))));
  });
}

/** True where a turn uses what an earlier one left: a name that is set behind the await, an object that the loop changes. */
function isCarried(loop: PythonStatement & { readonly kind: 'loop' }, site: CallSite, used: ReadonlySet<string>): boolean {
  return [...ownStatements(loop.body)].some((statement) => {
    const isLater = statement.range.end > site.call.range.start;
    if (statement.kind === 'assign' && statement.targets.some((each) => isLater && [...namesIn(changedBy(each))].some((name) => used.has(name)))) return true;
    return ownExpressions(statement).flatMap((each) => [...withParts(each)]).some((part) => part.kind === 'call' && part.callee.kind === 'attribute'
      && MUTATES.test(part.callee.name) && part.callee.object.kind === 'name' && used.has(part.callee.object.name));
  });
}

/** What an assignment changes: names, or the object that an item or attribute belongs to. */
function changedBy(target: PythonExpression): PythonExpression {
  return target.kind === 'attribute' || target.kind === 'subscript' ? changedBy(target.object) : target;
}

/** A pause between turns is there for the sake of who is asked. */
function sleepsIn(program: Program, loop: PythonStatement, { place }: CallSite): boolean {
  const node = place.chain.findLast((each) => each.kind === 'function');
  return (node?.kind === 'function' ? callsWithin(place.file, node) : []).some((other) => loop.range.start <= other.call.range.start && other.call.range.end <= loop.range.end
    && /(^|\.)(sleep|wait|acquire)$/.test(externalName(program, other.call.callee, other.place) ?? nameOf(other.call.callee)));
}

const nameOf = (expression: PythonExpression): string => (expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '');

/** `x = await f()`, where the name is set by a call that reads from another service. */
function readBy(program: Program, statement: PythonStatement | undefined, { file }: CallSite['place']): CallSite | undefined {
  if (statement?.kind !== 'assign' || statement.targets.length !== 1 || statement.value?.kind !== 'await' || statement.value.value.kind !== 'call') return undefined;
  const [target] = statement.targets;
  const call = statement.value.value;
  const site = siteOf(file, call);
  if (target?.kind !== 'name' || site === undefined) return undefined;
  const asked = askedBy(program, site);
  return asked.http && !asked.data && !asked.writes && !asked.limited ? site : undefined;
}

/** The awaits right behind one in its block that need nothing of it: `a = await f()` and `b = await g()`. */
export function independentFollowers(program: Program, site: CallSite): readonly CallSite[] {
  const own = askedBy(program, site);
  if (!own.http || own.data || own.writes) return [];
  const spot = around(site).at(-1);
  const block = spot?.block ?? [];
  const index = spot === undefined ? -1 : block.indexOf(spot.statement);
  if (index < 0 || readBy(program, block[index], site.place) !== site || readBy(program, block[index - 1], site.place) !== undefined) return [];
  const found: CallSite[] = [];
  const set = new Set(targetNames(block[index]));
  for (const statement of block.slice(index + 1)) {
    const next = readBy(program, statement, site.place);
    if (next === undefined || [...namesIn(next.call)].some((name) => set.has(name))) break;
    for (const name of targetNames(statement)) set.add(name);
    found.push(next);
  }
  return found;
}

const targetNames = (statement: PythonStatement | undefined): readonly string[] => (statement?.kind === 'assign' ? statement.targets.flatMap((each) => [...namesIn(each)]) : []);
