import type { Repository } from '../git/repository.ts';
import { commitEntries, indexEntries } from '../git/tree-entries.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import { isSameList } from '../text/same-list.ts';
import { filesAboveIn } from './above-commit.ts';
import { blobStore } from './blob-store.ts';
import { gitSource, type GitSource } from './git-source.ts';
import type { PairRange } from './pair-range.ts';
import { mentionsIn, type PairSources } from './pair-sources.ts';
import type { Snapshot } from './snapshot.ts';
import { openSubmodules } from './submodules.ts';

/** Two states that git holds: a commit, and another one or the index. A blob of both is one object. */
export async function pairCommits(repository: Repository, range: PairRange): Promise<PairSources> {
  const { folder, prefix } = repository;
  const later = range.after === 'index' ? '' : range.head;
  const [old, now, aboveOld, aboveNow] = await Promise.all([
    commitEntries(folder, range.commit, prefix), later === '' ? indexEntries(folder) : commitEntries(folder, later, prefix),
    filesAboveIn(folder, range.commit, prefix), filesAboveIn(folder, later, prefix),
  ]);
  const [openedOld, openedNow] = await Promise.all([openSubmodules(folder, old, () => false), openSubmodules(folder, now, () => false)]);
  const missing = [...new Set([...openedOld.missing, ...openedNow.missing])].sort();
  for (const { snapshot } of [openedOld, openedNow]) leaveOut(snapshot, missing);

  const store = blobStore();
  const shared = { has: () => false, load: (path: string): never => { throw new Error(`${path} is not shared`); } };
  const before = await gitSource(folder, openedOld.snapshot, { store, shared });
  const after = await gitSource(folder, openedNow.snapshot, { store, shared });
  await store.fetch([...before.wanted, ...after.wanted]);
  const paths = isSameList(before.walk.paths, after.walk.paths) ? after.walk.paths : before.walk.paths; // one list is indexed once
  const files = new Map<string, SourceFile | Problem>();
  const load = loadOnce(after, files);
  // Git looks neither into links nor into submodules.
  const elsewhere = after.walk.paths.filter((path) => {
    const entry = openedNow.snapshot.get(path);
    return entry?.kind !== 'file' || entry.repository !== folder;
  });
  return {
    before: { walk: paths === after.walk.paths ? { ...before.walk, paths } : before.walk, load: loadOnce(before, files), ...aboveOld },
    after: { walk: after.walk, load, ...aboveNow },
    mentions: mentionsIn(repository, later === '' ? { kind: 'index' } : { kind: 'commit', id: later }, { elsewhere, load }),
    changed: changedBetween(before, after),
    notices: missing.map((path) => ({ message: `the submodule ${path} is left out: its commit is not here`, path })),
  };
}

/** Takes the files of folders out of a state. */
function leaveOut(snapshot: Snapshot, folders: readonly string[]): void {
  if (folders.length === 0) return;
  for (const path of snapshot.keys()) if (folders.some((folder) => path.startsWith(`${folder}/`))) snapshot.delete(path);
}

/** The same path with the same content is the same object, whichever state it is asked of. */
function loadOnce({ load, contentOf }: GitSource, files: Map<string, SourceFile | Problem>): (path: string) => SourceFile | Problem {
  return (path) => {
    const key = `${path}\0${contentOf(path)}`;
    const file = files.get(key) ?? load(path);
    files.set(key, file);
    return file;
  };
}

function changedBetween(before: GitSource, after: GitSource): ReadonlySet<string> {
  const old = new Set(before.walk.paths);
  const now = new Set(after.walk.paths);
  const paths = [...new Set([...before.walk.paths, ...after.walk.paths])].sort();
  return new Set(paths.filter((path) => !old.has(path) || !now.has(path) || before.contentOf(path) !== after.contentOf(path)));
}
