import type { PythonClass, PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import type { Scope } from '../../model/facts/code.ts';
import { instanceOf, libraryBaseOf } from './instances.ts';
import { classOf, externalName, functionOf, isFrom } from './origins.ts';
import { callsOf, type Program } from './program.ts';
import type { CallSite, Place } from './python-file.ts';

const ROUTES = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace', 'route', 'websocket', 'api_route',
  'websocket_route', 'middleware', 'before_request', 'after_request', 'teardown_request', 'errorhandler', 'app_errorhandler',
  'exception_handler', 'context_processor', 'before_app_request', 'user_loader', 'request_loader', 'expose']);
const STARTS = new Set(['on_event', 'before_serving', 'before_first_request', 'on_startup', 'listener', 'while_serving', 'lifespan']);
const JOBS = new Set(['task', 'shared_task', 'actor', 'job', 'scheduled_job', 'periodic_task', 'db_task', 'cron', 'event', 'command',
  'message', 'message_handler', 'callback_query_handler', 'loop']);
const COMMANDS = /^(click|typer|invoke|fire|flask\.cli)(\.|$)/;
/** Signals of Django that are sent when migrations have run. https://docs.djangoproject.com/en/stable/ref/signals/#management-signals */
const MIGRATED = ['pre_migrate', 'post_migrate'] as const;

const VIEW_BASES = /(^|\.)(\w*(View|ViewSet|Mixin|Resource|HTTPEndpoint|Middleware|Consumer|RequestHandler|Controller|WebSocketEndpoint))$/;
const REQUEST_LIBRARIES = /^(django|rest_framework|flask|flask_restful|flask_restx|starlette|fastapi|quart|channels|tornado|litestar|falcon|graphene|strawberry|aiohttp\.web)(\.|$)/;

/** Finds the functions that frameworks call: handlers of requests, start-up code, jobs and commands. */
export function indexMarks(program: Program): void {
  for (const file of program.files.values()) {
    for (const { node, place } of file.functions) markByDecorators(program, node, place);
    for (const { node, place } of file.classes) markMethods(program, node, place);
  }
  for (const site of callsOf(program)) markByCall(program, site);
}

function mark(program: Program, node: PythonFunction | undefined, scope: Scope): void {
  if (node !== undefined && !program.marks.has(node)) program.marks.set(node, scope);
}

function markByDecorators(program: Program, node: PythonFunction, place: Place): void {
  if (node.decorators.some((decorator) => decorator.kind === 'call' && decorator.arguments.some(({ value }) => isMigrationSignal(program, value, place)))) mark(program, node, 'script');
  const callees = node.decorators.map((decorator) => (decorator.kind === 'call' ? decorator.callee : decorator));
  // An option of a command settles it: `@group.command()` above it is written like the command of a bot.
  if (callees.some((callee) => COMMANDS.test(externalName(program, callee, place) ?? ''))) mark(program, node, 'script');
  for (const callee of callees) {
    const external = externalName(program, callee, place);
    if (isFrom(external, 'celery', 'shared_task') || isFrom(external, 'dramatiq', 'actor') || isFrom(external, 'huey', 'task')) mark(program, node, 'job');
    if (callee.kind !== 'attribute') continue;
    if (callee.object.kind === 'attribute' && callee.object.name === 'cli' && callee.name === 'command') mark(program, node, 'script');
    const library = instanceOf(program, callee.object, place)?.library;
    if (library !== undefined && COMMANDS.test(library)) mark(program, node, 'script');
    else if (ROUTES.has(callee.name) && external?.startsWith('unittest') !== true) mark(program, node, 'request');
    else if (STARTS.has(callee.name)) mark(program, node, 'startup');
    else if (JOBS.has(callee.name)) mark(program, node, 'job');
  }
}

const isMigrationSignal = (program: Program, expression: PythonExpression, place: Place): boolean => isFrom(externalName(program, expression, place), 'django', ...MIGRATED);

function markMethods(program: Program, node: PythonClass, place: Place): void {
  const base = libraryBaseOf(program, node, place);
  if (base === undefined) return;
  const methods = node.body.filter((each) => each.kind === 'function');
  if (isFrom(base, 'django', 'AppConfig')) mark(program, methods.find((each) => each.name === 'ready'), 'startup');
  if (isFrom(base, 'django', 'BaseCommand')) for (const method of methods) mark(program, method, 'script');
  if (!VIEW_BASES.test(base) || !REQUEST_LIBRARIES.test(base)) return;
  for (const method of methods) if (method.name !== '__init__') mark(program, method, 'request');
}

function markByCall(program: Program, { call, place }: CallSite): void {
  const external = externalName(program, call.callee, place);
  const name = call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : '';
  const functions = (expression: PythonExpression | undefined) => handlersIn(program, expression, place);
  const [first, second] = call.arguments;
  const keyword = (key: string) => call.arguments.find((each) => each.name === key)?.value;
  if ((name === 'Depends' || name === 'Security') && isFrom(external, 'fastapi', name)) markAll(program, functions(first?.value ?? keyword('dependency')), 'request');
  if (isFrom(external, 'starlette', 'Route', 'WebSocketRoute') || isFrom(external, 'django', 'path', 're_path', 'url')) {
    markAll(program, functions(second?.value ?? keyword('endpoint')), 'request');
  }
  if (name === 'add_api_route' || name === 'add_route' || name === 'add_websocket_route') markAll(program, functions(second?.value), 'request');
  if (name === 'add_url_rule') markAll(program, functions(keyword('view_func') ?? call.arguments[2]?.value), 'request');
  if (name === 'add_event_handler') markAll(program, functions(second?.value), 'startup');
  if (name === 'connect' && call.callee.kind === 'attribute' && isMigrationSignal(program, call.callee.object, place)) markAll(program, functions(first?.value ?? keyword('receiver')), 'script');
  if (name === 'add_job' || name === 'add_task' || name === 'enqueue') markAll(program, functions(first?.value), 'job');
  markAll(program, functions(keyword('lifespan')), 'startup');
  for (const key of ['on_startup', 'on_shutdown']) markAll(program, functions(keyword(key)), 'startup');
}

function markAll(program: Program, nodes: readonly PythonFunction[], scope: Scope): void {
  for (const node of nodes) mark(program, node, scope);
}

/** The functions that an argument names: one, a list of them, the methods of a view class. */
function handlersIn(program: Program, expression: PythonExpression | undefined, place: Place): readonly PythonFunction[] {
  if (expression === undefined) return [];
  if (expression.kind === 'list' || expression.kind === 'tuple') return expression.items.flatMap((each) => handlersIn(program, each, place));
  if (expression.kind === 'call') {
    const { callee } = expression;
    if (callee.kind === 'attribute' && callee.name.startsWith('as_')) return handlersIn(program, callee.object, place);
    return expression.arguments.slice(0, 1).flatMap((each) => handlersIn(program, each.value, place));
  }
  const own = functionOf(program, expression, place);
  if (own !== undefined) return [own.node];
  const type = classOf(program, expression, place);
  return (type?.node.body ?? []).flatMap((each) => (each.kind === 'function' && each.name !== '__init__' ? [each] : []));
}
