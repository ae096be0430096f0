import { folderOf } from '../model/files.ts';

/** Folders whose files show something and are not deployed. */
const ASIDE = /(^|\/)(tests?|__tests__|spec|fixtures?|examples?|samples?|docs?|templates?|\.devcontainer|\.github|vendor|third_party|e2e|benchmarks?|dist|build|_?archived?|_?archives|_?backups?|_?old|_?deprecated|_?trash)(\/|$)/i;

/** True for folders whose files show something and are not deployed: tests, examples, documents. */
export function isAside(folder: string): boolean {
  return ASIDE.test(folder);
}

/** True for a file in such a folder, as seen from the folder of a service: one that lies among examples has its own files. */
export function liesAside(path: string, root = ''): boolean {
  return isAside(folderOf(root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path));
}
