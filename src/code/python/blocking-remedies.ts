import type { PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import { valueOf } from '../../model/fact.ts';
import type { BlockingRemedy } from '../../model/facts/code.ts';
import { blockingName } from './blocking-calls.ts';
import { externalName, isFrom } from './origins.ts';
import { whyNotPlain } from './plain-handlers.ts';
import type { Program } from './program.ts';
import type { CallSite, Place } from './python-file.ts';

/** How a function can stop blocking the event loop, with its calls that do; or why that takes more than a few characters. */
export type Remedy =
  | { readonly kind: BlockingRemedy; readonly calls: readonly CallSite[] }
  | { readonly kind: 'none'; readonly because: string };

/** Functions whose result is complete when they return, and methods of clients that threads may share. */
const FOR_THREADS = [
  /^requests\.(api\.)?(get|post|put|patch|delete|head|options|request)$/, /^httpx\.(get|post|put|patch|delete|head|options|request)$/,
  /^subprocess\.(run|call|check_call|check_output)$/, /^os\.system$/, /^time\.sleep$/,
  /^httpx\.Client\./, /^redis\.(client\.)?(Redis|StrictRedis|from_url)\.(?!.*(subscribe|pipeline))/, /^openai\./, /^anthropic\./,
  /^bcrypt\./, /^passlib\./, /^boto3\.client\./, /^pandas\.read_/, /^shutil\./,
];

/** Decides by all blocking calls of an `async def`, those that no fact shows included. */
export function remedyFor(program: Program, node: PythonFunction, place: Place): Remedy {
  const calls = place.file.calls.filter((site) => site.place.chain.at(-1) === node && !site.awaited && !site.deferred);
  const blocking = calls.flatMap((site) => {
    const name = blockingName(program, site);
    return name === undefined ? [] : [{ site, name }];
  });
  const sites = blocking.map(({ site }) => site);
  if (blocking.every(({ site }) => isSleep(program, site))) return { kind: 'await-sleep', calls: sites };
  if (blocking.some(({ name }) => name.includes('scoped_session'))) return none('a scoped session belongs to the thread that made it');
  const whyAsync = whyNotPlain(program, node, place);
  if (whyAsync === undefined) return { kind: 'plain-def', calls: sites };
  for (const { site, name } of blocking) {
    const because = whyNoThread(site, name);
    if (because !== undefined) return none(`${whyAsync}, and ${because}`);
  }
  const version = /^3\.(\d+)/.exec(valueOf(program.input.facts['runtime.version']) ?? '')?.[1];
  // https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread
  if (version !== undefined && Number(version) < 9) return none(`${whyAsync}, and asyncio.to_thread needs Python 3.9`);
  return { kind: 'thread', calls: sites };
}

/** True for `time.sleep`, under whatever name it was imported. */
export function isSleep(program: Program, { call, place }: CallSite): boolean {
  return isFrom(externalName(program, call.callee, place), 'time', 'sleep');
}

const none = (because: string): Remedy => ({ kind: 'none', because });

function whyNoThread({ call }: CallSite, name: string): string | undefined {
  if (/Session|sessionmaker|psycopg|pymysql|sqlite/.test(name)) return `${name} is no call for another thread: its connection belongs to this function`;
  if (!FOR_THREADS.some((pattern) => pattern.test(name))) return `${name} goes on waiting after the call`;
  if (call.arguments.some((argument) => argument.name === 'stream' && !isFalse(argument.value))) return `${name} gives a stream, which is read after the call`;
  return undefined;
}

function isFalse(expression: PythonExpression): boolean {
  return (expression.kind === 'boolean' && !expression.value) || expression.kind === 'none';
}
