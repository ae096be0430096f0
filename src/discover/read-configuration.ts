import type { Adapter } from '../adapters/adapter.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Statement } from '../model/statement.ts';
import { breathe } from '../text/breathe.ts';
import { isCode } from './ownership.ts';

/** Everything that files say, and the problems of reading them. */
export interface Readings {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

/** Reads every configuration file with its adapter, in the order of precedence that the list of adapters gives. */
export async function readConfiguration(files: ProjectFiles, adapters: readonly Adapter[]): Promise<Readings> {
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  for (const { adapter, paths } of matchesIn(files.paths, adapters)) {
    for (const path of paths) {
      const file = files.read(path);
      if (file === undefined) continue;
      const reading = await readOnce(adapter, file);
      await breathe();
      statements.push(...reading.statements);
      problems.push(...reading.problems);
    }
  }
  return { statements, problems };
}

interface Matches {
  readonly adapter: Adapter;
  readonly paths: readonly string[];
}

/** Two states of a project often have the same list of paths. */
const MATCHES = new WeakMap<readonly string[], { readonly adapters: readonly Adapter[]; readonly matches: readonly Matches[] }>();

function matchesIn(all: readonly string[], adapters: readonly Adapter[]): readonly Matches[] {
  const known = MATCHES.get(all);
  if (known?.adapters === adapters) return known.matches;
  const candidates = all.filter((path) => !isCode(path) || path.includes('.railway/')); // the only code that is configuration
  const matches = adapters.map((adapter) => ({ adapter, paths: candidates.filter(adapter.matches) }));
  MATCHES.set(all, { adapters, matches });
  return matches;
}

/** What an adapter said of a file. A run of fixes scans many times, and few files differ: the others are the same objects. */
const READ = new WeakMap<Adapter, WeakMap<SourceFile, ReturnType<Adapter['read']>>>();

function readOnce(adapter: Adapter, file: SourceFile): ReturnType<Adapter['read']> {
  const known = READ.get(adapter) ?? new WeakMap<SourceFile, ReturnType<Adapter['read']>>();
  READ.set(adapter, known);
  const reading = known.get(file) ?? adapter.read(file);
  known.set(file, reading);
  return reading;
}
