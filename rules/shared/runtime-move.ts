import { permits, type Dependency, type ProposedFix } from '#rule';
import { advised } from './advised.ts';
import { listed } from './words.ts';

/** Packages whose pinned release does not work with the version that is to come. */
export function tooOld(dependencies: readonly Dependency[], ranges: readonly string[]): readonly Dependency[] {
  const limits = new Map(ranges.map((range) => [range.split(' ')[0] ?? '', range.split(' ').slice(1).join(' ')]));
  return dependencies.filter(({ name, version, kind, language }) => {
    const limit = limits.get(name);
    return kind === 'production' && language === 'python' && version !== undefined && limit !== undefined && permits(limit, version);
  });
}

/** A version that the pinned packages do not work with would only break the build: a person moves both together. */
export function moveTo(line: string, { version, old }: { readonly version: string; readonly old: readonly Dependency[] }): ProposedFix {
  if (old.length > 0) {
    const title = `Move to ${line} together with newer releases of ${listed(old.map(({ name }) => name))}: those that are pinned do not work with it`;
    return advised(title);
  }
  return { title: `Move to ${line}`, applicability: 'review', change: { kind: 'set-fact', fact: 'runtime.version', value: version } };
}
