/** The names of our configuration files. */
export const CONFIG_FILES: readonly string[] = ['optimize.yaml', 'optimize.yml', 'optimize.toml'];

/** The file that is a configuration where it has our key. */
export const MANIFEST = 'package.json';

/** Our key of it. */
export const PACKAGE_KEY = 'optimize';

/** True for a manifest with our key. One that is no JSON is not ours to judge. */
export function hasPackageKey(manifest: string): boolean {
  if (!manifest.includes(`"${PACKAGE_KEY}"`)) return false;
  try {
    const value: unknown = JSON.parse(manifest);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, PACKAGE_KEY);
  } catch {
    return false;
  }
}
