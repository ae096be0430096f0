import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import type { Ignore } from 'ignore';

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

/** Lists the files of a project that git would not ignore. Folder links are not followed, so loops cannot happen. */
export async function walk(root: string): Promise<Walk> {
  const { default: ignore } = await import('ignore');
  const paths: string[] = [];
  const links = new Set<string>();
  const unreadable: string[] = [];
  let truncated = false;

  const visit = (folder: string, level: number, rules: readonly Rules[]): void => {
    const entries = list(root, folder);
    if (entries === undefined) {
      unreadable.push(folder === '' ? '.' : folder);
      return;
    }
    if (level > 0 && entries.some((entry) => entry.name === 'pyvenv.cfg')) return;
    const own = entries.some((entry) => entry.name === '.gitignore') ? rulesOf(root, folder, ignore()) : undefined;
    const all = own === undefined ? rules : [...rules, own];
    for (const entry of entries) {
      if (paths.length >= MOST_FILES || level >= MOST_LEVELS) {
        truncated = true;
        return;
      }
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name) && !isIgnored(`${path}/`, all)) visit(path, level + 1, all);
      } else if ((entry.isFile() || isLinkToFile(root, path, entry)) && !isIgnored(path, all)) {
        paths.push(path);
        if (entry.isSymbolicLink()) links.add(path);
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
}

function rulesOf(root: string, folder: string, matcher: Ignore): Rules | undefined {
  try {
    const path = folder === '' ? `${root}/.gitignore` : `${root}/${folder}/.gitignore`;
    if (statSync(path).size > 1_000_000) return undefined;
    return { folder, matcher: matcher.add(readFileSync(path, 'utf8')) };
  } catch {
    return undefined; // a .gitignore that cannot be read ignores nothing, as in git
  }
}

function isIgnored(path: string, all: readonly Rules[]): boolean {
  let ignored = false;
  for (const { folder, matcher } of all) {
    const verdict = matcher.test(folder === '' ? path : path.slice(folder.length + 1));
    if (verdict.ignored && !(VERSION_FILE.test(path) && verdict.rule?.pattern === '.*')) ignored = true;
    if (verdict.unignored) ignored = false;
  }
  return ignored;
}

function list(root: string, folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder === '' ? root : `${root}/${folder}`, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function isLinkToFile(root: string, path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(`${root}/${path}`).isFile();
  } catch {
    return false; // a link to nothing, or to itself
  }
}
