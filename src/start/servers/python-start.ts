import type { Fact } from '../../model/fact.ts';
import { defaulted, derive } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import { baseName, folderOf } from '../../model/files.ts';
import { knownAt, originOfFile } from '../origin.ts';
import type { Place } from '../origin.ts';
import type { PythonFile } from '../python-module.ts';
import { runPythonFile } from '../python-module.ts';
import type { Trace, TracedCall } from '../python-trace.ts';
import { classNamed, traceFile } from '../python-trace.ts';
import type { PythonBinding } from '../python-values.ts';
import { evaluate, textsOf } from '../python-values.ts';
import { splitAddress, portOf } from '../server-address.ts';
import type { ServerSettings } from '../server-settings.ts';
import type { SettingRow } from '../server-sheet.ts';
import { readSheet } from '../server-sheet.ts';
import type { Setting, Settings } from '../setting.ts';
import { sameText, truth, wholeNumber } from '../setting.ts';
import { appFacts } from './app-file.ts';
import { GUNICORN_SETTINGS } from './gunicorn-options.ts';
import { hypercornFacts } from './hypercorn.ts';
import { mergeReadings } from './merge-readings.ts';
import { passedApplication } from './passed-application.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';
import { addressFacts, readUvicornSettings, usualVariables } from './uvicorn.ts';

/** How a call starts a server: the names of its positional arguments, and its reader. */
interface Starter {
  readonly pattern: RegExp;
  readonly server: string;
  readonly positional: readonly string[];
  readonly kind: 'uvicorn' | 'hypercorn' | 'gunicorn' | 'address';
  readonly host?: string;
  readonly port?: number;
  readonly reference: string;
  /** The page that says it is for development. */
  readonly development?: string;
}

const FLASK = 'https://flask.palletsprojects.com/en/stable/api/#flask.Flask.run';

/** Calls that start a server, by their full name. */
const STARTERS: readonly Starter[] = [
  { pattern: /^uvicorn(\.main)?\.run$/, server: 'uvicorn', kind: 'uvicorn', positional: ['app'], reference: 'https://www.uvicorn.org/' },
  { pattern: /^uvicorn(\.config)?\.Config$/, server: 'uvicorn', kind: 'uvicorn', positional: ['app', 'host', 'port'], reference: 'https://www.uvicorn.org/' },
  { pattern: /^hypercorn\.(asyncio|trio)\.serve$|^hypercorn\.run\.run$/, server: 'hypercorn', kind: 'hypercorn', positional: ['app', 'config'], reference: 'https://hypercorn.readthedocs.io/' },
  { pattern: /^waitress\.serve$/, server: 'waitress', kind: 'address', positional: ['app'], host: '0.0.0.0', port: 8080, reference: 'https://docs.pylonsproject.org/projects/waitress/en/stable/arguments.html' },
  { pattern: /^granian(\.server)?\.(Granian|Server)$/, server: 'granian', kind: 'address', positional: ['app', 'host', 'port', 'interface', 'workers'], host: '127.0.0.1', port: 8000, reference: 'https://github.com/emmett-framework/granian' },
  { pattern: /^flask\.Flask\(\)\.run$|^dash\.Dash\(\)\.run(_server)?$/, server: 'flask', kind: 'address', positional: ['host', 'port', 'debug'], host: '127.0.0.1', port: 5000, reference: FLASK, development: 'https://flask.palletsprojects.com/en/stable/deploying/' },
  { pattern: /^quart\.Quart\(\)\.run$/, server: 'quart', kind: 'address', positional: ['host', 'port', 'debug'], host: '127.0.0.1', port: 5000, reference: 'https://quart.palletsprojects.com/', development: 'https://quart.palletsprojects.com/en/latest/tutorials/deployment.html' },
  { pattern: /^flask_socketio\.SocketIO\(\)\.run$/, server: 'flask-socketio', kind: 'address', positional: ['app', 'host', 'port'], host: '127.0.0.1', port: 5000, reference: 'https://flask-socketio.readthedocs.io/en/latest/deployment.html' },
  { pattern: /^aiohttp\.web\.run_app$/, server: 'aiohttp', kind: 'address', positional: ['app'], host: '0.0.0.0', port: 8080, reference: 'https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.run_app' },
  { pattern: /^sanic\.Sanic\(\)\.run$/, server: 'sanic', kind: 'address', positional: ['host', 'port'], host: '127.0.0.1', port: 8000, reference: 'https://sanic.dev/en/guide/running/running.html' },
  { pattern: /^bottle\.run$|^bottle\.Bottle\(\)\.run$/, server: 'bottle', kind: 'address', positional: [], host: '127.0.0.1', port: 8080, reference: 'https://bottlepy.org/docs/dev/deployment.html' },
  { pattern: /^(http\.server|socketserver)\.\w*(HTTP|TCP)Server$/, server: 'http.server', kind: 'address', positional: [], reference: 'https://docs.python.org/3/library/http.server.html', development: 'https://docs.python.org/3/library/http.server.html' },
  { pattern: /^wsgiref\.simple_server\.make_server$/, server: 'wsgiref', kind: 'address', positional: ['host', 'port'], reference: 'https://docs.python.org/3/library/wsgiref.html', development: 'https://docs.python.org/3/library/wsgiref.html' },
  { pattern: /^(gevent\.pywsgi\.WSGIServer|eventlet\.wsgi\.server|cheroot\.wsgi\.Server|tornado\.httpserver\.HTTPServer)$/, server: 'wsgi-server', kind: 'address', positional: [], reference: 'https://www.gevent.org/api/gevent.pywsgi.html' },
];

const GUNICORN: Starter = { pattern: /^$/, server: 'gunicorn', kind: 'gunicorn', positional: ['app', 'options'], reference: 'https://gunicorn.org/custom/' };

/** `python main.py`: the server that the file starts, when it starts one. */
export async function readPythonStart(call: ServerCall, path: string): Promise<ServerFactsRead | undefined> {
  const { run, launch } = call;
  const { directory } = launch.state;
  const file = await runPythonFile(path, { run, state: launch.state, folders: [directory ?? run.input.root, run.input.root] }, true);
  if (file === undefined) return undefined;
  const trace = traceFile(file);
  const found = trace.calls.flatMap((traced) => {
    const starter = starterOf(traced);
    return starter === undefined ? [] : [{ traced, starter }];
  });
  const readings = found.map(({ traced, starter }) => readStarter(starter, traced, trace, call));
  for (const reading of readings) {
    const server = reading.facts.get('start.server');
    if (server?.state === 'known') reading.facts.set('service.kind', derive('service.kind', [server], () => 'web'));
  }
  return readings.length === 0 ? undefined : mergeReadings(readings, `${path} starts one of several servers`);
}

function starterOf(traced: TracedCall): Starter | undefined {
  const direct = STARTERS.find((starter) => starter.pattern.test(traced.path));
  if (direct !== undefined) return direct;
  if (isGunicornClass(traced)) return GUNICORN;
  return madeElsewhere(traced);
}

/** `app = create_app(); app.run(host=...)`: the file that makes the application imports its class. */
function madeElsewhere(traced: TracedCall): Starter | undefined {
  if (!traced.path.endsWith('.run') || /^(asyncio|subprocess|anyio|trio)\./.test(traced.path)) return undefined;
  const names = traced.call.arguments.map((argument) => argument.name ?? '');
  if (!names.some((name) => ['host', 'port', 'debug', 'threaded', 'use_reloader'].includes(name))) return undefined;
  const files = [traced.file, ...[...traced.file.imported.values()].map((imported) => imported.file)];
  const classes = files.flatMap((file) => [...file.scope.names.values()].flatMap(({ value }) => (value.kind === 'object' ? [`${value.path}().run`] : [])));
  return STARTERS.find((starter) => /Flask|Quart|Sanic/.test(starter.pattern.source) && classes.some((path) => starter.pattern.test(path)));
}

function isGunicornClass(traced: TracedCall): boolean {
  const definition = classNamed(traced.file, traced.path);
  return definition !== undefined && definition.bases.some((base) => {
    const value = evaluate(base, traced.scope);
    return value.kind === 'object' && /^gunicorn\.app\..*Application$/.test(value.path);
  });
}

function readStarter(starter: Starter, traced: TracedCall, trace: Trace, call: ServerCall): ServerFactsRead {
  const place: Place = { origin: originOfFile(traced.file.file), range: traced.call.range };
  const settings = argumentSettings(starter.positional, traced);
  const splat = traced.call.arguments.some((argument) => argument.splat !== '');
  const sheet: ServerSettings = { server: starter.server, line: undefined, layers: [settings], hidden: splat ? { reason: 'arguments are passed on from elsewhere', place, below: 1 } : undefined };
  const result = readSettings(starter, sheet, { traced, trace, call });
  result.facts.set('start.server', knownAt(place, 'start.server', starter.server));
  if (starter.development !== undefined) {
    const server = knownAt(place, 'start.server', starter.server);
    result.facts.set('server.development', derive('server.development', [server], () => true));
  }
  for (const [name, fact] of appOf(traced, starter, call)) result.facts.set(name, fact);
  const passed = starter.kind === 'uvicorn' ? passedApplication(traced, starter.server, call) : undefined;
  if (passed !== undefined) result.facts.set('start.passedApplication', passed);
  return result;
}

function readSettings(starter: Starter, sheet: ServerSettings, at: { traced: TracedCall; trace: Trace; call: ServerCall }): ServerFactsRead {
  const { traced, trace, call } = at;
  if (starter.kind === 'uvicorn') {
    const result = readUvicornSettings({ ...sheet, layers: [...sheet.layers, usualVariables(call.launch.state)] });
    return result;
  }
  if (starter.kind === 'hypercorn') {
    const config = traced.call.arguments.find((argument) => argument.name === 'config') ?? traced.call.arguments.filter((argument) => argument.name === undefined)[1];
    const object = config?.value.kind === 'name' ? config.value.name : '';
    const attributes = new Map(trace.attributes.filter((attribute) => attribute.object === object).map((attribute): [string, Setting] => [attribute.name, settingOf({ value: evaluate(attribute.value, attribute.scope), range: attribute.value.range }, attribute.file)]));
    return hypercornFacts({ ...sheet, layers: [attributes] }, call, knownAt({ origin: originOfFile(traced.file.file), range: traced.call.range }, 'start.app', traced.file.file.path));
  }
  return starter.kind === 'gunicorn' ? gunicornClass(sheet, traced) : addressServer(starter, sheet);
}

function addressServer(starter: Starter, sheet: ServerSettings): ServerFactsRead {
  const row = (fact: FactName, setting: string, convert: SettingRow['convert'], fallback: unknown): SettingRow => ({ fact, setting, convert, fallback, reference: starter.reference });
  const rows: SettingRow[] = [row('server.host', 'host', sameText, starter.host), row('server.port', 'port', portOf, starter.port)];
  if (starter.server === 'flask' || starter.server === 'quart') rows.push(row('server.debug', 'debug', truth, false), row('server.reload', 'use_reloader', truth, undefined));
  if (starter.server === 'waitress') rows.push(row('server.threads', 'threads', wholeNumber, 4));
  if (starter.server === 'granian') rows.push(row('server.workers', 'workers', wholeNumber, 1));
  const read = readSheet(rows, sheet);
  const facts = new Map(read.facts);
  addressFacts(facts, sheet);
  if (starter.server !== 'granian' && starter.server !== 'sanic') facts.set('server.workers', defaulted('server.workers', 1, starter.server, starter.reference));
  return { facts, overrides: [...read.overrides] };
}

/** The documented way to start gunicorn from code: a class with a dictionary of options. https://gunicorn.org/custom/ */
function gunicornClass(sheet: ServerSettings, traced: TracedCall): ServerFactsRead {
  const dictionary = traced.call.arguments.map((argument) => evaluate(argument.value, traced.scope)).find((value) => value.kind === 'dict');
  const options = new Map(dictionary?.kind === 'dict' ? [...dictionary.entries].map(([name, binding]): [string, Setting] => [name, settingOf(binding, traced.file)]) : []);
  const read = readSheet(GUNICORN_SETTINGS, { ...sheet, layers: [options] });
  const facts = new Map(read.facts);
  const bind = options.get('bind')?.values[0];
  const place = options.get('bind')?.place;
  if (bind !== undefined && place !== undefined && !bind.opaque) facts.set('server.bind', knownAt(place, 'server.bind', bind.text));
  splitAddress(facts, '0.0.0.0', 8000);
  return { facts, overrides: [...read.overrides] };
}

/** Arguments of a call as settings; None is as good as nothing. */
function argumentSettings(positional: readonly string[], traced: TracedCall): Settings {
  const settings = new Map<string, Setting>();
  let index = 0;
  for (const argument of traced.call.arguments) {
    if (argument.splat !== '') continue;
    const name = argument.name ?? positional[index];
    if (argument.name === undefined) index += 1;
    const value = evaluate(argument.value, traced.scope);
    if (name === undefined || value.kind === 'none') continue;
    settings.set(name === 'address' ? 'host' : name, settingOf({ value, range: argument.value.range }, traced.file));
  }
  return settings;
}

function settingOf(binding: PythonBinding, file: PythonFile): Setting {
  return { values: textsOf(binding.value), place: { origin: originOfFile(file.file), range: binding.range }, by: file.file.path };
}

/** The application: an import string, or a name of this file or of one it imports. */
function appOf(traced: TracedCall, starter: Starter, call: ServerCall): readonly (readonly [FactName, Fact<unknown>])[] {
  const { file, call: made, scope } = traced;
  const place: Place = { origin: originOfFile(file.file), range: made.range };
  const argument = starter.positional[0] === 'app' ? (made.arguments.find((one) => one.name === 'app') ?? made.arguments.find((one) => one.name === undefined)) : undefined;
  const value = argument === undefined ? undefined : evaluate(argument.value, scope);
  if (value?.kind === 'text' && value.expanded.value !== undefined && argument !== undefined) {
    const app = knownAt({ ...place, range: argument.value.range }, 'start.app', value.expanded.value);
    return appFacts(app, 'app', { call, folders: ['.'], own: folderOf(file.file.path), state: call.launch.state });
  }
  const name = argument?.value.kind === 'name' ? argument.value.name : argument === undefined && made.callee.kind === 'attribute' && made.callee.object.kind === 'name' ? made.callee.object.name : undefined;
  const home = name === undefined ? undefined : file.imported.get(name);
  const source = home?.file.file ?? file.file;
  const stem = baseName(source.path).replace(/\.py$/, '');
  const app = knownAt({ ...place, range: argument?.value.range ?? made.range }, 'start.app', name === undefined ? source.path : `${stem}:${home?.name ?? name}`);
  return [['start.app', app], ['start.appFile', derive('start.appFile', [app], () => source.path)]];
}
