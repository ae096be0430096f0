import type { ProjectFiles } from '../../src/model/files.ts';

/** Project files from an object of paths and texts, as the readers see them. */
export function filesOf(texts: Readonly<Record<string, string>>): ProjectFiles {
  const paths = Object.keys(texts).sort();
  const below = (folder: string) => (folder === '' ? paths : paths.filter((path) => path.startsWith(`${folder}/`)));
  return {
    paths,
    has: (path) => Object.hasOwn(texts, path),
    hasFolder: (path) => below(path).length > 0,
    read: (path) => {
      const text = texts[path];
      return text === undefined ? undefined : { path, text };
    },
    below,
  };
}
