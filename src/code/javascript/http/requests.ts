import type { HttpRequest } from '../../../model/facts/concurrency.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { calledKeys, placeOf, sitesNamed } from '../names/sites.ts';
import { codeFact, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { isInLoop } from '../syntax/around.ts';
import { asksOwnOrigin } from './own-origin.ts';
import { requestOf } from './request.ts';
import { limitOf } from './time-limit.ts';

const PACKAGES = /^(?:axios|got|node-fetch|cross-fetch|undici)#|^global#fetch$/;

/** What only a browser has: a file that uses it does not run on the server. */
const BROWSER = /^global#(?:localStorage|sessionStorage|document|window)\./;

/** Requests that the served program makes to other services. */
export function readHttpRequests(project: CodeProject): HttpRequest[] {
  const direct = [...calledKeys(project)].flatMap(([key, sites]) => (PACKAGES.test(key) ? sites : []));
  const methods = direct.length === 0 ? [] : sitesNamed(project, 'get', 'post', 'put', 'patch', 'delete', 'request').filter((site) => !direct.includes(site));
  const browser = new Set([...calledKeys(project)].flatMap(([key, sites]) => (BROWSER.test(key) ? sites.map(({ module }) => module) : [])));
  return [...direct, ...methods].flatMap((site) => (browser.has(site.module) ? [] : requestAt(project, site)));
}

function requestAt(project: CodeProject, site: Site): readonly HttpRequest[] {
  const found = requestOf(project, site);
  if (found === undefined || (found.kind === 'function' && asksOwnOrigin(site))) return [];
  const { scope, within } = listing(project, () => surroundingsOf(project, site));
  if (scope === 'script' || (scope === 'module' && mayBeRunByHand(project, site))) return [];
  const { library, method } = found;
  return [{ at: codeFact('http.request', placeOf(site)), library, method, scope, within, inLoop: isInLoop(site.path), ...limitOf(project, site, found) }];
}

/** A file that asks as soon as it is run, of which nobody can tell whether the service starts or loads it: it may be a tool. */
function mayBeRunByHand({ entry, reachable }: CodeProject, { module }: Site): boolean {
  return reachable === undefined && module.path !== entry;
}
