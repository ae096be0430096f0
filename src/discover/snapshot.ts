/** What a state of a project holds under a path. */
export type SnapshotEntry =
  /** A blob of git; `repository` is the folder where git finds it. */
  | { readonly kind: 'file' | 'link'; readonly id: string; readonly repository: string }
  /** A file that git does not know or that another tree holds: it is taken from there. */
  | { readonly kind: 'kept'; readonly isLink: boolean };

/** A state of a project by path from its root, before anything is left out. */
export type Snapshot = Map<string, SnapshotEntry>;

/** Where a link leads. */
export type LinkTarget =
  | { readonly kind: 'file'; readonly path: string }
  /** Out of the project: an absolute path, or one from the project root. */
  | { readonly kind: 'outside'; readonly place: string }
  /** To a folder, to nothing, or round in a circle. */
  | { readonly kind: 'none'; readonly path: string };

/** As many links as Linux follows: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const MOST_HOPS = 40;

/** Follows a link, and the links on its way, as the disk would. `textOf` gives what a link says. */
export function followLink(snapshot: Snapshot, textOf: (path: string) => string, link: string): LinkTarget {
  let left = link.split('/');
  const way: string[] = [];
  let hops = 0;
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (way.pop() === undefined) return { kind: 'outside', place: ['..', ...left].join('/') };
      continue;
    }
    const path = [...way, part].join('/');
    if (snapshot.get(path)?.kind !== 'link') {
      way.push(part);
      continue;
    }
    hops += 1;
    const text = textOf(path);
    if (hops > MOST_HOPS) return { kind: 'none', path };
    if (text.startsWith('/')) return { kind: 'outside', place: [text, ...left].join('/') };
    left = [...text.split('/'), ...left];
  }
  const path = way.join('/');
  const kind = snapshot.get(path)?.kind;
  return kind === 'file' || kind === 'kept' ? { kind: 'file', path } : { kind: 'none', path };
}
