import { lstatSync } from 'node:fs';
import { changesSince, type Changes } from '../git/changes.ts';
import { ignoredPaths } from '../git/ignored.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { commitEntries, indexEntries, type TreeEntry } from '../git/tree-entries.ts';
import type { Notice } from '../model/project.ts';
import { filesAboveIn } from './above-commit.ts';
import { blobStore } from './blob-store.ts';
import { gitSource, hidesOthers, type Shared } from './git-source.ts';
import type { TreeSource } from './make-tree.ts';
import { folderSource } from './open-folder.ts';
import { mentionsIn, type PairSources } from './pair-sources.ts';
import type { Snapshot } from './snapshot.ts';
import { openSubmodules, submodulesIn, type Opened } from './submodules.ts';

/** A commit, as a view over the work tree: only what differs is read from git. Gives what git sees as renamed, too. */
export async function pairWorkTree(repository: Repository, commit: string): Promise<PairSources & { readonly renamed: ReadonlyMap<string, string> }> {
  const { folder, prefix } = repository;
  const [entries, own, above, after] = await Promise.all([
    commitEntries(folder, commit, prefix), changesSince(repository, commit, { kind: 'work-tree' }), filesAboveIn(folder, commit, prefix), folderSource(folder),
  ]);
  const opened = await openSubmodules(folder, entries, await sameSubmodules(folder, entries));
  const changes = await withSubmodules(own, opened);
  const there = new Set(after.walk.paths);
  const isTracked = (path: string): boolean => {
    const entry = opened.snapshot.get(path);
    return entry?.kind === 'file' && entry.repository === folder;
  };
  // Git looks into files that it tracks: what is new, a link or in a submodule is looked at here.
  const elsewhere = after.walk.paths.filter((path) => !isTracked(path) || after.walk.links.has(path));
  const notices = [...opened.missing.map(notComparable), ...leaveOutSparse(folder, opened.snapshot, { there, changes })];
  await keepFiles(folder, opened, { after, changes });

  const store = blobStore();
  const before = await gitSource(folder, opened.snapshot, { store, shared: sharedWith({ after, there }, opened.snapshot, changes) });
  await store.fetch(before.wanted);
  const load = loadEqual(before.load, { after, there });
  return {
    before: { walk: before.walk, load, ...above }, after, notices, renamed: changes.renamed,
    mentions: mentionsIn(repository, { kind: 'work-tree' }, { elsewhere, load: after.load }),
    changed: changedBetween(before.walk.paths, { after, there }, { load, isShared: (path) => before.contentOf(path) === undefined }),
  };
}

/** The work tree, and its paths as a set. */
interface Later {
  readonly after: TreeSource;
  readonly there: ReadonlySet<string>;
}

/** Says which submodules have the commit in the index that they had before: then their files are those of the work tree. */
async function sameSubmodules(folder: string, entries: ReadonlyMap<string, TreeEntry>): Promise<(path: string, id: string) => boolean> {
  const paths = [...submodulesIn(entries).keys()];
  const index = paths.length === 0 ? new Map<string, TreeEntry>() : await indexEntries(folder, paths);
  return (path, id) => index.get(path)?.id === id;
}

/** What changed in submodules that have another commit now, besides what changed in the repository itself. */
async function withSubmodules(own: Changes, { read }: Opened): Promise<Changes> {
  const paths = new Set(own.paths);
  const renamed = new Map(own.renamed);
  for (const { path, id, repository } of read) {
    const inner = await openRepository(repository).then((place) => changesSince(place, id, { kind: 'work-tree' })).catch(() => undefined);
    for (const each of inner?.paths ?? []) paths.add(`${path}/${each}`);
    for (const [from, to] of inner?.renamed ?? []) renamed.set(`${path}/${from}`, `${path}/${to}`);
  }
  return { paths, renamed };
}

function notComparable(path: string): Notice {
  return { message: `the submodule ${path} is compared as it is now: its earlier commit is not here`, path };
}

/** Files that git leaves out of a sparse work tree are not removed: they are in neither state. */
function leaveOutSparse(folder: string, snapshot: Snapshot, { there, changes }: Pick<Later, 'there'> & { readonly changes: Changes }): readonly Notice[] {
  let count = 0;
  for (const path of snapshot.keys()) {
    if (there.has(path) || changes.paths.has(path) || isOnDisk(`${folder}/${path}`)) continue;
    snapshot.delete(path);
    count += 1;
  }
  return count === 0 ? [] : [{ message: `${count} ${count === 1 ? 'file is' : 'files are'} not compared, because the work tree is sparse` }];
}

function isOnDisk(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Files that no commit will hold are the same before and now: those that git ignores by the user's own lists, and those of equal submodules. */
async function keepFiles(folder: string, { snapshot, same, missing, read }: Opened, { after, changes }: { readonly after: TreeSource; readonly changes: Changes }): Promise<void> {
  const kept = [...same, ...missing].map((path) => `${path}/`);
  const unknown = after.walk.paths.filter((path) => !snapshot.has(path) && !changes.paths.has(path));
  const inside = unknown.filter((path) => kept.some((each) => path.startsWith(each)));
  const elsewhere = [...kept, ...read.map(({ path }) => `${path}/`)];
  const ignored = await ignoredPaths(folder, unknown.filter((path) => !elsewhere.some((each) => path.startsWith(each))));
  for (const path of [...inside, ...ignored]) snapshot.set(path, { kind: 'kept', isLink: after.walk.links.has(path) });
}

/** Files that git does not see as changed. A link is the same where what it leads to is, or lies where no commit reaches. */
function sharedWith({ after, there }: Later, snapshot: Snapshot, changes: Changes): Shared {
  const isSame = (path: string): boolean => there.has(path) && snapshot.has(path) && !changes.paths.has(path);
  const isWalkShared = !after.walk.truncated && ![...changes.paths].some(hidesOthers) && after.walk.paths.every((path) => !hidesOthers(path) || snapshot.has(path));
  return {
    load: after.load, ...(isWalkShared ? { walked: after.walk } : {}),
    has: (path, target) => {
      if (!isSame(path) || target === undefined || target.kind === 'outside') return isSame(path);
      return target.kind === 'file' ? isSame(target.path) : !there.has(target.path);
    },
  };
}

/** A file that differs for git and has the same text (another mode, other line ends in the repository) is the same object. */
function loadEqual(load: TreeSource['load'], { after, there }: Later): TreeSource['load'] {
  const files = new Map<string, ReturnType<TreeSource['load']>>();
  return (path) => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const [old, now] = [load(path), there.has(path) ? after.load(path) : undefined];
    const isEqual = now !== undefined && 'text' in now && 'text' in old && now.text === old.text;
    const file = isEqual ? now : old;
    files.set(path, file);
    return file;
  };
}

function changedBetween(old: readonly string[], { after, there }: Later, { load, isShared }: { readonly load: TreeSource['load']; readonly isShared: (path: string) => boolean }): ReadonlySet<string> {
  const changed = old.filter((path) => !there.has(path) || (!isShared(path) && load(path) !== after.load(path)));
  if (old === after.walk.paths) return new Set(changed);
  const before = new Set(old);
  return new Set([...changed, ...after.walk.paths.filter((path) => !before.has(path))].sort());
}
