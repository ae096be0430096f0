import type { PythonExpression } from '../../../documents/python-tree.ts';
import { instanceOf } from '../instances.ts';
import type { Instance } from '../origin.ts';
import { externalName, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { argumentOf } from '../shown.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'];
const VERB = new RegExp(`^(${VERBS.join('|')}|send|stream|ws_connect)$`);

/** Classes whose methods make requests. */
const CLIENTS: readonly (readonly [string, readonly string[], string])[] = [
  ['requests', ['Session', 'session'], 'requests'], ['httpx', ['Client', 'AsyncClient'], 'httpx'],
  ['aiohttp', ['ClientSession'], 'aiohttp'], ['urllib3', ['PoolManager', 'ProxyManager'], 'urllib3'],
];

/** A call that makes a request to another service. */
export interface RequestCall {
  readonly library: string;
  readonly method: string | undefined;
  /** The client whose method it is; undefined of a function of the library. */
  readonly client: Instance | undefined;
}

/** The request that a call makes; undefined of every other call. */
export function requestOf(program: Program, { call, place }: CallSite): RequestCall | undefined {
  const { callee } = call;
  const name = externalName(program, callee, place);
  const last = name?.split('.').at(-1) ?? '';
  const method = (verb: string) => methodOf(verb, argumentOf(call, 0, 'method'));
  for (const library of ['requests', 'httpx', 'aiohttp']) {
    if (isFrom(name, library, ...VERBS)) return { library, method: method(last), client: undefined };
  }
  if (isFrom(name, 'urllib', 'urlopen')) return { library: 'urllib', method: argumentOf(call, 1, 'data') === undefined ? undefined : 'POST', client: undefined };
  if (name !== undefined || callee.kind !== 'attribute' || !VERB.test(callee.name)) return undefined;
  const client = instanceOf(program, callee.object, place);
  const found = CLIENTS.find(([library, names]) => isFrom(client?.library, library, ...names));
  return found === undefined ? undefined : { library: found[2], method: method(callee.name), client };
}

function methodOf(verb: string, first: PythonExpression | undefined): string | undefined {
  if (!/^(request|send|stream|ws_connect)$/.test(verb)) return verb.toUpperCase();
  return verb !== 'send' && first?.kind === 'string' ? first.value.toUpperCase() : undefined;
}
