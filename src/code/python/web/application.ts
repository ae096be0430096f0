import type { PythonExpression } from '../../../documents/python-tree.ts';
import { declared, valueOf, type Known } from '../../../model/fact.ts';
import { instanceOf } from '../instances.ts';
import type { Instance } from '../origin.ts';
import { externalName, isFrom } from '../origins.ts';
import { moduleOf, type Program } from '../program.ts';
import type { Binding, Place, PythonFile } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { routerClass } from './routers.ts';

/** The application that the server starts. */
export interface Application {
  readonly file: PythonFile;
  readonly variable: Known<string>;
  readonly framework: string | undefined;
  readonly interface: 'asgi' | 'wsgi' | undefined;
  /** The object that holds the routes, inside all wrappers; undefined for Django. */
  readonly instance: Instance | undefined;
}

/** What a wrapper makes of the application that it gets. */
const WRAPPERS: readonly (readonly [string, readonly string[], 'asgi' | 'wsgi'])[] = [
  ['asgiref', ['WsgiToAsgi'], 'asgi'], ['a2wsgi', ['WSGIMiddleware'], 'asgi'], ['a2wsgi', ['ASGIMiddleware'], 'wsgi'],
  ['uvicorn', ['WSGIMiddleware'], 'asgi'], ['starlette', ['WSGIMiddleware'], 'asgi'], ['fastapi', ['WSGIMiddleware'], 'asgi'],
  ['socketio', ['ASGIApp'], 'asgi'], ['socketio', ['WSGIApp', 'Middleware'], 'wsgi'], ['channels', ['ProtocolTypeRouter', 'URLRouter'], 'asgi'],
  ['whitenoise', ['WhiteNoise'], 'wsgi'], ['werkzeug', ['ProxyFix', 'DispatcherMiddleware'], 'wsgi'], ['dj_static', ['Cling'], 'wsgi'],
  ['starlette', ['CORSMiddleware', 'GZipMiddleware', 'ServerErrorMiddleware', 'SessionMiddleware', 'TrustedHostMiddleware'], 'asgi'],
  ['fastapi', ['CORSMiddleware', 'GZipMiddleware'], 'asgi'], ['sentry_sdk', ['SentryAsgiMiddleware'], 'asgi'], ['sentry_sdk', ['SentryWsgiMiddleware'], 'wsgi'],
  ['servestatic', ['ServeStatic'], 'wsgi'], ['servestatic', ['ServeStaticASGI'], 'asgi'],
];

const MAIN_FILES = /(^|\/)(main|app|server|wsgi|asgi|application|api|run|index|__init__)\.py$/;

/** The application of the service: the one that the start command names, or the only one there is. */
export function findApplication(program: Program): Application | undefined {
  const path = valueOf(program.input.facts['start.appFile']);
  const file = path === undefined ? undefined : program.files.get(path);
  if (file === undefined) return path === undefined ? onlyApplication(program) : undefined;
  const [, attribute] = (valueOf(program.input.facts['start.app']) ?? '').split(':');
  const name = attribute?.replace(/\(.*$/, '').trim();
  if (name !== undefined && name !== '') return named(program, file, name);
  for (const each of ['application', 'app', ...file.bindings.names.keys()]) {
    const found = named(program, file, each);
    if (found !== undefined) return found;
  }
  return servedHere(program, file);
}

function named(program: Program, file: PythonFile, name: string): Application | undefined {
  const [first] = name.split('.');
  const binding = file.bindings.names.get(first ?? '')?.at(-1);
  if (binding === undefined) return undefined;
  return classify(program, file, { name, binding });
}

function classify(program: Program, file: PythonFile, found: { readonly name: string; readonly binding: Binding }): Application | undefined {
  const { name, binding } = found;
  const place = moduleOf(file);
  const range = binding.range;
  const expression: PythonExpression = binding.kind === 'value' ? binding.value : { kind: 'name', name, range: { start: file.source.text.length, end: file.source.text.length } };
  const reading = binding.kind === 'function' ? factory(program, file, name) : unwrap(program, expression, place, 5);
  if (reading === undefined) return undefined;
  return { file, variable: declared('application', name, file.source, range), ...reading };
}

type Reading = Pick<Application, 'framework' | 'interface' | 'instance'>;

function factory(program: Program, file: PythonFile, name: string): Reading | undefined {
  const range = { start: file.source.text.length, end: file.source.text.length };
  const call: PythonExpression = { kind: 'call', callee: { kind: 'name', name, range }, arguments: [], brackets: undefined, range };
  return unwrap(program, call, moduleOf(file), 5);
}

/** What an expression is as an application, wrappers opened. */
function unwrap(program: Program, expression: PythonExpression, place: Place, left: number): Reading | undefined {
  if (left === 0) return undefined;
  const instance = instanceOf(program, expression, place);
  const library = instance?.library;
  if (isFrom(library, 'django', 'get_wsgi_application')) return { framework: 'django', interface: 'wsgi', instance: undefined };
  if (isFrom(library, 'django', 'get_asgi_application')) return { framework: 'django', interface: 'asgi', instance: undefined };
  const type = routerClass(library);
  if (type?.app !== undefined) return { framework: type.framework, interface: type.app, instance };
  if (expression.kind === 'attribute' && ['server', 'wsgi_app', 'asgi_app'].includes(expression.name)) {
    return unwrap(program, expression.object, place, left - 1);
  }
  if (instance?.call === undefined) return undefined;
  return unwrapCall(program, instance, left);
}

function unwrapCall(program: Program, instance: Instance, left: number): Reading | undefined {
  const { call, place, library } = instance;
  const inner = (call?.arguments ?? []).flatMap((argument) => innerExpressions(argument.value))
    .map((each) => unwrap(program, each, place, left - 1)).find((each) => each !== undefined);
  const wrapper = WRAPPERS.find(([from, names]) => isFrom(library, from, ...names));
  if (wrapper !== undefined) return { framework: inner?.framework, interface: wrapper[2], instance: inner?.instance };
  if (inner === undefined) return undefined;
  const middleware = library !== undefined && library.endsWith('Middleware');
  return { ...inner, interface: middleware ? inner.interface : undefined };
}

/** What a wrapper may hold: `ProtocolTypeRouter({'http': app})`. */
function innerExpressions(expression: PythonExpression): readonly PythonExpression[] {
  if (expression.kind === 'dict') return expression.entries.map((entry) => entry.value);
  return ['name', 'attribute', 'call'].includes(expression.kind) ? [expression] : [];
}

/** `uvicorn.run(app)`, `app.run()`, `serve(app)` in the file that is started. */
function servedHere(program: Program, file: PythonFile): Application | undefined {
  for (const { call, place } of file.calls) {
    const external = externalName(program, call.callee, place);
    const [first] = call.arguments;
    if (first === undefined || !(isFrom(external, 'uvicorn', 'run', 'Config') || isFrom(external, 'waitress', 'serve') || isFrom(external, 'hypercorn', 'serve'))) continue;
    const reading = first.value.kind === 'string' ? byText(program, file, first.value.value) : unwrap(program, first.value, place, 5);
    if (reading !== undefined) return { file, variable: declared('application', 'app', file.source, first.range), ...reading };
  }
  return undefined;
}

function byText(program: Program, from: PythonFile, text: string): Reading | undefined {
  const [module, name] = text.split(':');
  const found = module === undefined ? undefined : program.finder.find(module, 0, from.path);
  const file = found && program.files.get(found.path);
  return file === undefined || name === undefined ? undefined : named(program, file, name);
}

/** Every application object, and every function that makes one, at the top of files that are no scripts. */
export function allApplications(program: Program): readonly Application[] {
  return [...program.files.values()].filter((file) => !isScriptFile(program, file)).flatMap((file) =>
    [...file.bindings.names.keys()].flatMap((name) => {
      const binding = file.bindings.names.get(name)?.at(-1);
      const isObject = binding?.kind === 'value' || (binding?.kind === 'function' && /^(create|make|build|get)_app(lication)?$/.test(name));
      return (isObject && named(program, file, name)) || [];
    }));
}

/** Without a start command: the only application object at the top of a file that is no script, main files first. */
function onlyApplication(program: Program): Application | undefined {
  const all = allApplications(program);
  const objects = all.filter((each) => each.file.bindings.names.get(each.variable.value)?.at(-1)?.kind === 'value');
  const candidates = objects.length > 0 ? objects : all;
  const main = candidates.filter((each) => MAIN_FILES.test(each.file.path));
  const django = candidates.filter((each) => each.framework === 'django');
  if (django.length > 0 && django.length === candidates.length) return django.find((each) => each.interface === 'wsgi') ?? django[0];
  const choice = main.length > 0 ? main : candidates;
  const usual = choice.filter((each) => /^(app|application)$/.test(each.variable.value));
  if (usual.length === 1) return usual[0];
  return choice.length === 1 || sameObject(choice) ? choice[0] : undefined;
}

function sameObject(all: readonly Application[]): boolean {
  const calls = new Set(all.map((each) => each.instance?.call));
  return all.length > 0 && calls.size === 1 && !calls.has(undefined);
}
