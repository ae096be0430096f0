import { relative, sep } from 'node:path';

/** A path as the project calls it: from a folder, with forward slashes. A backslash stays where it is part of a name. */
export function pathFrom(folder: string, full: string): string {
  return relative(folder, full).split(sep).join('/');
}
