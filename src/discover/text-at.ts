import { readFileSync } from 'node:fs';
import type { SourceFile } from '../model/source-file.ts';
import { UsageError } from '../usage-error.ts';
import { fileOfBytes } from './file-text.ts';

/** A text file that the user names, wherever it lies; a pipe is read to its end. A UsageError where there is none. */
export function textAt(path: string): SourceFile {
  const read = readable(path);
  const file = Buffer.isBuffer(read) ? fileOfBytes(read, path) : { message: `${path} cannot be read: ${read}` };
  if ('text' in file) return file;
  throw new UsageError(file.message, '`optimize railway pull --output FILE` writes the file that is meant here', 'live-file');
}

function readable(path: string): Buffer | string {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { ENOENT: 'there is none', EISDIR: 'it is a folder', EACCES: 'it is not allowed' }[code] ?? code;
  }
}
