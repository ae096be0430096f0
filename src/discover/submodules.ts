import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../git/git-run.ts';
import { commitEntries, type TreeEntry } from '../git/tree-entries.ts';
import type { Snapshot } from './snapshot.ts';

/** A state with its submodules opened. */
export interface Opened {
  readonly snapshot: Snapshot;
  /** Submodules that were read at another commit than the one that is compared with, to be compared by themselves. */
  readonly read: readonly { readonly path: string; readonly id: string; readonly repository: string }[];
  /** Submodules whose files are those of the other state. */
  readonly same: readonly string[];
  /** Submodules whose commit is not here. */
  readonly missing: readonly string[];
}

/** The entries that are submodules. */
export function submodulesIn(entries: ReadonlyMap<string, TreeEntry>): ReadonlyMap<string, TreeEntry> {
  const found = new Map<string, TreeEntry>();
  for (const [path, entry] of entries) if (entry.kind === 'submodule') found.set(path, entry);
  return found;
}

/**
 * Puts the files of submodules into the files of a repository, in their place: `entries` become the snapshot. `isSame` says which ones
 * are not read because they do not differ.
 */
export async function openSubmodules(
  folder: string, entries: Map<string, TreeEntry>, isSame: (path: string, id: string) => boolean,
): Promise<Opened> {
  const snapshot = entries as Map<string, unknown> as Snapshot; // it holds no submodule in the end
  const opened = { snapshot, read: [] as Opened['read'][number][], same: [] as string[], missing: [] as string[] };
  for (const [path, { id }] of submodulesIn(entries)) {
    snapshot.delete(path);
    if (isSame(path, id)) {
      opened.same.push(path);
      continue;
    }
    const repository = await repositoryWith(folder, path, id);
    if (repository === undefined) {
      opened.missing.push(path);
      continue;
    }
    opened.read.push({ path, id, repository });
    const inner = await openSubmodules(repository, await commitEntries(repository, id, ''), () => false);
    for (const [below, entry] of inner.snapshot) snapshot.set(`${path}/${below}`, entry);
    opened.missing.push(...inner.missing.map((below) => `${path}/${below}`));
  }
  return opened;
}

/** The repository of a submodule, where it has a commit: in its folder, or where git keeps those that are not checked out. */
async function repositoryWith(folder: string, path: string, id: string): Promise<string | undefined> {
  const asked = await git(folder, ['rev-parse', '--git-common-dir', '--show-prefix']);
  const [common = '', prefix = ''] = asked.stdout.split('\n');
  const kept = join(common.startsWith('/') ? common : join(folder, common), 'modules', prefix, path);
  for (const place of [join(folder, path), kept]) {
    if (place !== kept && !existsSync(join(place, '.git'))) continue;
    if (!existsSync(place)) continue;
    const { isDone } = await git(place, ['cat-file', '-e', `${id}^{commit}`]);
    if (isDone) return place;
  }
  return undefined;
}
