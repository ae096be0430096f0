import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A hash over names, contents, modes and links of a folder: equal before and after means that nothing was written. */
export function treeHash(root: string): string {
  const hash = createHash('sha256');
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const stat = lstatSync(path);
      hash.update(`${path} ${stat.mode} ${stat.size} ${stat.mtimeMs}\n`);
      if (stat.isSymbolicLink()) hash.update(readlinkSync(path));
      else if (stat.isDirectory()) visit(path);
      else if (stat.isFile() && (stat.mode & 0o400) !== 0) hash.update(readFileSync(path));
    }
  };
  visit(root);
  return hash.digest('hex');
}
