import { permits, valueOf, type Dependency, type FactSet } from '#rule';

/** True where a version is a release or a later one; both are numbers with dots. */
export function isAtLeast(version: string, release: string): boolean {
  const [own, wanted] = [version, release].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (const [index, part] of (wanted ?? []).entries()) {
    const difference = (own?.[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** True where what is asked for settles on a release or a later one, or may do so. */
export function mayBeAtLeast({ version, specifier }: Dependency, release: string): boolean {
  return version === undefined ? permits(specifier, release) : isAtLeast(version, release);
}

/** The dependency of a name, of the manifest that counts. */
export function dependencyNamed(facts: FactSet, name: string): Dependency | undefined {
  return valueOf(facts['runtime.dependencies'])?.find((dependency) => dependency.name === name && dependency.kind !== 'development');
}
