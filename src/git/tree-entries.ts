import { UsageError } from '../usage-error.ts';
import { git, partsOf } from './git-run.ts';
import { stagedIndex } from './staged-index.ts';

/** What a commit or the index holds under a path. */
export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'submodule';
  /** Of the blob, or of the commit of a submodule. */
  readonly id: string;
  /** The folder where git finds it. */
  readonly repository: string;
}

/** As many characters a mode has, and an id at least; types of objects are shorter. */
const MODE = 6;
const SHORTEST_ID = 40;

const KINDS = new Map<string, TreeEntry['kind']>([['100644', 'file'], ['100755', 'file'], ['100664', 'file'], ['120000', 'link'], ['160000', 'submodule']]);

/** The entries of a commit below a prefix (`services/api/`), by path from there. Empty where the folder is not in the commit. */
export async function commitEntries(folder: string, commit: string, prefix: string): Promise<Map<string, TreeEntry>> {
  const places = prefix === '' ? [] : ['--', prefix];
  return entriesIn(await answer(folder, ['ls-tree', '-r', '-z', '--full-tree', commit, ...places]), folder, prefix.length);
}

/** The entries of the index below a folder; of a file in conflict the own side. `paths` from the folder, all by default. */
export async function indexEntries(folder: string, paths: readonly string[] = []): Promise<Map<string, TreeEntry>> {
  const stdout = await answer(folder, ['ls-files', '--stage', '-z', '--', ...paths], await stagedIndex(folder));
  const own = partsOf(stdout).filter((part) => /^\d+ [0-9a-f]+ [02]\t/.test(part));
  return entriesIn(own.join('\0'), folder, 0);
}

/** Lines of ls-tree (`mode type id TAB path`) and of ls-files --stage (`mode id stage TAB path`). */
function entriesIn(answer: string, repository: string, prefixLength: number): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const part of partsOf(answer)) {
    const tab = part.indexOf('\t');
    const space = part.indexOf(' ', MODE + 1);
    const kind = KINDS.get(part.slice(0, MODE));
    const id = space > SHORTEST_ID ? part.slice(MODE + 1, space) : part.slice(space + 1, tab);
    if (kind !== undefined) entries.set(part.slice(tab + 1 + prefixLength), { kind, id, repository });
  }
  return entries;
}

async function answer(folder: string, words: readonly string[], index?: string): Promise<string> {
  const { isDone, stdout, complaint } = await git(folder, words, { index });
  if (isDone) return stdout;
  throw new UsageError(`git does not list the files of a commit: ${complaint}`, '`git fsck` shows what the repository lacks', 'git');
}
