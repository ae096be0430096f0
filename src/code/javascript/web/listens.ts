import type { Node } from 'oxc-parser';
import { absent, declared } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Listen } from '../../../model/facts/code.ts';
import { instanceOf, settled } from '../names/instances.ts';
import { listedKey } from '../names/resolve.ts';
import { isOneOff } from '../names/scope-of.ts';
import { objectAt, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { factOf, numberOf, stringFact } from '../names/value-facts.ts';
import { readValue } from '../names/values.ts';
import type { Value } from '../names/values.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { isFunction, lastName, memberName, ownProperty, unwrap } from '../syntax/tree.ts';

/** What makes an object whose `listen` opens a port. */
const SERVERS: ReadonlyMap<string, string> = new Map([
  ['express#', 'express'], ['http#createServer', 'http'], ['https#createServer', 'https'], ['http2#createServer', 'http2'], ['http#Server', 'http'],
  ['fastify#', 'fastify'], ['fastify#fastify', 'fastify'], ['koa#', 'koa'], ['@nestjs/core#NestFactory.create', 'nest'], ['elysia#Elysia', 'elysia'], ['elysia#', 'elysia'],
  ['restify#createServer', 'restify'], ['polka#', 'polka'], ['net#createServer', 'net'], ['socket.io#Server', 'socket.io'], ['@hono/node-server#createAdaptorServer', 'hono'],
  ['@nestjs/core#NestFactory.createMicroservice', 'nest-microservice'],
]);
const SERVE_FUNCTIONS: ReadonlyMap<string, string> = new Map([['@hono/node-server#serve', 'hono'], ['global#Bun.serve', 'bun'], ['bun#serve', 'bun'], ['global#Deno.serve', 'deno']]);

/** Calls of the started program that open a port. */
export function readListens(project: CodeProject): Listen[] {
  const listens: Listen[] = [];
  const candidates = new Set([...sitesNamed(project, 'listen'), ...sitesOf(project, ...SERVE_FUNCTIONS.keys())]);
  const modules = new Set([...candidates].map(({ module }) => module));
  for (const module of project.modules.values()) {
    if (isOneOff(project, module)) continue;
    for (const site of modules.has(module) ? module.sites : []) {
      const listen = candidates.has(site) ? readSite(project, site) : undefined;
      if (listen !== undefined) listens.push(listen);
    }
    const exported = readBunExport(project, module);
    if (exported !== undefined) listens.push(exported);
  }
  return listens;
}

function readSite(project: CodeProject, site: Site): Listen | undefined {
  const { module, node } = site;
  const callee = unwrap(node.callee);
  const served = SERVE_FUNCTIONS.get(listedKey(project, module, callee) ?? '');
  if (served !== undefined) return listenOf(project, site, served, objectAt(project, site, 0));
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'listen') return undefined;
  const receiver = instanceOf(project, module, callee.object);
  const instance = receiver === undefined ? undefined : settled(project, receiver);
  const library = instance?.kind === 'made' ? SERVERS.get(instance.key ?? '') : undefined;
  const creates = instance?.kind === 'made' && instance.node.type === 'CallExpression' && memberName(unwrap(instance.node.callee)) === 'createServer';
  const guessed = library ?? (creates ? 'http' : guessLibrary(callee.object));
  return guessed === undefined ? undefined : listenOf(project, site, guessed, objectAt(project, site, 0));
}

/** A receiver that nobody explains, but whose name does. */
function guessLibrary(object: Node): string | undefined {
  const node = unwrap(object as never);
  const name = lastName(node);
  return name !== undefined && /^(?:app|server|httpServer|http|fastify|api)$/i.test(name) ? 'http' : undefined;
}

function listenOf(project: CodeProject, site: Site, library: string, options: Place | undefined): Listen | undefined {
  const at = codeFact('web.listen', placeOf(site));
  if (options?.node.type === 'ObjectExpression') return fromOptions(project, at, library, options);
  const [port, second] = site.node.arguments;
  if (library === 'fastify' && port !== undefined && !isPort(project, site.module, port)) return undefined;
  if (port === undefined) return { at, library, host: absent('web.host', site.module.file), port: absent('web.port', site.module.file), portDefault: undefined };
  const host = second === undefined || isFunction(second) || isNumber(project, site.module, second) ? absent('web.host', site.module.file)
    : hostFact(project, site.module, second);
  return { at, library, host, ...portOf(project, site.module, port) };
}

function isPort(project: CodeProject, module: Module, node: Node): boolean {
  return ['literal', 'environment', 'either'].includes(readValue(project, module, node).kind);
}

function isNumber(project: CodeProject, module: Module, node: Node): boolean {
  const value = readValue(project, module, node);
  return (value.kind === 'literal' && typeof value.value === 'number') || (value.kind === 'structure' && value.place.node !== node && isFunction(value.place.node));
}

function fromOptions(project: CodeProject, at: Listen['at'], library: string, { module, node }: Place): Listen | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const port = ownProperty(node, 'port');
  const host = ownProperty(node, 'host') ?? ownProperty(node, 'hostname');
  const hidden = node.properties.some((property) => property.type === 'SpreadElement');
  const unknownHost: Fact<string> = hidden ? { state: 'unresolved', name: 'web.host', reason: 'part of the options comes from elsewhere',
    provenance: { kind: 'declared', file: module.file, range: { start: node.start, end: node.end } } } : absent('web.host', module.file);
  return { at, library, host: host === undefined ? unknownHost : hostFact(project, module, host),
    ...(port === undefined ? { port: absent('web.port', module.file), portDefault: undefined } : portOf(project, module, port)) };
}

function hostFact(project: CodeProject, module: Module, node: Node): Fact<string> {
  return stringFact(project, 'web.host', module, node);
}

/** The variable that names the port with the number that counts without it, or the number. */
function portOf(project: CodeProject, module: Module, node: Node): Pick<Listen, 'port' | 'portDefault'> {
  const value = readValue(project, module, node);
  const variable = variableIn(value);
  if (variable !== undefined && !isCertain(project, variable)) {
    const { place } = variable;
    const fallback = variable.fallback === undefined ? undefined : factOf(project, 'web.port', variable.fallback, numberOf);
    return { port: declared('web.port', variable.variable, place.module.file, { start: place.node.start, end: place.node.end }),
      portDefault: fallback?.state === 'known' ? fallback.value : undefined };
  }
  const port = factOf(project, 'web.port', value, numberOf);
  return { port, portDefault: undefined };
}

/** True where the platform was asked, and nobody else decides. */
function isCertain(project: CodeProject, { variable }: Extract<Value, { kind: 'environment' }>): boolean {
  const set = project.input.environment.get(variable);
  return set?.state === 'absent' || (set?.state === 'known' && set.provenance.kind === 'live');
}

/** The variable behind a value, also in one branch of a condition. */
function variableIn(value: Value): Extract<Value, { kind: 'environment' }> | undefined {
  if (value.kind === 'environment') {
    const inner = value.variable === 'PORT' || value.fallback === undefined ? undefined : variableIn(value.fallback);
    return inner?.variable === 'PORT' ? inner : value;
  }
  return value.kind === 'either' ? value.values.map(variableIn).find((each) => each?.variable === 'PORT') : undefined;
}

/** `export default { port: 3000, fetch: app.fetch }`, which Bun serves. https://bun.com/docs/api/http#export-default-syntax */
function readBunExport(project: CodeProject, module: Module): Listen | undefined {
  const exported = module.exports.get('default');
  if (module.path !== project.entry || exported?.kind !== 'value' || exported.node.type !== 'ObjectExpression') return undefined;
  if (ownProperty(exported.node, 'fetch') === undefined) return undefined;
  const place: Place = { module, node: exported.node };
  return fromOptions(project, codeFact('web.listen', place), 'bun', place);
}
