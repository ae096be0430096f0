import type { Fact } from '../model/fact.ts';
import { derive } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';
import type { Override } from '../model/project.ts';
import { baseName } from '../model/files.ts';
import { commandLine } from './argument.ts';
import type { Following } from './engine.ts';
import type { Place } from './origin.ts';
import { knownAt, unresolvedAt } from './origin.ts';
import type { Launch } from './path.ts';
import { programOf } from './program.ts';
import { findFile, projectPath } from './project-path.ts';
import { modulePath } from './python-module.ts';
import { ADDRESS_SERVERS, readAddressServer, readRunserver } from './servers/address-servers.ts';
import { flaskScriptFacts, isFlaskScript } from './servers/flask-script.ts';
import { readGunicorn } from './servers/gunicorn.ts';
import { readHypercorn } from './servers/hypercorn.ts';
import { missingApplication } from './servers/missing-application.ts';
import { readPythonStart } from './servers/python-start.ts';
import type { ServerCall, ServerFactsRead } from './servers/server-call.ts';
import { serverRowOf } from './servers/server-table.ts';
import { readUvicorn } from './servers/uvicorn.ts';
import { withConfiguredHost } from './servers/bundler-config.ts';
import { celeryFacts, nodeFacts, watchedFacts } from './servers/other-programs.ts';

/** The facts of the program that a start command ends in. */
export async function readServer(launch: Launch, run: Following): Promise<ServerFactsRead> {
  const program = programOf(launch.words);
  const place = placeOf(launch);
  const facts = new Map<FactName, Fact<unknown>>();
  const overrides: Override[] = [];
  const whole: Place = launch.place;
  facts.set('start.serverCommand', knownAt(whole, 'start.serverCommand', commandLine(launch.words)));
  const { directory } = launch.state;
  facts.set('start.directory', directory === undefined ? unresolvedAt(whole, 'start.directory', 'only a run would tell the folder') : knownAt(whole, 'start.directory', directory));
  if (launch.opaque !== undefined) {
    for (const name of ['start.server', 'start.app'] as const) facts.set(name, unresolvedAt(place, name, launch.opaque));
    return { facts, overrides };
  }
  const call: ServerCall = { launch, program, place, run, row: serverRowOf(program) };
  const specific = await readKnownServer(call, facts);
  for (const [name, fact] of specific?.facts ?? []) facts.set(name, fact);
  const missing = await missingApplication(call, facts);
  if (missing !== undefined) facts.set('start.missingApplication', missing);
  return { facts, overrides: [...overrides, ...(specific?.overrides ?? [])] };
}

function placeOf(launch: Launch): Place {
  const [first] = launch.words;
  return first === undefined ? launch.place : { origin: first.origin, range: first.range };
}

async function readKnownServer(call: ServerCall, facts: Map<FactName, Fact<unknown>>): Promise<ServerFactsRead | undefined> {
  const { place, row } = call;
  if (row === undefined) return readProgram(call, facts);
  const server = knownAt(place, 'start.server', row.server ?? row.program);
  facts.set('start.server', server);
  facts.set('service.kind', derive('service.kind', [server], () => row.kind));
  if (row.development !== undefined) facts.set('server.development', derive('server.development', [server], () => true));
  if (row.reload === true) facts.set('server.reload', derive('server.reload', [server], () => true));
  switch (row.program) {
    case 'gunicorn': return readGunicorn(call);
    case 'uvicorn': return readUvicorn(call);
    case 'hypercorn': return readHypercorn(call);
    case 'manage.py': case 'django-admin': return row.purpose === 'server' ? readManage(call) : undefined;
    case 'celery': return celeryFacts(call);
    case 'nest': return watchedFacts(call);
    case 'nodemon': case 'ts-node-dev': case 'pm2-runtime': case 'pm2': return nodeFacts(call);
    default: {
      const name = row.program === 'fastapi' ? `fastapi ${row.reload === true ? 'dev' : 'run'}` : row.program;
      const table = ADDRESS_SERVERS[name];
      return table === undefined ? undefined : withConfiguredHost(readAddressServer(table, row.server ?? row.program, call), name, call);
    }
  }
}

/** Flask has had a manage.py with a runserver too. */
async function readManage(call: ServerCall): Promise<ServerFactsRead> {
  if (!(await isFlaskScript(call))) return readRunserver(call);
  return { facts: new Map(flaskScriptFacts(call)), overrides: [] };
}

/** A program of no table: an interpreter with a file, or a binary. */
async function readProgram(call: ServerCall, facts: Map<FactName, Fact<unknown>>): Promise<ServerFactsRead | undefined> {
  const { program, place, launch, run } = call;
  const interpreter = program.file === undefined ? undefined : /^(?:tsx|ts-node|ts-node-esm|ts-node-dev)$/.test(program.name) ? 'node' : program.name;
  if (interpreter === undefined || program.file === undefined) {
    if (program.named.some((word) => word.text === '-m')) return readModule(call, facts);
    const name = baseName(program.name);
    if (/^(python|node|bun|deno|ruby|perl|elixir)$/.test(name)) facts.set('start.server', knownAt(place, 'start.server', name));
    else facts.set('start.server', unresolvedAt(place, 'start.server', `${program.name} is a program that we do not know`));
    return undefined;
  }
  facts.set('start.server', knownAt(place, 'start.server', interpreter));
  const { file } = program;
  if (file.value === undefined) {
    facts.set('start.app', unresolvedAt(file, 'start.app', file.reason ?? 'only a run would tell'));
    return undefined;
  }
  const app = knownAt(file, 'start.app', file.value);
  facts.set('start.app', app);
  const path = appPath(file.value, launch, run, interpreter);
  if (path !== undefined) facts.set('start.appFile', derive('start.appFile', [app], () => path));
  if (interpreter === 'python') return path === undefined ? undefined : readPythonStart(call, path);
  const watches = program.named.find((word) => baseName(word.text) === 'ts-node-dev' || word.text === 'watch' || word.text === '--watch' || word.text === '--hot');
  if (watches !== undefined) facts.set('server.reload', knownAt(watches, 'server.reload', true));
  return undefined;
}

/** `python -m package.module` of a module of the project. */
async function readModule(call: ServerCall, facts: Map<FactName, Fact<unknown>>): Promise<ServerFactsRead | undefined> {
  const { program, place, launch, run } = call;
  facts.set('start.server', knownAt(place, 'start.server', 'python'));
  const module = program.named.at(-1);
  if (module?.value === undefined) return undefined;
  const app = knownAt(module, 'start.app', module.value);
  facts.set('start.app', app);
  const start = launch.state.directory ?? run.input.root;
  const folders = [start, run.input.root, start === '' ? 'src' : `${start}/src`];
  const path = modulePath(`${module.value}.__main__`, folders, run) ?? modulePath(module.value, folders, run);
  if (path === undefined) return undefined;
  facts.set('start.appFile', derive('start.appFile', [app], () => path));
  return readPythonStart(call, path);
}

/** The file of `node dist/server` and `python app` (a folder with a __main__.py). */
function appPath(name: string, launch: Launch, run: Following, interpreter: string): string | undefined {
  const { directory } = launch.state;
  const direct = projectPath(name, directory, run.input);
  if (direct === undefined) return undefined;
  const endings = interpreter === 'python' ? ['', '/__main__.py'] : ['', '.js', '.mjs', '.cjs', '.ts', '/index.js', '/index.ts'];
  return endings.map((ending) => `${direct}${ending}`).find((path) => run.input.files.has(path)) ?? findFile(name, directory, run.input);
}

