import type { Class, Expression, Node } from 'oxc-parser';
import { isSpent, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { resolveModule } from '../project/resolve-path.ts';
import { lookUp } from '../syntax/module.ts';
import type { Binding, Module, Place, VariableBinding } from '../syntax/module.ts';
import { keyName, memberName, returnsOf, isFunction, textOf, unwrap } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import { environmentMember } from './environment.ts';
import { injectedType } from './injected.ts';
import type { Target } from './target.ts';

const UNKNOWN: Target = { kind: 'unknown' };
const DEPTH_LIMIT = 24;

/** The key of something of a package, under whatever alias: `pg#Pool`, `express#`; undefined of everything else. */
export function keyOf(project: CodeProject, module: Module, expression: Node): string | undefined {
  const target = resolve(project, module, expression);
  return target.kind === 'external' ? `${target.name}#${target.path}` : undefined;
}

/** The key of something, where calls are only listed. */
export function listedKey(project: CodeProject, module: Module, expression: Node): string | undefined {
  return listing(project, () => keyOf(project, module, expression));
}

/** What an expression stands for, names followed through imports, variables and objects. */
export function resolve(project: CodeProject, module: Module, expression: Node, depth = 0): Target {
  const node = unwrap(expression as Expression);
  const { caches: { targets, listed }, opened } = project;
  const before = targets.get(node) ?? (opened.isListing ? listed.get(node) : undefined);
  if (before !== undefined) return before;
  if (depth > DEPTH_LIMIT || isSpent(project)) {
    opened.cut += 1;
    return UNKNOWN;
  }
  const { missed, cut } = opened;
  const target = resolveNode(project, module, node, depth);
  if (cut === opened.cut || depth < DEPTH_LIMIT / 2) {
    if (missed === opened.missed) targets.set(node, target);
    else if (opened.isListing) listed.set(node, target);
  }
  return target;
}

function resolveNode(project: CodeProject, module: Module, node: Node, depth: number): Target {
  switch (node.type) {
    case 'Identifier': {
      const binding = lookUp(module, node.name, node.start);
      return binding === undefined ? { kind: 'external', name: 'global', path: node.name } : resolveBinding(project, module, binding, depth + 1);
    }
    case 'MemberExpression': {
      const name = memberName(node);
      if (name === undefined) return UNKNOWN;
      if (node.object.type === 'ThisExpression') return resolveThis(project, { module, node }, name, depth + 1);
      if (node.object.type === 'MetaProperty') return { kind: 'external', name: 'import.meta', path: name };
      return member(project, resolve(project, module, node.object, depth + 1), name, depth + 1);
    }
    case 'CallExpression':
      return resolveCall(project, module, node, depth + 1);
    case 'ImportExpression': {
      const source = textOf(node.source);
      return source === undefined ? UNKNOWN : resolveImport(project, module, source, '*', depth + 1);
    }
    case 'AssignmentExpression':
      return resolve(project, module, node.right, depth + 1);
    case 'LogicalExpression': {
      const right = unwrap(node.right);
      const creates = right.type === 'NewExpression' || right.type === 'CallExpression';
      return creates ? resolve(project, module, right, depth + 1) : { kind: 'value', module, node };
    }
    default:
      return { kind: 'value', module, node };
  }
}

function resolveCall(project: CodeProject, module: Module, node: Node, depth: number): Target {
  if (node.type !== 'CallExpression') return UNKNOWN;
  const { callee } = node;
  const [first] = node.arguments;
  if (callee.type === 'Identifier' && callee.name === 'require' && lookUp(module, 'require', callee.start) === undefined) {
    const source = textOf(first);
    return source === undefined ? UNKNOWN : resolveImport(project, module, source, '=', depth);
  }
  const frozen = callee.type === 'MemberExpression' && memberName(callee) === 'freeze' && callee.object.type === 'Identifier' && callee.object.name === 'Object';
  return frozen && first !== undefined ? resolve(project, module, first, depth) : { kind: 'value', module, node };
}

function resolveBinding(project: CodeProject, module: Module, binding: Binding, depth = 0): Target {
  switch (binding.kind) {
    case 'import':
      return resolveImport(project, module, binding.source, binding.imported, depth);
    case 'variable': {
      const before = project.caches.variables.get(binding);
      if (before !== undefined) return before;
      const { missed, cut } = project.opened;
      const target = resolveVariable(project, module, binding, depth);
      if (missed === project.opened.missed && (cut === project.opened.cut || depth < DEPTH_LIMIT / 2)) project.caches.variables.set(binding, target);
      return target;
    }
    case 'parameter':
      return { kind: 'parameter', module, binding, keys: binding.keys };
    default:
      return { kind: 'value', module, node: binding.node };
  }
}

function resolveVariable(project: CodeProject, module: Module, binding: VariableBinding, depth: number): Target {
  const initial = binding.initial === undefined || isNothing(binding.initial) ? assignedValue(binding) : binding.initial;
  if (initial === undefined) return UNKNOWN;
  let target = resolve(project, module, initial, depth + 1);
  for (const key of binding.keys) target = member(project, target, key, depth + 1);
  return target;
}

function isNothing(expression: Expression): boolean {
  const node = unwrap(expression);
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** The value that a variable gets later: what creates something counts before what clears it. */
function assignedValue(binding: VariableBinding): Expression | undefined {
  const values = binding.assigned.filter((value) => !isNothing(value));
  return values.find((value) => ['NewExpression', 'CallExpression'].includes(unwrap(value).type)) ?? values[0];
}

function resolveThis(project: CodeProject, { module, node }: Place, name: string, depth: number): Target {
  const owner = module.classes.findLast((each) => each.node.start <= node.start && node.end <= each.node.end);
  if (owner === undefined) return UNKNOWN;
  const value = module.members.get(owner.node)?.get(name) ?? methodOf(owner.node, name);
  if (value !== undefined) return resolve(project, module, value, depth);
  const type = injectedType(module, owner.node, name);
  return type === undefined ? UNKNOWN : classOnly(resolveBinding(project, module, type, depth));
}

/** The function of a method: `this.find(id)` runs it. */
function methodOf(owner: Class, name: string): FunctionNode | undefined {
  const method = owner.body.body.find((each) => each.type === 'MethodDefinition' && each.kind === 'method' && keyName(each.key, each.computed) === name);
  return method?.type === 'MethodDefinition' ? method.value : undefined;
}

/** What an import means: the export of a file, or something of a package. */
function resolveImport(project: CodeProject, module: Module, source: string, imported: string, depth = 0): Target {
  if (depth > DEPTH_LIMIT) return UNKNOWN;
  const found = resolveModule(project.input.files, project.config, module.path, source);
  if (found.kind === 'external') {
    const path = imported === 'default' || imported === '*' || imported === '=' ? '' : imported;
    return { kind: 'external', name: found.name.replace(/^node:/, ''), path };
  }
  const target = project.opened.open(found.path);
  return target === undefined ? UNKNOWN : exportOf(project, target, imported, depth + 1);
}

function exportOf(project: CodeProject, module: Module, name: string, depth: number): Target {
  if (depth > DEPTH_LIMIT || isSpent(project)) return UNKNOWN;
  const whole = module.exports.get('=');
  if (name === '*' || (name === '=' && whole === undefined)) return { kind: 'module', module };
  const found = module.exports.get(name) ?? (name === 'default' ? whole : undefined);
  if (found?.kind === 'value') return isFunction(found.node) || found.node.type === 'ClassDeclaration' ? { kind: 'value', module, node: found.node }
    : resolve(project, module, found.node, depth + 1);
  if (found?.kind === 'from') return resolveImport(project, module, found.source, found.imported, depth + 1);
  if (found?.kind === 'local') {
    const binding = module.scope.bindings.get(found.name);
    return binding === undefined ? UNKNOWN : resolveBinding(project, module, binding, depth + 1);
  }
  for (const source of name === 'default' ? [] : module.starExports) {
    const target = resolveImport(project, module, source, name, depth + 1);
    if (target.kind !== 'unknown' && !(target.kind === 'external' && module.starExports.length > 1)) return target;
  }
  if (whole === undefined || whole.kind !== 'value') return UNKNOWN;
  return member(project, resolve(project, module, whole.node, depth + 1), name, depth + 1);
}

/** What a member of something stands for. */
export function member(project: CodeProject, target: Target, name: string, depth = 0): Target {
  if (depth > DEPTH_LIMIT) return UNKNOWN;
  switch (target.kind) {
    case 'external':
      if (name === 'default') return target;
      return { ...target, path: target.path === '' ? name : `${target.path}.${name}` };
    case 'module':
      return exportOf(project, target.module, name, depth + 1);
    case 'parameter':
      return { ...target, keys: [...target.keys, name] };
    case 'value':
      return memberOfValue(project, target, name, depth + 1);
    default:
      return UNKNOWN;
  }
}

function memberOfValue(project: CodeProject, { module, node }: Place, name: string, depth: number): Target {
  switch (node.type) {
    case 'ObjectExpression':
      for (const property of node.properties.toReversed()) {
        if (property.type === 'SpreadElement') {
          const spread = member(project, resolve(project, module, property.argument, depth), name, depth);
          if (spread.kind !== 'unknown') return spread;
        } else if (keyName(property.key, property.computed) === name) return resolve(project, module, property.value, depth);
      }
      return UNKNOWN;
    case 'ArrayExpression': {
      const element = /^\d+$/.test(name) ? node.elements[Number(name)] : undefined;
      return element === undefined || element === null || element.type === 'SpreadElement' ? UNKNOWN : resolve(project, module, element, depth);
    }
    case 'ClassDeclaration': case 'ClassExpression': {
      const value = module.members.get(node)?.get(name) ?? methodOf(node, name);
      return value === undefined ? UNKNOWN : resolve(project, module, value, depth);
    }
    case 'NewExpression':
      return member(project, classOnly(resolve(project, module, node.callee, depth)), name, depth);
    case 'CallExpression': {
      const variable = environmentMember((inner, expression) => resolve(project, inner, expression, depth + 1), { module, node }, name);
      if (variable !== undefined) return variable;
      return memberOfReturn(project, { module, node: node.callee }, name, depth);
    }
    default:
      return UNKNOWN;
  }
}

function classOnly(target: Target): Target {
  return target.kind === 'value' && (target.node.type === 'ClassDeclaration' || target.node.type === 'ClassExpression') ? target : UNKNOWN;
}

function memberOfReturn(project: CodeProject, callee: Place, name: string, depth: number): Target {
  const called = resolve(project, callee.module, callee.node, depth);
  if (called.kind !== 'value' || !isFunction(called.node)) return UNKNOWN;
  const returned = returnsOf(called.node);
  const [only] = returned;
  return only === undefined || returned.length > 3 ? UNKNOWN : member(project, resolve(project, called.module, returned.at(-1) ?? only, depth), name, depth);
}
