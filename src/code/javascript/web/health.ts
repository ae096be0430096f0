import type { Known } from '../../../model/fact.ts';
import type { Route } from '../../../model/facts/code.ts';

/** Names of health routes, best first; the second list says it only near the root. */
const CERTAIN = ['health', 'healthz', 'healthcheck', 'health-check', 'health_check', '_health', 'livez', 'readyz', 'liveness', 'readiness'];
const SHALLOW = ['ping', 'live', 'ready', 'alive', 'up', 'status', 'heartbeat', '_ping', '_status', 'check'];

/** Paths of routes that answer a health check, best first. */
export function healthRoutes(routes: readonly Route[]): Known<string>[] {
  const ranked = routes.flatMap((route) => {
    const rank = rankOf(route);
    return rank === undefined ? [] : [{ path: route.path, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.path.value.length - b.path.value.length || (a.path.value < b.path.value ? -1 : 1));
  const seen = new Set<string>();
  return ranked.flatMap(({ path }) => {
    if (seen.has(path.value)) return [];
    seen.add(path.value);
    return [path];
  });
}

function rankOf({ path, methods, complete, websocket }: Route): number | undefined {
  if (!complete || websocket || /[:*{(]/.test(path.value) || !(methods.includes('GET') || methods.includes('ANY') || methods.includes('HEAD'))) return undefined;
  const segments = path.value.toLowerCase().split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  const certain = CERTAIN.indexOf(last);
  if (certain !== -1 && segments.length <= 4) return certain;
  if (segments.length > 1 && segments.at(-2)?.startsWith('health') === true && (certain !== -1 || SHALLOW.includes(last))) return CERTAIN.length;
  const shallow = SHALLOW.indexOf(last);
  const isShallow = segments.length === 1 || (segments.length <= 3 && segments.slice(0, -1).every((segment) => /^(?:api|v\d+|internal|public)$/.test(segment)));
  return shallow !== -1 && isShallow ? CERTAIN.length + 1 + shallow : undefined;
}
