import type { ClientPlace } from '../../../model/facts/code.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { listFact } from './list-fact.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'];

const MAKERS: readonly (readonly [string, readonly string[], string])[] = [
  ['requests', [...VERBS, 'Session', 'session'], 'requests'],
  ['httpx', [...VERBS, 'stream', 'Client', 'AsyncClient'], 'httpx'],
  ['aiohttp', ['ClientSession'], 'aiohttp'],
  ['urllib', ['request.urlopen'], 'urllib'],
  ['openai', ['OpenAI', 'AsyncOpenAI', 'AzureOpenAI', 'AsyncAzureOpenAI'], 'openai'],
  ['anthropic', ['Anthropic', 'AsyncAnthropic'], 'anthropic'],
];

/** Clients of HTTP services, and calls that make one for themselves. */
export function readHttpClients(program: Program): ReaderResult {
  const clients = [...callsOf(program)].flatMap((site): readonly ClientPlace[] => {
    const { call, place } = site;
    const name = externalName(program, call.callee, place);
    const maker = MAKERS.find(([library, names]) => isFrom(name, library, ...names));
    if (maker === undefined) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served) return [];
    const given = call.arguments.some((each) => each.name === 'timeout' || (maker[2] === 'aiohttp' && each.name === 'connector_timeout'));
    const hidden = call.arguments.some((each) => each.splat === '**');
    const kind = name?.split('.').at(-1) ?? '';
    const perCall = VERBS.includes(kind) || kind === 'urlopen' || kind === 'stream';
    return [{
      at: shown(perCall ? 'call' : 'client', place.file, call.range),
      library: maker[2],
      scope,
      within,
      timeout: given ? true : hidden ? undefined : false,
    }];
  });
  return { facts: { 'http.clients': listFact('http.clients', clients, (client) => client.at) } };
}
