import type { Route } from '#rule';

/** What a GET of a path finds among the routes. */
export type Answer =
  | { readonly kind: 'served'; readonly route: Route }
  /** The framework answers with a redirect to the path with or without its last slash. */
  | { readonly kind: 'redirected'; readonly route: Route }
  | { readonly kind: 'other-method'; readonly route: Route }
  /** A route that ends like the path, with a prefix that nobody could read. */
  | { readonly kind: 'perhaps'; readonly route: Route }
  | { readonly kind: 'missing' };

/** Frameworks that redirect `/a` to `/a/`, and those that redirect both ways. */
const ADDS_SLASH = ['django', 'flask'];
const BOTH_WAYS = ['fastapi', 'starlette'];
/** Frameworks for which `/a` and `/a/` are the same. */
const SAME = ['express', 'nest', 'next'];

/** Who answers a GET of this path. */
export function answerTo(path: string, routes: readonly Route[]): Answer {
  const wanted = `/${path.split(/[?#]/)[0] ?? ''}`.replace(/^\/+/, '/');
  const exact = routes.filter((route) => route.complete && matches(route.path.value, wanted, SAME.includes(route.framework)));
  const readable = exact.find(answersGet);
  if (readable !== undefined) return { kind: 'served', route: readable };
  const slashed = routes.find((route) => route.complete && answersGet(route) && isRedirect(route, wanted));
  if (slashed !== undefined) return { kind: 'redirected', route: slashed };
  const [other] = exact;
  if (other !== undefined) return { kind: 'other-method', route: other };
  const perhaps = routes.find((route) => !route.complete && isTail(route.path.value, wanted));
  return perhaps === undefined ? { kind: 'missing' } : { kind: 'perhaps', route: perhaps };
}

function answersGet({ methods, websocket }: Route): boolean {
  return !websocket && (methods.length === 0 || methods.some((method) => method === 'GET' || method === 'ANY' || method === 'HEAD' || method === 'ALL'));
}

function matches(pattern: string, path: string, isLoose: boolean): boolean {
  const normal = (text: string) => (isLoose && text.length > 1 ? text.replace(/\/$/, '') : text);
  const [left, right] = [normal(pattern).split('/'), normal(path).split('/')];
  for (const [index, part] of left.entries()) {
    if (/^\*|^\{[^}]*(:path|\.\.\.|\*)[^}]*\}$|^<path:|^:\w+\*|^\[\.\.\./.test(part)) return true;
    if (index >= right.length) return false;
    if (part !== right[index] && !/^[:{<[]/.test(part)) return false;
  }
  return left.length === right.length;
}

function isRedirect(route: Route, wanted: string): boolean {
  if (wanted === '/') return false;
  const isBare = !wanted.endsWith('/');
  const other = isBare ? `${wanted}/` : wanted.slice(0, -1);
  if (!matches(route.path.value, other, false)) return false;
  return BOTH_WAYS.includes(route.framework) || (isBare && ADDS_SLASH.includes(route.framework));
}

function isTail(tail: string, path: string): boolean {
  const bare = tail.replace(/^[^/]*/, '').replace(/\/$/, '');
  return bare === '' || path.replace(/\/$/, '').endsWith(bare);
}
