import { valueOf, type FactSet } from '#rule';

/** True where files show that a service is deployed to a platform: of several that are named the first is meant, and one that no file names is none. */
export function isDeployedTo(facts: FactSet, platform: string): boolean {
  return valueOf(facts['service.platforms'])?.[0] === platform;
}
