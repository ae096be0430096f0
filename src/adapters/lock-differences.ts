import { permits } from '../model/version-range.ts';
import type { Dependency, LockDifference } from '../model/facts/runtime.ts';
import { baseName, folderOf } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import { lockedVersions } from './lock-files.ts';
import { specifiersOfPnpmLock } from './node-locks.ts';
import { namesInTomlLock, parsedJson, recordAt } from './python-locks.ts';

/** Specifiers that name a place and no release; a package of the workspace is in no lock file under its version. */
const PLACES = /^(?:file:|link:|workspace:|portal:|catalog:|git|github:|https?:|npm:|patch:|\.{0,2}\/)/;

/**
 * What a manifest asks for and its lock file does not hold: the names that lack of a lock of uv, Poetry or PDM, the ranges that differ
 * in one of pnpm, the packages that lack or do not fit in one of npm. Undefined for other lock files, which nobody compares.
 * https://docs.npmjs.com/cli/commands/npm-ci, https://pnpm.io/cli/install#--frozen-lockfile
 */
export function lockDifferences(lock: SourceFile, dependencies: readonly Dependency[], root: string): readonly LockDifference[] | undefined {
  switch (baseName(lock.path)) {
    case 'package-lock.json': case 'npm-shrinkwrap.json': return ofNpm(lock, dependencies, root);
    case 'pnpm-lock.yaml': return ofPnpm(lock, dependencies, root);
    case 'uv.lock': case 'poetry.lock': case 'pdm.lock': return ofToml(lock, dependencies);
    default: return undefined;
  }
}

/** Whether a package is there, and whether its release is one that the range allows: npm asks for no more. */
function ofNpm(lock: SourceFile, dependencies: readonly Dependency[], root: string): readonly LockDifference[] | undefined {
  const tree = parsedJson(lock.text);
  if (Object.keys(recordAt(tree, 'packages')).length === 0) return undefined;
  const versions = lockedVersions(lock, dependencies, root);
  return dependencies.filter(({ kind, specifier }) => kind !== 'optional' && !PLACES.test(specifier)).flatMap(({ name, at, specifier }) => {
    const version = versions.get(name);
    const isLink = version === undefined && isWorkspace(tree, name);
    if (isLink || (version !== undefined && fits(specifier, version))) return [];
    return [{ name, at, locked: version }];
  });
}

/** Tags fit anything; releases before a release are compared by nobody but npm. */
function fits(specifier: string, version: string): boolean {
  return !/^[\d~^<>=]/.test(specifier) || version.includes('-') || specifier.includes('-') || permits(specifier, version);
}

function isWorkspace(tree: unknown, name: string): boolean {
  const entry = recordAt(recordAt(tree, 'packages'), `node_modules/${name}`);
  return entry['link'] === true || entry['resolved'] !== undefined;
}

/** pnpm refuses a lock file whose ranges are not, letter by letter, those of the manifest; overrides change what it writes. */
function ofPnpm(lock: SourceFile, dependencies: readonly Dependency[], root: string): readonly LockDifference[] | undefined {
  const folder = folderOf(lock.path);
  const inner = root === folder ? '' : root.slice(folder === '' ? 0 : folder.length + 1);
  const locked = specifiersOfPnpmLock(lock.text, inner);
  if (locked === undefined) return undefined;
  return dependencies.filter(({ specifier }) => !PLACES.test(specifier)).flatMap(({ name, at, specifier }) => {
    const other = locked.get(name);
    return other === specifier ? [] : [{ name, at, locked: other }];
  });
}

function ofToml(lock: SourceFile, dependencies: readonly Dependency[]): readonly LockDifference[] | undefined {
  const names = namesInTomlLock(lock.text);
  if (names.size === 0) return undefined;
  return dependencies.filter(({ kind, name }) => kind === 'production' && !names.has(name))
    .map(({ name, at }) => ({ name, at, locked: undefined }));
}
