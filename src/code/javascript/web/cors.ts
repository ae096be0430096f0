import type { Node } from 'oxc-parser';
import type { CorsSetup } from '../../../model/facts/protection.ts';
import { isOneOff } from '../names/scope-of.ts';
import { objectAt, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import { readValue, type Value } from '../names/values.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { contains, isFunction, ownProperty, textOf, unwrap } from '../syntax/tree.ts';

type Origins = Pick<CorsSetup, 'origins' | 'unless'>;

const UNKNOWN: Origins = { origins: 'unknown', unless: undefined };
const ANY: Origins = { origins: 'any', unless: undefined };
const EVERY: Origins = { origins: 'every', unless: undefined };
const LISTED: Origins = { origins: 'listed', unless: undefined };

/** A regular expression that fits every origin. */
const FITS_ALL = /^\/\^?(\(?https?\??:\\?\/\\?\/\)?)?\(?\.[*+]\)?\$?\/[a-z]*$/;

/** Calls that make the middleware, and which argument holds the options. */
const MAKERS: ReadonlyMap<string, string> = new Map([
  ['cors#', 'cors'], ['hono/cors#cors', 'hono'], ['@koa/cors#', '@koa/cors'], ['@elysiajs/cors#cors', '@elysiajs/cors'], ['@elysiajs/cors#', '@elysiajs/cors'],
]);

/** Without an origin these answer with the caller's own: https://github.com/koajs/cors, https://elysiajs.com/plugins/cors */
const REFLECTING = new Set(['@koa/cors', '@elysiajs/cors']);

/** Which origins browsers may call from. */
export function readCorsSetups(project: CodeProject): CorsSetup[] {
  const made = [...MAKERS].flatMap(([key, library]) => sitesOf(project, key).map((site) => setupOf(project, site, { library, index: 0 })));
  const nest = sitesNamed(project, 'enableCors').map((site) => setupOf(project, site, { library: 'nest', index: 0 }));
  const fastify = sitesNamed(project, 'register').filter(({ module, node: { arguments: [first] } }) => first !== undefined && keyOf(project, module, first) === '@fastify/cors#')
    .map((site) => setupOf(project, site, { library: '@fastify/cors', index: 1 }));
  return [...made, ...nest, ...fastify].filter((setup) => setup !== undefined);
}

/** https://github.com/expressjs/cors#configuration-options, which the others take over: without an origin the answer is `*`. */
function setupOf(project: CodeProject, site: Site, { library, index }: { readonly library: string; readonly index: number }): CorsSetup | undefined {
  if (isOneOff(project, site.module) || isAside(site)) return undefined;
  const at = codeFact('web.cors', placeOf(site));
  const standard = REFLECTING.has(library) ? EVERY : ANY;
  if (site.node.arguments.length <= index) return { at, library, ...standard, credentials: library === '@elysiajs/cors' };
  const options = objectAt(project, site, index);
  if (options?.node.type !== 'ObjectExpression') return { at, library, ...UNKNOWN, credentials: undefined };
  const isOpen = options.node.properties.some((property) => property.type === 'SpreadElement');
  const origin = ownProperty(options.node, 'origin');
  const credentials = ownProperty(options.node, 'credentials');
  const sends = credentials === undefined ? undefined : readValue(project, options.module, credentials);
  return {
    at, library, ...(origin === undefined ? (isOpen ? UNKNOWN : standard) : originsOf(project, { module: options.module, node: origin })),
    credentials: credentials === undefined ? (isOpen ? undefined : library === '@elysiajs/cors') : sends?.kind === 'literal' && typeof sends.value === 'boolean' ? sends.value : undefined,
  };
}

/** True below a test for development: `if (process.env.NODE_ENV !== 'production')`, `isDevelopment && cors()`. */
function isAside({ module, path }: Site): boolean {
  for (let current = path.up, inner = path.node; current !== undefined; inner = current.node, current = current.up) {
    const { node } = current;
    const test = node.type === 'IfStatement' || node.type === 'ConditionalExpression' ? node.test : node.type === 'LogicalExpression' ? node.left : undefined;
    if (test !== undefined && test !== inner && /dev|local|test|production/i.test(module.file.text.slice(test.start, test.end))) return true;
  }
  return false;
}

function originsOf(project: CodeProject, { module, node }: Place): Origins {
  const target = resolve(project, module, node);
  if (target.kind === 'value') {
    if (isFunction(target.node)) return letsAllIn(target.module, target.node) ? EVERY : UNKNOWN;
    if (target.node.type === 'ArrayExpression') return target.node.elements.some((each) => isPattern(each)) ? EVERY : LISTED;
    if (target.node.type === 'Literal' && 'regex' in target.node) return isPattern(target.node) ? EVERY : LISTED;
  }
  return ofValue(readValue(project, module, node));
}

const isPattern = (node: Node | null): boolean => node?.type === 'Literal' && 'regex' in node && FITS_ALL.test(node.raw ?? '');

function ofValue(value: Value): Origins {
  if (value.kind === 'literal') return value.value === true ? EVERY : value.value === '*' ? ANY : LISTED;
  if (value.kind !== 'environment' || value.fallback === undefined) return UNKNOWN;
  const standard = ofValue(value.fallback);
  return standard === ANY || standard === EVERY ? { ...standard, unless: value.variable } : UNKNOWN;
}

/** `(origin, callback) => callback(null, true)`, with no test around it. */
function letsAllIn(module: Module, node: Node): boolean {
  if (contains(node, ({ type }) => ['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchStatement'].includes(type))) return false;
  const last = isFunction(node) ? node.params.at(-1) : undefined;
  const name = last?.type === 'Identifier' ? last.name : undefined;
  return name !== undefined && contains(node, (inner) => inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && inner.callee.name === name
    && inner.arguments.length === 2 && unwrapped(module, inner.arguments[1]) === 'true');
}

function unwrapped(module: Module, node: Node | undefined): string {
  if (node === undefined || node.type === 'SpreadElement') return '';
  const inner = unwrap(node as Parameters<typeof unwrap>[0]);
  return textOf(inner) ?? module.file.text.slice(inner.start, inner.end);
}
