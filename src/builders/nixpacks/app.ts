import type { Environment } from '../../model/environment.ts';
import type { Fact } from '../../model/fact.ts';
import { joinPath } from '../../model/files.ts';
import type { ProjectFiles } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** The folder that nixpacks builds, with its variables; every path below is relative to that folder. */
export interface App {
  readonly files: ProjectFiles;
  /** Folder from the project root, '' for the root. */
  readonly root: string;
  readonly environment: Environment;
  /** Name of the folder itself; undefined when nobody knows it. */
  readonly name: string | undefined;
}

export function hasFile(app: App, path: string): boolean {
  const full = joinPath(app.root, path);
  return full !== undefined && full !== '' && app.files.has(full);
}

export function hasFolder(app: App, path: string): boolean {
  const full = joinPath(app.root, path);
  return full !== undefined && full !== '' && app.files.hasFolder(full);
}

export function readFile(app: App, path: string): SourceFile | undefined {
  const full = joinPath(app.root, path);
  return full === undefined ? undefined : app.files.read(full);
}

/** The text of a file, '' where there is none. */
export function textOf(app: App, path: string): string {
  return readFile(app, path)?.text ?? '';
}

/** True when one of the files holds these words in any case, comments included: nixpacks searches the plain text. */
export function mentions(app: App, paths: readonly string[], words: string): boolean {
  return paths.some((path) => textOf(app, path).toLowerCase().includes(words));
}

/** The files that match, in the order of nixpacks's walk: folder by folder, names sorted. */
export function findFiles(app: App, matches: (path: string) => boolean): readonly string[] {
  const prefix = app.root === '' ? 0 : app.root.length + 1;
  const found = app.files.below(app.root).map((path) => path.slice(prefix)).filter(matches);
  return found.sort(compareWalk);
}

/** The folders that match, in the order of nixpacks's walk. */
export function findFolders(app: App, matches: (path: string) => boolean): readonly string[] {
  const folders = new Set<string>();
  for (const path of findFiles(app, () => true)) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) folders.add(path.slice(0, slash));
  }
  return [...folders].filter(matches).sort(compareWalk);
}

/** The value of NIXPACKS_<name>, without the line breaks that nixpacks drops. */
export function settingOf(app: App, name: string): string | undefined {
  const fact = settingFact(app, name);
  return fact?.state === 'known' ? fact.value.replaceAll('\n', '') : undefined;
}

/** The fact behind NIXPACKS_<name>; undefined when nothing sets it. */
export function settingFact(app: App, name: string): Fact<string> | undefined {
  const fact = app.environment.get(`NIXPACKS_${name}`);
  return fact?.state === 'absent' ? undefined : fact;
}

function compareWalk(left: string, right: string): number {
  const others = right.split('/');
  for (const [index, name] of left.split('/').entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    if (name !== other) return name < other ? -1 : 1;
  }
  return -1;
}
