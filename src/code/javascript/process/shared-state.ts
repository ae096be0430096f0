import type { Node } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import type { Singleton } from '../../../model/facts/code.ts';
import { isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Site, VariableBinding } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';

const WRITES = new Set(['set', 'add', 'push', 'unshift']);
/** A cache may differ between copies, and lists of sockets belong to their process. */
const MAY_DIFFER = /cache|memo|registry|handler|listener|metric|loader|schema|pending|inflight|socket|connection|client|subscriber|logs?$|plugin|hook|breaker|pool/i;

/** Maps, sets, lists and objects of a module that requests write and the program reads again. */
export function readSharedState(project: CodeProject): Singleton[] {
  return sharedStates(project).map(({ binding, at }) => ({ kind: 'in-process-state', at, what: `requests write ${binding.name}, which only this process has` }));
}

/** A collection of a module, and the place at which a request writes it. */
export interface SharedState {
  readonly binding: VariableBinding;
  readonly module: Module;
  readonly site: Site;
  /** Where it is made, with its name. */
  readonly at: Known<string>;
}

/** The collections that requests write, each with the first place that does. */
export function sharedStates(project: CodeProject): readonly SharedState[] {
  const found = new Map<VariableBinding, SharedState>();
  for (const module of project.modules.values()) {
    if (isOneOff(project, module) || !holdsState(module)) continue;
    for (const { node, site } of writesOf(module)) {
      const binding = stateOf(module, node);
      if (binding === undefined || found.has(binding) || MAY_DIFFER.test(binding.name)) continue;
      if (surroundingsOf(project, site).scope !== 'request' || binding.initial === undefined) continue;
      const at = codeFact('process.singleton', { module, node: binding.initial });
      found.set(binding, { binding, module, site, at: { ...at, value: `${binding.name} = ${at.value}` } });
    }
  }
  return [...found.values()];
}

/** What is written to: `state.set(key, value)`, `state[key] = value`. */
function writesOf(module: Module): { node: Node; site: Site }[] {
  const calls = module.sites.flatMap((site) => {
    const callee = unwrap(site.node.callee);
    return callee.type === 'MemberExpression' && WRITES.has(memberName(callee) ?? '') && site.node.arguments.length > 0 ? [{ node: callee.object, site }] : [];
  });
  const assigned = module.assignments.flatMap(({ target, path }) => (target.type === 'MemberExpression' && target.computed && target.property.type !== 'Literal'
    ? [{ node: target.object, site: siteAt(module, path) }] : []));
  return [...calls, ...assigned];
}

/** A stand-in for a call, to ask when an assignment runs. */
function siteAt(module: Module, path: Path): Site {
  const callee = { type: 'Identifier' as const, name: '', start: path.node.start, end: path.node.start };
  return { module, path, node: { type: 'CallExpression', callee, arguments: [], optional: false, start: path.node.start, end: path.node.end } };
}

/** The collection at module level that a name means, when it starts empty. */
function stateOf(module: Module, node: Node): VariableBinding | undefined {
  const name = unwrap(node as never);
  if (name.type !== 'Identifier') return undefined;
  const binding = lookUp(module, name.name, name.start);
  if (binding?.kind !== 'variable' || binding.scope !== module.scope || binding.initial === undefined) return undefined;
  return isEmpty(binding) ? binding : undefined;
}

/** True for a collection that starts empty. */
function isEmpty({ initial: written }: VariableBinding): boolean {
  if (written === undefined) return false;
  const initial = unwrap(written);
  return (initial.type === 'ArrayExpression' && initial.elements.length === 0) || (initial.type === 'ObjectExpression' && initial.properties.length === 0)
    || (initial.type === 'NewExpression' && initial.callee.type === 'Identifier' && ['Map', 'Set'].includes(initial.callee.name) && initial.arguments.length === 0);
}

function holdsState({ scope }: Module): boolean {
  for (const binding of scope.bindings.values()) if (binding.kind === 'variable' && isEmpty(binding)) return true;
  return false;
}
