import type { Node } from 'oxc-parser';
import { declared } from '../../../model/fact.ts';
import { folderOf, joinPath } from '../../../model/files.ts';
import { objectAt } from '../names/sites.ts';
import { isApplicationCode } from '../project/paths.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import { resolve } from '../names/resolve.ts';
import { extend, visitPlugin } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** @fastify/autoload registers all files of a folder, folders below as prefixes. https://github.com/fastify/fastify-autoload */
export function readAutoload(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const options = objectAt(walk.project, site, 1)?.node;
  const folder = options?.type === 'ObjectExpression' ? folderIn(site.module, ownProperty(options, 'dir')) : undefined;
  if (options?.type !== 'ObjectExpression' || folder === undefined || ownProperty(options, 'options') !== undefined) {
    walk.gaps.push('plugins are loaded from a folder that we cannot follow');
    if (folder === undefined) return;
  }
  const { input } = walk.project;
  for (const path of input.files.below(folder).filter((each) => isApplicationCode(each, input.root))) {
    const module = walk.project.opened.open(path);
    if (module === undefined) continue;
    const inner = folderOf(path).slice(folder.length);
    const fact = declared('web.route', inner, site.module.file, { start: site.node.start, end: site.node.end });
    const plugin = defaultExport(walk, module);
    for (const each of inner === '' ? [prefix] : extend(prefix, [fact])) if (plugin !== undefined) visitPlugin(walk, module, plugin, each);
  }
}

/** `path.join(__dirname, 'routes')` */
function folderIn(module: Module, node: Node | undefined): string | undefined {
  if (node === undefined || node.type !== 'CallExpression' || !/^(?:join|resolve)$/.test(memberName(unwrap(node.callee)) ?? (node.callee.type === 'Identifier' ? node.callee.name : ''))) return undefined;
  const parts = node.arguments.slice(1).map((argument) => textOf(argument));
  return parts.every((part) => part !== undefined) ? joinPath(folderOf(module.path), parts.join('/')) : undefined;
}

function defaultExport(walk: RouteWalk, module: Module): Node | undefined {
  const found = module.exports.get('default') ?? module.exports.get('=');
  if (found?.kind === 'local') {
    const binding = module.scope.bindings.get(found.name);
    return binding?.kind === 'function' ? binding.node : binding?.kind === 'variable' ? binding.initial : undefined;
  }
  if (found?.kind !== 'value' || isFunction(found.node)) return found?.kind === 'value' ? found.node : undefined;
  const target = resolve(walk.project, module, found.node);
  if (target.kind !== 'value') return undefined;
  return target.node.type === 'CallExpression' ? target.node.arguments[0] : target.node;
}
