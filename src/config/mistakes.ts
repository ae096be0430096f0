import type { SourceFile } from '../model/source-file.ts';
import { positionAt, type Range } from '../text/range.ts';
import { UsageError } from '../usage-error.ts';

/** Something wrong in a configuration file. */
export interface Mistake {
  readonly range: Range;
  /** What is wrong, no period. */
  readonly message: string;
  /** What is right; a search for what was meant is made only for the mistake that is shown. */
  readonly hint: string | (() => string);
}

/** Throws the first mistake by its place, if there is any; the message begins with `optimize.yaml:4:3` and counts the others. */
export function throwFirst(file: SourceFile, mistakes: readonly Mistake[]): void {
  const [first] = [...mistakes].sort((a, b) => a.range.start - b.range.start);
  if (first === undefined) return;
  const more = mistakes.length === 1 ? '' : ` (and ${mistakes.length - 1} more in this file)`;
  const hint = typeof first.hint === 'string' ? first.hint : first.hint();
  throw configError(`${placeIn(file, first.range)}: ${first.message}${more}`, hint);
}

/** The error of a configuration that cannot count. */
function configError(message: string, hint: string): UsageError {
  return new UsageError(message, hint, 'config');
}

/** A place as it is printed, `optimize.yaml:4:3`. */
function placeIn(file: SourceFile, range: Range): string {
  const { line, column } = positionAt(file.text, range.start);
  return `${file.path}:${line}:${column}`;
}
