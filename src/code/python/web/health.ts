import type { Known } from '../../../model/fact.ts';
import type { FoundRoute } from './route-tree.ts';

/** Names that are given to nothing but health checks, best first. */
const CERTAIN = ['health', 'healthz', 'healthcheck', 'health-check', 'health_check', 'livez', 'readyz', 'liveness', 'readiness', 'heartbeat',
  '__heartbeat__', '__lbheartbeat__', '_health', '_healthz', '_healthcheck', '_status'];
/** Names that are a health check only near the root. */
const LIKELY = ['live', 'alive', 'ready', 'ping', 'up', 'status'];

/** The routes that answer a health check: no parameters, GET, nobody has to log in; the best one first. */
export function healthRoutes(routes: readonly FoundRoute[]): readonly Known<string>[] {
  const ranked = routes.flatMap((route) => {
    const rank = rankOf(route);
    return rank === undefined ? [] : [{ route, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.route.path.value.length - b.route.path.value.length);
  const seen = new Set<string>();
  return ranked.flatMap(({ route }) => {
    if (seen.has(route.path.value)) return [];
    seen.add(route.path.value);
    return [{ ...route.path, name: 'health route' }];
  });
}

function rankOf(route: FoundRoute): number | undefined {
  const path = route.path.value;
  if (!route.complete || route.websocket || route.guarded || /[{<:*(]/.test(path)) return undefined;
  if (!route.methods.some((method) => method === 'GET' || method === 'ANY')) return undefined;
  const segments = path.toLowerCase().split('/').filter((each) => each !== '');
  const last = segments.at(-1) ?? '';
  const certain = CERTAIN.indexOf(last);
  const own = segments.filter((each) => each !== 'api' && !/^v\d+$/.test(each));
  if (certain !== -1) return (own.length === 1 ? 0 : 100) + certain;
  const likely = LIKELY.indexOf(last);
  if (likely === -1) return undefined;
  if (own.length === 1) return 50 + likely;
  return own.slice(0, -1).some((each) => CERTAIN.includes(each)) ? 120 + likely : undefined;
}
