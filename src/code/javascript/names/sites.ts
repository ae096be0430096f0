import type { CodeProject } from '../project/code-project.ts';
import type { Place, Site } from '../syntax/module.ts';
import { keyOf, resolve } from './resolve.ts';

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

function indexKeys(project: CodeProject): ReadonlyMap<string, readonly Site[]> {
  const index = new Map<string, Site[]>();
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      const key = keyOf(project, module, site.node.callee);
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
