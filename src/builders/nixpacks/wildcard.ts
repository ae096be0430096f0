/** Longer than any real pattern. */
const LONGEST = 500;

/**
 * True when a path matches a pattern of `*` and `?`. As in nixpacks, both also stand for slashes:
 * https://docs.rs/globset/latest/globset/struct.GlobBuilder.html#method.literal_separator
 */
export function matchesWildcard(pattern: string, path: string): boolean {
  if (pattern.length > LONGEST) return false;
  let patternAt = 0;
  let star = -1;
  let retry = 0;
  let at = 0;
  while (at < path.length) {
    const wanted = pattern[patternAt];
    if (wanted === '*') {
      star = patternAt;
      retry = at;
      patternAt += 1;
    } else if (wanted === '?' || (wanted !== undefined && wanted === path[at])) {
      patternAt += 1;
      at += 1;
    } else if (star !== -1) {
      retry += 1;
      at = retry;
      patternAt = star + 1;
    } else return false;
  }
  while (pattern[patternAt] === '*') patternAt += 1;
  return patternAt === pattern.length;
}
