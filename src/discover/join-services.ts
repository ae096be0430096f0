import type { LiveService, LiveState } from '../model/live-state.ts';
import type { ServiceRoot } from './services.ts';

/** Which service on the platform each local one is, as far as that is certain: by the name, or because there is one on both sides. */
export function joinServices(roots: readonly ServiceRoot[], { services }: LiveState): ReadonlyMap<ServiceRoot, LiveService> {
  return new Map(roots.flatMap((root) => {
    const same = services.find(({ name }) => name.toLowerCase() === root.name.toLowerCase());
    const own = services.filter(({ source }) => source?.image === undefined);
    const found = same ?? (roots.length === 1 && own.length === 1 ? own[0] : undefined);
    return found === undefined ? [] : [[root, found] as const];
  }));
}
