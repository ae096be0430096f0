import { absent, declared } from '../model/fact.ts';
import type { Absent, Known } from '../model/fact.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import { baseName, folderOf } from '../model/files.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import { NODE_LOCKS, lockedVersions } from './lock-files.ts';
import type { ManifestReading } from './manifest-reading.ts';
import { readPackageManifest } from './package-json.ts';
import { readPipfile } from './pipfile.ts';
import { isPythonManifest, readPyproject } from './pyproject.ts';
import { readRequirementsTxt } from './requirements-txt.ts';

/** Where a builder installs from. */
export interface ManifestQuestion {
  readonly files: ProjectFiles;
  /** Folder of the service, '' for the root. */
  readonly root: string;
  /** 'python' or 'node' as far as it is known; other languages have no manifest that we read. */
  readonly language: string | undefined;
  /** Railpack looks for locks in another order than Nixpacks. */
  readonly builder: string;
  /** A manifest that the builder or an install command names; it wins over the order of precedence. */
  readonly manifest?: string | undefined;
}

/** The manifest that is installed from, its lock file and what it depends on. Each is absent where there is none. */
export interface ManifestChoice {
  readonly manifest: Known<string> | Absent;
  readonly lockFile: Known<string> | Absent;
  readonly dependencies: Known<readonly Dependency[]> | Absent;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}

/** https://github.com/railwayapp/railpack/blob/b5e8058/core/providers/python/python.go and nixpacks' src/providers/python.rs */
const PYTHON_LOCKS: Readonly<Record<string, readonly string[]>> = {
  nixpacks: ['poetry.lock', 'pdm.lock', 'uv.lock'], railpack: ['uv.lock', 'poetry.lock', 'pdm.lock'],
};
const MANAGER_LOCKS: Readonly<Record<string, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json'], pnpm: ['pnpm-lock.yaml'], yarn: ['yarn.lock'], bun: ['bun.lock', 'bun.lockb'],
};

interface Found {
  readonly file: SourceFile;
  readonly reading: ManifestReading;
  readonly lock: string | undefined;
}

/** Chooses the manifest that the builder installs from and reads it; its lock file tells the versions of what it names. */
export async function chooseManifest(question: ManifestQuestion): Promise<ManifestChoice> {
  const found = await findManifest(question);
  if (found === undefined) {
    const none = { manifest: absent('runtime.manifest'), lockFile: absent('runtime.lockFile'), dependencies: absent('runtime.dependencies') };
    return { ...none, problems: [], files: [] };
  }
  const { file, reading, lock } = found;
  const all = { start: 0, end: file.text.length };
  const manifest = declared('runtime.manifest', file.path, file, { start: 0, end: 0 });
  const lockSource = lock === undefined ? undefined : (question.files.read(lock) ?? { path: lock, text: '' });
  const lockFile = lockSource === undefined ? absent('runtime.lockFile', file)
    : declared('runtime.lockFile', lockSource.path, lockSource, { start: 0, end: 0 });
  const dependencies = lockSource === undefined ? reading.dependencies : withVersions(reading.dependencies, lockSource, question.root);
  return {
    manifest, lockFile, dependencies: declared('runtime.dependencies', dependencies, file, all), problems: reading.problems,
    files: lock === undefined ? reading.files : [...reading.files, lock],
  };
}

function withVersions(dependencies: readonly Dependency[], lock: SourceFile, root: string): readonly Dependency[] {
  const versions = lockedVersions(lock, dependencies, root);
  return dependencies.map((dependency) => {
    const version = versions.get(dependency.name) ?? dependency.version;
    return version === dependency.version ? dependency : { ...dependency, version };
  });
}

async function findManifest(question: ManifestQuestion): Promise<Found | undefined> {
  const { language, root, files } = question;
  if (language === 'python') return findPython(question);
  if (language === 'node' || language === 'bun') return findNode(question);
  if (language !== undefined && language !== 'static') return undefined;
  const hasPackage = files.has(inFolder(root, 'package.json'));
  return (await findPython(question)) ?? (hasPackage ? findNode(question) : undefined);
}

/** requirements.txt wins over every lock file; then pyproject.toml with its lock, a Pipfile, and pyproject.toml alone. */
async function findPython(question: ManifestQuestion): Promise<Found | undefined> {
  const { files, root, manifest } = question;
  const named = manifest === undefined || baseName(manifest) === 'package.json' ? undefined : files.read(manifest);
  if (named !== undefined) return readPython(question, named);
  for (const name of ['requirements.txt', 'pyproject.toml', 'Pipfile', 'pyproject.toml']) {
    const file = files.read(inFolder(root, name));
    if (file === undefined) continue;
    if (name !== 'pyproject.toml') return readPython(question, file);
    if (pythonLock(question) === undefined && files.has(inFolder(root, 'Pipfile'))) continue;
    if (await isPythonManifest(file)) return readPython(question, file);
  }
  return undefined;
}

async function readPython(question: ManifestQuestion, file: SourceFile): Promise<Found> {
  const { files } = question;
  const name = baseName(file.path);
  if (name === 'pyproject.toml') return { file, reading: await readPyproject(file), lock: pythonLock(question) };
  if (name === 'Pipfile') {
    const lock = inFolder(folderOf(file.path), 'Pipfile.lock');
    return { file, reading: await readPipfile(file), lock: files.has(lock) ? lock : undefined };
  }
  return { file, reading: readRequirementsTxt(file, (path) => files.read(path)), lock: undefined };
}

function pythonLock({ files, root, builder }: ManifestQuestion): string | undefined {
  return nearest(files, root, PYTHON_LOCKS[builder] ?? PYTHON_LOCKS['railpack'] ?? []);
}

async function findNode({ files, root }: ManifestQuestion): Promise<Found | undefined> {
  const file = files.read(inFolder(root, 'package.json'));
  if (file === undefined) return undefined;
  const reading = await readPackageManifest(file);
  const manager = reading.packageManager?.split('@')[0] ?? '';
  const locks = Object.hasOwn(MANAGER_LOCKS, manager) ? MANAGER_LOCKS[manager] : undefined;
  return { file, reading, lock: nearest(files, root, locks ?? NODE_LOCKS) };
}

/** The first of the names in the folder, or in a folder above whose lock file covers it: workspaces share one. */
function nearest(files: ProjectFiles, root: string, names: readonly string[]): string | undefined {
  for (let folder = root; ; folder = folderOf(folder)) {
    const name = names.find((candidate) => files.has(inFolder(folder, candidate)));
    if (name !== undefined && (folder === root || covers(files, inFolder(folder, name), root))) return inFolder(folder, name);
    if (folder === '') return undefined;
  }
}

/** True when a lock file above names the folder as one of its packages; classic yarn.lock leaves that to package.json. */
function covers(files: ProjectFiles, lock: string, root: string): boolean {
  const text = files.read(lock)?.text ?? '';
  const folder = folderOf(lock);
  const inner = folder === '' ? root : root.slice(folder.length + 1);
  if (['"', "'", ':'].some((end) => text.includes(`${inner}${end}`))) return true;
  const isClassic = baseName(lock) === 'yarn.lock' || baseName(lock) === 'bun.lockb';
  return isClassic && (files.read(inFolder(folder, 'package.json'))?.text.includes('"workspaces"') ?? false);
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
