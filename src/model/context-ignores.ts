/**
 * Whether patterns of a .dockerignore keep a path out of the folder that is built, as Docker decides it: the last pattern that speaks of
 * the path or of a folder above it counts, `!` lets in again. A pattern that cannot be read speaks of nothing.
 * https://docs.docker.com/build/concepts/context/#dockerignore-files, https://github.com/moby/patternmatcher/blob/main/patternmatcher.go
 */
export function isIgnoredInContext(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/');
  const places = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
  let ignored = false;
  for (const pattern of patterns) {
    const inverted = pattern.startsWith('!');
    if (inverted !== ignored) continue;
    const expression = expressionOf(inverted ? pattern.slice(1) : pattern);
    if (expression !== undefined && places.some((place) => expression.test(place))) ignored = !inverted;
  }
  return ignored;
}

/** The pattern as an expression: `*` stays in one folder, `**` does not, `[...]` is a class, a backslash takes what follows literally. */
function expressionOf(pattern: string): RegExp | undefined {
  let source = '';
  let index = 0;
  while (index < pattern.length) {
    const character = pattern.charAt(index);
    if (pattern.startsWith('**', index)) {
      // Several in a row say no more than one, and would make the comparison slow.
      index += /^(?:\*\*\/)+|^\*\*/.exec(pattern.slice(index))?.[0].length ?? 2;
      source += index >= pattern.length ? '.*' : '(?:.*/)?';
      continue;
    }
    const escaped = character === '\\' && index + 1 < pattern.length;
    if (escaped) source += literal(pattern.charAt(index + 1));
    else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else source += '[]^-'.includes(character) ? character : literal(character);
    index += escaped ? 2 : 1;
  }
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return undefined;
  }
}

function literal(character: string): string {
  return /[\\.+()|{}$*?[\]^/]/.test(character) ? `\\${character}` : character;
}
