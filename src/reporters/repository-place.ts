import { joinPath } from '../model/files.ts';
import type { Position } from '../text/range.ts';
import type { Subject } from './format.ts';
import { fileOfFinding, type Place } from './place.ts';
import { lineOf, positionsOf } from './position.ts';
import type { ShownFinding } from './shown-finding.ts';

/** A place as a service of CI takes it: the path from the root of the repository, lines and columns from 1, the end exclusive. */
export interface RepositoryPlace {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  /** True where the finding is about the file as a whole, or about something that is missing from it: the place is its first line. */
  readonly isWholeFile: boolean;
}

/**
 * Where a finding is anchored, always in a file that exists: its own place, else the first file of its service, else of another one.
 * Undefined only when no file was read at all, or none lies in the repository.
 */
export function placeInRepository({ finding, service }: ShownFinding, { report, prefix }: Pick<Subject, 'report' | 'prefix'>): RepositoryPlace | undefined {
  const place = fileOfFinding(finding, service);
  const own = place === undefined ? undefined : repositoryPlace(place, prefix);
  if (own !== undefined) return own;
  for (const file of [...service.files, ...report.services.flatMap((other) => other.service.files)]) {
    const path = joinPath(prefix, file);
    if (path !== undefined) return { path, ...FIRST_CHARACTER, isWholeFile: true };
  }
  return undefined;
}

const FIRST_CHARACTER = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } as const;

/** A place from the root of the repository; undefined where its file lies outside. A whole file is its first line. */
export function repositoryPlace({ file, range }: Place, prefix: string): RepositoryPlace | undefined {
  const path = joinPath(prefix, file.path);
  if (path === undefined) return undefined;
  if (range !== undefined) return { path, ...positionsOf(file, range), isWholeFile: false };
  return { path, start: FIRST_CHARACTER.start, end: { line: 1, column: lineOf(file, 1).length + 1 }, isWholeFile: true };
}
