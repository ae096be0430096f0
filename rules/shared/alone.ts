import { valueOf, type FactSet, type Singleton } from '#rule';
import { recordsIn } from './records.ts';

/** Why nothing speaks for a second copy of a process beside the first; undefined where nothing does and its code was read. */
export function reasonToStayAlone(facts: FactSet): string | undefined {
  if (facts['deploy.volumeMount']?.state === 'known') return 'it has a volume, which belongs to one copy at a time';
  const kept = recordsIn(facts['process.singletons']);
  if (kept === undefined) return 'what the process keeps to itself was not read';
  return kept[0]?.what;
}

/** What a process keeps to itself, of the kinds that are asked for. */
export function keptInProcess(facts: FactSet, kinds: readonly string[]): readonly Singleton[] {
  return (valueOf(facts['process.singletons']) ?? []).filter(({ kind }) => kinds.includes(kind));
}
