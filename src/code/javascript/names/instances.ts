import type { MemberExpression, Node } from 'oxc-parser';
import { listing } from '../project/code-project.ts';
import type { CodeProject, Handover, Instance, InstanceIndex } from '../project/code-project.ts';
import { scopeAt } from '../syntax/module.ts';
import type { Module, ParameterBinding, Site } from '../syntax/module.ts';
import { isFunction, keyName, memberName, returnsOf, textOf, unwrap } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import { argumentOf } from './calls.ts';
import { resolve } from './resolve.ts';

/** Methods that give their own object back, so that calls chain. */
const CHAINED = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'use', 'on', 'register', 'set', 'disable', 'enable',
  'group', 'openapi', 'onError', 'notFound', 'decorate', 'state', 'derive', 'guard', 'model', 'ws', 'listen', 'withTypeProvider', 'mount', 'doc',
  'after', 'ready', 'resolve', 'macro', 'onRequest', 'onBeforeHandle', 'onAfterHandle', 'setErrorHandler', 'addHook', 'as', 'trace', 'onStart', 'onStop']);
const DEPTH_LIMIT = 16;

/** The identity of an object: the same for every name it has. */
export function identityOf(instance: Instance): unknown {
  return instance.kind === 'made' ? instance.node : instance.binding;
}

/** The object that an expression stands for; undefined when it is none that a call makes. */
export function instanceOf(project: CodeProject, module: Module, expression: Node, depth = 0): Instance | undefined {
  const { caches: { made, listedMade }, opened } = project;
  const before = made.get(expression) ?? (opened.isListing ? listedMade.get(expression) : undefined);
  if (before !== undefined) return before.instance;
  if (depth > DEPTH_LIMIT) {
    opened.cut += 1;
    return undefined;
  }
  const { missed, cut } = opened;
  const instance = findInstance(project, module, expression, depth);
  if (cut === opened.cut || depth < DEPTH_LIMIT / 2) {
    if (missed === opened.missed) made.set(expression, { instance });
    else if (opened.isListing) listedMade.set(expression, { instance });
  }
  return instance;
}

function findInstance(project: CodeProject, module: Module, expression: Node, depth: number): Instance | undefined {
  const target = resolve(project, module, expression);
  if (target.kind === 'parameter') {
    return target.keys.length > target.binding.keys.length ? undefined : { kind: 'parameter', module: target.module, binding: target.binding };
  }
  if (target.kind !== 'value') return undefined;
  const { node } = target;
  if (node.type === 'LogicalExpression') return instanceOf(project, target.module, node.right, depth + 1);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = unwrap(node.callee);
  if (node.type === 'CallExpression' && callee.type === 'MemberExpression' && isChained(node, memberName(callee) ?? '')) {
    const inner = instanceOf(project, target.module, callee.object, depth + 1);
    if (inner !== undefined) return inner;
  }
  const called = resolve(project, target.module, callee);
  if (called.kind === 'value' && isFunction(called.node) && node.type === 'CallExpression') {
    const returned = returnsOf(called.node).map((each) => instanceOf(project, called.module, each, depth + 1)).find((each) => each !== undefined);
    if (returned?.kind === 'made') return returned;
  }
  const key = called.kind === 'external' ? `${called.name}#${called.path}` : undefined;
  return { kind: 'made', module: target.module, node, key };
}

/** `.route('/x')` gives a new object in Express and the same in Hono, where it has two arguments. */
function isChained(call: { readonly arguments: readonly unknown[] }, name: string): boolean {
  return CHAINED.has(name) || (name === 'route' && call.arguments.length > 1);
}

/** The parameter's only argument, when the parameter holds an object from a single caller. */
export function settled(project: CodeProject, instance: Instance): Instance {
  if (instance.kind === 'made') return instance;
  const argument = instance.binding.keys.length === 0 ? argumentOf(project, instance.module, instance.binding) : undefined;
  return argument === undefined ? instance : instanceOf(project, argument.module, argument.node) ?? instance;
}

export function instanceIndex(project: CodeProject): InstanceIndex {
  project.caches.instances ??= indexInstances(project);
  return project.caches.instances;
}

function indexInstances(project: CodeProject): InstanceIndex {
  const methods = new Map<unknown, Site[]>();
  const handovers = new Map<unknown, Handover[]>();
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      const callee = unwrap(site.node.callee);
      const receiver = callee.type === 'MemberExpression' ? receiverOf(project, site, callee) : undefined;
      if (receiver !== undefined) push(methods, identityOf(receiver), site);
      for (const { node, index, key } of handedNodes(site)) {
        const handed = listing(project, () => instanceOf(project, module, node));
        if (handed !== undefined) push(handovers, identityOf(handed), { site, index, key });
      }
    }
  }
  return { methods, handovers };
}

/** What a method is called on; a call that mounts or listens is worth opening files for. */
function receiverOf(project: CodeProject, { module, node }: Site, callee: MemberExpression): Instance | undefined {
  const name = memberName(callee) ?? '';
  const mounts = /^(?:use|register|listen|mount|route)$/.test(name) || (CHAINED.has(name) && textOf(node.arguments[0])?.startsWith('/') === true);
  return mounts ? instanceOf(project, module, callee.object) : listing(project, () => instanceOf(project, module, callee.object));
}

function push<T>(map: Map<unknown, T[]>, key: unknown, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

interface HandedNode {
  readonly node: Node;
  readonly index: number;
  readonly key: string | undefined;
}

function handedNodes(site: Site): HandedNode[] {
  const found: HandedNode[] = [];
  for (const [index, argument] of site.node.arguments.entries()) {
    if (argument.type === 'Identifier' || argument.type === 'MemberExpression') found.push({ node: argument, index, key: undefined });
    if (argument.type !== 'ObjectExpression') continue;
    for (const property of argument.properties) {
      if (property.type === 'Property' && property.value.type === 'Identifier') found.push({ node: property.value, index, key: keyName(property.key, property.computed) });
    }
  }
  return found;
}

/** The parameter of a function that takes an argument, or a key of it. */
export function parameterOf(module: Module, node: FunctionNode, index: number, key: string | undefined): ParameterBinding | undefined {
  let scope = node.body === null ? undefined : scopeAt(module, node.body.start);
  while (scope !== undefined && scope.range.start !== node.start) scope = scope.parent;
  for (const binding of scope?.bindings.values() ?? []) {
    if (binding.kind !== 'parameter' || binding.owner !== node || binding.index !== index) continue;
    if (key === undefined ? binding.keys.length === 0 : binding.keys.length === 1 && binding.keys[0] === key) return binding;
  }
  return undefined;
}
