import { declared, type Fact } from '../model/fact.ts';
import type { ConfigFile } from '../model/facts/build.ts';
import { fileOf } from './deploy.ts';
import { livenessOf, type Situation } from './liveness.ts';
import type { ServiceInput } from './service-input.ts';

/** The service's configuration files, with what they state and whether anybody reads them. Sorted by path. */
export function configFiles(input: ServiceInput, situation: Situation): readonly ConfigFile[] {
  const byPath = new Map<string, ConfigFile>();
  for (const statement of input.statements) {
    const file = fileOf(statement.fact as Fact<unknown>);
    if (file === undefined) continue;
    const previous = byPath.get(file.path);
    const states = [...new Set([...(previous?.states ?? []), statement.fact.name])].sort();
    const { live, because } = livenessOf(statement, situation);
    const kind = declared('build.configFile', statement.by, file, { start: 0, end: 0 });
    byPath.set(file.path, { kind, path: file.path, live, because, states });
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files when several builders are possible: one that any of them reads counts as read. */
export function filesOfAll(views: readonly (readonly ConfigFile[])[]): readonly ConfigFile[] {
  const [first = [], ...rest] = views;
  return first.map((file) => {
    const differs = rest.some((others) => others.find(({ path }) => path === file.path)?.live !== file.live);
    return differs ? { ...file, live: true, because: 'whether it is read depends on the builder' } : file;
  });
}
