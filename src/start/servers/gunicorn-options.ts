import type { OptionRow } from '../options.ts';
import type { SettingRow } from '../server-sheet.ts';
import { sameText, truth, wholeNumber } from '../setting.ts';

/** Options of gunicorn 26 and 27. https://gunicorn.org/reference/settings/ */
export const GUNICORN_OPTIONS: readonly OptionRow[] = [
  ['config', '-c --config', 'text'], ['bind', '-b --bind', 'list'], ['backlog', '--backlog', 'int'], ['workers', '-w --workers', 'int'],
  ['worker_class', '-k --worker-class', 'text'], ['threads', '--threads', 'int'], ['worker_connections', '--worker-connections', 'int'],
  ['max_requests', '--max-requests', 'int'], ['max_requests_jitter', '--max-requests-jitter', 'int'], ['timeout', '-t --timeout', 'int'],
  ['graceful_timeout', '--graceful-timeout', 'int'], ['keepalive', '--keep-alive', 'int'], ['limit_request_line', '--limit-request-line', 'int'],
  ['limit_request_fields', '--limit-request-fields', 'int'], ['limit_request_field_size', '--limit-request-field_size', 'int'], ['reload', '--reload', 'flag'],
  ['reload_engine', '--reload-engine', 'text'], ['reload_extra_files', '--reload-extra-file', 'list'], ['spew', '--spew', 'flag'],
  ['check_config', '--check-config', 'flag'], ['print_config', '--print-config', 'flag'], ['preload_app', '--preload', 'flag'], ['sendfile', '--no-sendfile', 'off'],
  ['reuse_port', '--reuse-port', 'flag'], ['chdir', '--chdir', 'text'], ['daemon', '-D --daemon', 'flag'], ['raw_env', '-e --env', 'list'],
  ['pidfile', '-p --pid', 'text'], ['worker_tmp_dir', '--worker-tmp-dir', 'text'], ['user', '-u --user', 'text'], ['group', '-g --group', 'text'],
  ['umask', '-m --umask', 'text'], ['initgroups', '--initgroups', 'flag'], ['forwarded_allow_ips', '--forwarded-allow-ips', 'text'],
  ['accesslog', '--access-logfile', 'text'], ['disable_redirect_access_to_syslog', '--disable-redirect-access-to-syslog', 'flag'],
  ['access_log_format', '--access-logformat', 'text'], ['errorlog', '--error-logfile --log-file', 'text'], ['loglevel', '--log-level', 'text'],
  ['capture_output', '--capture-output', 'flag'], ['logger_class', '--logger-class', 'text'], ['logconfig', '--log-config', 'text'],
  ['logconfig_json', '--log-config-json', 'text'], ['syslog_addr', '--log-syslog-to', 'text'], ['syslog', '--log-syslog', 'flag'],
  ['syslog_prefix', '--log-syslog-prefix', 'text'], ['syslog_facility', '--log-syslog-facility', 'text'],
  ['enable_stdio_inheritance', '-R --enable-stdio-inheritance', 'flag'], ['statsd_host', '--statsd-host', 'text'], ['dogstatsd_tags', '--dogstatsd-tags', 'text'],
  ['statsd_prefix', '--statsd-prefix', 'text'], ['enable_backlog_metric', '--enable-backlog-metric', 'flag'], ['proc_name', '-n --name', 'text'],
  ['pythonpath', '--pythonpath', 'text'], ['paste', '--paste --paster', 'text'], ['proxy_protocol', '--proxy-protocol', 'maybe'],
  ['proxy_allow_ips', '--proxy-allow-from', 'text'], ['protocol', '--protocol', 'text'], ['uwsgi_allow_ips', '--uwsgi-allow-from', 'text'],
  ['keyfile', '--keyfile', 'text'], ['certfile', '--certfile', 'text'], ['ssl_version', '--ssl-version', 'text'], ['cert_reqs', '--cert-reqs', 'text'],
  ['ca_certs', '--ca-certs', 'text'], ['suppress_ragged_eofs', '--suppress-ragged-eofs', 'flag'], ['do_handshake_on_connect', '--do-handshake-on-connect', 'flag'],
  ['ciphers', '--ciphers', 'text'], ['http_protocols', '--http-protocols', 'text'], ['http2_cleartext', '--http2-cleartext', 'text'],
  ['http2_max_concurrent_streams', '--http2-max-concurrent-streams', 'int'], ['http2_initial_window_size', '--http2-initial-window-size', 'int'],
  ['http2_max_frame_size', '--http2-max-frame-size', 'int'], ['http2_max_header_list_size', '--http2-max-header-list-size', 'int'],
  ['raw_paste_global_conf', '--paste-global', 'list'], ['permit_obsolete_folding', '--permit-obsolete-folding', 'flag'],
  ['strip_header_spaces', '--strip-header-spaces', 'flag'], ['permit_unconventional_http_method', '--permit-unconventional-http-method', 'flag'],
  ['permit_unconventional_http_version', '--permit-unconventional-http-version', 'flag'], ['casefold_http_method', '--casefold-http-method', 'flag'],
  ['forwarder_headers', '--forwarder-headers', 'text'], ['header_map', '--header-map', 'text'], ['asgi_loop', '--asgi-loop', 'text'],
  ['asgi_lifespan', '--asgi-lifespan', 'text'], ['asgi_disconnect_grace_period', '--asgi-disconnect-grace-period', 'int'], ['http_parser', '--http-parser', 'text'],
  ['websocket_max_message_size', '--websocket-max-message-size', 'int'],
  ['root_path', '--root-path', 'text'], ['dirty_apps', '--dirty-app', 'list'], ['dirty_workers', '--dirty-workers', 'int'], ['dirty_timeout', '--dirty-timeout', 'int'],
  ['dirty_threads', '--dirty-threads', 'int'], ['dirty_graceful_timeout', '--dirty-graceful-timeout', 'int'], ['control_socket', '--control-socket', 'text'],
  ['control_socket_mode', '--control-socket-mode', 'text'], ['control_socket_disable', '--no-control-socket', 'flag'],
  ['help', '-h --help', 'flag'], ['version', '-v --version', 'flag'],
];

const SETTINGS = 'https://gunicorn.org/reference/settings/';

/** The facts that gunicorn's settings give, with its defaults. */
export const GUNICORN_SETTINGS: readonly SettingRow[] = [
  { fact: 'server.workers', setting: 'workers', convert: wholeCount, fallback: 1, reference: `${SETTINGS}#workers` },
  { fact: 'server.workerClass', setting: 'worker_class', convert: sameText, fallback: 'sync', reference: `${SETTINGS}#worker_class` },
  { fact: 'server.threads', setting: 'threads', convert: wholeCount, fallback: 1, reference: `${SETTINGS}#threads` },
  { fact: 'server.timeout', setting: 'timeout', convert: wholeCount, fallback: 30, reference: `${SETTINGS}#timeout` },
  { fact: 'server.gracefulTimeout', setting: 'graceful_timeout', convert: wholeCount, fallback: 30, reference: `${SETTINGS}#graceful_timeout` },
  { fact: 'server.keepAlive', setting: 'keepalive', convert: wholeCount, fallback: 2, reference: `${SETTINGS}#keepalive` },
  { fact: 'server.maxRequests', setting: 'max_requests', convert: wholeCount, fallback: 0, reference: `${SETTINGS}#max_requests` },
  { fact: 'server.preload', setting: 'preload_app', convert: truth, fallback: false, reference: `${SETTINGS}#preload_app` },
  { fact: 'server.reload', setting: 'reload', convert: truth, fallback: false, reference: `${SETTINGS}#reload` },
  { fact: 'server.forwardedAllowIps', setting: 'forwarded_allow_ips', convert: sameText, fallback: '127.0.0.1,::1', reference: `${SETTINGS}#forwarded_allow_ips` },
];

/** gunicorn refuses numbers below zero, and reads `0x10`. */
function wholeCount(text: string): number | undefined {
  const value = /^0[xob][\da-f]+$/i.test(text.trim()) ? Number(text) : wholeNumber(text);
  return value === undefined || value < 0 ? undefined : value;
}
