import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Effect, Repetition } from '../../../model/facts/tasks.ts';
import { instanceOf, methodOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { argumentOf, shown } from '../shown.ts';
import { ownStatements, statementsAround } from '../walk.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'request', 'stream', 'send'];

/** Functions and methods of libraries, by the library's dotted name and the last part of theirs. */
const EFFECTS: readonly (readonly [string, readonly string[], Effect['kind']])[] = [
  ['requests', VERBS, 'http'], ['httpx', VERBS, 'http'], ['aiohttp', VERBS, 'http'], ['urllib', ['urlopen', 'urlretrieve'], 'http'], ['boto3', ['upload_file', 'upload_fileobj', 'download_file', 'put_object', 'get_object'], 'http'],
  ['smtplib', ['sendmail', 'send_message'], 'email'], ['django', ['send_mail', 'send_mass_mail', 'EmailMessage.send', 'EmailMultiAlternatives.send'], 'email'],
  ['flask_mail', ['send'], 'email'], ['fastapi_mail', ['send_message'], 'email'], ['sendgrid', ['send'], 'email'], ['resend', ['send'], 'email'], ['postmarker', ['send'], 'email'],
  ['stripe', ['create', 'capture', 'confirm', 'refund', 'pay', 'cancel', 'modify'], 'payment'], ['twilio', ['create'], 'http'],
  ['openai', ['create', 'parse', 'generate', 'edit'], 'model'], ['anthropic', ['create', 'stream'], 'model'], ['transformers', ['pipeline', 'generate'], 'model'],
  ['time', ['sleep'], 'sleep'], ['asyncio', ['sleep'], 'sleep'], ['anyio', ['sleep'], 'sleep'],
  ['sqlalchemy', ['execute', 'scalars', 'commit', 'query', 'bulk_save_objects'], 'database'], ['sqlmodel', ['exec', 'execute', 'commit'], 'database'],
  ['asyncpg', ['execute', 'executemany', 'fetch', 'fetchrow', 'fetchval'], 'database'], ['psycopg', ['execute', 'executemany'], 'database'], ['psycopg2', ['execute', 'executemany'], 'database'],
  ['subprocess', ['run', 'call', 'check_call', 'check_output', 'Popen'], 'process'],
];
/** `answer.headers.get()` asks nobody. */
const OF_ANSWERS = /^(headers|cookies)$/;
const DEEPEST = 2;

/** Who has a function or method of a name: most calls of a program are of none. */
const BY_METHOD: ReadonlyMap<string, typeof EFFECTS> = byMethod();

function byMethod(): ReadonlyMap<string, typeof EFFECTS> {
  const found = new Map<string, (typeof EFFECTS)[number][]>();
  for (const effect of EFFECTS) {
    for (const name of new Set(effect[1].map((each) => each.slice(each.lastIndexOf('.') + 1)))) found.set(name, [...(found.get(name) ?? []), effect]);
  }
  return found;
}

/** What a function reaches, through functions of the project too. */
export function effectsOf(program: Program, node: PythonFunction, depth = DEEPEST, seen = new Set<PythonFunction>()): readonly Effect[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return callsIn(program, node).flatMap((site): readonly Effect[] => {
    const kind = kindOf(program, site);
    if (kind !== undefined) return [{ kind, at: shown('effect', site.place.file, site.call.range), ...repeatedBy(site, node), ...(kind === 'sleep' ? secondsOf(site) : {}) }];
    const called = depth === 0 ? undefined : (functionOf(program, site.call.callee, site.place) ?? methodOf(program, site.call.callee, site.place))?.node;
    const inner = called === undefined ? [] : effectsOf(program, called, depth - 1, seen);
    if (inner.length === 0) return [];
    const more = repeatedBy(site, node);
    return inner.map((effect) => ({ ...more, ...effect }));
  });
}

function repeatedBy(site: CallSite, node: PythonFunction): Pick<Effect, 'repeated'> {
  const repeated = repetitionOf(site, node);
  return repeated === undefined ? {} : { repeated };
}

const CALLS = new WeakMap<Program, ReadonlyMap<PythonFunction, readonly CallSite[]>>();

/** Calls that run when a function does; those of functions inside it are left out. */
export function callsIn(program: Program, node: PythonFunction): readonly CallSite[] {
  let index = CALLS.get(program);
  if (index === undefined) {
    const found = new Map<PythonFunction, CallSite[]>();
    for (const site of callsOf(program)) {
      const inner = site.place.chain.at(-1);
      if (inner?.kind !== 'function') continue;
      const list = found.get(inner);
      if (list === undefined) found.set(inner, [site]);
      else list.push(site);
    }
    index = found;
    CALLS.set(program, index);
  }
  return index.get(node) ?? [];
}

function kindOf(program: Program, { call: { callee }, place }: CallSite): Effect['kind'] | undefined {
  if (callee.kind === 'attribute' && callee.object.kind === 'attribute' && OF_ANSWERS.test(callee.object.name)) return undefined;
  // A function may have another name here: `from requests import post as send`.
  const method = callee.kind === 'name' ? (externalName(program, callee, place)?.split('.').at(-1) ?? '') : callee.kind === 'attribute' ? callee.name : '';
  const candidates = BY_METHOD.get(method);
  if (candidates === undefined || callee.kind === 'call') return undefined;
  const external = externalName(program, callee, place);
  if (external !== undefined) return candidates.find(([library, names]) => isFrom(external, library, ...names))?.[2];
  const library = callee.kind === 'attribute' ? headLibrary(program, callee.object, place) : undefined;
  return library === undefined ? undefined : candidates.find(([from]) => library === from || library.startsWith(`${from}.`))?.[2];
}

/** The library of the object at the head of a chain: `client.chat.completions`. */
function headLibrary(program: Program, object: PythonExpression, place: CallSite['place']): string | undefined {
  const direct = instanceOf(program, object, place)?.library ?? externalName(program, object, place);
  if (direct !== undefined && !direct.startsWith('builtins.')) return direct;
  return object.kind === 'attribute' ? headLibrary(program, object.object, place) : undefined;
}

function secondsOf({ call }: CallSite): { readonly seconds?: number } {
  const seconds = argumentOf(call, 0, 'delay', 'secs');
  return seconds?.kind === 'number' ? { seconds: seconds.value } : {};
}

/** The innermost loop of a function that a call stands in. */
function repetitionOf({ call, inLoop, place: { file } }: CallSite, node: PythonFunction): Repetition | undefined {
  if (!inLoop) return undefined;
  const loop = statementsAround(node.body, call.range).map(({ statement }) => statement).findLast((each) => each.kind === 'loop');
  if (loop?.kind !== 'loop') return undefined;
  const found = repetition(loop);
  return found.kind === 'each' && endsEarly(loop.body, file.source.text) ? { kind: 'times', times: 1 } : found;
}

/** A loop that is left with the first that works goes through candidates, not through all items; one without an end is left some day. */
function endsEarly(body: readonly PythonStatement[], text: string): boolean {
  return [...ownStatements(body)].some((each) => each.kind === 'return' || (each.kind === 'other' && text.slice(each.range.start, each.range.end) === 'break'));
}

/** `range(3)` is a number of times; a name that counts attempts is a small one. */
function repetition({ header }: PythonStatement & { readonly kind: 'loop' }): Repetition {
  const [target, iterable] = header;
  if (iterable === undefined) return { kind: 'until' };
  if (target?.kind === 'name' && /attempt|retry|retries|tries|^_$/i.test(target.name)) return { kind: 'times', times: countOf(iterable) ?? 1 };
  const count = countOf(iterable);
  return count === undefined ? { kind: 'each' } : { kind: 'times', times: count };
}

function countOf(iterable: PythonExpression): number | undefined {
  if (iterable.kind === 'list' || iterable.kind === 'tuple') return iterable.items.length;
  if (iterable.kind !== 'call' || iterable.callee.kind !== 'name' || iterable.callee.name !== 'range') return undefined;
  const last = iterable.arguments[Math.min(1, iterable.arguments.length - 1)]?.value;
  return last?.kind === 'number' ? last.value : undefined;
}
