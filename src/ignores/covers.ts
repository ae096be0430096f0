import type { Ignore, IgnoreScope } from '../model/ignore.ts';
import { expandBraces, matchesGlob } from '../text/glob.ts';
import type { FindingPlaces } from './finding-places.ts';

/**
 * Whether an ignore is about a finding of its rule. A comment is about what begins or ends on its line, or on the next line of code,
 * with the whole of a text that begins or ends there; and, anywhere in a file, about what the file as a whole lacks.
 */
export function covers({ scope }: Pick<Ignore, 'scope'>, { places, paths, anchor }: FindingPlaces, service: string): boolean {
  if (scope.kind === 'entry') return entryCovers(scope, { paths, anchor }, service);
  const isInside = (line: number) => line >= (scope.firstLine ?? scope.line) && line <= scope.lastLine;
  return places.some(({ path, lines }) => path === scope.path && (lines === undefined || lines.some(isInside)));
}

function entryCovers(scope: Extract<IgnoreScope, { kind: 'entry' }>, { paths, anchor }: Pick<FindingPlaces, 'paths' | 'anchor'>, service: string): boolean {
  if (scope.service !== undefined && scope.service !== service) return false;
  if (scope.anchor !== undefined && scope.anchor !== anchor) return false;
  return scope.path === undefined || paths.some((path) => matchesPath(path, scope.path ?? ''));
}

/** A file, a pattern, or a folder with all that is below. */
function matchesPath(path: string, wanted: string): boolean {
  const plain = wanted.replace(/^\.\//, '').replace(/\/$/, '');
  return path === plain || path.startsWith(`${plain}/`) || expandBraces(plain).some((pattern) => matchesGlob(path, pattern));
}
