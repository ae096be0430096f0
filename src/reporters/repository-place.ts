import { joinPath } from '../model/files.ts';
import type { Position } from '../text/range.ts';
import type { Subject } from './format.ts';
import { platformOfFinding, remarkedPlace, type Place } from './place.ts';
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

/** Where a finding is remarked on. Undefined where it is about what is on the platform alone, where no file was read, and where none lies in the repository. */
export function placeInRepository(each: ShownFinding, subject: Scope): RepositoryPlace | undefined {
  const { finding, service } = each;
  const place = remarkedPlace(finding, service);
  const own = place === undefined ? undefined : repositoryPlace(place, subject.prefix);
  return own ?? (platformOfFinding(finding) === '' ? firstFile(service.files, subject) : undefined);
}

/**
 * The same for a format that shows no finding without a file: what is on the platform alone stands for its service as a whole, at the file
 * that Railway reads of it where there is one.
 */
export function placeOrFile(each: ShownFinding, subject: Scope): RepositoryPlace | undefined {
  const { files } = each.service;
  return placeInRepository(each, subject) ?? firstFile([...files.filter((path) => RAILWAY_FILE.test(path)), ...files], subject);
}

const RAILWAY_FILE = /(?:^|\/)(?:railway\.(?:json|toml)|\.railway\/railway\.ts)$/;

type Scope = Pick<Subject, 'report' | 'prefix'>;

/** The first of some files, else of another service, that lies in the repository, as a whole. */
function firstFile(files: readonly string[], { report, prefix }: Scope): RepositoryPlace | undefined {
  for (const file of [...files, ...report.services.flatMap((other) => other.service.files)]) {
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
