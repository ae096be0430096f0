import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { codeOf, reasonOf } from './reasons.ts';

/** Writes a file that the user names for a result, whole or not at all; an old one of that name gives way. */
export function writeOutput(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const because = codeOf(error) === 'ENOENT' ? 'its folder is not there' : reasonOf(error);
    throw new UsageError(`${path} cannot be written: ${because}`, 'name a file in a folder that is there and may be written');
  }
}
