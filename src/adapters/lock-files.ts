import type { Dependency } from '../model/facts/runtime.ts';
import { baseName, folderOf } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import { normalName } from './manifest-reading.ts';
import { versionsOfBunLock, versionsOfNpmLock, versionsOfPnpmLock, versionsOfYarnLock } from './node-locks.ts';
import { versionsOfPipfileLock, versionsOfTomlLock } from './python-locks.ts';
import type { Versions } from './python-locks.ts';

/** Lock files of Node's package managers, in the order in which Railpack looks for them. */
export const NODE_LOCKS = ['pnpm-lock.yaml', 'bun.lockb', 'bun.lock', 'yarn.lock', 'package-lock.json', 'npm-shrinkwrap.json'] as const;

/**
 * The exact versions that a lock file settles for some dependencies of the manifest in `root`; nothing else of it is read.
 * A binary bun.lockb settles versions that we cannot read.
 */
export function lockedVersions(file: SourceFile, wanted: readonly Pick<Dependency, 'name' | 'specifier'>[], root: string): Versions {
  const names = new Set(wanted.map(({ name }) => normalName(name)));
  const folder = relativeFolder(folderOf(file.path), root);
  switch (baseName(file.path)) {
    case 'uv.lock': case 'poetry.lock': case 'pdm.lock': return versionsOfTomlLock(file.text, names);
    case 'Pipfile.lock': return versionsOfPipfileLock(file.text, names);
    case 'package-lock.json': case 'npm-shrinkwrap.json': return versionsOfNpmLock(file.text, wanted, folder);
    case 'pnpm-lock.yaml': return versionsOfPnpmLock(file.text, wanted, folder);
    case 'yarn.lock': return versionsOfYarnLock(file.text, wanted);
    case 'bun.lock': return versionsOfBunLock(file.text, wanted);
    default: return new Map();
  }
}

/** A lock file of a workspace stands above its packages. */
function relativeFolder(lockFolder: string, root: string): string {
  if (lockFolder === '' || lockFolder === root) return lockFolder === root ? '' : root;
  return root.startsWith(`${lockFolder}/`) ? root.slice(lockFolder.length + 1) : '';
}
