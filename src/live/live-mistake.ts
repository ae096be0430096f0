import { OddValue, pathText } from './value-at.ts';

/** Why there is no live state. */
export interface LiveMistake {
  /** One sentence without its period. It names the place of what is wrong, and never the value that stands there. */
  readonly message: string;
  /** The line of a file, from 1. */
  readonly line?: number;
}

/** What a reader gives, or the mistake at the first odd value; `where` says what was read. */
export function orMistake<T>(where: string, read: () => T, lineOf?: (path: OddValue['path']) => number): T | LiveMistake {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof OddValue)) throw error;
    const place = pathText(error.path);
    return { message: `${where}: ${place === '' ? 'it' : place} ${error.message}`, ...(lineOf === undefined ? {} : { line: lineOf(error.path) }) };
  }
}

/** True for a mistake, in place of what was to be read. */
export const isMistake = (read: object): read is LiveMistake => 'message' in read;
