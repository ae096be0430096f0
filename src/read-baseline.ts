import { readBaseline, type BaselineEntry } from './compare/baseline.ts';
import type { FileTree } from './discover/file-tree.ts';
import { joinPath } from './model/files.ts';
import { UsageError } from './usage-error.ts';

/** The entries of a baseline file, by its `baselinePath`. A UsageError where it is missing or broken, with its line. */
export function readBaselineOf(files: FileTree, path: string): readonly BaselineEntry[] {
  const text = files.read(path)?.text;
  const problem = files.problems().find((each) => each.path === path);
  if (problem !== undefined) throw new UsageError(problem.message, '`optimize baseline prune` drops what is stale', 'baseline');
  if (text === undefined) throw new UsageError(`there is no baseline ${path}`, '`optimize baseline create` accepts the findings of today', 'no-baseline');
  const read = readBaseline(text);
  if ('entries' in read) return read.entries;
  const hint = read.mistake.includes('merge') ? 'keep the lines of both sides and delete the markers; `optimize baseline prune` drops what is stale' : 'each line is one entry; `optimize baseline create` writes the file anew';
  throw new UsageError(`${path}:${read.line} ${read.mistake}`, hint, 'baseline');
}

/** The path of a baseline as a project's files have it. What it accepts is named from the project's folder, so that it lies there. */
export function baselinePath(named: string): string {
  const path = joinPath('', named);
  if (path === undefined || path === '') throw new UsageError(`"${named}" is no file below the project`, 'name it from the project: --baseline optimize-baseline.jsonl');
  return path;
}
