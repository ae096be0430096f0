import { baseName } from '../model/files.ts';
import type { FileTree } from './file-tree.ts';
import type { TreeSource } from './make-tree.ts';
import { contains, isCode } from './ownership.ts';

/** Files that speak of folders and lead no reader of code or commands there: texts, locks, lists of services, CI. */
const SPEAKS_ONLY = /(^|\/)(README[^/]*|CHANGELOG[^/]*|LICENSE[^/]*|CODEOWNERS|[^/]*\.(mdx?|rst|csv|svg|html?|css|scss|ipynb|lock|snap|po|tsv)|(docker-)?compose[^/]*\.ya?ml|render\.yaml|turbo\.json|nx\.json|lerna\.json|renovate\.json|pnpm-workspace\.yaml|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|\.gitlab-ci\.yml|\.pre-commit-config\.yaml|\.git[a-z]+|\.[a-z]+ignore)$|(^|\/)(\.github|\.circleci|\.changeset|\.vscode|\.railway)\//i;

/** Texts for people: no reader looks for one, so that each is read only by a service whose files name it. */
const FOR_PEOPLE = /(^|\/)(README|CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|LICENSE|SECURITY)(\.txt)?$|\.(md|mdx|rst)$/i;

/** True for a file that counts only where another one names it. */
export function isForPeople(path: string): boolean {
  return FOR_PEOPLE.test(path);
}

/** True for a file through which a service can come to use what it mentions. */
export function carriesMention(path: string): boolean {
  return !SPEAKS_ONLY.test(path);
}

/**
 * Words of which a file holds one when it uses what lies in a folder: the folder's own name, which every path and every Python import
 * into it has, and the names of the npm packages inside. Undefined where there is none to look for.
 */
export function wordsFor(roots: readonly string[], trees: readonly FileTree[]): readonly string[] | undefined {
  const words = new Set(roots.filter((root) => root !== '').map(baseName));
  const inner = roots.filter((root) => root !== '');
  for (const tree of trees) {
    for (const path of tree.paths.filter((each) => each.endsWith('package.json') && inner.some((root) => contains(root, each)))) {
      const name = packageName(tree.read(path)?.text);
      if (name !== undefined) words.add(name);
    }
  }
  return [...words].some((word) => !/^[\p{L}\p{N}_. @/-]+$/u.test(word)) ? undefined : [...words].sort();
}

/** Those of some files that use one of some words as the name of a folder, a module or a package. */
export function filesUsing(paths: readonly string[], words: readonly string[], load: TreeSource['load']): readonly string[] {
  if (words.length === 0 || paths.length === 0) return [];
  const pattern = new RegExp(`(?<![\\w-])(?:${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\w-])`, 'g');
  return paths.filter((path) => {
    const file = load(path);
    return 'text' in file && uses(file.text, pattern, isCode(path));
  });
}

function uses(text: string, pattern: RegExp, inCode: boolean): boolean {
  for (const { index, 0: word } of text.matchAll(pattern)) {
    const [before, after] = [text.slice(Math.max(0, index - LINE), index), text.slice(index + word.length, index + word.length + LINE)];
    if (inCode ? isUsedInCode(before, after) : !/^:\s/.test(after)) return true; // `web: ...` is the name of a process or a key
  }
  return false;
}

/** As much of a line as is looked at. */
const LINE = 400;

/** In code a name is part of a path or a text, or stands in an import, which may have several lines. */
function isUsedInCode(before: string, after: string): boolean {
  if (/["'`/.@]$/.test(before)) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return /\b(import|from)\b/.test(line) || (/^[\s(]*$/.test(line) && /^\s*(as\s+\w+)?\s*[,)\\#\n]/.test(after));
}

/** The name of a package without its scope: both forms are written. */
export function packageName(text: string | undefined): string | undefined {
  try {
    const name = (JSON.parse(text ?? '') as { readonly name?: unknown } | null)?.name;
    return typeof name === 'string' && name !== '' ? baseName(name) : undefined;
  } catch {
    return undefined;
  }
}
