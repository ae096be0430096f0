import { lockDifferences } from '../adapters/lock-differences.ts';
import { LOCK_MANAGERS, lockFormat } from '../adapters/lock-names.ts';
import { absent, declared, valueOf, type Fact } from '../model/fact.ts';
import type { Dependency, LockFile } from '../model/facts/runtime.ts';
import type { FactName } from '../model/facts.ts';
import { baseName, folderOf, joinPath, type ProjectFiles } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';

/** What the manifest and its lock file were found to be. */
interface Chosen {
  readonly lockFile: Fact<string>;
  readonly dependencies: Fact<readonly Dependency[]>;
}

/** The facts about all lock files of a folder, and about what the one in use lacks. */
export function lockFacts(files: ProjectFiles, root: string, chosen: Chosen): ReadonlyMap<FactName, Fact<unknown>> {
  const used = valueOf(chosen.lockFile);
  const beside = [...LOCK_MANAGERS.keys()].map((name) => inFolder(root, name)).filter((path) => files.has(path) && path !== used);
  const above = [...new Set(foldersAbove(root).flatMap((folder) => [...LOCK_MANAGERS.keys()].map((name) => inFolder(folder, name))))];
  const found: readonly LockFile[] = [
    ...(used === undefined ? [] : [lockFile(files, used, 'used')]),
    ...beside.map((path) => lockFile(files, path, 'beside')),
    ...above.filter((path) => files.has(path) && path !== used).map((path) => lockFile(files, path, 'above')),
    ...ignoredLocks(files, root),
  ];
  const lock = used === undefined ? undefined : files.read(used);
  const differences = lock === undefined ? undefined : lockDifferences(lock, valueOf(chosen.dependencies) ?? [], root);
  return new Map<FactName, Fact<unknown>>([
    ['runtime.lockFiles', { state: 'known', name: 'runtime.lockFiles', value: found, provenance: { kind: 'derived', from: found.map(({ at }) => at) } }],
    ['runtime.lockDifferences', lock === undefined || differences === undefined ? absent('runtime.lockDifferences')
      : declared('runtime.lockDifferences', differences, lock, { start: 0, end: 0 })],
  ]);
}

function lockFile(files: ProjectFiles, path: string, state: LockFile['state']): LockFile {
  const file = files.read(path) ?? { path, text: '' };
  return {
    at: declared('runtime.lockFile', path, file, { start: 0, end: 0 }), state, manager: LOCK_MANAGERS.get(baseName(path)) ?? '',
    format: lockFormat(file.text),
  };
}

/** Lock files that a .gitignore of the folder or above names by their own names, as long as nothing takes that back. */
function ignoredLocks(files: ProjectFiles, root: string): readonly LockFile[] {
  return [root, ...foldersAbove(root)].flatMap((folder) => {
    const file = files.read(inFolder(folder, '.gitignore'));
    return file === undefined ? [] : ignoredIn(file, folder === root);
  });
}

function ignoredIn(file: SourceFile, isOwn: boolean): readonly LockFile[] {
  const found: LockFile[] = [];
  let start = 0;
  for (const line of file.text.split('\n')) {
    const pattern = line.trim();
    const name = pattern.replace(/^!/, '').replace(/^(?:\*\*)?\//, '');
    const manager = LOCK_MANAGERS.get(name);
    const reaches = isOwn || !pattern.startsWith('/');
    const taken = found.findIndex(({ at }) => at.value.endsWith(name));
    if (manager !== undefined && pattern.startsWith('!') && taken !== -1) found.splice(taken, 1);
    else if (manager !== undefined && !pattern.startsWith('!') && reaches) {
      const offset = start + line.indexOf(pattern);
      found.push({ at: declared('runtime.lockFile', pattern, file, { start: offset, end: offset + pattern.length }), manager, format: undefined, state: 'ignored' });
    }
    start += line.length + 1;
  }
  return found;
}

function foldersAbove(root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = root; folder !== '';) {
    folder = folderOf(folder);
    folders.push(folder);
  }
  return folders;
}

function inFolder(folder: string, name: string): string {
  return joinPath(folder, name) ?? name;
}
