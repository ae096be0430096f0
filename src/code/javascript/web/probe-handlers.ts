import type { Node } from 'oxc-parser';
import { valueOf, type Known } from '../../../model/fact.ts';
import { resolve } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { contains, isFunction, memberName, ownProperty, unwrap } from '../syntax/tree.ts';

/** Paths that are given to nothing but health checks. */
const HEALTH = /(^|\/)_?(health|healthz|healthcheck|health-check|livez|readyz|liveness|readiness)\/?$/i;
/** Middleware that asks who is calling, by its name. */
const ASKS = /auth|login|jwt|bearer|api_?key|permission|protect|verify_?token|require_?(user|admin|session)/i;
const LETS_PASS = /optional|maybe|author\b/i;
/** Where options of a route hold such middleware. */
const HOOKS = ['preHandler', 'onRequest', 'preValidation', 'beforeHandle'];

/** What is called on a client, and names that clients have. */
const METHODS = new Set(['query', '$queryRaw', '$queryRawUnsafe', '$executeRaw', '$executeRawUnsafe', '$connect', 'ping', 'authenticate', 'execute', 'raw', 'command']);
const OBJECTS = /^_?(db|pool|prisma\w*|redis\w*|client|conn|connection|knex|sequelize|database|dataSource|mongoose|admin|cache|orm|em|sql)$/i;

/** True for the path that the platform asks, and for those that only a health check has. */
export function isProbed({ input }: CodeProject, path: string): boolean {
  const bare = (text: string | undefined) => text?.replaceAll(/^\/|\/$/g, '');
  return bare(valueOf(input.facts['deploy.healthcheckPath'])) === bare(path) || HEALTH.test(path);
}

/** True when something between the path and the handler asks who is calling. */
export function asksWho(between: readonly Node[]): boolean {
  return between.some((argument) => {
    const hooks = argument.type === 'ObjectExpression' ? HOOKS.flatMap((name) => ownProperty(argument, name) ?? []) : [argument];
    return hooks.some((hook) => contains(hook, (node) => node.type === 'Identifier' && ASKS.test(node.name) && !LETS_PASS.test(node.name)));
  });
}

/**
 * Calls of a handler that ask a database, a cache or another service. None where it catches what goes wrong and answers as if nothing
 * had: only the text of the answer differs then.
 */
export function outsideCalls(project: CodeProject, module: Module, handler: Node): readonly Known<string>[] {
  const target = resolve(project, module, handler);
  if (target.kind !== 'value' || !isFunction(target.node)) return [];
  if (contains(target.node, (node) => node.type === 'TryStatement') && !contains(target.node, mayFail)) return [];
  const found: Known<string>[] = [];
  contains(target.node, (node) => {
    if (asksOutside(node)) found.push(codeFact('call', { module: target.module, node }));
    return false;
  });
  return found;
}

function asksOutside(node: Node): boolean {
  if (node.type === 'TaggedTemplateExpression') return node.tag.type === 'MemberExpression' && METHODS.has(memberName(node.tag) ?? '');
  if (node.type !== 'CallExpression') return false;
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier') return callee.name === 'fetch';
  return callee.type === 'MemberExpression' && METHODS.has(memberName(callee) ?? '') && namesOf(callee.object).some((name) => OBJECTS.test(name));
}

function namesOf(node: Node): readonly string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'MemberExpression') return [memberName(node) ?? '', ...namesOf(node.object)];
  return node.type === 'CallExpression' ? namesOf(node.callee) : [];
}

/** A status of the server's fault, or an error that goes on. */
function mayFail(node: Node): boolean {
  return node.type === 'ThrowStatement' || (node.type === 'Literal' && typeof node.value === 'number' && node.value >= 500 && node.value < 600);
}
