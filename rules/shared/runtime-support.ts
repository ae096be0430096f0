import { permits, releaseLine, type Lifecycle } from '#rule';
import { compareVersions, lineOf } from './versions.ts';

/** What the dates say of a release: supported, ended on a day, so old that the table left it out, or nothing. */
export type Support =
  | { readonly kind: 'supported' }
  | { readonly kind: 'ended'; readonly line: string; readonly since: string | undefined }
  | { readonly kind: 'unknown' };

/** Words for a release that is always a supported one: Railpack's default for Node is `lts`. */
const MOVING = new Set(['lts', 'lts/*', 'latest', 'stable', 'current']);

const SUPPORTED: Support = { kind: 'supported' };

/** Whether a release of a language gets security fixes on a day; the last day still counts. */
export function supportOf(lifecycle: Lifecycle, version: string, asOf: string): Support {
  if (MOVING.has(version)) return SUPPORTED;
  const line = releaseLine(lifecycle, version);
  if (line !== undefined) return line.endOfLife >= asOf ? SUPPORTED : { kind: 'ended', line: line.line, since: line.endOfLife };
  const order = lifecycle.lines.map((each) => compareVersions(version, each.line));
  if (order.every((each) => each > 0)) return SUPPORTED; // newer than the table
  return order.every((each) => each < 0) ? { kind: 'ended', line: version, since: undefined } : { kind: 'unknown' };
}

/** The newest line of the table that a range allows. */
export function newestAllowed({ lines }: Lifecycle, range: string): string | undefined {
  return lines.map(({ line }) => line).filter((line) => permits(range, line)).toSorted(compareVersions).at(-1);
}

/** The release line that a request as written begins with: `>=18.2` gives 18 for Node; a word such as `lts` is its own. */
export function lineAsked(written: string, language: string): string {
  const [version] = /\d+(?:\.\d+)*/.exec(written) ?? [];
  return version === undefined ? written : lineOf(version, language);
}
