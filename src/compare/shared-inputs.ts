import type { Service } from '../model/project.ts';
import type { FactName } from '../model/facts.ts';

/** True when one of some facts of a service differs between two states; where they stand does not count, which file does. */
export function factsDiffer(before: Service, after: Service, names: readonly FactName[]): boolean {
  return names.some((name) => plain(before, name) !== plain(after, name));
}

/** A fact, and what lost against it, as text. */
function plain({ facts, overrides }: Service, name: FactName): string {
  const lost = overrides.filter((override) => override.name === name).map(({ loser }) => loser);
  return JSON.stringify([facts[name], lost], withoutPlaces) ?? '';
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === 'range' || key === 'at') return undefined;
  const isFile = key === 'file' && typeof value === 'object' && value !== null && 'path' in value;
  return isFile ? (value as { readonly path: string }).path : value;
}
