import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import { absent, declared, derive, type Fact, type Known } from '../../../model/fact.ts';
import type { Retry } from '../../../model/facts/concurrency.ts';
import { follow } from '../follow.ts';
import { numberFact } from '../followed.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { methodOf } from '../instances.ts';
import type { Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { argumentOf, shown } from '../shown.ts';
import { isForLoop, namesIn } from '../waiting/statement.ts';
import { ownStatements } from '../walk.ts';
import { requestOf } from './request.ts';
import { limitOf } from './time-limit.ts';

type Found = Omit<Retry, 'scope' | 'within' | 'at' | 'library'>;

/** A request of the code that is run again, and how long it may take. */
interface Attempt {
  readonly timeout: Fact<number>;
  readonly write: Known<string> | undefined;
}

/** `for attempt in range(3):` around a request that may fail: what is tried there, how often, and with which pauses. */
export function retryingLoop(program: Program, loop: PythonStatement, place: Place): Found | undefined {
  const { text } = place.file.source;
  if (!isForLoop(loop, text)) return undefined;
  const [target, over] = loop.header;
  if (target === undefined || over?.kind !== 'call' || !isFrom(externalName(program, over.callee, place), 'builtins', 'range')) return undefined;
  const index = loop.body.findIndex((statement) => statement.kind === 'try' && statement.handlers.length > 0);
  const tried = loop.body[index];
  if (tried?.kind !== 'try' || tried.handlers.every((handler) => leaves(handler.at(-1), text))) return undefined;
  if (![...ownStatements([...tried.body, ...tried.otherwise, ...loop.body.slice(index + 1)])].some((statement) => leaves(statement, text))) return undefined;
  const sites = place.file.calls.filter(({ call, place: at }) => at.chain.at(-1) === place.chain.at(-1) && loop.range.start < call.range.start && call.range.end <= loop.range.end);
  const attempt = attemptIn(program, sites);
  if (attempt === undefined) return undefined;
  const attempts = countOf(program, over.arguments.map(({ value }) => value), place);
  return { attempts, ...attempt, ...pausesIn(program, sites, { variables: namesIn(target), attempts }) };
}

/** True for what ends the loop: a turn that succeeds does, one that fails mostly does not. */
function leaves(statement: PythonStatement | undefined, text: string): boolean {
  if (statement?.kind === 'return' || statement?.kind === 'raise') return true;
  return statement?.kind === 'other' && /^break\b/.test(text.slice(statement.range.start, statement.range.end));
}

function countOf(program: Program, [first, second]: readonly PythonExpression[], place: Place): Fact<number> {
  const number = (expression: PythonExpression) => numberFact('attempts', follow(program, { expression, place }));
  if (first === undefined) return absent('attempts', place.file.source);
  if (second === undefined) return number(first);
  const [from, to] = [number(first), number(second)];
  return from.state === 'known' && to.state === 'known' ? derive('attempts', [to, from], (end, start) => end - start) : to;
}

/** The request among some calls, or in the functions of the project that they call. */
export function attemptIn(program: Program, sites: readonly CallSite[], left = 2): Attempt | undefined {
  for (const site of sites) {
    const request = requestOf(program, site);
    if (request !== undefined) {
      const { timeout } = limitOf(program, site, request);
      const write = request.method === 'POST' && !carriesKey(site) ? shown('request', site.place.file, site.call.range) : undefined;
      return { timeout, write };
    }
    const own = left === 0 ? undefined : functionOf(program, site.call.callee, site.place) ?? methodOf(program, site.call.callee, site.place);
    const inner = own === undefined ? undefined : attemptIn(program, callsIn(own), left - 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The calls of a function. */
export const callsIn = ({ node, place }: { readonly node: PythonFunction; readonly place: Place }): readonly CallSite[] =>
  place.file.calls.filter((site) => site.place.chain.includes(node));

/** True where the function around speaks of a key by which the other side knows a request again. */
function carriesKey({ place }: CallSite): boolean {
  const node = place.chain.at(-1);
  const { text } = place.file.source;
  return /idempoten/i.test(node === undefined ? text : text.slice(node.range.start, node.range.end));
}

/** The pauses of a loop: how they go, and how long they are together, where they are numbers. */
function pausesIn(program: Program, sites: readonly CallSite[], { variables, attempts }: { readonly variables: ReadonlySet<string>; readonly attempts: Fact<number> }): Pick<Retry, 'pace' | 'waits'> {
  const pauses = sites.filter(({ call, place }) => /^(time|asyncio|anyio|trio|gevent)\.sleep$/.test(externalName(program, call.callee, place) ?? ''));
  const [pause] = pauses;
  if (pause === undefined) return { pace: 'none', waits: absent('waits') };
  const [argument] = pause.call.arguments;
  if (argument === undefined) return { pace: 'unknown', waits: absent('waits') };
  if ([...namesIn(argument.value)].some((name) => variables.has(name))) return { pace: 'growing', waits: growing(program, argument.value, pause.place, { variables, attempts }) };
  const seconds = numberFact('pause', follow(program, { expression: argument.value, place: pause.place }));
  if (seconds.state !== 'known') return { pace: 'unknown', waits: absent('waits') };
  return { pace: 'constant', waits: attempts.state === 'known' ? derive('waits', [seconds, attempts], (each, count) => each * Math.max(count - 1, 0)) : absent('waits') };
}

/** `2 ** attempt`, `base * 2 ** attempt`: the sum of all waits, where it can be calculated. */
function growing(program: Program, expression: PythonExpression, place: Place, { variables, attempts }: { readonly variables: ReadonlySet<string>; readonly attempts: Fact<number> }): Fact<number> {
  if (attempts.state !== 'known' || attempts.value > 20) return absent('waits');
  let sum = 0;
  for (let turn = 0; turn < attempts.value - 1; turn += 1) {
    const value = calculated(program, expression, place, (name) => (variables.has(name) ? turn : undefined));
    if (value === undefined) return absent('waits');
    sum += value;
  }
  return declared('waits', sum, place.file.source, expression.range);
}

function calculated(program: Program, expression: PythonExpression, place: Place, turnOf: (name: string) => number | undefined): number | undefined {
  const inner = (part: PythonExpression) => calculated(program, part, place, turnOf);
  if (expression.kind === 'name') {
    const turn = turnOf(expression.name);
    if (turn !== undefined) return turn;
  }
  if (expression.kind === 'binary') {
    const [left, right] = [inner(expression.left), inner(expression.right)];
    if (left === undefined || right === undefined) return undefined;
    switch (expression.operator) {
      case '+': return left + right;
      case '-': return left - right;
      case '*': return left * right;
      case '**': return left ** right;
      default: return undefined;
    }
  }
  const fact = numberFact('pause', follow(program, { expression, place }));
  return fact.state === 'known' ? fact.value : undefined;
}

/** `@retry(stop=stop_after_attempt(3), wait=wait_exponential(max=10))` of tenacity, `@backoff.on_exception(backoff.expo, E, max_tries=5)`. */
export function retryingDecorator(program: Program, decorator: PythonExpression, node: PythonFunction, place: Place): (Found & { readonly library: string }) | undefined {
  if (decorator.kind !== 'call') return undefined;
  const name = externalName(program, decorator.callee, place);
  const library = isFrom(name, 'tenacity', 'retry') ? 'tenacity' : isFrom(name, 'backoff', 'on_exception', 'on_predicate') ? 'backoff' : undefined;
  const attempt = library === undefined ? undefined : attemptIn(program, callsIn({ node, place }));
  if (library === undefined || attempt === undefined) return undefined;
  const number = (expression: PythonExpression | undefined): Fact<number> => (expression === undefined ? absent('attempts', place.file.source) : numberFact('attempts', follow(program, { expression, place })));
  if (library === 'backoff') {
    const pace = isFrom(externalName(program, decorator.arguments[0]?.value ?? decorator, place), 'backoff', 'constant') ? 'constant' : 'growing';
    return { library, attempts: number(argumentOf(decorator, undefined, 'max_tries')), ...attempt, pace, waits: absent('waits') };
  }
  return { library, attempts: number(stopIn(program, argumentOf(decorator, undefined, 'stop'), place)), ...attempt, ...tenacityWait(program, decorator, place) };
}

/** The number in `stop_after_attempt(3)`, also where another condition may stop earlier. */
function stopIn(program: Program, expression: PythonExpression | undefined, place: Place): PythonExpression | undefined {
  if (expression?.kind === 'binary') return stopIn(program, expression.left, place) ?? stopIn(program, expression.right, place);
  if (expression?.kind !== 'call' || !isFrom(externalName(program, expression.callee, place), 'tenacity', 'stop_after_attempt')) return undefined;
  return argumentOf(expression, 0, 'max_attempt_number');
}

/** Without `wait`, tenacity does not wait at all: https://tenacity.readthedocs.io/en/latest/#waiting-before-retrying */
function tenacityWait(program: Program, decorator: PythonExpression & { readonly kind: 'call' }, place: Place): Pick<Retry, 'pace' | 'waits'> {
  const wait = argumentOf(decorator, undefined, 'wait');
  if (wait === undefined) return { pace: 'none', waits: absent('waits') };
  const made = wait.kind === 'call' ? externalName(program, wait.callee, place) : undefined;
  const pace = isFrom(made, 'tenacity', 'wait_fixed', 'wait_none') ? 'constant' : made === undefined ? 'unknown' : 'growing';
  return { pace, waits: absent('waits') };
}
