/** Alternatives that one pattern may expand to: `{a,b}{c,d}` multiplies, and a hostile one must not. */
const MOST_ALTERNATIVES = 64;

/** Patterns without braces: `{a,b}.js` gives `a.js` and `b.js`, in that order. Nested braces stay as they are. */
export function expandBraces(pattern: string): readonly string[] {
  let patterns = [''];
  let position = 0;
  while (position < pattern.length) {
    const open = pattern.indexOf('{', position);
    const close = open === -1 ? -1 : pattern.indexOf('}', open);
    if (close === -1) break;
    const before = pattern.slice(position, open);
    const alternatives = pattern.slice(open + 1, close).split(',');
    if (patterns.length * alternatives.length > MOST_ALTERNATIVES) break;
    patterns = patterns.flatMap((start) => alternatives.map((alternative) => start + before + alternative));
    position = close + 1;
  }
  return patterns.map((start) => start + pattern.slice(position));
}

/** True when a path matches a pattern with `*`, `?` and `**` (any number of folders); braces must be expanded before. */
export function matchesGlob(path: string, pattern: string): boolean {
  const wanted = pattern.split('/');
  let reachable = new Set([0]);
  for (const part of path.split('/')) {
    const next = new Set<number>();
    for (const index of passDoubleStars(reachable, wanted)) {
      const segment = wanted[index];
      if (segment === '**') next.add(index);
      else if (segment !== undefined && matchesSegment(part, segment)) next.add(index + 1);
    }
    reachable = next;
  }
  return passDoubleStars(reachable, wanted).has(wanted.length);
}

/** The places in the pattern that can be reached when every `**` may also stand for no folder at all. */
function passDoubleStars(places: ReadonlySet<number>, wanted: readonly string[]): ReadonlySet<number> {
  const passed = new Set(places);
  for (const place of passed) if (wanted[place] === '**') passed.add(place + 1);
  return passed;
}

/** Compares one part of a path; the last `*` takes more whenever the rest does not fit, so it never backtracks further. */
function matchesSegment(text: string, pattern: string): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (pattern[index] === '*') {
      star = index;
      starAt = at;
      index += 1;
    } else if (pattern[index] === '?' || (index < pattern.length && pattern[index] === text[at])) {
      index += 1;
      at += 1;
    } else if (star !== -1) {
      starAt += 1;
      at = starAt;
      index = star + 1;
    } else return false;
  }
  while (pattern[index] === '*') index += 1;
  return index === pattern.length;
}
