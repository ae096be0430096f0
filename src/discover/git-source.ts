import { resolve } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import { isMedia, type BlobStore, type WantedBlob } from './blob-store.ts';
import { isSameList } from '../text/same-list.ts';
import { fileOfBytes, linkOut, sizeLimit, tooLarge } from './file-text.ts';
import { isFileAt } from './open-folder.ts';
import { followLink, type LinkTarget, type Snapshot } from './snapshot.ts';
import { LARGEST_IGNORE_FILE, walk, type FolderEntry, type Walk } from './walk.ts';

/** Files of another tree that are the same in this one: they are taken from there, and not read from git. */
export interface Shared {
  has(path: string, target?: LinkTarget): boolean;
  load(path: string): SourceFile | Problem;
  /** The walk of the other tree, where nothing that hides files differs: what it found is found here. */
  readonly walked?: Walk;
}

/** A state that git holds, walked; its files can be loaded once `wanted` is fetched. */
export interface GitSource {
  readonly walk: Walk;
  readonly wanted: readonly WantedBlob[];
  readonly load: (path: string) => SourceFile | Problem;
  /** What a path holds: the id of a blob, where its link leads, or undefined for a file that is shared. */
  readonly contentOf: (path: string) => string | undefined;
}

/** True for a file that makes a walk leave out others. */
export function hidesOthers(path: string): boolean {
  return /(^|\/)(\.gitignore|pyvenv\.cfg)$/.test(path);
}

/** What is asked of the paths of a state, whoever holds their content. */
interface Paths {
  readonly blobOf: (path: string) => WantedBlob | undefined;
  readonly textOf: (path: string) => string | undefined;
  readonly isLink: (path: string) => boolean;
  readonly isShared: (path: string) => boolean;
  readonly targetOf: (path: string) => LinkTarget;
  /** Where the content of a path lies: its own, or that of its link's target; undefined outside. */
  readonly placeOf: (path: string) => string | undefined;
}

/** A state that git holds: its snapshot, the blobs that were read, the files of another tree, and the project's folder. */
interface State {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly store: BlobStore;
  readonly shared: Shared;
}

/** Makes the files of a state that git holds. `root` is the project's folder, where links out of it are looked after. */
export async function gitSource(root: string, snapshot: Snapshot, { store, shared }: { readonly store: BlobStore; readonly shared: Shared }): Promise<GitSource> {
  const state = { root, snapshot, store, shared };
  const paths = pathsOf(state);
  const { blobOf, isLink, isShared, placeOf } = paths;
  const steering = [...snapshot.keys()].filter((path) => isLink(path) || (path.endsWith('.gitignore') && !isShared(path)));
  await store.fetch(steering.flatMap((path) => blobOf(path) ?? []));
  const found = await walkState(state, paths);
  const wanted = found.paths.filter((path) => !isShared(path)).flatMap((path) => {
    const place = placeOf(path);
    return place === undefined || (place !== path && isShared(place)) ? [] : blobOf(place) ?? [];
  });
  return {
    walk: found, wanted, load: (path) => loadFrom(path, state, paths),
    contentOf: (path) => (isShared(path) ? undefined : blobOf(placeOf(path) ?? '')?.id ?? `out ${path}`),
  };
}

function pathsOf({ snapshot, store, shared }: State): Paths {
  const blobOf = (path: string): WantedBlob | undefined => {
    const entry = snapshot.get(path);
    return entry === undefined || entry.kind === 'kept' ? undefined : { id: entry.id, repository: entry.repository, path };
  };
  const textOf = (path: string): string | undefined => store.get(blobOf(path)?.id ?? '')?.bytes?.toString('utf8');
  const targets = new Map<string, LinkTarget>();
  const targetOf = (path: string): LinkTarget => {
    const target = targets.get(path) ?? followLink(snapshot, (link) => textOf(link) ?? '', path);
    targets.set(path, target);
    return target;
  };
  const isLink = (path: string): boolean => snapshot.get(path)?.kind === 'link';
  const isShared = (path: string): boolean => snapshot.get(path)?.kind === 'kept' || shared.has(path, isLink(path) ? targetOf(path) : undefined);
  const placeOf = (path: string): string | undefined => {
    if (!isLink(path)) return path;
    const target = targetOf(path);
    return target.kind === 'file' ? target.path : undefined;
  };
  return { blobOf, textOf, isLink, isShared, targetOf, placeOf };
}

/** Lists the files of a state as a walk of its checkout would; what another walk found already is not walked again. */
async function walkState({ root, snapshot, store, shared }: State, { blobOf, textOf, isLink, isShared, targetOf }: Paths): Promise<Walk> {
  const known = shared.walked;
  const visible = new Set((known?.paths ?? []).filter((path) => !hidesOthers(path) && !isLink(path) && isShared(path)));
  const folders = foldersIn(snapshot, visible);
  const rest = await walk({
    list: (folder) => folders.get(folder) ?? [],
    isLinkToFile: (path) => {
      const target = targetOf(path);
      // What lies outside is not in this state: what is there now decides, as it does where the state is checked out.
      return isShared(path) || target.kind === 'file' || (target.kind === 'outside' && isFileAt(resolve(root, target.place)));
    },
    ignoreFile: (path) => {
      const blob = store.get(blobOf(path)?.id ?? '');
      if (blob !== undefined) return blob.size > LARGEST_IGNORE_FILE ? undefined : textOf(path);
      const file = isShared(path) ? shared.load(path) : undefined;
      return file !== undefined && 'text' in file ? file.text : undefined;
    },
  });
  if (visible.size === 0) return rest;
  const links = [...known?.links ?? []].filter((path) => visible.has(path));
  const paths = [...visible, ...rest.paths].sort();
  return { ...rest, paths: known !== undefined && isSameList(paths, known.paths) ? known.paths : paths, links: new Set([...rest.links, ...links]) };
}

function loadFrom(path: string, { store, shared }: State, { blobOf, isShared, placeOf }: Paths): SourceFile | Problem {
  if (isShared(path)) return shared.load(path);
  const place = placeOf(path);
  if (place === undefined) return linkOut(path);
  if (place !== path && isShared(place)) {
    const file = shared.load(place);
    return 'text' in file ? { path, text: file.text } : { ...file, path, message: file.message.replace(place, path) };
  }
  const blob = store.get(blobOf(place)?.id ?? '');
  if (blob === undefined && !isMedia(place)) return { kind: 'unreadable', path, message: `${path} cannot be read: git does not have it` };
  if (blob !== undefined && blob.size > sizeLimit(path)) return tooLarge(path, blob.size);
  return fileOfBytes(blob?.bytes ?? Buffer.alloc(1), path); // a file that is not fetched is no text
}

/** The folders of a state without the files that are known to be visible; what hides other files is always there. */
function foldersIn(snapshot: Snapshot, visible: ReadonlySet<string>): ReadonlyMap<string, readonly FolderEntry[]> {
  const folders = new Map<string, FolderEntry[]>([['', []]]);
  const listOf = (folder: string): FolderEntry[] => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const list: FolderEntry[] = [];
    folders.set(folder, list);
    const slash = folder.lastIndexOf('/');
    listOf(slash === -1 ? '' : folder.slice(0, slash)).push({ name: folder.slice(slash + 1), kind: 'folder' });
    return list;
  };
  for (const [path, entry] of snapshot) {
    if (visible.has(path)) continue;
    const slash = path.lastIndexOf('/');
    const kind = entry.kind === 'link' || (entry.kind === 'kept' && entry.isLink) ? 'link' : 'file';
    listOf(slash === -1 ? '' : path.slice(0, slash)).push({ name: path.slice(slash + 1), kind });
  }
  return folders;
}
