import type { Position } from '../../text/range.ts';
import type { RepositoryPlace } from '../repository-place.ts';
import type { ArtifactLocation, Location, Region } from './log.ts';

/** The name that SARIF has for the root of the sources. */
export const ROOT = '%SRCROOT%';

/** Where a place is, without what makes it a location of its own. */
export function physicalLocation({ path, start, end }: RepositoryPlace): Location['physicalLocation'] {
  return { artifactLocation: artifactLocation(path), region: region(start, end) };
}

/** A file as a relative URI; every character that a URI has another use for is encoded, part by part. */
export function artifactLocation(path: string): ArtifactLocation {
  return { uri: path.replaceAll(/\p{Surrogate}/gu, '\ufffd').split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** A region from its first character to the one behind its last. */
export function region(start: Position, end: Position): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
