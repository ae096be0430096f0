import { valueOf, type FactSet } from '#rule';

/** True where files show that the service is deployed to Railway. One of which no file says where it goes may be built by anybody. */
export function isOnRailway(facts: FactSet): boolean {
  return valueOf(facts['service.platforms'])?.[0] === 'railway';
}
