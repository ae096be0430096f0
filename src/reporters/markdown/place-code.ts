import { placeOfFinding, platformOfFinding } from '../place.ts';
import { repositoryPlace } from '../repository-place.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { code } from './escape.ts';

/** `path:line` of a finding from the root of the repository, the path alone where something is missing from a file, its place on the platform where it is in no file; '' for none. */
export function placeCode({ finding, service }: ShownFinding, prefix: string): string {
  const place = placeOfFinding(finding, service);
  const at = place === undefined ? undefined : repositoryPlace(place, prefix);
  if (at === undefined) return code(platformOfFinding(finding));
  return code(at.isWholeFile ? at.path : `${at.path}:${at.start.line}`);
}
