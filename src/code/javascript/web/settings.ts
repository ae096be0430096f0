import type { DebugSetting, HostAllowlist } from '../../../model/facts/code.ts';
import type { Known } from '../../../model/fact.ts';
import { baseName } from '../../../model/files.ts';
import { isOneOff } from '../names/scope-of.ts';
import { resolve } from '../names/resolve.ts';
import { calledKeys, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { contains, isFunction, memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';

const REDIRECTS = /^(?:express-sslify#|express-force-https#|express-enforces-ssl#|express-force-ssl#|heroku-ssl-redirect#|koa-sslify#|ssl-express-www#|koa-force-https#)/;

/** Middleware that answers plain HTTP with a redirect. */
export function readHttpsRedirects(project: CodeProject): Known<string>[] {
  const found: Site[] = [];
  for (const [key, sites] of calledKeys(project)) if (REDIRECTS.test(key)) found.push(...sites);
  found.push(...sitesNamed(project, 'use', 'addHook').filter((site) => isRedirect(project, site.module, site)));
  return found.filter(({ module }) => !isOneOff(project, module)).map((site) => codeFact('web.httpsRedirect', placeOf(site)));
}

/** `app.use((req, res, next) => { if (req.headers['x-forwarded-proto'] !== 'https') res.redirect('https://...') })` */
function isRedirect(project: CodeProject, module: Module, { node }: Site): boolean {
  const last = node.arguments.at(-1);
  if (last === undefined) return false;
  const target = resolve(project, module, last);
  if (target.kind !== 'value' || !isFunction(target.node) || !target.module.file.text.slice(target.node.start, target.node.end).includes('redirect')) return false;
  const looks = contains(target.node, (inner) => textOf(inner) === 'x-forwarded-proto' || memberName(inner) === 'secure');
  // A path that it names is one that it treats in another way: the health check's, as a rule.
  if (contains(target.node, (inner) => textOf(inner)?.startsWith('/') === true)) return false;
  return looks && contains(target.node, (inner) => inner.type === 'CallExpression' && memberName(unwrap(inner.callee)) === 'redirect'
    && inner.arguments.some((argument) => module.file.text.slice(argument.start, argument.end).includes('https://')));
}

/** Debug settings that answer with what only developers should see. */
export function readDebugSettings(project: CodeProject): DebugSetting[] {
  const pages = sitesOf(project, 'errorhandler#').filter((site) => !isOneOff(project, site.module) && !isConditional(site));
  return pages.map((site) => ({ at: codeFact('web.debug', placeOf(site)), framework: 'express', always: true }));
}

function isConditional({ path }: Site): boolean {
  for (let current = path.up; current !== undefined; current = current.up) {
    if (['IfStatement', 'ConditionalExpression', 'LogicalExpression'].includes(current.node.type)) return true;
  }
  return false;
}

/** Hosts that Vite answers to. https://vite.dev/config/server-options#server-allowedhosts */
export function readHostAllowlists(project: CodeProject): HostAllowlist[] {
  const { files, root } = project.input;
  const found: HostAllowlist[] = [];
  for (const path of files.below(root).filter((each) => /^vite\.config\.[cm]?[jt]s$/.test(baseName(each)) && !each.includes('node_modules/'))) {
    const module = files.read(path)?.text.includes('allowedHosts') === true ? project.opened.open(path) : undefined;
    if (module !== undefined) found.push(...allowlistsIn(project, module));
  }
  return found;
}

function allowlistsIn(project: CodeProject, module: Module): HostAllowlist[] {
  const found: HostAllowlist[] = [];
  for (const statement of module.program.body) {
    contains(statement, (node) => {
      if (node.type !== 'ObjectExpression') return false;
      const written = ownProperty(node, 'allowedHosts');
      if (written === undefined) return false;
      const target = resolve(project, module, written);
      const at = codeFact('web.hostAllowlist', { module, node: written });
      if (target.kind === 'value' && target.node.type === 'Literal') found.push({ at, framework: 'vite', hosts: target.node.value === true ? ['*'] : [], complete: true });
      else if (target.kind !== 'value' || target.node.type !== 'ArrayExpression') found.push({ at, framework: 'vite', hosts: [], complete: false });
      else {
        const hosts = target.node.elements.map((element) => textOf(element));
        found.push({ at, framework: 'vite', hosts: hosts.filter((host) => host !== undefined), complete: hosts.every((host) => host !== undefined) });
      }
      return false;
    });
  }
  return found;
}
