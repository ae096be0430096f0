import type { ProjectFiles } from '../../model/files.ts';

const OWN = /^revision\b[^=\n]*=\s*["']([^"']+)["']/m;
const EARLIER = /^down_revision\b[^=\n]*=\s*(.+(?:\n[^=\n]*)?)/m;

/**
 * The revisions of an Alembic folder, each after those that it follows. Only two lines of each file are looked at, as hundreds of files
 * would take long to parse; a folder whose lines tell no order has none.
 */
export function alembicOrder(paths: readonly string[], files: ProjectFiles): readonly string[] {
  const revisions = new Map<string, { readonly path: string; readonly earlier: readonly string[] }>();
  for (const path of paths) {
    const text = files.read(path)?.text ?? '';
    const [, own] = OWN.exec(text) ?? [];
    if (own === undefined) continue;
    const [, list = ''] = EARLIER.exec(text) ?? [];
    const [line = ''] = list.startsWith('(') || list.startsWith('[') ? list.split(/[)\]]/) : list.split(/[#\n]/);
    revisions.set(own, { path, earlier: [...line.matchAll(/["']([^"']+)["']/g)].map(([, name = '']) => name) });
  }
  const ordered: string[] = [];
  const seen = new Set<string>();
  // Walked from each revision down to the first one without recursion: histories are hundreds of files long.
  for (const start of revisions.keys()) {
    const stack = [start];
    while (stack.length > 0) {
      const name = stack.at(-1) ?? '';
      const waiting = (revisions.get(name)?.earlier ?? []).filter((each) => revisions.has(each) && !seen.has(each) && !stack.includes(each));
      if (waiting.length > 0) {
        stack.push(...waiting);
        continue;
      }
      stack.pop();
      const path = revisions.get(name)?.path;
      if (!seen.has(name) && path !== undefined) ordered.push(path);
      seen.add(name);
    }
  }
  return ordered;
}
