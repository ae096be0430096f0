import type { Expanded } from '../../documents/shell/expand.ts';
import { certain, joinExpanded } from '../../documents/shell/expand.ts';
import type { Fact } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { Override } from '../../model/project.ts';
import type { CommandLine, OptionRow } from '../options.ts';
import { readOptions } from '../options.ts';
import { knownAt, unresolvedAt } from '../origin.ts';
import { exportedVariable } from '../path.ts';
import type { ShellState } from '../path.ts';
import { joinAddress, portOf } from '../server-address.ts';
import type { ServerSettings } from '../server-settings.ts';
import type { SettingRow } from '../server-sheet.ts';
import { readSheet, winnerOf } from '../server-sheet.ts';
import type { Setting, Settings } from '../setting.ts';
import { sameText, settingOfVariable, settingsOf, textFactOf, truth, wholeNumber } from '../setting.ts';
import { appFacts } from './app-file.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';

/** Options of uvicorn. https://www.uvicorn.org/settings/ */
export const UVICORN_OPTIONS: readonly OptionRow[] = [
  ['host', '--host', 'text'], ['port', '--port', 'int'], ['uds', '--uds', 'text'], ['fd', '--fd', 'int'], ['reload', '--reload', 'flag'], ['reload_dirs', '--reload-dir', 'list'],
  ['reload_includes', '--reload-include', 'list'], ['reload_excludes', '--reload-exclude', 'list'], ['reload_delay', '--reload-delay', 'text'], ['workers', '--workers', 'int'],
  ['loop', '--loop', 'text'], ['http', '--http', 'text'], ['http2', '--http2', 'flag'], ['ws', '--ws', 'text'], ['ws_max_size', '--ws-max-size', 'int'], ['ws_max_queue', '--ws-max-queue', 'int'],
  ['ws_ping_interval', '--ws-ping-interval', 'text'], ['ws_ping_timeout', '--ws-ping-timeout', 'text'], ['ws_per_message_deflate', '--ws-per-message-deflate', 'text'],
  ['lifespan', '--lifespan', 'text'], ['interface', '--interface', 'text'], ['env_file', '--env-file', 'text'], ['log_config', '--log-config', 'text'], ['log_level', '--log-level', 'text'],
  ['access_log', '--access-log', 'flag'], ['access_log', '--no-access-log', 'off'], ['use_colors', '--use-colors', 'flag'], ['use_colors', '--no-use-colors', 'off'],
  ['proxy_headers', '--proxy-headers', 'flag'], ['proxy_headers', '--no-proxy-headers', 'off'], ['server_header', '--server-header', 'flag'], ['server_header', '--no-server-header', 'off'],
  ['date_header', '--date-header', 'flag'], ['date_header', '--no-date-header', 'off'], ['forwarded_allow_ips', '--forwarded-allow-ips', 'text'], ['root_path', '--root-path', 'text'],
  ['limit_concurrency', '--limit-concurrency', 'int'], ['backlog', '--backlog', 'int'], ['limit_max_requests', '--limit-max-requests', 'int'],
  ['limit_max_requests_jitter', '--limit-max-requests-jitter', 'int'], ['timeout_keep_alive', '--timeout-keep-alive', 'int'], ['timeout_graceful_shutdown', '--timeout-graceful-shutdown', 'int'],
  ['timeout_worker_healthcheck', '--timeout-worker-healthcheck', 'int'], ['ssl_keyfile', '--ssl-keyfile', 'text'], ['ssl_certfile', '--ssl-certfile', 'text'],
  ['ssl_keyfile_password', '--ssl-keyfile-password', 'text'], ['ssl_version', '--ssl-version', 'int'], ['ssl_cert_reqs', '--ssl-cert-reqs', 'int'], ['ssl_ca_certs', '--ssl-ca-certs', 'text'],
  ['ssl_ciphers', '--ssl-ciphers', 'text'], ['headers', '--header', 'list'], ['version', '--version', 'flag'], ['app_dir', '--app-dir', 'text'],
  ['h11_max_incomplete_event_size', '--h11-max-incomplete-event-size', 'int'], ['reset_contextvars', '--reset-contextvars', 'flag'], ['factory', '--factory', 'flag'], ['help', '--help', 'flag'],
];

/** Values that an option refuses. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  lifespan: ['auto', 'on', 'off'], interface: ['auto', 'asgi3', 'asgi2', 'wsgi'], log_level: ['critical', 'error', 'warning', 'info', 'debug', 'trace'],
};

const SETTINGS = 'https://www.uvicorn.org/settings/';

const HOST: SettingRow = { fact: 'server.host', setting: 'host', convert: sameText, fallback: '127.0.0.1', reference: `${SETTINGS}#socket-binding` };
const PORT: SettingRow = { fact: 'server.port', setting: 'port', convert: portOf, fallback: 8000, reference: `${SETTINGS}#socket-binding` };

/** The facts that uvicorn's settings give, with its defaults. */
export const UVICORN_SETTINGS: readonly SettingRow[] = [
  { fact: 'server.workers', setting: 'workers', convert: wholeNumber, fallback: 1, reference: `${SETTINGS}#production` },
  { fact: 'server.keepAlive', setting: 'timeout_keep_alive', convert: wholeNumber, fallback: 5, reference: `${SETTINGS}#timeouts` },
  { fact: 'server.gracefulTimeout', setting: 'timeout_graceful_shutdown', convert: wholeNumber, reference: `${SETTINGS}#timeouts` },
  { fact: 'server.maxRequests', setting: 'limit_max_requests', convert: wholeNumber, fallback: 0, reference: `${SETTINGS}#resource-limits` },
  { fact: 'server.reload', setting: 'reload', convert: truth, fallback: false, reference: `${SETTINGS}#development` },
  { fact: 'server.forwardedAllowIps', setting: 'forwarded_allow_ips', convert: sameText, fallback: '127.0.0.1', reference: `${SETTINGS}#http` },
];

/** uvicorn: command line, UVICORN_* variables, WEB_CONCURRENCY and FORWARDED_ALLOW_IPS, defaults. */
export function readUvicorn(call: ServerCall): ServerFactsRead {
  const read = readOptions(call.program.args, UVICORN_OPTIONS, 'click');
  const line = { ...read, error: read.error ?? refusal(read) };
  const state = call.launch.state;
  const layers = [settingsOf(line, 'the command line'), prefixedVariables(state, 'UVICORN_', UVICORN_OPTIONS), usualVariables(state)];
  const settings: ServerSettings = { server: 'uvicorn', layers, line, hidden: undefined };
  const result = readUvicornSettings(settings);
  const app = appOf(line, state, call);
  const appDir = layers.map((layer) => layer.get('app_dir')?.values[0]?.value).find((value) => value !== undefined);
  for (const [name, fact] of appFacts(app, 'app', { call, folders: [appDir ?? '.'], state })) result.facts.set(name, fact);
  return result;
}

function refusal(line: CommandLine): CommandLine['error'] {
  for (const use of line.uses) {
    const choices = CHOICES[use.row[0]];
    if (use.value?.value !== undefined && choices !== undefined && !choices.includes(use.value.value)) return { message: `${use.value.value} is not one of ${choices.join(', ')}`, at: use.value };
  }
  const extra = line.positionals[1];
  return extra === undefined ? undefined : { message: `unexpected argument ${extra.text}`, at: extra };
}

/** The facts of uvicorn's settings, wherever they come from. */
export function readUvicornSettings(settings: ServerSettings): { facts: Map<FactName, Fact<unknown>>; overrides: Override[] } {
  const sheet = readSheet([...UVICORN_SETTINGS, HOST, PORT], settings);
  const facts = new Map(sheet.facts);
  addressFacts(facts, settings);
  return { facts, overrides: [...sheet.overrides] };
}

/** Host, port and bind, with `$PORT` left in the text; a socket instead of both. */
export function addressFacts(facts: Map<FactName, Fact<unknown>>, settings: ServerSettings): void {
  const uds = settings.line?.error === undefined ? settings.layers.map((layer) => layer.get('uds')).find((setting) => setting !== undefined) : undefined;
  if (uds !== undefined) {
    facts.delete('server.host');
    facts.delete('server.port');
    facts.set('server.bind', textFactOf('server.bind', { ...uds, values: uds.values.map((value): Expanded => joinExpanded([certain('unix:'), value])) }));
    return;
  }
  for (const [fact, setting] of [['server.host', 'host'], ['server.port', 'port']] as const) {
    const winner = winnerOf(setting, fact, settings);
    if (winner === undefined || 'state' in winner) continue;
    const shown = textFactOf(fact, winner);
    facts.set(fact, shown.state === 'known' && fact === 'server.port' ? { ...shown, value: portOf(String(shown.value)) } : shown);
  }
  joinAddress(facts);
}

/** Variables that a program reads for its options: UVICORN_PORT. */
export function prefixedVariables(state: ShellState, prefix: string, table: readonly OptionRow[]): Settings {
  const settings = new Map<string, Setting>();
  for (const [name] of table) {
    const variable = `${prefix}${name.toUpperCase()}`;
    const setting = settingOfVariable(exportedVariable(state, variable), variable);
    if (setting !== undefined && setting.values[0]?.text !== '') settings.set(name, setting);
  }
  return settings;
}

/** Variables that uvicorn reads under their usual names, when the option is not set. */
export function usualVariables(state: ShellState): Settings {
  const settings = new Map<string, Setting>();
  for (const [name, variable] of [['workers', 'WEB_CONCURRENCY'], ['forwarded_allow_ips', 'FORWARDED_ALLOW_IPS']] as const) {
    const setting = settingOfVariable(exportedVariable(state, variable), variable);
    if (setting !== undefined) settings.set(name, setting);
  }
  return settings;
}

function appOf(line: CommandLine, state: ShellState, call: ServerCall): Fact<string> {
  if (line.error !== undefined) return unresolvedAt(line.error.at, 'start.app', `uvicorn refuses its command line: ${line.error.message}`);
  const [positional] = line.positionals;
  const variable = settingOfVariable(exportedVariable(state, 'UVICORN_APP'), 'UVICORN_APP');
  const value = positional ?? variable?.values[0];
  const place = positional ?? variable?.place ?? line.openEnded ?? call.place;
  if (value?.value === undefined) return unresolvedAt(place, 'start.app', value?.reason ?? 'no application is named');
  return knownAt(place, 'start.app', value.value);
}
