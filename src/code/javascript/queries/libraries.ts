import { valueOf } from '../../../model/fact.ts';
import type { CodeProject } from '../project/code-project.ts';

const USED = new WeakMap<object, ReadonlySet<string>>();

/** True where the service depends on a package, or a file of it loads one. */
export function uses(project: CodeProject, ...names: readonly string[]): boolean {
  let used = USED.get(project);
  if (used === undefined) {
    const depends = (valueOf(project.input.facts['runtime.dependencies']) ?? []).map(({ name }) => name);
    const loaded = [...project.modules.values()].flatMap(({ sources }) => sources.map((source) => source.split('/').slice(0, source.startsWith('@') ? 2 : 1).join('/')));
    used = new Set([...depends, ...loaded]);
    USED.set(project, used);
  }
  return names.some((name) => used.has(name));
}
