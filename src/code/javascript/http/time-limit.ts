import type { Node } from 'oxc-parser';
import { absent, defaulted, derive, type Fact } from '../../../model/fact.ts';
import type { HttpRequest } from '../../../model/facts/concurrency.ts';
import { optionsOf, optionValue } from '../data/options.ts';
import { listedKey, member, resolve } from '../names/resolve.ts';
import { numberFact, numberOf, factOf } from '../names/value-facts.ts';
import { listing, type CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { argumentAt, contains, keyName, memberName, unwrap } from '../syntax/tree.ts';
import { setsAxiosTimeout } from './axios-defaults.ts';
import type { RequestCall } from './request.ts';

type Limit = Pick<HttpRequest, 'limit' | 'timeout'>;

const OPTION: Readonly<Record<string, string>> = { axios: 'timeout', got: 'timeout', fetch: 'signal', 'node-fetch': 'signal' };
/** undici gives up when headers or the next part of the body take this long, in seconds: https://undici.nodejs.org/#/docs/api/Client */
const UNDICI_SECONDS = 300;

/** How long a request may take: by its options, or by a default of the program. */
export function limitOf(project: CodeProject, site: Site, { library, kind }: RequestCall): Limit {
  const none: Limit = { limit: 'none', timeout: absent('timeout', site.module.file) };
  if (kind === 'method') return { ...none, limit: 'unknown' };
  const given = listing(project, () => isGiven(project, site, { option: OPTION[library] ?? 'timeout', from: library === 'axios' && sendsBody(site) ? 2 : 0 }));
  if (given === undefined) return { ...none, limit: 'unknown' };
  if (given) return { limit: 'given', timeout: listing(project, () => secondsOf(project, site, library)) };
  if (library === 'axios' && setsAxiosTimeout(project)) return { ...none, limit: 'given' };
  return library === 'fetch' ? { limit: isStreamed(site) ? 'unknown' : 'none', timeout: defaulted('timeout', UNDICI_SECONDS, 'undici', 'https://undici.nodejs.org/#/docs/api/Client') } : none;
}

/** `axios.post(url, body, options)`: what is sent is no option. */
const sendsBody = ({ node }: Site): boolean => /^(?:post|put|patch)$/.test(memberName(unwrap(node.callee)) ?? '');

/** True, false, or undefined when the options come from elsewhere. */
function isGiven(project: CodeProject, { module, node }: Site, { option, from }: { readonly option: string; readonly from: number }): boolean | undefined {
  let hidden = false;
  for (const [index, argument] of node.arguments.entries()) {
    if (index < from) continue;
    if (argument.type === 'SpreadElement') return undefined;
    if (argument.type === 'Identifier' && module.assignments.some(({ target }) => isOptionOf(target, argument.name, option))) return true;
    const target = resolve(project, module, argument);
    if (target.kind === 'value' && target.node.type === 'ObjectExpression') {
      if (target.node.properties.some((property) => property.type === 'Property' && keyName(property.key, property.computed) === option)) return true;
      if (member(project, target, option).kind !== 'unknown') return true;
      hidden ||= target.node.properties.some((property) => property.type === 'SpreadElement');
    } else if (index > 0 && target.kind !== 'value') hidden = true;
    else if (index > 0 && target.kind === 'value' && target.node.type === 'CallExpression') hidden = true;
  }
  return hidden ? undefined : false;
}

/** `options.timeout = 5000`. */
const isOptionOf = (target: Node, name: string, option: string): boolean => target.type === 'MemberExpression' && memberName(target) === option && target.object.type === 'Identifier' && target.object.name === name;

/** `timeout: 5000`, `timeout: { request: 5000 }`, `signal: AbortSignal.timeout(5000)`, in seconds. */
function secondsOf(project: CodeProject, site: Site, library: string): Fact<number> {
  const options = optionsOf(project, site);
  if (library === 'axios' || library === 'got') {
    const value = optionValue(project, options, 'timeout.request') ?? optionValue(project, options, 'timeout');
    return value === undefined ? absent('timeout', site.module.file) : inSeconds(factOf(project, 'timeout', value, numberOf));
  }
  const target = options === undefined ? undefined : member(project, { kind: 'value', ...options }, 'signal');
  const own = target?.kind === 'value' ? target : undefined;
  if (own?.node.type !== 'CallExpression' || listedKey(project, own.module, own.node.callee) !== 'global#AbortSignal.timeout') return absent('timeout', site.module.file);
  const first = argumentAt(own.node, 0);
  return first === undefined ? absent('timeout', site.module.file) : inSeconds(numberFact(project, 'timeout', own.module, first));
}

const inSeconds = (fact: Fact<number>): Fact<number> => (fact.state === 'known' ? derive('timeout', [fact], (milliseconds) => milliseconds / 1000) : fact);

/** An answer that comes bit by bit takes as long as it takes: `body: JSON.stringify({ stream: true })`. */
function isStreamed({ node }: Site): boolean {
  return node.arguments.some((argument) => contains(unwrap(argument as never), (part) => part.type === 'Property' && keyName(part.key, part.computed) === 'stream'));
}
