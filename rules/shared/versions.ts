/** The release line of a version: Node counts majors, Python minors. */
export function lineOf(version: string, language: string): string {
  const parts = version.replace(/^[^\d]*/, '').split('.');
  return parts.slice(0, language === 'node' ? 1 : 2).join('.');
}

/**
 * The line that a service is told to move to; undefined of a language for which no rule names one. Nixpacks gets no new releases, and
 * so has a newest line of its own: https://github.com/railwayapp/nixpacks/blob/f51d7fd/src/providers/node/mod.rs
 */
export function targetLine(language: string, builder: string | undefined, text: (parameter: string) => string): string | undefined {
  if (language !== 'python' && language !== 'node') return undefined;
  return text(language === 'node' && builder === 'nixpacks' ? 'nixpacks-node-target' : `${language}-target`);
}

/** The order of two versions of numbers with dots: negative when the first is older; a part that is missing counts as 0. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True where a version is a release or a later one; both are numbers with dots. */
export function isAtLeast(version: string, release: string): boolean {
  return compareVersions(version, release) >= 0;
}

function partsOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
