/**
 * Paths of configuration files. A file may lie above the project: its folder is then `..`, `../..` and so on, and the names of those
 * folders are the last parts of the project's own path.
 */

/** A path that is written relative to a folder, from the project root; it keeps the `..` that lead out of the project. */
export function resolvePath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** A path relative to a folder, from the project root; undefined when it lies outside of the project. */
export function pathInProject(projectFolder: string, folder: string, path: string): string | undefined {
  return below(projectFolder, resolvePath(folder, path), (part, name) => part === name);
}

/** The same for a pattern: `backend/*.py` beside a project `backend` is its `*.py`. */
export function patternInProject(projectFolder: string, folder: string, pattern: string): string | undefined {
  return below(projectFolder, resolvePath(folder, pattern), matchesPart);
}

/** Goes down again into the project after the `..` that led out of it. */
function below(projectFolder: string, path: string, matches: (part: string, name: string) => boolean): string | undefined {
  const parts = path.split('/');
  const ups = parts.findIndex((part) => part !== '..');
  if (ups === 0) return path;
  if (ups === -1) return undefined;
  const names = projectFolder.split(/[\\/]/).filter((part) => part !== '').slice(-ups);
  const rest = parts.slice(ups);
  for (const [index, name] of names.entries()) {
    const part = rest[index];
    if (part === '**') return rest.slice(index).join('/');
    if (part === undefined || !matches(part, name)) return undefined;
  }
  return rest.slice(names.length).join('/');
}

/** One part of a pattern, where `*` stands for any characters. */
function matchesPart(part: string, name: string): boolean {
  const [first = '', ...others] = part.split('*');
  const last = others.pop();
  if (last === undefined) return part === name;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const found = name.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
