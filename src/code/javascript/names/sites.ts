import type { CodeProject, OrderedSite } from '../project/code-project.ts';
import type { Place, Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { listedKey, resolve } from './resolve.ts';

/** Calls of something of a package, by its key: `pg#Pool`. */
export function sitesOf(project: CodeProject, ...keys: readonly string[]): Site[] {
  project.caches.keys ??= indexKeys(project);
  const { keys: index } = project.caches;
  return keys.flatMap((key) => index.get(key) ?? []);
}

/** All keys that are called. */
export function calledKeys(project: CodeProject): Iterable<readonly [string, readonly Site[]]> {
  project.caches.keys ??= indexKeys(project);
  return project.caches.keys;
}

/** Calls of methods with these names, in the order of the code. */
export function sitesNamed(project: CodeProject, ...names: readonly string[]): readonly Site[] {
  project.caches.names ??= indexNames(project);
  const { names: index } = project.caches;
  return names.flatMap((name) => index.get(name) ?? []).sort((a, b) => a.order - b.order).map(({ site }) => site);
}

function indexNames(project: CodeProject): ReadonlyMap<string, readonly OrderedSite[]> {
  const index = new Map<string, OrderedSite[]>();
  let order = 0;
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      order += 1;
      const callee = unwrap(site.node.callee);
      const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
      if (name === undefined) continue;
      const sites = index.get(name);
      if (sites === undefined) index.set(name, [{ site, order }]);
      else sites.push({ site, order });
    }
  }
  return index;
}

function indexKeys(project: CodeProject): ReadonlyMap<string, readonly Site[]> {
  const index = new Map<string, Site[]>();
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      const key = listedKey(project, module, site.node.callee);
      if (key === undefined) continue;
      const sites = index.get(key);
      if (sites === undefined) index.set(key, [site]);
      else sites.push(site);
    }
  }
  return index;
}

/** The place of a call. */
export function placeOf(site: Site): Place {
  return { module: site.module, node: site.node };
}

/** The object literal that an options argument comes to, behind names too. */
export function objectAt(project: CodeProject, { module, node }: Site, index: number): Place | undefined {
  const argument = node.arguments[index];
  if (argument === undefined || argument.type === 'SpreadElement') return undefined;
  const target = resolve(project, module, argument);
  return target.kind === 'value' && target.node.type === 'ObjectExpression' ? target : undefined;
}
