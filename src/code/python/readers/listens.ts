import { absent, declared, undecidable, unresolved, valueOf, type Fact } from '../../../model/fact.ts';
import type { Listen } from '../../../model/facts/code.ts';
import { factOf } from '../followed.ts';
import { follow } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isScriptFile, scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { routerClass } from '../web/routers.ts';
import { listFact } from './list-fact.ts';

/** Libraries that answer requests once something in them is called. */
const SERVING = new RegExp(`^(${[
  'uvicorn', 'hypercorn', 'granian', 'gunicorn', 'waitress', 'wsgiref', 'http\\.server', 'socketserver', 'aiohttp\\.web', 'websockets', 'grpc', 'tornado', 'twisted',
  'cherrypy', 'bottle', 'flask\\w*', 'django', 'sanic', 'quart', 'robyn', 'blacksheep', 'gradio', 'nicegui', 'streamlit', 'chainlit', 'dash', 'panel', 'mcp', 'fastmcp', 'eventlet', 'gevent',
].join('|')})(\\.|$)`);

/** Calls by which a program listens without such a library. */
const OPENING = /^(listen|start_server|create_server|start_unix_server|serve_forever)$/;

/** Addresses that the program listens on when it is started with `python`. */
export function readListens(program: Program): ReaderResult {
  const server = valueOf(program.input.facts['start.server']);
  if (server !== undefined && server !== 'python') return { facts: {} };
  const listens = [...callsOf(program)].flatMap((site) => {
    const library = serverOf(program, site);
    return library === undefined || !scopeOf(program, site).served ? [] : [listenOf(program, site, library)];
  });
  const library = listens.length > 0 ? undefined : servingLibrary(program);
  if (library !== undefined) return { facts: { 'web.listens': undecidable('web.listens', `the program uses ${library}, and nothing that is read here shows where it listens`, []) } };
  return { facts: { 'web.listens': listFact('web.listens', listens, (each) => each.at) } };
}

/** What in the program may listen: a library that it imports, or a call. */
function servingLibrary(program: Program): string | undefined {
  for (const file of program.files.values()) {
    if (isScriptFile(program, file)) continue;
    const found = file.imports.find(({ module, level }) => level === 0 && SERVING.test(module));
    if (found !== undefined) return found.module;
    const opens = file.calls.find(({ call: { callee } }) => (callee.kind === 'attribute' || callee.kind === 'name') && OPENING.test(callee.name));
    if (opens !== undefined) return shown('call', file, opens.call.callee.range).value;
  }
  return undefined;
}

function serverOf(program: Program, { call, place }: CallSite): string | undefined {
  const name = externalName(program, call.callee, place);
  if (isFrom(name, 'uvicorn', 'run', 'Config')) return 'uvicorn';
  if (isFrom(name, 'waitress', 'serve')) return 'waitress';
  if (isFrom(name, 'aiohttp', 'web.run_app')) return 'aiohttp';
  if (isFrom(name, 'wsgiref', 'make_server')) return 'wsgiref';
  if (call.callee.kind !== 'attribute') return undefined;
  const { callee } = call;
  if (!['run', 'launch', 'run_server'].includes(callee.name)) return undefined;
  const library = instanceOf(program, callee.object, place)?.library;
  if (callee.name === 'run' && isFrom(library, 'flask_socketio', 'SocketIO')) return 'flask-socketio';
  if (callee.name === 'run' && isFrom(library, 'nicegui', 'ui')) return 'nicegui';
  if (callee.name === 'launch' && isFrom(library, 'gradio', 'Blocks', 'Interface', 'ChatInterface')) return 'gradio';
  const type = routerClass(library);
  return (callee.name === 'run' || callee.name === 'run_server') && type?.app !== undefined ? type.framework : undefined;
}

function listenOf(program: Program, { call, place }: CallSite, library: string): Listen {
  const positions: Readonly<Record<string, readonly [number, number]>> = { flask: [0, 1], quart: [0, 1], sanic: [0, 1], wsgiref: [0, 1], dash: [0, 1] };
  const [hostAt, portAt] = positions[library] ?? [undefined, undefined];
  const host = argumentOf(call, hostAt, 'host', 'server_name');
  const port = argumentOf(call, portAt, 'port', 'server_port');
  const file = place.file.source;
  const spot = (expression: NonNullable<typeof host>): Spot => ({ expression, place });
  const { value, standard } = port === undefined ? { value: absent('port', file), standard: undefined } : portFact(program, spot(port));
  return {
    at: shown('listen', place.file, call.range),
    host: host === undefined ? absent('host', file) : textFact(program, spot(host)),
    port: value,
    portDefault: standard,
    library,
  };
}

function textFact(program: Program, spot: Spot): Fact<string> {
  const fact = factOf('host', follow(program, spot));
  return fact.state === 'known' ? { ...fact, value: String(fact.value) } : fact;
}

/** The port as a number, or as the variable that decides with the number that counts without it. */
function portFact(program: Program, spot: Spot): { readonly value: Fact<number | string>; readonly standard: number | undefined } {
  const followed = follow(program, spot);
  const file = spot.place.file.source;
  const { range } = spot.expression;
  const [variable] = followed.variables;
  const number = followed.state === 'literal' && followed.value !== undefined ? Number(followed.value) : Number.NaN;
  const standard = Number.isNaN(number) ? undefined : number;
  if (variable !== undefined) return { value: declared('port', variable, file, range), standard };
  if (standard !== undefined) return { value: declared('port', standard, file, range), standard: undefined };
  return { value: unresolved('port', followed.state === 'unknown' ? followed.reason : 'it is not a number', file, range), standard: undefined };
}
