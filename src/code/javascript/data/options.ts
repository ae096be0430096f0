import type { ObjectExpression } from 'oxc-parser';
import { declared } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Option } from '../../../model/facts/data.ts';
import { member, resolve } from '../names/resolve.ts';
import { factOf, primitiveFact } from '../names/value-facts.ts';
import { readValue } from '../names/values.ts';
import type { Value } from '../names/values.ts';
import type { CodeProject } from '../project/code-project.ts';
import { isFunction, keyName, memberName, ownProperty, returnsOf, unwrap } from '../syntax/tree.ts';
import type { Module, Place, Site } from '../syntax/module.ts';

/** The options object of a call: the last argument that is one, behind names, or what `useFactory` returns. */
export function optionsOf(project: CodeProject, { module, node }: Site): Place | undefined {
  for (const argument of node.arguments.toReversed()) {
    if (argument.type === 'SpreadElement') continue;
    const target = resolve(project, module, argument);
    if (target.kind !== 'value' || target.node.type !== 'ObjectExpression') continue;
    return factoryOptions(project, target.module, target.node) ?? target;
  }
  return undefined;
}

function factoryOptions(project: CodeProject, module: Module, object: Place['node']): Place | undefined {
  const factory = object.type === 'ObjectExpression' ? ownProperty(object, 'useFactory') : undefined;
  if (factory === undefined || !isFunction(factory)) return undefined;
  const [returned] = returnsOf(factory).map((each) => resolve(project, module, each));
  return returned?.kind === 'value' && returned.node.type === 'ObjectExpression' ? returned : undefined;
}

/** True when options are given that we cannot see: another object, or one with parts from elsewhere. */
export function hasHiddenOptions(project: CodeProject, site: Site, options: Place | undefined): boolean {
  if (options?.node.type === 'ObjectExpression') {
    return options.node.properties.some((property) => property.type === 'SpreadElement' && !isVisible(project, options.module, property.argument));
  }
  return site.node.arguments.some((argument) => {
    if (argument.type === 'SpreadElement') return true;
    const value = readValue(project, site.module, argument);
    return value.kind === 'unknown' || (value.kind === 'structure' && !isFunction(value.place.node));
  });
}

/** True where the program sets one of the options after the object is made: `options.pool = ...`, `Object.assign(options, others)`. */
export function isSetLater(project: CodeProject, options: Place | undefined, paths: readonly string[]): boolean {
  if (options === undefined) return false;
  const isThese = (node: Place['node']): boolean => {
    const target = resolve(project, options.module, node);
    return target.kind === 'value' && target.node === options.node;
  };
  const isAssigned = options.module.assignments.some(({ target }) => target.type === 'MemberExpression'
    && paths.some((path) => path.split('.')[0] === memberName(target)) && isThese(target.object));
  return isAssigned || options.module.sites.some(({ node: { callee, arguments: [first] } }) => callee.type === 'MemberExpression' && memberName(callee) === 'assign'
    && callee.object.type === 'Identifier' && callee.object.name === 'Object' && first?.type === 'Identifier' && isThese(first));
}

function isVisible(project: CodeProject, module: Module, node: Place['node']): boolean {
  const target = resolve(project, module, node);
  if (target.kind === 'value' && target.node.type === 'ObjectExpression') return true;
  const inner = unwrap(node as never);
  if (inner.type === 'ConditionalExpression') return isVisible(project, module, inner.consequent) && isVisible(project, module, inner.alternate);
  return inner.type === 'LogicalExpression' && inner.operator === '&&' && isVisible(project, module, inner.right);
}

/** The value of an option at a path: 'pool.max'. */
export function optionValue(project: CodeProject, options: Place | undefined, path: string): Value | undefined {
  if (options?.node.type !== 'ObjectExpression') return undefined;
  const [first = '', ...rest] = path.split('.');
  const own = isReplaced(project, options.module, options.node, first) ? undefined : ownProperty(options.node, first);
  if (own !== undefined && rest.length === 0) return readValue(project, options.module, own);
  let target = member(project, { kind: 'value', ...options }, first);
  for (const key of rest) target = member(project, target, key);
  if (target.kind === 'value') return readValue(project, target.module, target.node);
  if (target.kind === 'environment') {
    return { kind: 'environment', variable: target.variable, place: target.place,
      fallback: target.fallback === undefined ? undefined : readValue(project, target.fallback.module, target.fallback.node) };
  }
  return undefined;
}

/** True where a later part from elsewhere sets the same option again: `{ max: 5, ...options }`. */
function isReplaced(project: CodeProject, module: Module, { properties }: ObjectExpression, name: string): boolean {
  const last = properties.findLastIndex((each) => each.type === 'Property' && keyName(each.key, each.computed) === name);
  return last !== -1 && properties.slice(last + 1).some((each) => {
    if (each.type !== 'SpreadElement') return false;
    const target = resolve(project, module, each.argument);
    return target.kind === 'value' && target.node.type === 'ObjectExpression' && ownProperty(target.node, name) !== undefined;
  });
}

/** Options as written, those of inner objects with their path. */
export function listOptions(project: CodeProject, options: Place | undefined, prefix = '', depth = 0): Option[] {
  if (options?.node.type !== 'ObjectExpression' || depth > 2) return [];
  return options.node.properties.flatMap((property): Option[] => {
    if (property.type !== 'Property') return [];
    const key = keyName(property.key, property.computed);
    if (key === undefined || isFunction(property.value)) return [];
    const inner = resolve(project, options.module, property.value);
    if (inner.kind === 'value' && inner.node.type === 'ObjectExpression') return listOptions(project, inner, `${prefix}${key}.`, depth + 1);
    return [{ name: `${prefix}${key}`, value: safe(key, primitiveFact(project, `option.${prefix}${key}`, options.module, property.value)) }];
  });
}

/** Passwords stay out of facts, and so out of reports. */
function safe(key: string, fact: Fact<string | number | boolean>): Fact<string | number | boolean> {
  if (fact.state !== 'known' || typeof fact.value !== 'string') return fact;
  return { ...fact, value: /password|secret|token/i.test(key) ? '***' : withoutPassword(fact.value) };
}

function withoutPassword(address: string): string {
  return address.replace(/^(\w[\w+]*:\/\/)[^@/\s]*@/, '$1***@');
}

/** The variable or literal that names the database. */
export function addressFact(value: Value | undefined, project: CodeProject): Fact<string> | undefined {
  if (value === undefined || value.kind === 'structure' || value.kind === 'nothing') return undefined;
  if (value.kind === 'environment') {
    const { module, node } = value.place;
    return declared('database.name', value.variable, module.file, { start: node.start, end: node.end });
  }
  const fact = factOf(project, 'database.name', value, (each) => (typeof each === 'string' ? withoutPassword(each) : undefined));
  return fact;
}
