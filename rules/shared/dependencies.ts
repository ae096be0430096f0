import { permits, valueOf, type Dependency, type Fact } from '#rule';
import { isAtLeast } from './versions.ts';

/** True where what is asked for settles on a release or a later one, or may do so. */
export function mayBeAtLeast({ version, specifier }: Dependency, release: string): boolean {
  return version === undefined ? permits(specifier, release) : isAtLeast(version, release);
}

/** The dependency of a name, of the manifest that counts; one for development only is none. */
export function dependencyNamed({ 'runtime.dependencies': dependencies }: { readonly 'runtime.dependencies'?: Fact<readonly Dependency[]> | undefined }, name: string): Dependency | undefined {
  return valueOf(dependencies)?.find((dependency) => dependency.name === name && dependency.kind !== 'development');
}
