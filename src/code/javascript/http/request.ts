import { instanceOf } from '../names/instances.ts';
import { listedKey } from '../names/resolve.ts';
import { readValue } from '../names/values.ts';
import { listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { optionsOf, optionValue } from '../data/options.ts';
import type { Site } from '../syntax/module.ts';
import { argumentAt, memberName, unwrap } from '../syntax/tree.ts';

const VERB = /^(?:get|post|put|patch|delete|head|request)$/;

/** Functions of packages that make a request, by what they are called. */
const FUNCTIONS: readonly { readonly pattern: RegExp; readonly library: string }[] = [
  { pattern: /^axios#(?:get|post|put|patch|delete|head|request)?$/, library: 'axios' },
  { pattern: /^got#(?:get|post|put|patch|delete|head)?$/, library: 'got' },
  { pattern: /^global#fetch$|^undici#(?:fetch|request)$/, library: 'fetch' },
  { pattern: /^(?:node-fetch|cross-fetch)#$/, library: 'node-fetch' },
];
/** Functions that make a client, whose methods make requests. */
const MAKERS: Readonly<Record<string, string>> = { 'axios#create': 'axios', 'got#extend': 'got' };

/** A call that makes a request to another service, or a client for such requests. */
export interface RequestCall {
  readonly library: string;
  readonly method: string | undefined;
  /** A function of the package, a method of a client that the program made, or the making of that client. */
  readonly kind: 'function' | 'method' | 'maker';
}

/** The request that a call makes. */
export function requestOf(project: CodeProject, site: Site): RequestCall | undefined {
  const key = listedKey(project, site.module, site.node.callee);
  if (key !== undefined) {
    const maker = MAKERS[key];
    if (maker !== undefined) return { library: maker, method: undefined, kind: 'maker' };
    const found = FUNCTIONS.find(({ pattern }) => pattern.test(key));
    return found === undefined ? undefined : { library: found.library, method: methodOf(project, site, key.slice(key.indexOf('#') + 1)), kind: 'function' };
  }
  const callee = unwrap(site.node.callee);
  const name = memberName(callee) ?? '';
  if (callee.type !== 'MemberExpression' || !VERB.test(name)) return undefined;
  const instance = listing(project, () => instanceOf(project, site.module, callee.object));
  const library = instance?.kind === 'made' ? MAKERS[instance.key ?? ''] : undefined;
  return library === undefined ? undefined : { library, method: methodOf(project, site, name), kind: 'method' };
}

function methodOf(project: CodeProject, site: Site, name: string): string | undefined {
  if (VERB.test(name) && name !== 'request') return name.toUpperCase();
  const value = listing(project, () => optionValue(project, optionsOf(project, site), 'method'));
  if (value?.kind === 'literal') return String(value.value).toUpperCase();
  const second = argumentAt(site.node, 1);
  if (value !== undefined) return undefined;
  return second === undefined || listing(project, () => readValue(project, site.module, second)).kind === 'structure' ? 'GET' : undefined;
}
