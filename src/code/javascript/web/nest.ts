import type { Class, Decorator, Expression, MethodDefinition, Node } from 'oxc-parser';
import { declared } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import { sitesOf } from '../names/sites.ts';
import { instanceIndex, identityOf, instanceOf } from '../names/instances.ts';
import { resolve, keyOf, listedKey } from '../names/resolve.ts';
import type { CodeProject } from '../project/code-project.ts';
import { isOneOff } from '../names/scope-of.ts';
import type { Module, Site } from '../syntax/module.ts';
import { memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import { addRoute, extend, joinRoute, NO_PREFIX, readPaths } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** https://docs.nestjs.com/controllers */
const VERBS: ReadonlyMap<string, string> = new Map([['Get', 'GET'], ['Post', 'POST'], ['Put', 'PUT'], ['Patch', 'PATCH'], ['Delete', 'DELETE'],
  ['Head', 'HEAD'], ['Options', 'OPTIONS'], ['All', 'ANY'], ['Sse', 'GET']]);

/** What the start-up code says about all routes. */
interface NestSettings {
  readonly prefix: Prefix;
  /** Paths without the prefix. */
  readonly excluded: readonly string[];
  readonly versioned: boolean;
  readonly defaultVersion: Known<string> | undefined;
  readonly versionPrefix: string;
}

/** The start of a Nest application: `NestFactory.create(AppModule)`. */
export function nestApplication(project: CodeProject): Site | undefined {
  return sitesOf(project, '@nestjs/core#NestFactory.create').find(({ module }) => !isOneOff(project, module));
}

/** Reads all controllers of a Nest application. */
export function readNestRoutes(walk: RouteWalk, application: Site): void {
  const settings = readSettings(walk, application);
  if (sitesOf(walk.project, '@nestjs/core#RouterModule.register').length > 0) walk.gaps.push('RouterModule adds prefixes');
  for (const module of walk.project.modules.values()) {
    if (isOneOff(walk.project, module)) continue;
    for (const { node } of module.classes) readController(walk, settings, module, node);
  }
}

/** Calls on the application: `app.setGlobalPrefix(...)`. */
function nestCalls(project: CodeProject, application: Site): readonly Site[] {
  const instance = instanceOf(project, application.module, application.node);
  return instance === undefined ? [] : collectCalls(project, identityOf(instance));
}

function collectCalls(project: CodeProject, identity: unknown): readonly Site[] {
  const { methods, handovers } = instanceIndex(project);
  const own = methods.get(identity) ?? [];
  const handed = (handovers.get(identity) ?? []).flatMap(({ site, index }) => {
    const target = resolve(project, site.module, site.node.callee);
    if (target.kind !== 'value' || !('params' in target.node)) return [];
    return target.module.sites.filter((each) => {
      const callee = unwrap(each.node.callee);
      const receiver = callee.type === 'MemberExpression' ? resolve(project, target.module, callee.object) : undefined;
      return receiver?.kind === 'parameter' && receiver.binding.owner === target.node && receiver.binding.index === index;
    });
  });
  return [...own, ...handed];
}

function readSettings(walk: RouteWalk, application: Site): NestSettings {
  let prefix = NO_PREFIX;
  let excluded: readonly string[] = [];
  let versioning: Site | undefined;
  for (const site of nestCalls(walk.project, application)) {
    const name = memberName(unwrap(site.node.callee));
    const [first] = site.node.arguments;
    if (name === 'enableVersioning') versioning = site;
    if (name !== 'setGlobalPrefix' || first === undefined) continue;
    [prefix = NO_PREFIX] = extend(NO_PREFIX, readPaths(walk.project, site.module, first));
    excluded = readExcluded(walk, site);
    if (prefix.complete === false) walk.gaps.push('the global prefix could only be told by running');
  }
  return { prefix, excluded, ...readVersioning(walk, versioning) };
}

function readExcluded(walk: RouteWalk, site: Site): string[] {
  const [, options] = site.node.arguments;
  const list = options?.type === 'ObjectExpression' ? ownProperty(options, 'exclude') : undefined;
  if (list === undefined) return [];
  const target = resolve(walk.project, site.module, list);
  if (target.kind !== 'value' || target.node.type !== 'ArrayExpression') {
    walk.gaps.push('paths without the global prefix could only be told by running');
    return [];
  }
  return target.node.elements.flatMap((element) => {
    const path = element?.type === 'ObjectExpression' ? ownProperty(element, 'path') : element ?? undefined;
    const text = path === undefined ? undefined : textOf(path);
    if (text === undefined) walk.gaps.push('paths without the global prefix could only be told by running');
    return text === undefined ? [] : [joinRoute('', text)];
  });
}

/** https://docs.nestjs.com/techniques/versioning: the type is 0 (URI) unless given. */
function readVersioning(walk: RouteWalk, site: Site | undefined): Omit<NestSettings, 'prefix' | 'excluded'> {
  if (site === undefined) return { versioned: false, defaultVersion: undefined, versionPrefix: 'v' };
  const [options] = site.node.arguments;
  if (options?.type !== 'ObjectExpression') return { versioned: true, defaultVersion: undefined, versionPrefix: 'v' };
  const type = ownProperty(options, 'type');
  const prefix = ownProperty(options, 'prefix');
  const version = ownProperty(options, 'defaultVersion');
  const [defaultVersion] = version === undefined ? [] : readPaths(walk.project, site.module, version) ?? [];
  const isUri = type === undefined || memberName(unwrap(type)) === 'URI';
  return { versioned: isUri, defaultVersion, versionPrefix: prefix?.type === 'Literal' && prefix.value === false ? '' : textOf(prefix) ?? 'v' };
}

function readController(walk: RouteWalk, settings: NestSettings, module: Module, node: Class): void {
  const decorator = decoratorOf(walk.project, module, node.decorators, '@nestjs/common#Controller');
  if (decorator === undefined) return;
  if (node.superClass !== null) walk.gaps.push('a controller inherits routes');
  const [argument] = decorator.expression.type === 'CallExpression' ? decorator.expression.arguments : [];
  const options = argument?.type === 'ObjectExpression' ? argument : undefined;
  const written = options === undefined ? argument : ownProperty(options, 'path');
  const paths = written === undefined || written.type === 'SpreadElement' ? [emptyPath(module, decorator)] : readPaths(walk.project, module, written);
  const version = options === undefined ? undefined : ownProperty(options, 'version');
  for (const element of node.body.body) {
    if (element.type === 'MethodDefinition') readMethod(walk, settings, { module, node, paths, version }, element);
  }
}

interface Controller {
  readonly module: Module;
  readonly node: Class;
  readonly paths: readonly Known<string>[] | undefined;
  readonly version: Expression | undefined;
}

function readMethod(walk: RouteWalk, settings: NestSettings, controller: Controller, method: MethodDefinition): void {
  const { module } = controller;
  for (const decorator of method.decorators) {
    const key = decoratorKey(walk.project, module, decorator);
    const verb = key?.startsWith('@nestjs/common#') === true ? VERBS.get(key.slice('@nestjs/common#'.length)) : undefined;
    if (verb === undefined) continue;
    const [argument] = decorator.expression.type === 'CallExpression' ? decorator.expression.arguments : [];
    const paths = argument === undefined ? [emptyPath(module, decorator)] : readPaths(walk.project, module, argument);
    const site: Site = { module, node: { ...EMPTY_CALL, start: decorator.start, end: decorator.end }, path: { node: method, up: undefined } };
    for (const outer of extend(NO_PREFIX, controller.paths)) {
      for (const path of paths ?? []) {
        const prefix = prefixFor(walk, settings, controller, { method, bare: joinRoute(outer.text, path.value) });
        const mounted = { text: joinRoute(prefix.text, outer.text), complete: prefix.complete && outer.complete, from: [...prefix.from, ...outer.from] };
        addRoute(walk, site, mounted, { paths: [path], methods: [verb], handler: method.value });
      }
      if (paths === undefined) walk.gaps.push('a route has a path that only a run would tell');
    }
  }
}

/** A call to hang a decorator's place on. */
const EMPTY_CALL = { type: 'CallExpression' as const, callee: { type: 'Identifier' as const, name: '', start: 0, end: 0 }, arguments: [], optional: false };

function prefixFor(walk: RouteWalk, settings: NestSettings, controller: Controller, route: { readonly method: MethodDefinition; readonly bare: string }): Prefix {
  const isExcluded = settings.excluded.some((path) => path === route.bare || (/[*(:{]/.test(path) && matchesWildcard(path, route.bare)));
  const base = isExcluded ? NO_PREFIX : settings.prefix;
  if (!settings.versioned) return base;
  const own = decoratorOf(walk.project, controller.module, route.method.decorators, '@nestjs/common#Version');
  const written = own?.expression.type === 'CallExpression' ? own.expression.arguments[0] : controller.version;
  if (written !== undefined && keyOf(walk.project, controller.module, written) === '@nestjs/common#VERSION_NEUTRAL') return base;
  const versions = written === undefined ? [settings.defaultVersion].flatMap((each) => each ?? []) : readPaths(walk.project, controller.module, written);
  const [version] = versions ?? [];
  if (version === undefined) return { ...base, complete: written === undefined && base.complete };
  return { text: joinRoute(base.text, `${settings.versionPrefix}${version.value}`), complete: base.complete, from: [...base.from, version] };
}

function matchesWildcard(pattern: string, path: string): boolean {
  const head = pattern.slice(0, pattern.search(/[*(:{]/));
  return path.startsWith(head.replace(/\/$/, ''));
}

function emptyPath(module: Module, { start, end }: Node): Known<string> {
  return declared('web.route', '', module.file, { start, end });
}

function decoratorKey(project: CodeProject, module: Module, { expression }: Decorator): string | undefined {
  return listedKey(project, module, expression.type === 'CallExpression' ? expression.callee : expression);
}

export function decoratorOf(project: CodeProject, module: Module, decorators: readonly Decorator[], key: string): Decorator | undefined {
  return decorators.find((decorator) => decoratorKey(project, module, decorator) === key);
}

