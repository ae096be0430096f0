/** The release line of a version: Node counts majors, Python minors. */
export function lineOf(version: string, language: string): string {
  const parts = version.replace(/^[^\d]*/, '').split('.');
  return parts.slice(0, language === 'node' ? 1 : 2).join('.');
}
