import { derive, renamed, valueOf, type Known, type Service } from '#rule';
import type { Demand } from './connection-demand.ts';
import { isTold } from './told.ts';

/** While a platform replaces a version it keeps the old one beside the new one; a volume belongs to one of them only. */
export function whileDeployed(total: Known<number>, demands: readonly Demand[], platforms: readonly string[]): Known<number> | undefined {
  const doubled = demands.flatMap((demand) => (isTold(demand.total) && overlaps(demand.service, platforms) ? [demand.total] : []));
  const [largest] = doubled.toSorted((a, b) => b.value - a.value);
  if (largest === undefined) return undefined;
  const name = 'connections of old and new version';
  return demands.length === 1 ? derive(name, [total], (connections) => 2 * connections) : derive(name, [total, renamed(largest, 'connections of an old version')], (connections, again) => connections + again);
}

/** True while a deployment keeps the old version beside the new one. */
export function overlaps({ facts }: Service, platforms: readonly string[]): boolean {
  const [platform] = valueOf(facts['service.platforms']) ?? [];
  return platform !== undefined && platforms.includes(platform) && facts['deploy.volumeMount']?.state !== 'known';
}
