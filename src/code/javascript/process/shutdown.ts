import type { Known } from '../../../model/fact.ts';
import { isOneOff } from '../names/scope-of.ts';
import { calledKeys, placeOf, sitesNamed } from '../names/sites.ts';
import { listedKey, resolve } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Site } from '../syntax/module.ts';
import { memberName, textOf, unwrap } from '../syntax/tree.ts';

/** Functions of packages that close the server on SIGTERM. */
const HANDLERS = /^(?:@godaddy\/terminus#createTerminus|close-with-grace#|http-terminator#createHttpTerminator|http-graceful-shutdown#|stoppable#|fastify-graceful-shutdown#|exit-hook#|async-exit-hook#|node-graceful-shutdown#|lightship#createLightship|@gquittet\/graceful-server#)/;
const PLUGINS = /graceful-shutdown|close-with-grace/;

/** What handles SIGTERM in the program. */
export function readShutdownHandlers(project: CodeProject): Known<string>[] {
  const found: Site[] = [];
  for (const [key, sites] of calledKeys(project)) if (HANDLERS.test(key)) found.push(...sites);
  found.push(...sitesNamed(project, 'enableShutdownHooks', 'register', 'on', 'once', 'addListener').filter((site) => handlesSignal(project, site.module, site)));
  return found.filter(({ module }) => !isOneOff(project, module)).map((site) => codeFact('web.shutdownHandler', placeOf(site)));
}

function handlesSignal(project: CodeProject, module: Module, { node }: Site): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  const name = memberName(callee);
  const [first] = node.arguments;
  if (name === 'enableShutdownHooks') return true;
  if (first === undefined) return false;
  if (name === 'register') {
    const target = resolve(project, module, first);
    return target.kind === 'external' && PLUGINS.test(target.name);
  }
  if (!/^(?:on|once|addListener)$/.test(name ?? '') || !/^(?:global#process\.|process#)/.test(listedKey(project, module, callee) ?? '')) return false;
  return textOf(first) === 'SIGTERM' || (first.type === 'Identifier' && listsSignal(project, module, first.name, first.start));
}

/** `for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)` and the same with forEach. */
function listsSignal(project: CodeProject, module: Module, name: string, offset: number): boolean {
  const binding = lookUp(module, name, offset);
  if (binding?.kind === 'variable' && binding.initial === undefined) return module.file.text.slice(Math.max(0, binding.scope.range.start - 1), binding.scope.range.end).includes('SIGTERM') || /SIGTERM/.test(module.file.text);
  if (binding?.kind !== 'parameter') return false;
  const site = module.sites.find(({ node }) => node.arguments.some((argument) => argument === binding.owner));
  const callee = site === undefined ? undefined : unwrap(site.node.callee);
  const list = callee?.type === 'MemberExpression' ? resolve(project, module, callee.object) : undefined;
  return list?.kind === 'value' && list.node.type === 'ArrayExpression' && list.node.elements.some((element) => textOf(element) === 'SIGTERM');
}
