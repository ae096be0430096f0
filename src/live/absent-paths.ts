import { live, type Known } from '../model/fact.ts';
import type { AbsentPath } from '../model/facts/live.ts';
import { baseName, folderOf, type ProjectFiles } from '../model/files.ts';
import type { LiveInput, LiveService, LiveState } from '../model/live-state.ts';
import { placeAt } from './place-at.ts';

/** GitHub reads these at the root of a repository alone. */
const AT_THE_ROOT = '.github/workflows';
const MOST_SIMILAR = 3;

/**
 * The Root Directory and the configuration file that the platform reads, where the repository has no such path. None where the project may
 * be a folder of the repository: then the paths count from a folder above.
 */
export function absentPaths({ state, service }: LiveInput, files: ProjectFiles): readonly AbsentPath[] {
  const root = service.source?.rootDirectory;
  const { configFile } = service;
  const at = (field: string, path: string) => live(field, path, placeAt(service, state, field));
  const isRoot = isRepositoryRoot(service, state, files);
  return [
    ...(root === undefined || root === '' || files.hasFolder(plain(root)) ? [] : absent(at('source.rootDirectory', root), foldersOf(files), isRoot)),
    ...(configFile === undefined || files.has(plain(configFile)) ? [] : absent(at('configFile', configFile), files.paths, isRoot)),
  ];
}

/** True where something shows that the project is the whole repository: a folder that only a repository has, or another service's Root Directory. */
function isRepositoryRoot({ id, source }: LiveService, { services }: LiveState, files: ProjectFiles): boolean {
  return files.hasFolder(AT_THE_ROOT) || services.some((other) => other.id !== id && source?.repo !== undefined && other.source?.repo === source.repo
    && other.source.rootDirectory !== undefined && other.source.rootDirectory !== '' && files.hasFolder(plain(other.source.rootDirectory)));
}

function absent(at: Known<string>, paths: readonly string[], isRoot: boolean): readonly AbsentPath[] {
  const wanted = plain(at.value).toLowerCase();
  const name = baseName(wanted);
  const similar = paths.filter((path) => baseName(path).toLowerCase() === name)
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1)).slice(0, MOST_SIMILAR);
  const isInOtherLetters = similar.some((path) => path.toLowerCase() === wanted);
  return isRoot || isInOtherLetters ? [{ setting: at.name, at, similar }] : [];
}

function foldersOf({ paths }: ProjectFiles): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return [...folders];
}

function plain(path: string): string {
  return path.replace(/^(?:\.?\/+)+/, '').replace(/\/+$/, '');
}
