import type { Ignore } from 'ignore';

/** Larger files are no .gitignore. */
export const LARGEST_IGNORE_FILE = 1_000_000;

/** Folders that hold no source of the project: dependencies, builds, caches. */
const SKIPPED_FOLDERS = new Set([
  '.git', '.hg', '.svn', 'node_modules', 'bower_components', '.venv', 'virtualenv', 'site-packages', '__pycache__', '.tox', '.nox',
  '.mypy_cache', '.pytest_cache', '.ruff_cache', '.next', '.nuxt', '.svelte-kit', '.turbo', '.cache', '.parcel-cache', '.yarn',
  '.pnpm-store', '.gradle', '.terraform', '.idea', 'coverage', '.eggs',
]);

/** Files that projects commit although a `.*` in .gitignore hides every name with a dot in front. */
const VERSION_FILE = /(^|\/)\.(python-version|nvmrc|node-version|tool-versions|ruby-version|dockerignore)$/;

/** A walk stops here: what is larger is no project that somebody deploys from one folder. */
const MOST_FILES = 200_000;
const MOST_LEVELS = 40;

/** What a walk found. */
export interface Walk {
  /** Paths from the root with forward slashes, sorted. */
  readonly paths: readonly string[];
  /** Those of them that are links, which may lead out of the project. */
  readonly links: ReadonlySet<string>;
  /** True when the walk stopped at its limits. */
  readonly truncated: boolean;
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
}

/** A name in a folder. Sockets and devices are none. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/** Folders that can be walked: of a disk, or of a commit. Paths from the project root, '' is the root. */
export interface Folders {
  /** What lies in a folder; undefined where that cannot be listed. */
  list(folder: string): readonly FolderEntry[] | undefined;
  /** True where a link leads to a file that exists, inside the project or not. */
  isLinkToFile(path: string): boolean;
  /** The text of a .gitignore; undefined where it cannot be read or is too large to be one. */
  ignoreFile(path: string): string | undefined;
}

/** Lists the files of a project that git would not ignore. Folder links are not followed, so loops cannot happen. */
export async function walk(folders: Folders): Promise<Walk> {
  const { default: ignore } = await import('ignore');
  const paths: string[] = [];
  const links = new Set<string>();
  const unreadable: string[] = [];
  let truncated = false;

  const visit = (folder: string, level: number, rules: readonly Rules[]): void => {
    const entries = folders.list(folder);
    if (entries === undefined) {
      unreadable.push(folder === '' ? '.' : folder);
      return;
    }
    if (level > 0 && entries.some((entry) => entry.name === 'pyvenv.cfg')) return;
    // Git does not follow a .gitignore that is a link: https://git-scm.com/docs/gitignore#_notes
    const own = entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file') ? rulesOf(folders, folder, ignore()) : undefined;
    const all = own === undefined ? rules : [...rules, own];
    for (const { name, kind } of entries) {
      if (paths.length >= MOST_FILES || level >= MOST_LEVELS) {
        truncated = true;
        return;
      }
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') {
        if (!SKIPPED_FOLDERS.has(name) && !isIgnored(`${path}/`, all)) visit(path, level + 1, all);
      } else if (name !== '.git' && !isIgnored(path, all) && (kind === 'file' || folders.isLinkToFile(path))) {
        paths.push(path);
        if (kind === 'link') links.add(path);
      }
    }
  };

  visit('', 0, []);
  return { paths: paths.sort(), links, truncated, unreadable };
}

/** The ignore rules of one folder. */
interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
  /** True where no pattern speaks of folders: then names alone are asked for, and most names are known already. */
  readonly isOfNames: boolean;
}

/** A .gitignore that cannot be read ignores nothing, as in git. */
function rulesOf(folders: Folders, folder: string, matcher: Ignore): Rules | undefined {
  const text = folders.ignoreFile(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
  if (text === undefined) return undefined;
  return { folder, matcher: matcher.add(text), isOfNames: text.split('\n').every((line) => line.startsWith('#') || !/\/.*[^\s/]/.test(line)) };
}

function isIgnored(path: string, all: readonly Rules[]): boolean {
  let ignored = false;
  for (const { folder, matcher, isOfNames } of all) {
    const start = isOfNames ? path.lastIndexOf('/', path.length - 2) + 1 : folder === '' ? 0 : folder.length + 1;
    const verdict = matcher.test(path.slice(start));
    if (verdict.ignored && !(VERSION_FILE.test(path) && verdict.rule?.pattern === '.*')) ignored = true;
    if (verdict.unignored) ignored = false;
  }
  return ignored;
}
