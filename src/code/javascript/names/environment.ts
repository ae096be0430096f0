import type { CallExpression, Expression, Node } from 'oxc-parser';
import { argumentAt, contains, isFunction, memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import type { Module, Place } from '../syntax/module.ts';
import type { EnvironmentTarget, Follow } from './target.ts';

const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/**
 * The variable behind a member of a checked environment: `env.PORT` where env is `schema.parse(process.env)` (zod, valibot-like),
 * `cleanEnv(process.env, {...})` (envalid), or `createEnv({ server: {...} })` (t3-env).
 */
export function environmentMember(follow: Follow, place: Place<CallExpression>, name: string): EnvironmentTarget | undefined {
  const { module, node } = place;
  if (name === 'data' || !VARIABLE.test(name)) return undefined;
  for (const schema of schemasOf(follow, place)) {
    const property = propertyIn(follow, schema, name);
    if (property !== undefined) return { kind: 'environment', variable: name, fallback: defaultIn(property), place: property };
  }
  return isEnvironment(follow, module, node.arguments[0]) || isEnvironment(follow, module, node.arguments[1])
    ? { kind: 'environment', variable: name, fallback: undefined, place } : undefined;
}

/** Objects that describe variables, near a call that checks the environment. */
function schemasOf(follow: Follow, { module, node }: Place<CallExpression>): Place[] {
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && /^(?:safeP|p)arse(?:Async)?$/.test(memberName(callee) ?? '')) {
    return [schemaObject(follow, { module, node: callee.object }) ?? []].flat();
  }
  const first = argumentAt(node, 0);
  const second = argumentAt(node, 1);
  if (first !== undefined && isEnvironment(follow, module, first) && second !== undefined) {
    const target = follow(module, second);
    return target.kind === 'value' ? [target] : [];
  }
  const options = first === undefined ? undefined : unwrap(first);
  if (options?.type !== 'ObjectExpression') return [];
  return ['server', 'client', 'shared', 'schema'].flatMap((key) => {
    const part = ownProperty(options, key);
    return part === undefined ? [] : [{ module, node: unwrap(part) }];
  });
}

/** The object in `z.object({...}).strict()`, behind a name too. */
function schemaObject(follow: Follow, place: Place): Place | undefined {
  let current = place;
  for (let step = 0; step < 12; step += 1) {
    const target = follow(current.module, current.node);
    if (target.kind !== 'value' || target.node.type !== 'CallExpression') return undefined;
    const callee = unwrap(target.node.callee);
    const [first] = target.node.arguments;
    if (callee.type === 'MemberExpression' && memberName(callee) === 'object' && first?.type === 'ObjectExpression') return { module: target.module, node: first };
    if (callee.type !== 'MemberExpression') return undefined;
    current = { module: target.module, node: callee.object };
  }
  return undefined;
}

function propertyIn(follow: Follow, schema: Place, name: string): Place<Expression> | undefined {
  if (schema.node.type !== 'ObjectExpression') return undefined;
  const own = ownProperty(schema.node, name);
  if (own === undefined) return undefined;
  const node = unwrap(own);
  const target = node.type === 'Identifier' ? follow(schema.module, node) : undefined;
  return target?.kind === 'value' ? { module: target.module, node: target.node as Expression } : { module: schema.module, node };
}

/** The default of `z.coerce.number().default(3000)` or `port({ default: 3000 })`. */
function defaultIn({ module, node }: Place<Expression>): Place | undefined {
  let current: Expression = node;
  for (let step = 0; step < 16 && current.type === 'CallExpression'; step += 1) {
    const callee: Expression = unwrap(current.callee);
    const first = argumentAt(current, 0);
    if (callee.type === 'MemberExpression' && ['default', 'prefault', 'catch'].includes(memberName(callee) ?? '') && first !== undefined) {
      return { module, node: callee.property.type === 'Identifier' && isFunction(first) ? current : first };
    }
    const options = first === undefined ? undefined : unwrap(first);
    const given = options?.type === 'ObjectExpression' ? ownProperty(options, 'default') : undefined;
    if (given !== undefined) return { module, node: given };
    if (callee.type !== 'MemberExpression') return undefined;
    current = unwrap(callee.object);
  }
  return undefined;
}

/** True for `process.env` under any name. */
function isEnvironment(follow: Follow, module: Module, node: Node | undefined): boolean {
  if (node === undefined || node.type === 'SpreadElement') return false;
  const target = follow(module, node);
  return target.kind === 'external' && /^(?:global#process\.env|process#env|global#Bun\.env|import\.meta#env)$/.test(`${target.name}#${target.path}`);
}

/** The variable that a target reads directly: `process.env.PORT`. */
export function variableOf(target: { readonly kind: string; readonly name?: string; readonly path?: string }): string | undefined {
  if (target.kind !== 'external') return undefined;
  return /^(?:global#process\.env|process#env|global#Bun\.env|import\.meta#env)\.(\w+)$/.exec(`${target.name}#${target.path}`)?.[1];
}

/** `getEnv('PORT', '3000')`, `config.get('PORT', 3000)`: a reader of the environment, home-made or Nest's ConfigService. */
export function environmentCall(follow: Follow, { module, node }: Place<CallExpression>): EnvironmentTarget | undefined {
  const variable = textOf(node.arguments[0]);
  if (variable === undefined || !VARIABLE.test(variable)) return undefined;
  const fallback = argumentAt(node, 1);
  const target: EnvironmentTarget = { kind: 'environment', variable, place: { module, node },
    fallback: fallback === undefined || isFunction(fallback) || fallback.type === 'ObjectExpression' ? undefined : { module, node: fallback } };
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && /^(?:get|getOrThrow|getNumber|getString)$/.test(memberName(callee) ?? '')) {
    return /config|env/i.test(module.file.text.slice(callee.object.start, callee.object.end)) ? target : undefined;
  }
  const called = follow(module, callee);
  if (called.kind !== 'value' || !isFunction(called.node)) return undefined;
  const reads = contains(called.node, (inner) => inner.type === 'MemberExpression' && inner.computed && isEnvironment(follow, called.module, inner.object));
  return reads ? target : undefined;
}
