import type { FactSet } from '#rule';

/** True where the platform was asked: what neither a file nor its answer says is certainly not set, and nothing else can be in the dashboard. */
export function isAsked(facts: FactSet): boolean {
  return facts['live.service']?.state === 'known';
}
