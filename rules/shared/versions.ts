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
