import { findNode } from '../../documents/data.ts';
import type { DataNode } from '../../documents/data.ts';
import { certain } from '../../documents/shell/expand.ts';
import { parseToml } from '../../documents/toml.ts';
import type { Fact } from '../../model/fact.ts';
import { defaulted } from '../../model/fact.ts';
import type { OptionRow } from '../options.ts';
import { readOptions } from '../options.ts';
import { knownAt, originOfFile, unresolvedAt } from '../origin.ts';
import { findFile } from '../project-path.ts';
import { modulePath, runPythonFile } from '../python-module.ts';
import { textsOf } from '../python-values.ts';
import { splitAddress } from '../server-address.ts';
import type { ServerSettings } from '../server-settings.ts';
import type { SettingRow } from '../server-sheet.ts';
import { readSheet, winnerOf } from '../server-sheet.ts';
import type { Setting, Settings } from '../setting.ts';
import { settingsOf, textFactOf, truth, wholeNumber } from '../setting.ts';
import { appFacts } from './app-file.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';

/** Options of hypercorn. https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html */
export const HYPERCORN_OPTIONS: readonly OptionRow[] = [
  ['access_log', '--access-log', 'text'], ['accesslog', '--access-logfile', 'text'], ['access_log_format', '--access-logformat', 'text'], ['backlog', '--backlog', 'int'], ['bind', '-b --bind', 'list'], ['ca_certs', '--ca-certs', 'text'],
  ['certfile', '--certfile', 'text'], ['cert_reqs', '--cert-reqs', 'int'], ['ciphers', '--ciphers', 'text'], ['config', '-c --config', 'text'], ['daemon', '-D --daemon', 'flag'], ['debug', '--debug', 'flag'], ['error_log', '--error-log', 'text'],
  ['errorlog', '--error-logfile --log-file', 'text'], ['graceful_timeout', '--graceful-timeout', 'int'], ['read_timeout', '--read-timeout', 'int'], ['max_requests', '--max-requests', 'int'], ['max_requests_jitter', '--max-requests-jitter', 'int'],
  ['group', '-g --group', 'int'], ['worker_class', '-k --worker-class', 'text'], ['keep_alive_timeout', '--keep-alive', 'int'], ['keyfile', '--keyfile', 'text'], ['keyfile_password', '--keyfile-password', 'text'], ['insecure_bind', '--insecure-bind', 'list'],
  ['logconfig', '--log-config', 'text'], ['loglevel', '--log-level', 'text'], ['pid_path', '-p --pid', 'text'], ['quic_bind', '--quic-bind', 'list'], ['use_reloader', '--reload', 'flag'], ['root_path', '--root-path', 'text'], ['server_names', '--server-name', 'list'],
  ['statsd_host', '--statsd-host', 'text'], ['statsd_prefix', '--statsd-prefix', 'text'], ['umask', '-m --umask', 'int'], ['user', '-u --user', 'int'], ['verify_mode', '--verify-mode', 'text'], ['websocket_ping_interval', '--websocket-ping-interval', 'int'], ['workers', '-w --workers', 'int'], ['help', '-h --help', 'flag'],
];

const REFERENCE = 'https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html';

/** The facts that the settings of hypercorn give, with its defaults. */
export const HYPERCORN_SETTINGS: readonly SettingRow[] = [
  { fact: 'server.workers', setting: 'workers', convert: wholeNumber, fallback: 1, reference: REFERENCE },
  { fact: 'server.gracefulTimeout', setting: 'graceful_timeout', convert: wholeNumber, fallback: 3, reference: REFERENCE },
  { fact: 'server.keepAlive', setting: 'keep_alive_timeout', convert: wholeNumber, fallback: 5, reference: REFERENCE },
  { fact: 'server.maxRequests', setting: 'max_requests', convert: wholeNumber, fallback: 0, reference: REFERENCE },
  { fact: 'server.reload', setting: 'use_reloader', convert: truth, fallback: false, reference: REFERENCE },
  { fact: 'server.debug', setting: 'debug', convert: truth, fallback: false, reference: REFERENCE },
];

/** hypercorn: command line, the file of `-c`, defaults. It reads no variables. */
export async function readHypercorn(call: ServerCall): Promise<ServerFactsRead> {
  const line = readOptions(call.program.args, HYPERCORN_OPTIONS, 'argparse');
  const command = settingsOf(line, 'the command line');
  const named = command.get('config');
  const config = named === undefined ? new Map<string, Setting>() : await readConfig(named, call);
  const settings: ServerSettings = { server: 'hypercorn', line, layers: [command, config ?? new Map()],
    hidden: config === undefined && named !== undefined ? { reason: 'its configuration file cannot be read', place: named.place, below: 1 } : undefined };
  return hypercornFacts(settings, call, appOf(line.positionals[0], line.error?.message, call));
}

/** The facts of hypercorn's settings, wherever they come from. */
export function hypercornFacts(settings: ServerSettings, call: ServerCall, app: Fact<string>): ServerFactsRead {
  const sheet = readSheet(HYPERCORN_SETTINGS, settings);
  const facts = new Map(sheet.facts);
  const winner = winnerOf('bind', 'server.bind', settings);
  facts.set('server.bind', winner === undefined ? defaulted('server.bind', '127.0.0.1:8000', 'hypercorn', REFERENCE) : 'state' in winner ? winner : textFactOf('server.bind', winner));
  splitAddress(facts, '0.0.0.0', 8000);
  for (const [name, fact] of appFacts(app, 'app', { call, folders: ['.'], state: call.launch.state })) facts.set(name, fact);
  return { facts, overrides: [...sheet.overrides] };
}

function appOf(word: ServerCall['program']['args'][number] | undefined, error: string | undefined, call: ServerCall): Fact<string> {
  if (word?.value === undefined || error !== undefined) return unresolvedAt(word ?? call.place, 'start.app', error ?? word?.reason ?? 'no application is named');
  return knownAt(word, 'start.app', word.value);
}

/** `-c file.toml`, `-c file:config.py`, `-c python:module`; undefined when it cannot be read. */
async function readConfig(named: Setting, call: ServerCall): Promise<Settings | undefined> {
  const name = named.values[0]?.value;
  const { directory } = call.launch.state;
  const { run, launch } = call;
  if (name === undefined) return undefined;
  if (/^(file|python):/.test(name)) {
    const path = name.startsWith('python:') ? modulePath(name.slice(7), [directory ?? ''], run) : findFile(name.slice(5), directory, run.input);
    const file = path === undefined ? undefined : await runPythonFile(path, { run, state: launch.state, folders: [directory ?? ''] }, false);
    if (file === undefined || path === undefined) return undefined;
    return new Map([...file.scope.names].map(([key, binding]) => [key, { values: textsOf(binding.value), place: { origin: originOfFile(file.file), range: binding.range }, by: path }]));
  }
  const path = findFile(name, directory, run.input);
  const file = path === undefined ? undefined : run.input.files.read(path);
  const parsed = file === undefined ? undefined : await parseToml(file.text);
  if (file === undefined || parsed?.ok !== true) return undefined;
  run.files.add(file.path);
  const settings = new Map<string, Setting>();
  for (const [key] of HYPERCORN_OPTIONS) {
    const node = findNode(parsed.document.root, [key]);
    if (node !== undefined) settings.set(key, { values: textsOfNode(node), place: { origin: originOfFile(file), range: node.range }, by: file.path });
  }
  return settings;
}

function textsOfNode(node: DataNode): Setting['values'] {
  if (node.kind === 'array') return node.items.flatMap(textsOfNode);
  return node.kind === 'object' ? [] : [certain(String(node.value))];
}
