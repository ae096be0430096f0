import type { MetricsEndpoint } from '../../../model/facts/protection.ts';
import { isOneOff } from '../names/scope-of.ts';
import { keyOf } from '../names/resolve.ts';
import { objectAt, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { ownProperty, textOf } from '../syntax/tree.ts';

/** Words of a handler that asks who is calling. */
const ASKS = /auth|token|secret|api_?key|password|sendStatus\(40[13]\)|status\(40[13]\)|\bip\b/i;

/** Paths that give the numbers of prom-client away. */
export function readMetricsEndpoints(project: CodeProject): MetricsEndpoint[] {
  const own = sitesNamed(project, 'get').filter((site) => isMetricsRoute(site) && !isOneOff(project, site.module));
  const bundles = sitesOf(project, 'express-prom-bundle#').filter((site) => !isOneOff(project, site.module));
  const plugins = sitesNamed(project, 'register').filter(({ module, node: { arguments: [first] } }) => first !== undefined && keyOf(project, module, first) === 'fastify-metrics#');
  return [
    ...own.map((site) => ({ at: codeFact('web.metrics', placeOf(site)), path: textOf(site.node.arguments[0]) ?? '', guarded: isGuarded(project, site) })),
    ...bundles.flatMap((site) => ofOptions(project, site, { index: 0, name: 'metricsPath', off: 'autoregister' })),
    ...plugins.flatMap((site) => ofOptions(project, site, { index: 1, name: 'endpoint', off: 'endpoint' })),
  ];
}

/** A route of that name whose file writes the numbers out: `register.metrics()`. */
function isMetricsRoute({ node, module }: Site): boolean {
  return /^(?:\/[\w-]+)*\/metrics\/?$/.test(textOf(node.arguments[0]) ?? '') && node.arguments.length > 1 && /\.metrics\(\)|prom-client/.test(module.file.text)
    && /\.metrics\(\)/.test(module.file.text.slice(node.start, node.end));
}

/** Middleware before the handler, a handler that looks at who is calling, or middleware on that path. */
function isGuarded(project: CodeProject, { node, module }: Site): boolean {
  const path = textOf(node.arguments[0]);
  if (node.arguments.length > 2 || ASKS.test(module.file.text.slice(node.start, node.end))) return true;
  return sitesNamed(project, 'use').some((site) => textOf(site.node.arguments[0]) === path);
}

function ofOptions(
  project: CodeProject, site: Site, { index, name, off }: { readonly index: number; readonly name: string; readonly off: string },
): readonly MetricsEndpoint[] {
  const at = codeFact('web.metrics', placeOf(site));
  if (site.node.arguments.length <= index) return [{ at, path: '/metrics', guarded: false }];
  const options = objectAt(project, site, index)?.node;
  if (options?.type !== 'ObjectExpression' || options.properties.some((property) => property.type === 'SpreadElement')) return [];
  const [path, switched] = [ownProperty(options, name), ownProperty(options, off)];
  if (switched !== undefined && textOf(switched) === undefined) return [];
  return path !== undefined && textOf(path) === undefined ? [] : [{ at, path: textOf(path) ?? '/metrics', guarded: false }];
}
