import type { BlockingCall, ClientPlace } from '../../../model/facts/code.ts';
import { setsAxiosTimeout } from '../http/axios-defaults.ts';
import { asksOwnOrigin } from '../http/own-origin.ts';
import { member, resolve } from '../names/resolve.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { calledKeys, objectAt, placeOf } from '../names/sites.ts';
import { codeFact, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';

/** Calls that make a request or a client, and the option that limits its time. */
const CLIENTS: readonly { readonly pattern: RegExp; readonly library: string; readonly option: string }[] = [
  { pattern: /^axios#(?:get|post|put|patch|delete|head|request|create)?$/, library: 'axios', option: 'timeout' },
  { pattern: /^got#(?:get|post|put|patch|delete|extend)?$/, library: 'got', option: 'timeout' },
  { pattern: /^(?:global#fetch|node-fetch#|undici#fetch|cross-fetch#)$/, library: 'fetch', option: 'signal' },
  { pattern: /^https?#Agent$|^undici#(?:Agent|Pool|Client)$/, library: 'agent', option: '' },
];
const AGENTS = /^https?#Agent$/;
/** Only for clients that are made it matters who calls the function around them. */
const MAKES = /#(?:create|extend|Agent|Pool|Client)$/;
const BLOCKING = /^(?:fs|fs\/promises|fs-extra)#\w+Sync$|^child_process#(?:exec|spawn|execFile)Sync$|^execa#(?:execaSync|execaCommandSync|execSync)$|^crypto#(?:pbkdf2|scrypt|generateKeyPair)Sync$|^bcrypt(?:js)?#(?:hash|compare)Sync$|^zlib#\w+Sync$/;
const QUICK = /#(?:exists|stat|access|realpath)Sync$/;

/** Places where HTTP requests are made or clients are built. */
export function readHttpClients(project: CodeProject): ClientPlace[] {
  const axiosTimeout = setsAxiosTimeout(project);
  const places: ClientPlace[] = [];
  for (const [key, sites] of calledKeys(project)) {
    const client = CLIENTS.find(({ pattern }) => pattern.test(key));
    if (client === undefined) continue;
    for (const site of sites) {
      const { scope, within } = MAKES.test(key) ? surroundingsOf(project, site) : listing(project, () => surroundingsOf(project, site));
      if (scope === 'script' || asksOwnOrigin(site)) continue;
      const timeout = client.option === '' ? undefined : client.library === 'axios' && axiosTimeout ? true : hasOption(project, site, client.option);
      const keepAlive = AGENTS.test(key) ? keptAlive(project, site) : undefined;
      places.push({ at: codeFact('http.client', placeOf(site)), library: client.library, scope, within, timeout, ...(keepAlive === undefined ? {} : { keepAlive }) });
    }
  }
  return places;
}

/** Whether an agent keeps its connections; undefined of one that looks addresses up in a way of its own, which is made for a request. */
function keptAlive(project: CodeProject, site: Site): boolean | undefined {
  if (site.node.arguments.length > 0 && objectAt(project, site, 0) === undefined) return undefined;
  return hasOption(project, site, 'lookup') === true ? undefined : hasOption(project, site, 'keepAlive');
}

/** True, false, or undefined when the options come from elsewhere. */
function hasOption(project: CodeProject, { module, node }: Site, option: string): boolean | undefined {
  let hidden = false;
  for (const [index, argument] of node.arguments.entries()) {
    if (argument.type === 'SpreadElement') return undefined;
    const target = resolve(project, module, argument);
    if (target.kind === 'value' && target.node.type === 'ObjectExpression') {
      if (target.node.properties.some((property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === option)) return true;
      if (member(project, target, option).kind !== 'unknown') return true;
      hidden ||= target.node.properties.some((property) => property.type === 'SpreadElement');
    } else if (index > 0 && target.kind !== 'value') hidden = true;
  }
  return hidden ? undefined : false;
}

/** Calls that block the event loop while a request waits. */
export function readBlockingCalls(project: CodeProject): BlockingCall[] {
  const calls: BlockingCall[] = [];
  for (const [key, sites] of calledKeys(project)) {
    if (!BLOCKING.test(key) || QUICK.test(key)) continue;
    for (const site of sites) {
      const { scope, within } = surroundingsOf(project, site);
      if (scope === 'request') calls.push({ at: codeFact('async.blockingCall', placeOf(site)), call: key.replace('#', '.'), scope, within: within ?? '' });
    }
  }
  return calls;
}
