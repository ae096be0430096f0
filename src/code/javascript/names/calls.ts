import { listing } from '../project/code-project.ts';
import type { CodeProject, ExpressionPlace } from '../project/code-project.ts';
import { openCallers } from '../project/callers.ts';
import { argumentAt, isFunction } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import type { Module, ParameterBinding, Site } from '../syntax/module.ts';
import { resolve } from './resolve.ts';

/** Calls of a function of a module; files that load the module are opened for it. */
export function callsOf(project: CodeProject, module: Module, node: FunctionNode): readonly Site[] {
  openCallers(project, module, node);
  project.caches.calls ??= indexCalls(project);
  return project.caches.calls.get(node) ?? [];
}

function indexCalls(project: CodeProject): ReadonlyMap<FunctionNode, readonly Site[]> {
  const calls = new Map<FunctionNode, Site[]>();
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      const called = listing(project, () => calledFunction(project, site));
      if (called === undefined) continue;
      const before = calls.get(called);
      if (before === undefined) calls.set(called, [site]);
      else before.push(site);
    }
  }
  return calls;
}

/** The local function (or constructor) that a call runs. */
export function calledFunction(project: CodeProject, { module, node }: Site): FunctionNode | undefined {
  const target = resolve(project, module, node.callee);
  if (target.kind !== 'value') return undefined;
  if (isFunction(target.node)) return target.node;
  if (node.type !== 'NewExpression' || (target.node.type !== 'ClassDeclaration' && target.node.type !== 'ClassExpression')) return undefined;
  const constructor = target.node.body.body.find((element) => element.type === 'MethodDefinition' && element.kind === 'constructor');
  return constructor?.type === 'MethodDefinition' ? constructor.value : undefined;
}

/** What the only caller passes for a parameter; undefined when there are more callers, or none that we see. */
export function argumentOf(project: CodeProject, module: Module, binding: ParameterBinding): ExpressionPlace | undefined {
  const calls = callsOf(project, module, binding.owner);
  const [call] = calls;
  if (call === undefined || calls.length > 1) return undefined;
  const node = argumentAt(call.node, binding.index);
  return node === undefined ? undefined : { module: call.module, node };
}

