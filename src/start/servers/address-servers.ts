import { certain, joinExpanded } from '../../documents/shell/expand.ts';
import type { Fact } from '../../model/fact.ts';
import { defaulted } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { Override } from '../../model/project.ts';
import type { CommandLine, OptionRow, OptionStyle } from '../options.ts';
import { readOptions } from '../options.ts';
import { knownAt, unresolvedAt } from '../origin.ts';
import { exportedVariable } from '../path.ts';
import { portOf } from '../server-address.ts';
import type { ServerSettings } from '../server-settings.ts';
import type { SettingRow } from '../server-sheet.ts';
import { readSheet } from '../server-sheet.ts';
import type { Setting, Settings } from '../setting.ts';
import { sameText, settingOfVariable, settingsOf, truth, wholeNumber } from '../setting.ts';
import { appFacts } from './app-file.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';
import { addressFacts, prefixedVariables, usualVariables } from './uvicorn.ts';

/** A server with a host and a port option, and little else. */
export interface AddressServer {
  readonly options: readonly OptionRow[];
  readonly style: OptionStyle;
  readonly host: string | undefined;
  readonly port: number | string | undefined;
  readonly reference: string;
  /** Variables that set options: name of the option to the variable. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Prefix of a variable for every option: GRANIAN_. */
  readonly prefix?: string;
  /** True when WEB_CONCURRENCY counts: it starts uvicorn. */
  readonly usual?: boolean;
  readonly rows?: readonly SettingRow[];
  /** Where the application stands: the first plain word, an option, or nowhere. */
  readonly app?: 'positional' | 'option';
  readonly attribute?: string;
  /** Facts that hold whatever is set. */
  readonly always?: Readonly<Partial<Record<FactName, number | boolean | string>>>;
}

const ADDRESS: readonly OptionRow[] = [['host', '--host', 'text'], ['port', '--port', 'text']];
const row = (fact: FactName, setting: string, convert: SettingRow['convert'], fallback: unknown, reference: string): SettingRow => ({ fact, setting, convert, fallback, reference });

const FLASK = 'https://flask.palletsprojects.com/en/stable/cli/';
const GRANIAN = 'https://github.com/emmett-framework/granian#options';
const FASTAPI = 'https://fastapi.tiangolo.com/fastapi-cli/';

const FASTAPI_OPTIONS: readonly OptionRow[] = [...ADDRESS, ['reload', '--reload', 'flag'], ['reload', '--no-reload', 'off'], ['workers', '--workers', 'int'], ['root_path', '--root-path', 'text'],
  ['app_name', '--app', 'text'], ['app', '--entrypoint -e', 'text'], ['proxy_headers', '--proxy-headers', 'flag'], ['proxy_headers', '--no-proxy-headers', 'off'], ['forwarded_allow_ips', '--forwarded-allow-ips', 'text']];

/** Servers by the name of the program, or its file. */
export const ADDRESS_SERVERS: Readonly<Record<string, AddressServer>> = {
  granian: { style: 'loose', host: '127.0.0.1', port: 8000, reference: GRANIAN, prefix: 'GRANIAN_', app: 'positional', attribute: 'app',
    options: [...ADDRESS, ['uds', '--uds', 'text'], ['interface', '--interface', 'text'], ['http', '--http', 'text'], ['workers', '--workers', 'int'], ['blocking_threads', '--blocking-threads', 'int'], ['runtime_threads', '--runtime-threads', 'int'],
      ['runtime_mode', '--runtime-mode', 'text'], ['loop', '--loop', 'text'], ['backlog', '--backlog', 'int'], ['backpressure', '--backpressure', 'int'], ['log_level', '--log-level', 'text'], ['log_config', '--log-config', 'text'], ['url_path_prefix', '--url-path-prefix', 'text'],
      ['respawn_interval', '--respawn-interval', 'text'], ['workers_lifetime', '--workers-lifetime', 'text'], ['workers_max_rss', '--workers-max-rss', 'int'], ['workers_kill_timeout', '--workers-kill-timeout', 'text'], ['working_dir', '--working-dir', 'text'], ['env_files', '--env-files', 'list'],
      ['static_path_route', '--static-path-route', 'text'], ['static_path_mount', '--static-path-mount', 'text'], ['reload', '--reload', 'flag'], ['reload', '--no-reload', 'off'], ['process_name', '--process-name', 'text'], ['pid_file', '--pid-file', 'text'], ['ssl_certificate', '--ssl-certificate', 'text'], ['ssl_keyfile', '--ssl-keyfile', 'text'], ['task_impl', '--task-impl', 'text'], ['access_log_fmt', '--access-log-fmt', 'text'], ['metrics_port', '--metrics-port', 'text'], ['metrics_address', '--metrics-address', 'text']],
    rows: [row('server.workers', 'workers', wholeNumber, 1, GRANIAN), row('server.reload', 'reload', truth, false, GRANIAN), row('server.gracefulTimeout', 'workers_kill_timeout', wholeNumber, undefined, GRANIAN)] },
  daphne: { style: 'argparse', host: '127.0.0.1', port: 8000, reference: 'https://github.com/django/daphne#running', app: 'positional', attribute: 'application', always: { 'server.workers': 1 },
    options: [['port', '-p --port', 'int'], ['host', '-b --bind', 'text'], ['websocket_timeout', '--websocket_timeout', 'int'], ['websocket_connect_timeout', '--websocket_connect_timeout', 'int'], ['uds', '-u --unix-socket', 'text'], ['fd', '--fd', 'int'], ['endpoint', '-e --endpoint', 'list'], ['verbosity', '-v --verbosity', 'int'],
      ['http_timeout', '-t --http-timeout', 'int'], ['access_log', '--access-log', 'text'], ['log_fmt', '--log-fmt', 'text'], ['ping_interval', '--ping-interval', 'int'], ['ping_timeout', '--ping-timeout', 'int'], ['application_close_timeout', '--application-close-timeout', 'int'], ['root_path', '--root-path', 'text'],
      ['proxy_headers', '--proxy-headers', 'flag'], ['proxy_headers_host', '--proxy-headers-host', 'text'], ['proxy_headers_port', '--proxy-headers-port', 'text'], ['server_name', '-s --server-name', 'text'], ['no_server_name', '--no-server-name', 'flag'], ['ws_protocol', '--ws-protocol', 'list']] },
  waitress: { style: 'loose', host: '0.0.0.0', port: 8080, reference: 'https://docs.pylonsproject.org/projects/waitress/en/stable/arguments.html', app: 'positional', attribute: 'app', always: { 'server.workers': 1 },
    options: [...ADDRESS, ['listen', '--listen', 'list'], ['threads', '--threads', 'int'], ['uds', '--unix-socket', 'text'], ['url_prefix', '--url-prefix', 'text'], ['url_scheme', '--url-scheme', 'text'], ['call', '--call', 'flag'], ['channel_timeout', '--channel-timeout', 'int'], ['connection_limit', '--connection-limit', 'int'], ['backlog', '--backlog', 'int'], ['trusted_proxy', '--trusted-proxy', 'text'], ['trusted_proxy_headers', '--trusted-proxy-headers', 'text'], ['trusted_proxy_count', '--trusted-proxy-count', 'int'], ['app', '--app', 'text'], ['max_request_body_size', '--max-request-body-size', 'int'], ['ident', '--ident', 'text'], ['asyncore_use_poll', '--asyncore-use-poll', 'flag'], ['cleanup_interval', '--cleanup-interval', 'int']],
    rows: [row('server.threads', 'threads', wholeNumber, 4, 'https://docs.pylonsproject.org/projects/waitress/en/stable/arguments.html')] },
  flask: { style: 'loose', host: '127.0.0.1', port: 5000, reference: FLASK, app: 'option', attribute: 'app', variables: { app: 'FLASK_APP', host: 'FLASK_RUN_HOST', port: 'FLASK_RUN_PORT', debug: 'FLASK_DEBUG' }, always: { 'server.workers': 1 },
    options: [['app', '-A --app', 'text'], ['host', '-h --host', 'text'], ['port', '-p --port', 'text'], ['debug', '--debug', 'flag'], ['debug', '--no-debug', 'off'], ['reload', '--reload', 'flag'], ['reload', '--no-reload', 'off'], ['env_file', '-e --env-file', 'text'], ['cert', '--cert', 'text'], ['key', '--key', 'text']],
    rows: [row('server.debug', 'debug', truth, false, FLASK), row('server.reload', 'reload', truth, undefined, FLASK)] },
  'fastapi run': { style: 'loose', host: '0.0.0.0', port: 8000, reference: FASTAPI, variables: { port: 'PORT' }, usual: true, app: 'positional', attribute: 'app', options: FASTAPI_OPTIONS,
    rows: [row('server.workers', 'workers', wholeNumber, 1, FASTAPI), row('server.reload', 'reload', truth, false, FASTAPI), row('server.keepAlive', 'timeout_keep_alive', wholeNumber, 5, FASTAPI)] },
  'fastapi dev': { style: 'loose', host: '127.0.0.1', port: 8000, reference: FASTAPI, variables: { port: 'PORT' }, app: 'positional', attribute: 'app', options: FASTAPI_OPTIONS, always: { 'server.workers': 1 },
    rows: [row('server.reload', 'reload', truth, true, FASTAPI)] },
  streamlit: { style: 'loose', host: '0.0.0.0', port: 8501, reference: 'https://docs.streamlit.io/develop/api-reference/configuration/config.toml', app: 'positional', variables: { host: 'STREAMLIT_SERVER_ADDRESS', port: 'STREAMLIT_SERVER_PORT' },
    options: [['host', '--server.address', 'text'], ['port', '--server.port', 'text'], ['headless', '--server.headless', 'text']] },
  next: { style: 'loose', host: '0.0.0.0', port: '${PORT:-3000}', reference: 'https://nextjs.org/docs/app/api-reference/cli/next', variables: { port: 'PORT' }, options: [['host', '-H --hostname', 'text'], ['port', '-p --port', 'text']] },
  vite: { style: 'loose', host: 'localhost', port: undefined, reference: 'https://vite.dev/config/server-options', options: [['host', '--host', 'maybe'], ['port', '--port', 'text'], ['config', '-c --config', 'text'], ['mode', '-m --mode', 'text']] },
  astro: { style: 'loose', host: 'localhost', port: 4321, reference: 'https://docs.astro.build/en/reference/cli-reference/', options: [['host', '--host', 'maybe'], ['port', '--port', 'text']] },
  serve: { style: 'loose', host: '0.0.0.0', port: '${PORT:-3000}', reference: 'https://github.com/vercel/serve#readme', variables: { port: 'PORT' }, options: [['port', '-l --listen -p', 'text'], ['single', '-s --single', 'flag'], ['config', '-c --config', 'text']] },
  'http-server': { style: 'loose', host: '0.0.0.0', port: 8080, reference: 'https://github.com/http-party/http-server#readme', variables: { port: 'PORT' }, options: [['host', '-a', 'text'], ['port', '-p --port', 'text']] },
  artisan: { style: 'loose', host: '127.0.0.1', port: 8000, reference: 'https://laravel.com/docs/installation', options: ADDRESS },
  rails: { style: 'loose', host: '0.0.0.0', port: '${PORT:-3000}', reference: 'https://guides.rubyonrails.org/command_line.html', variables: { port: 'PORT' }, options: [['host', '-b --binding', 'text'], ['port', '-p --port', 'text'], ['environment', '-e --environment', 'text']] },
  sanic: { style: 'loose', host: '127.0.0.1', port: 8000, reference: 'https://sanic.dev/en/guide/running/running.html', app: 'positional', options: [['host', '-H --host', 'text'], ['port', '-p --port', 'text'], ['workers', '-w --workers', 'int'], ['debug', '-d --debug', 'flag'], ['reload', '-r --reload --auto-reload', 'flag'], ['reload', '--dev', 'flag'], ['uds', '-u --unix', 'text']],
    rows: [row('server.workers', 'workers', wholeNumber, 1, 'https://sanic.dev/en/guide/running/running.html'), row('server.reload', 'reload', truth, false, 'https://sanic.dev/en/guide/running/development.html')] },
  litestar: { style: 'loose', host: '127.0.0.1', port: 8000, reference: 'https://docs.litestar.dev/latest/usage/cli.html', app: 'option', variables: { app: 'LITESTAR_APP', host: 'LITESTAR_HOST', port: 'LITESTAR_PORT', workers: 'WEB_CONCURRENCY' },
    options: [['host', '-H --host', 'text'], ['port', '-p --port', 'text'], ['workers', '-W --wc --web-concurrency', 'int'], ['reload', '-r --reload', 'flag'], ['debug', '-d --debug', 'flag'], ['app', '--app', 'text'], ['uds', '-U --uds --unix-domain-socket', 'text']],
    rows: [row('server.workers', 'workers', wholeNumber, 1, 'https://docs.litestar.dev/latest/usage/cli.html'), row('server.reload', 'reload', truth, false, 'https://docs.litestar.dev/latest/usage/cli.html')] },
};

/** A server with host and port: its options, its variables, its defaults. */
export function readAddressServer(server: AddressServer, name: string, call: ServerCall): ServerFactsRead {
  const { launch, program } = call;
  const line = readOptions(program.args, server.options, server.style);
  const state = launch.state;
  const layers = [settingsOf(line, 'the command line'), server.prefix === undefined ? namedVariables(call, server) : prefixedVariables(state, server.prefix, server.options), server.usual === true ? usualVariables(state) : new Map<string, Setting>()];
  const settings: ServerSettings = { server: name, layers: layers.map(listenParts), line, hidden: undefined };
  const hostRows: SettingRow[] = [];
  if (server.host !== undefined) hostRows.push(row('server.host', 'host', sameText, server.host, server.reference));
  if (server.port !== undefined || layers.some((layer) => layer.has('port'))) hostRows.push(row('server.port', 'port', portOf, server.port, server.reference));
  const sheet = readSheet([...hostRows, ...(server.rows ?? [])], settings);
  const facts = new Map(sheet.facts);
  const overrides: Override[] = [...sheet.overrides];
  addressFacts(facts, settings);
  for (const [fact, value] of Object.entries(server.always ?? {})) facts.set(fact as FactName, defaulted(fact, value, name, server.reference));
  const app = appOf(server, line, settings.layers, call);
  if (app !== undefined) for (const [fact, value] of appFacts(app, server.attribute ?? 'app', { call, folders: ['.'], state })) facts.set(fact, value);
  return { facts, overrides };
}

/** `--listen=0.0.0.0:8000` and `-l tcp://0.0.0.0:3000` are host and port in one. */
function listenParts(settings: Settings): Settings {
  const listen = settings.get('listen') ?? settings.get('port');
  const value = listen?.values[0];
  const match = /^(?:tcp:\/\/)?(.*):([^:]+|\$\{[^}]*\})$/.exec(value?.text ?? '');
  if (listen === undefined || value === undefined || match === null || (settings.get('listen') === undefined && value.text.startsWith('$'))) return settings;
  const part = (text: string): Setting => ({ ...listen, values: [{ ...value, text, value: value.value === undefined ? undefined : value.value === value.text ? text : text.replace(/\$\{\w+:-(.*)\}/, '$1') }] });
  return new Map(settings).set('host', part(match[1] === '*' ? '0.0.0.0' : (match[1] ?? ''))).set('port', part(match[2] ?? ''));
}

function namedVariables(call: ServerCall, server: AddressServer): Settings {
  const settings = new Map<string, Setting>();
  for (const [option, variable] of Object.entries(server.variables ?? {})) {
    const setting = settingOfVariable(exportedVariable(call.launch.state, variable), variable);
    if (setting !== undefined) settings.set(option, setting);
  }
  return settings;
}

function appOf(server: AddressServer, line: CommandLine, layers: readonly Settings[], call: ServerCall): Fact<string> | undefined {
  if (server.app === undefined) return undefined;
  const subcommand = call.row?.subcommand !== undefined;
  const positional = server.app === 'positional' ? line.positionals[subcommand ? 1 : 0] : undefined;
  const option = layers.map((layer) => layer.get('app')).find((setting) => setting !== undefined);
  const value = positional ?? option?.values[0];
  const place = positional ?? option?.place;
  if (value === undefined || place === undefined) return undefined;
  return value.value === undefined ? unresolvedAt(place, 'start.app', value.reason ?? 'only a run would tell') : knownAt(place, 'start.app', value.value);
}

/** manage.py runserver: `8000`, `0.0.0.0:8000`, or the default. https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver */
export function readRunserver(call: ServerCall): ServerFactsRead {
  const reference = 'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver';
  const facts = new Map<FactName, Fact<unknown>>();
  const words = call.program.args.filter((word) => !word.text.startsWith('-'));
  const [, address] = words;
  if (address === undefined) {
    facts.set('server.host', defaulted('server.host', '127.0.0.1', 'django', reference));
    facts.set('server.port', defaulted('server.port', 8000, 'django', reference));
    facts.set('server.bind', defaulted('server.bind', '127.0.0.1:8000', 'django', reference));
  } else if (address.opaque) facts.set('server.bind', unresolvedAt(address, 'server.bind', address.reason ?? 'only a run would tell'));
  else {
    const whole = /^(\d+|\$\w+|\$\{[^}]*\})$/.test(address.text) ? joinExpanded([certain('127.0.0.1:'), address]) : address;
    const match = /^(.*?):(\d+|\$.*)$/.exec(whole.text);
    facts.set('server.bind', knownAt(address, 'server.bind', whole.text));
    if (match !== null) {
      facts.set('server.host', knownAt(address, 'server.host', (match[1] ?? '') === '0' ? '0.0.0.0' : (match[1] ?? '')));
      facts.set('server.port', knownAt(address, 'server.port', portOf(match[2] ?? '')));
    }
  }
  const noReload = call.program.args.find((word) => word.text === '--noreload');
  if (noReload !== undefined) facts.set('server.reload', knownAt(noReload, 'server.reload', false));
  return { facts, overrides: [] };
}
