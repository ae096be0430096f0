import type { Protection } from '../../../model/facts/protection.ts';
import { isOneOff } from '../names/scope-of.ts';
import { objectAt, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { contains, ownProperty, textOf } from '../syntax/tree.ts';

const HEADER_PACKAGES = /^(?:helmet|@fastify\/helmet|koa-helmet|lusca|hono\/secure-headers|fastify-helmet|elysia-helmet|next-secure-headers|nosecone|@nosecone\/.*)$/;
const HEADERS = /^(?:x-content-type-options|content-security-policy|strict-transport-security|x-frame-options)$/i;
const ASKS = /auth|api_?key|token|jwt|session|passport|protect|clerk/i;

/** Security headers, trust in the proxy, and who asks who is calling. */
export function readProtections(project: CodeProject): Protection[] {
  const modules = [...project.modules.values()].filter((module) => !isOneOff(project, module));
  return [...modules.flatMap((module) => headersOf(module)), ...trustOf(project), ...trustOfFastify(project), ...askingMiddleware(project)];
}

/** The first place of a file that sends such headers; one is enough. */
function headersOf(module: Module): Protection[] {
  const source = module.program.body.find((each) => 'source' in each && each.source !== null && HEADER_PACKAGES.test(each.source?.value ?? ''))
    ?? module.sites.find(({ node }) => HEADER_PACKAGES.test(textOf(node.arguments[0]) ?? ''))?.node;
  if (source !== undefined) return [{ kind: 'headers', library: 'helmet', at: codeFact('web.protection', { module, node: source }) }];
  if (!/x-content-type-options|content-security-policy|strict-transport-security|x-frame-options/i.test(module.file.text)) return [];
  const statement = module.program.body.find((each) => contains(each, (node) => HEADERS.test(textOf(node) ?? '')));
  return statement === undefined ? [] : [{ kind: 'headers', library: 'own', at: codeFact('web.protection', { module, node: statement }) }];
}

/** `app.set('trust proxy', 1)`, `app.enable('trust proxy')`. https://expressjs.com/en/guide/behind-proxies.html */
function trustOf(project: CodeProject): Protection[] {
  const sites = sitesNamed(project, 'set', 'enable').filter((site) => textOf(site.node.arguments[0]) === 'trust proxy' && !isOneOff(project, site.module));
  return sites.map((site) => trust(site, 'express', site.node.arguments[1]));
}

/** `Fastify({ trustProxy: true })`. https://fastify.dev/docs/latest/Reference/Server/#trustproxy */
function trustOfFastify(project: CodeProject): Protection[] {
  return sitesOf(project, 'fastify#', 'fastify#fastify', 'fastify#default', '@nestjs/platform-fastify#FastifyAdapter').flatMap((site) => {
    const options = objectAt(project, site, 0)?.node;
    const value = options?.type === 'ObjectExpression' ? ownProperty(options, 'trustProxy') : undefined;
    return value === undefined ? [] : [trust(site, 'fastify', value)];
  });
}

function trust(site: Site, library: string, value: { readonly start: number; readonly end: number } | undefined): Protection {
  const written = value === undefined ? 'true' : site.module.file.text.slice(value.start, value.end);
  return { kind: 'proxy-trust', library, at: codeFact('web.protection', placeOf(site)), value: written };
}

/** Middleware for all paths whose name says that it asks who is calling. */
function askingMiddleware(project: CodeProject): Protection[] {
  const sites = sitesNamed(project, 'use', 'addHook', 'useGlobalGuards').filter((site) => !isOneOff(project, site.module));
  return sites.filter(({ module, node: { arguments: given } }) => {
    const [first] = given;
    const isEverywhere = first !== undefined && (textOf(first) === undefined || ['/', '*', 'onRequest', 'preHandler'].includes(textOf(first) ?? ''));
    return isEverywhere && given.some((each) => textOf(each) === undefined && each.type !== 'ArrowFunctionExpression' && ASKS.test(module.file.text.slice(each.start, Math.min(each.end, each.start + 60))));
  }).map((site) => ({ kind: 'authentication', library: 'middleware', at: codeFact('web.protection', placeOf(site)) }));
}
