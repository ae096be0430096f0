import type { Class, Node } from 'oxc-parser';
import type { Scope } from '../../../model/facts/code.ts';
import type { CodeProject } from '../project/code-project.ts';
import { isScript } from '../project/paths.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, keyName, memberName, unwrap } from '../syntax/tree.ts';
import type { FunctionNode, Path } from '../syntax/tree.ts';
import { callsOf } from './calls.ts';
import { listedKey } from './resolve.ts';

const ROUTE_METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'use', 'on', 'route', 'openapi', 'param',
  'addHook', 'onRequest', 'query', 'mutation', 'procedure']);
const ROUTE_DECORATORS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options', 'Query', 'Mutation', 'ResolveField', 'SubscribeMessage',
  'MessagePattern', 'EventPattern']);
const JOB_DECORATORS = new Set(['Process', 'Cron', 'Interval', 'OnEvent', 'OnQueueActive']);
const JOB_METHODS = new Set(['work', 'process', 'define', 'schedule', 'scheduleJob', 'every', 'handle']);
const JOB_KEYS = new Set(['bullmq#Worker', 'global#setInterval', 'cron#CronJob', 'node-cron#schedule', 'croner#Cron', 'node-schedule#scheduleJob']);
const STARTUP_METHODS = new Set(['onModuleInit', 'onApplicationBootstrap', 'constructor']);
const START_NAMES = /^(?:main|bootstrap|start|startServer|init|run|boot|createServer|createApp|buildApp|build|server|setup)\b/;
const HTTP_EXPORTS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'getServerSideProps', 'loader', 'action', 'handler']);

export interface Surroundings {
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
}

/** When the code at a call runs. */
export function surroundingsOf(project: CodeProject, { module, path }: Site): Surroundings {
  const functions = functionsAround(path);
  const innermost = functions[0];
  const within = innermost === undefined ? undefined : nameOf(innermost) ?? 'anonymous function';
  if (isOneOff(project, module)) return { scope: 'script', within };
  return { scope: scopeOf(project, module, functions, path, 0), within };
}

/** True for code that is no part of the served program. */
export function isOneOff(project: CodeProject, module: Module): boolean {
  const { oneOff } = project.caches;
  const before = oneOff.get(module);
  if (before !== undefined) return before;
  const is = module.path !== project.entry
    && (isScript(module.path, project.input.root) || (project.reachable !== undefined && !project.reachable.has(module.path)));
  oneOff.set(module, is);
  return is;
}

interface Around {
  readonly node: FunctionNode;
  readonly path: Path;
}

function functionsAround(path: Path): Around[] {
  const found: Around[] = [];
  for (let current: Path | undefined = path; current !== undefined; current = current.up) {
    const { node } = current;
    if (isFunction(node) && !isCalledAtOnce(current)) found.push({ node, path: current });
  }
  return found;
}

/** `(async () => { ... })()` runs where it stands. */
function isCalledAtOnce(path: Path): boolean {
  let above = path.up;
  while (above?.node.type === 'ParenthesizedExpression') above = above.up;
  return above?.node.type === 'CallExpression' && unwrap(above.node.callee) === path.node;
}

function nameOf({ node, path }: Around): string | undefined {
  if (node.id !== null && node.id !== undefined) return node.id.name;
  const above = path.up?.node;
  if (above?.type === 'VariableDeclarator' && above.id.type === 'Identifier') return above.id.name;
  if (above?.type === 'MethodDefinition' || above?.type === 'Property' || above?.type === 'PropertyDefinition') return keyName(above.key, above.computed);
  if (above?.type === 'AssignmentExpression') return memberName(above.left) ?? (above.left.type === 'Identifier' ? above.left.name : undefined);
  return undefined;
}

function scopeOf(project: CodeProject, module: Module, functions: readonly Around[], path: Path | undefined, depth: number): Scope {
  if (functions.length === 0) return 'module';
  for (const around of functions) {
    const own = ownScope(project, module, around);
    if (own !== undefined) return own;
  }
  if (path !== undefined && isKept(module, path)) return 'startup';
  const outermost = functions.at(-1);
  return outermost === undefined || depth > 2 ? 'function' : scopeOfCallers(project, module, outermost, depth);
}

/** The scope that a function says itself, by where it stands. */
function ownScope(project: CodeProject, module: Module, around: Around): Scope | undefined {
  const { node, path } = around;
  const above = path.up;
  if (takesRequest(node) || isHttpExport(module, around)) return 'request';
  if (above?.node.type === 'MethodDefinition') return methodScope(project, module, above);
  if (above?.node.type === 'Property' && keyName(above.node.key, above.node.computed) === 'useFactory') return 'startup';
  const call = callTaking(above);
  if (call === undefined) return undefined;
  if (call.type === 'NewExpression' || call.callee.type !== 'MemberExpression') {
    return JOB_KEYS.has(listedKey(project, module, call.callee) ?? '') ? 'job' : undefined;
  }
  const name = memberName(call.callee) ?? '';
  if (ROUTE_METHODS.has(name) && (call.arguments.length > 1 || name === 'use')) return isEvent(call) || isPlugin(name, node) ? undefined : 'request';
  if (name === 'listen' || name === 'then') return 'startup';
  return JOB_METHODS.has(name) ? 'job' : undefined;
}

/** `server.on('error', ...)`, `process.on('SIGTERM', ...)`: an event, no request. */
function isEvent(call: { readonly callee: Node; readonly arguments: readonly Node[] }): boolean {
  return memberName(call.callee) === 'on' && call.arguments.length < 3;
}

/** `markdown.use((md, options) => ...)` gets a library and options, and no request. */
function isPlugin(method: string, { params: [, second] }: FunctionNode): boolean {
  return method === 'use' && second?.type === 'Identifier' && /^(?:opts?|options|config|settings|utils|plugins?)$/i.test(second.name);
}

function callTaking(above: Path | undefined): Extract<Node, { type: 'CallExpression' | 'NewExpression' }> | undefined {
  let current = above;
  for (let step = 0; current !== undefined && step < 3; step += 1) {
    const { node } = current;
    if (node.type === 'CallExpression' || node.type === 'NewExpression') return node;
    if (node.type !== 'ArrayExpression' && node.type !== 'ParenthesizedExpression') return undefined;
    current = current.up;
  }
  return undefined;
}

function takesRequest(node: FunctionNode): boolean {
  const names = node.params.slice(0, 2).map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  return /^_?(?:req|request)$/.test(names[0] ?? '') && /^_?(?:res|response|reply|rep)$/.test(names[1] ?? '');
}

function isHttpExport(module: Module, around: Around): boolean {
  const name = nameOf(around);
  if (name !== undefined && HTTP_EXPORTS.has(name) && module.exports.has(name)) return true;
  if (/(?:^|\/)pages\/api\//.test(module.path) && around.path.up?.node.type === 'ExportDefaultDeclaration') return true;
  return module.program.body.some((statement) => statement.type === 'ExpressionStatement' && 'directive' in statement && statement.directive === 'use server');
}

function methodScope(project: CodeProject, module: Module, path: Path): Scope | undefined {
  const { node } = path;
  if (node.type !== 'MethodDefinition') return undefined;
  const names = decoratorNames(node);
  if (names.some((name) => ROUTE_DECORATORS.has(name))) return 'request';
  if (names.some((name) => JOB_DECORATORS.has(name))) return 'job';
  const name = keyName(node.key, node.computed) ?? '';
  if (name === 'process' && isWorkerHost(project, module, path.up?.up?.node)) return 'job';
  return STARTUP_METHODS.has(name) ? 'startup' : undefined;
}

/** BullMQ in Nest calls `process` of such a class for each job: https://docs.nestjs.com/techniques/queues#consumers */
function isWorkerHost(project: CodeProject, module: Module, node: Node | undefined): boolean {
  const base = node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression' ? node.superClass : undefined;
  return base?.type === 'Identifier' && base.name === 'WorkerHost' && listedKey(project, module, base) === '@nestjs/bullmq#WorkerHost';
}

/** Names of the decorators of a class or member: `Get` of `@Get(':id')`. */
export function decoratorNames(node: { readonly decorators?: readonly { readonly expression: Node }[] } | Class): string[] {
  return (node.decorators ?? []).flatMap(({ expression }) => {
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    return callee.type === 'Identifier' ? [callee.name] : [memberName(callee) ?? []].flat();
  });
}

/** True when the value is put into a variable of the module, `this` or globalThis: made once, then kept. */
function isKept(module: Module, path: Path): boolean {
  for (let current = path.up; current !== undefined && !isFunction(current.node); current = current.up) {
    const { node } = current;
    if (node.type !== 'AssignmentExpression') continue;
    if (node.left.type === 'Identifier') {
      const binding = lookUp(module, node.left.name, node.left.start);
      return binding?.kind === 'variable' && binding.scope === module.scope;
    }
    return node.left.type === 'MemberExpression' && (node.left.object.type === 'Identifier' || node.left.object.type === 'ThisExpression');
  }
  return false;
}

function scopeOfCallers(project: CodeProject, module: Module, around: Around, depth: number): Scope {
  const calls = callsOf(project, module, around.node);
  const scopes = new Set(calls.filter((call) => !isOneOff(project, call.module))
    .map((call) => scopeOf(project, call.module, functionsAround(call.path), undefined, depth + 1)));
  const [only] = scopes;
  if (scopes.size === 1 && only !== undefined && only !== 'function') return only === 'module' ? 'startup' : only;
  if (scopes.has('request') && scopes.size === 1) return 'request';
  if (scopes.has('module') || scopes.has('startup')) return scopes.has('request') ? 'function' : 'startup';
  return START_NAMES.test(nameOf(around) ?? '') && module.path === project.entry ? 'startup' : 'function';
}
