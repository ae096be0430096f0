import { folderOf } from '../../../model/files.ts';
import type { CodeInput } from '../../code-input.ts';
import type { ProjectConfig } from './config.ts';
import { interestOf } from './interest.ts';
import { isApplicationCode } from './paths.ts';
import { resolveModule } from './resolve-path.ts';

const CODE = /\.[cm]?[jt]sx?$/;
const LIMIT = 6000;

/** Which files load each other, as far as their texts say. */
export interface Graph {
  readonly reachable: ReadonlySet<string>;
  /** Files that load a file. */
  readonly importers: ReadonlyMap<string, readonly string[]>;
  /** True when there are more files than were looked at. */
  readonly isCut: boolean;
}

/** Files that load each other, from the given files on. What runs in browsers is a bundle of its own: it ends there. */
export function graphFrom(input: CodeInput, config: ProjectConfig, starts: readonly string[]): Graph {
  const reachable = new Set(starts);
  const importers = new Map<string, string[]>();
  const folders = new Set<string>();
  const open = [...starts];
  for (let path = open.pop(); path !== undefined && reachable.size < LIMIT; path = open.pop()) {
    for (const next of loadedBy(input, config, path, folders)) {
      const before = importers.get(next);
      if (before === undefined) importers.set(next, [path]);
      else before.push(path);
      if (reachable.has(next)) continue;
      reachable.add(next);
      open.push(next);
    }
  }
  return { reachable, importers, isCut: open.length > 0 };
}

function loadedBy(input: CodeInput, config: ProjectConfig, path: string, folders: Set<string>): Set<string> {
  const found = new Set<string>();
  const file = input.files.read(path);
  if (file === undefined) return found;
  const { sources, runs, loadsFolder } = interestOf(file);
  if (runs === 'browser') return found;
  for (const source of sources) {
    const target = resolveModule(input.files, config, path, source);
    if (target.kind === 'file' && CODE.test(target.path)) found.add(target.path);
  }
  const folder = folderOf(path);
  if (folders.has(folder) || !loadsFolder) return found;
  folders.add(folder);
  for (const each of input.files.below(folder)) if (isApplicationCode(each, input.root)) found.add(each);
  return found;
}
