import type { Node } from 'oxc-parser';
import { decoratorNames, isOneOff } from '../names/scope-of.ts';
import { resolve } from '../names/resolve.ts';
import { listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';

/** A container that outlives the requests that write to it. */
export interface Container {
  readonly module: Module;
  /** What it starts with. */
  readonly node: Node;
  readonly name: string;
  readonly kind: 'Map' | 'set' | 'object';
}

/** Containers of modules, and of objects that the process makes once, by the node that makes them. */
export function containersOf(project: CodeProject): ReadonlyMap<Node, Container> {
  const found = new Map<Node, Container>();
  let once: ReadonlySet<Node> | undefined;
  const note = (module: Module, name: string, value: Node | undefined) => {
    const node = value === undefined ? undefined : unwrap(value as never) as Node;
    const kind = node === undefined ? undefined : kindOf(node);
    if (node !== undefined && kind !== undefined) found.set(node, { module, node, name, kind });
  };
  for (const module of project.modules.values()) {
    if (isOneOff(project, module)) continue;
    for (const [name, binding] of module.scope.bindings) {
      // A variable that is given another one later begins anew.
      if (binding.kind === 'variable' && binding.keys.length === 0 && binding.assigned.length === 0) note(module, name, binding.initial);
    }
    for (const [owner, members] of module.members) {
      if (![...members.values()].some(holdsContainer)) continue;
      once ??= madeAtTop(project);
      if (!once.has(owner) && !isProvided(module, owner)) continue;
      for (const [name, value] of members) note(module, name, value);
    }
  }
  return found;
}

function kindOf(node: Node): Container['kind'] | undefined {
  if (node.type === 'ObjectExpression') return node.properties.length === 0 ? 'object' : undefined;
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.arguments.length > 0) return undefined;
  return node.callee.name === 'Map' ? 'Map' : node.callee.name === 'Set' ? 'set' : undefined;
}

const holdsContainer = (value: Node | undefined): boolean => value !== undefined && kindOf(unwrap(value as never) as Node) !== undefined;

/** A class of Nest's container, which makes one object of it. */
function isProvided(module: Module, owner: Node): boolean {
  const found = module.classes.find(({ node }) => node === owner);
  return found !== undefined && decoratorNames(found.node).some((name) => /^(?:Injectable|Controller|WebSocketGateway)$/.test(name));
}

/** Classes of which a module makes an object at its top; those of files that nobody opened have no containers that we know. */
function madeAtTop(project: CodeProject): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const module of project.modules.values()) {
    for (const { node, path } of module.sites) {
      if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || isInFunction(path)) continue;
      const target = listing(project, () => resolve(project, module, node.callee));
      if (target.kind === 'value') found.add(target.node);
    }
  }
  return found;
}

function isInFunction(path: Path): boolean {
  for (let above = path.up; above !== undefined; above = above.up) if (/Function|MethodDefinition/.test(above.node.type)) return true;
  return false;
}
