import { findNode } from '../../../documents/data.ts';
import { declared } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import { baseName } from '../../../model/files.ts';
import { stringAt } from '../../shared/package-json.ts';
import type { PackageJson } from '../../shared/package-json.ts';
import { factOfFile } from '../plan.ts';
import type { BuildInput } from '../plan.ts';

/** A package manager of Node as railpack sees it: yarn's first version works otherwise than the later ones. */
export type Manager = 'npm' | 'pnpm' | 'bun' | 'yarn' | 'yarn-berry';

/** Files that show a manager, the first that exists counts. */
const SIGNS: readonly (readonly [path: string, manager: Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'], ['bun.lockb', 'bun'], ['bun.lock', 'bun'], ['.yarnrc.yml', 'yarn-berry'],
  ['.yarnrc.yaml', 'yarn-berry'], ['yarn.lock', 'yarn'],
];

const LOCK_FILES: Readonly<Record<Manager, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json'], pnpm: ['pnpm-lock.yaml'], bun: ['bun.lock', 'bun.lockb'],
  yarn: ['yarn.lock'], 'yarn-berry': ['yarn.lock'],
};

/** The manager and version of the `packageManager` field: `pnpm@9.1.0+sha512...`; empty when it is no such pair. */
export function packageManagerField(manifest: PackageJson | undefined): { readonly name: string; readonly version: string } {
  const parts = (manifest && stringAt(manifest, ['packageManager']) || '').trim().split('@');
  const [name = '', version = ''] = parts;
  return parts.length === 2 ? { name: name.trim(), version: (version.split('+')[0] ?? '').trim() } : { name: '', version: '' };
}

/** True when package.json names a manager: railpack then leaves its version to corepack, and always installs Node. */
export function namesManager(manifest: PackageJson | undefined): boolean {
  return manifest !== undefined && stringAt(manifest, ['packageManager']) !== undefined;
}

/** A manager, and the fact that shows it. */
export interface FoundManager {
  readonly manager: Manager;
  readonly fact: Fact<string>;
}

/** The manager that railpack uses: of the `packageManager` field, else by its files, else of `engines`, else npm. */
export function findManager(input: BuildInput, manifest: PackageJson): FoundManager {
  const field = packageManagerField(manifest);
  const named = managerNamed(field.name, field.version);
  if (named !== undefined) return known(named, manifest, ['packageManager']);
  const sign = SIGNS.find(([path]) => input.folder.has(path));
  if (sign !== undefined) return { manager: sign[1], fact: factFrom(input, sign[1], sign[0]) };
  const engine = engineManager(manifest);
  if (engine !== undefined) return engine;
  const path = lockFileOf(input, 'npm') ?? baseName(manifest.file.path);
  return { manager: 'npm', fact: factFrom(input, 'npm', path) };
}

function engineManager(manifest: PackageJson): FoundManager | undefined {
  for (const name of ['pnpm', 'bun', 'yarn']) {
    const manager = managerNamed(name, stringAt(manifest, ['engines', name])?.trim() ?? '');
    if (manager !== undefined && stringAt(manifest, ['engines', name]) !== undefined) {
      return known(manager, manifest, ['engines', name]);
    }
  }
  return undefined;
}

/** The lock file that the manager reads, when it exists. */
export function lockFileOf({ folder }: BuildInput, manager: Manager): string | undefined {
  return LOCK_FILES[manager].find((path) => folder.has(path));
}

/** The program of a manager. */
export function programOf(manager: Manager): string {
  return manager === 'yarn-berry' ? 'yarn' : manager;
}

function managerNamed(name: string, version: string): Manager | undefined {
  if (name === 'npm' || name === 'pnpm' || name === 'bun') return name;
  if (name !== 'yarn' || version === '') return undefined;
  return version.split('.')[0] === '1' ? 'yarn' : 'yarn-berry';
}

function known(manager: Manager, manifest: PackageJson, path: readonly string[]): FoundManager {
  const range = findNode(manifest.root, path)?.range ?? { start: 0, end: 0 };
  return { manager, fact: declared('runtime.packageManager', programOf(manager), manifest.file, range) };
}

function factFrom({ folder }: BuildInput, manager: Manager, path: string): Fact<string> {
  return factOfFile('runtime.packageManager', programOf(manager), { folder, path });
}
