import type { Adapter } from '../adapters/adapter.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Statement } from '../model/statement.ts';
import { breathe } from '../text/breathe.ts';

/** Everything that files say, and the problems of reading them. */
export interface Readings {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

/** Reads every configuration file with its adapter, in the order of precedence that the list of adapters gives. */
export async function readConfiguration(files: ProjectFiles, adapters: readonly Adapter[]): Promise<Readings> {
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  for (const adapter of adapters) {
    for (const path of files.paths) {
      if (!adapter.matches(path)) continue;
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

/** What an adapter said of a file. A run of fixes scans many times, and few files differ: the others are the same objects. */
const READ = new WeakMap<Adapter, WeakMap<SourceFile, ReturnType<Adapter['read']>>>();

function readOnce(adapter: Adapter, file: SourceFile): ReturnType<Adapter['read']> {
  const known = READ.get(adapter) ?? new WeakMap<SourceFile, ReturnType<Adapter['read']>>();
  READ.set(adapter, known);
  const reading = known.get(file) ?? adapter.read(file);
  known.set(file, reading);
  return reading;
}
