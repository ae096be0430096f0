import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `templates/` of the package lies: beside `src/` while developing, beside `dist/` in the bundle. */
const FOLDERS = ['../../../templates/', '../templates/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The text of a template by its path below `templates/`, undefined where there is none. */
export function readTemplate(path: string): string | undefined {
  for (const folder of FOLDERS) {
    try {
      return readFileSync(folder + path, 'utf8');
    } catch {
      // the other folder, or none
    }
  }
  return undefined;
}
