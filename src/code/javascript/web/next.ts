import type { Node, ObjectExpression } from 'oxc-parser';
import { declared } from '../../../model/fact.ts';
import type { Route } from '../../../model/facts/code.ts';
import { baseName } from '../../../model/files.ts';
import { resolve } from '../names/resolve.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { isFunction, ownProperty, textOf } from '../syntax/tree.ts';
import { joinRoute, readPaths } from './route-walk.ts';

const ROUTE_FILE = /^((?:src\/)?app)\/(?:(.*)\/)?(route|page)\.(?:[jt]sx?|mdx?)$/;
const PAGE_FILE = /^((?:src\/)?pages)\/(.+)\.(?:[jt]sx?|mdx?)$/;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export interface NextRoutes {
  readonly routes: readonly Route[];
  readonly complete: boolean;
}

/** The files of a Next project that a request or the server starts with. */
export function nextEntries(paths: readonly string[], root: string): string[] {
  return paths.filter((path) => {
    const inside = insideOf(path, root);
    return /^(?:src\/)?(?:app|pages)\//.test(inside) || /^(?:src\/)?(?:middleware|proxy|instrumentation|server)\.[cm]?[jt]s$/.test(inside);
  });
}

/** Reads routes from files: app/**\/route.ts and page.tsx, pages/**. https://nextjs.org/docs/app/getting-started/project-structure */
export function readNextRoutes(project: CodeProject): NextRoutes {
  const { files, root } = project.input;
  const settings = readSettings(project);
  const routes: Route[] = [];
  for (const path of files.below(root)) {
    const inside = insideOf(path, root);
    const found = pathOf(inside);
    if (found === undefined || inside.includes('node_modules/')) continue;
    const module = found.kind === 'route' ? project.opened.open(path) : project.modules.get(path);
    const text = joinRoute(settings.basePath ?? '', found.path);
    const file = module?.file ?? files.read(path);
    if (file === undefined) continue;
    const at = declared('web.route', text, file, { start: 0, end: Math.min(file.text.length, Math.max(0, file.text.indexOf('\n'))) });
    routes.push({ path: at, methods: methodsOf(module, found.kind), complete: settings.basePath !== undefined && !found.dynamic, framework: 'next', websocket: false,
      async: module !== undefined && hasAsyncHandler(module) });
  }
  return { routes, complete: settings.complete && routes.every((route) => route.complete || route.path.value.includes(':')) };
}

function insideOf(path: string, root: string): string {
  return root === '' ? path : path.slice(root.length + 1);
}

interface FoundPath {
  readonly path: string;
  readonly kind: 'route' | 'page' | 'api';
  /** True when part of the folder means something that we do not read. */
  readonly dynamic: boolean;
}

function pathOf(inside: string): FoundPath | undefined {
  const app = ROUTE_FILE.exec(inside);
  if (app !== null) {
    const segments = (app[2] ?? '').split('/').filter((segment) => segment !== '' && !/^\(.*\)$/.test(segment) && !segment.startsWith('@'));
    if (segments.some((segment) => segment.startsWith('_') || /^\(\.+\)/.test(segment))) return undefined;
    return { path: `/${segments.map(segmentOf).join('/')}`, kind: app[3] === 'route' ? 'route' : 'page', dynamic: false };
  }
  const page = PAGE_FILE.exec(inside)?.[2];
  if (page === undefined || baseName(page).startsWith('_')) return undefined;
  const segments = page.split('/').map(segmentOf);
  if (segments.at(-1) === 'index') segments.pop();
  return { path: `/${segments.join('/')}`, kind: page.startsWith('api/') ? 'api' : 'page', dynamic: false };
}

/** `[id]` is a parameter, `[...all]` the rest; `%5F` stands for an underscore. */
function segmentOf(segment: string): string {
  if (/^\[\[?\.\.\./.test(segment)) return `:${segment.replaceAll(/[[\].]/g, '')}*`;
  return segment.startsWith('[') ? `:${segment.replaceAll(/[[\]]/g, '')}` : segment.replaceAll(/%5F/gi, '_');
}

function methodsOf(module: Module | undefined, kind: FoundPath['kind']): string[] {
  if (kind === 'api') return ['ANY'];
  if (kind === 'page') return ['GET'];
  const exported = module === undefined ? [] : METHODS.filter((method) => module.exports.has(method));
  return exported.length === 0 ? ['ANY'] : exported;
}

function hasAsyncHandler(module: Module): boolean {
  return module.program.body.some((statement) => 'declaration' in statement && isFunction(statement.declaration) && statement.declaration.async);
}

interface NextSettings {
  /** Undefined when only a run would tell. */
  readonly basePath: string | undefined;
  readonly complete: boolean;
}

/** basePath, rewrites and output of next.config. https://nextjs.org/docs/app/api-reference/config/next-config-js */
function readSettings(project: CodeProject): NextSettings {
  const path = nextConfigPath(project.input.files.paths, project.input.root);
  if (path === undefined) return { basePath: '', complete: true };
  const module = project.opened.open(path);
  if (module === undefined) return { basePath: undefined, complete: false };
  const found = configObject(project, module);
  if (found === undefined) return { basePath: /basePath/.test(module.file.text) ? undefined : '', complete: !/basePath|rewrites/.test(module.file.text) };
  const { object, owner } = found;
  const written = ownProperty(object, 'basePath');
  const paths = written === undefined ? undefined : readPaths(project, owner, written);
  const hasRewrites = object.properties.some((property) => property.type === 'SpreadElement') || ownProperty(object, 'rewrites') !== undefined;
  return { basePath: written === undefined ? '' : paths?.[0]?.value, complete: !hasRewrites };
}

export function nextConfigPath(paths: readonly string[], root: string): string | undefined {
  return paths.find((path) => /^next\.config\.(?:[cm]?[jt]s)$/.test(insideOf(path, root)) && (root === '' || path.startsWith(`${root}/`)));
}

/** The settings object, behind `withX({...})` wrappers. */
function configObject(project: CodeProject, module: Module): { object: ObjectExpression; owner: Module } | undefined {
  const exported = module.exports.get('default') ?? module.exports.get('=');
  let node: Node | undefined = exported?.kind === 'value' ? exported.node : undefined;
  let owner = module;
  for (let step = 0; step < 8 && node !== undefined; step += 1) {
    const target = resolve(project, owner, node);
    if (target.kind !== 'value') return undefined;
    owner = target.module;
    if (target.node.type === 'ObjectExpression') return { object: target.node, owner };
    if (target.node.type !== 'CallExpression') return undefined;
    const { arguments: given, callee }: { arguments: readonly Node[]; callee: Node } = target.node;
    node = given.find((argument) => textOf(argument) === undefined) ?? callee;
  }
  return undefined;
}
