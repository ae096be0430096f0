import { placeOfFinding } from '../place.ts';
import { repositoryPlace } from '../repository-place.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { code } from './escape.ts';

/** `path:line` of a finding from the root of the repository, the path alone where something is missing from a file; '' for no file of it. */
export function placeCode({ finding, service }: ShownFinding, prefix: string): string {
  const place = placeOfFinding(finding, service);
  const at = place === undefined ? undefined : repositoryPlace(place, prefix);
  if (at === undefined) return '';
  return code(at.isWholeFile ? at.path : `${at.path}:${at.start.line}`);
}
