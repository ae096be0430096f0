import { splitWords } from '../documents/shell/split-words.ts';
import { holdsRandomWord } from '../text/random-word.ts';
import { isSecretName } from '../text/secret-names.ts';

/** No value is kept that goes on in a second line, or holds other characters than those of ASCII. */
const ONE_LINE = /^[!-~](?:[ -~]*[!-~])?$/;

/** A form that a value must have to the last character. */
type Form = (value: string) => boolean;

const matches = (pattern: RegExp): Form => (value) => pattern.test(value);
const oneOf = (...words: readonly string[]): Form => (value) => words.includes(value.toLowerCase());
const either = (...forms: readonly Form[]): Form => (value) => forms.some((form) => form(value));
const words = (form: Form): Form => (value) => value.length < 300 && value.trim() !== '' && value.trim().split(/[\s,]+/).every(form);

const number = matches(/^\d{1,6}$/);
const port = matches(/^\d{1,5}$/);
const bytes = matches(/^\d{1,12}$/);
const boolean = oneOf('true', 'false', '0', '1', 'yes', 'no', 'on', 'off');
const host = oneOf('0.0.0.0', '127.0.0.1', 'localhost', '::', '[::]', '::1', '[::1]', '*');
const level = oneOf('trace', 'debug', 'info', 'notice', 'warn', 'warning', 'error', 'critical', 'fatal', 'silent', 'verbose', 'http', 'off');
const stage = oneOf('production', 'prod', 'development', 'develop', 'dev', 'test', 'testing', 'tests', 'staging', 'stage', 'preview', 'local', 'ci', 'qa', 'demo', 'sandbox');
const version = either(matches(/^(?:[\^~]|[<>]=?|==?)?v?\d{1,4}(?:\.(?:\d{1,5}|x|\*)){0,3}$/), oneOf('latest', 'lts', 'stable', 'current', 'lts/*'));
const plainName = (value: string): boolean => value.length <= 40 && !holdsRandomWord(value);
const named: Form = (value) => /^[a-z_][\w.+-]*$/i.test(value) && plainName(value);
const moduleName: Form = (value) => /^[a-z_]\w{0,39}(?:\.[a-z_]\w{0,39}){0,6}(?::[a-z_]\w{0,39}(?:\(\))?)?$/i.test(value) && !holdsRandomWord(value);
const path: Form = (value) => /^(?:\.{0,2}\/)?[\w.-]{1,40}(?:\/[\w.-]{1,40}){0,8}\/?$/.test(value) && !holdsRandomWord(value);
const packageName: Form = (value) => {
  const [, name = '', wanted] = /^([^@=]+)(?:[@=](.+))?$/.exec(value) ?? [];
  return named(name) && (wanted === undefined || version(wanted));
};

/** An address of the Internet, or a range of them. */
const addressRange = matches(/^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?:\/\d{1,3})?$/i);
/** Whom a server believes: https://docs.gunicorn.org/en/stable/settings.html#forwarded-allow-ips */
const proxies = either(host, words(either(addressRange, oneOf('localhost'))));
const NODE_FLAG = matches(/^--(?:(?:max-old-space-size|max-semi-space-size|max-http-header-size|stack-size|heapsnapshot-near-heap-limit|network-family-autoselection-attempt-timeout)=\d{1,6}|dns-result-order=(?:ipv4first|ipv6first|verbatim)|enable-source-maps|trace-warnings|trace-deprecation|no-deprecation|no-warnings|expose-gc|no-network-family-autoselection|experimental-(?:strip-types|transform-types)|optimize-for-size|use-openssl-ca)$/);

/** Options of gunicorn, https://docs.gunicorn.org/en/stable/settings.html, with values that are numbers or words of its own. */
const GUNICORN_VALUES: readonly (readonly [RegExp, Form])[] = [
  [/^(?:-w|--workers|--threads|-t|--timeout|--graceful-timeout|--keep-alive|--max-requests|--max-requests-jitter|--worker-connections|--backlog|--limit-request-(?:line|fields|field_size)|--print-config)$/, number],
  [/^(?:-k|--worker-class)$/, oneOf('sync', 'gthread', 'gevent', 'eventlet', 'tornado', 'uvicorn.workers.uvicornworker', 'uvicorn.workers.uvicornh11worker', 'uvicorn_worker.uvicornworker', 'uvicorn_worker.uvicornh11worker')],
  [/^--log-level$/, level],
  [/^(?:--access-logfile|--error-logfile|--log-file)$/, oneOf('-', '/dev/stdout', '/dev/stderr', '/dev/null')],
  [/^--worker-tmp-dir$/, oneOf('/dev/shm', '/tmp')],
  [/^(?:-b|--bind)$/, matches(/^(?:0\.0\.0\.0|127\.0\.0\.1|localhost|\[::\]|\[::1\])?:(?:\d{1,5}|\$PORT|\$\{PORT(?::-\d{1,5})?\})$/)],
  [/^(?:-c|--config)$/, either(path, matches(/^(?:file|python):[a-z_][\w./]{0,60}$/))],
  [/^(?:--chdir|--pythonpath)$/, path],
  [/^--forwarded-allow-ips$/, proxies],
];
const GUNICORN_SWITCH = /^--(?:preload|reload|capture-output|disable-redirect-access-to-syslog|no-sendfile|enable-stdio-inheritance|proxy-protocol|reuse-port|check-config)$/;

/** `--workers 4 --timeout=30`: every word is an option that is known, or a value of the form that it takes. */
function gunicornOptions(value: string): boolean {
  const split = splitWords(value);
  if (!split.ok || value.length > 300) return false;
  const rest = split.document.flatMap((word) => { const [, option, given] = /^(--[a-z-_]+)=(.*)$/s.exec(word) ?? []; return option === undefined ? [word] : [option, given ?? '']; });
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (GUNICORN_SWITCH.test(word)) continue;
    const form = GUNICORN_VALUES.find(([name]) => name.test(word))?.[1];
    index += 1;
    if (form === undefined || !form(rest[index] ?? '')) return false;
  }
  return rest.length > 0;
}

/**
 * Variables whose value is kept, each with the only form in which it is. They steer servers, runtimes, builders and the platform, and no
 * value of such a form can be a secret that is worth having.
 */
const SETTINGS: readonly (readonly [RegExp, Form])[] = [
  [/^(?:[A-Z][A-Z\d_]*_)?PORT$/, port],
  [/^(?:HOST|BIND_HOST|LISTEN_HOST|UVICORN_HOST|GRANIAN_HOST|HOSTNAME)$/, host],
  [/^(?:UVICORN_)?FORWARDED_ALLOW_IPS$/, proxies],
  [/^(?:WEB_CONCURRENCY|GUNICORN_(?:WORKERS|THREADS|TIMEOUT)|UV_THREADPOOL_SIZE|MALLOC_ARENA_MAX|PYTHONHASHSEED|OMP_NUM_THREADS)$/, number],
  [/^GUNICORN_CMD_ARGS$/, gunicornOptions],
  [/^RAILPACK_DISABLE_CACHES$/, either(oneOf('*'), words(named))],
  [/(?:^|_)ALLOWED_HOSTS$/, oneOf('*')],
  [/^UVICORN_(?:WORKERS|TIMEOUT_KEEP_ALIVE|TIMEOUT_GRACEFUL_SHUTDOWN|LIMIT_CONCURRENCY|LIMIT_MAX_REQUESTS|BACKLOG)$/, number],
  [/^UVICORN_(?:RELOAD|ACCESS_LOG|PROXY_HEADERS|SERVER_HEADER|DATE_HEADER|USE_COLORS)$/, boolean],
  [/^UVICORN_(?:LOOP|HTTP|WS|LIFESPAN|INTERFACE)$/, oneOf('auto', 'none', 'asyncio', 'uvloop', 'h11', 'httptools', 'websockets', 'wsproto', 'on', 'off', 'asgi3', 'asgi2', 'wsgi')],
  [/^(?:UVICORN_)?LOG_?LEVEL$|^(?:[A-Z]+_){1,2}LOG_LEVEL$/, level],
  [/^(?:PYTHON|NODE|NODEJS|RUBY|GO|BUN|DENO|JAVA|PHP|POETRY|PIP|UV|PNPM|YARN|NPM|RAILPACK_[A-Z]+|NIXPACKS_[A-Z]+)_VERSION$/, version],
  [/^(?:RAILPACK_(?:PACKAGES|(?:BUILD|DEPLOY)_APT_PACKAGES)|NIXPACKS_(?:PKGS|APT_PKGS|LIBS))$/, words(packageName)],
  [/^(?:RAILPACK|NIXPACKS)_[A-Z]*(?:NO_|DISABLE_|PRUNE_|INSTALL_|USE_|SKIP_|NO_CACHE)[A-Z_]*$|^NO_CACHE$/, boolean],
  [/^(?:RAILPACK_CONFIG_FILE|NIXPACKS_CONFIG_FILE|RAILWAY_DOCKERFILE_PATH|RAILPACK_SPA_OUTPUT_DIR|NIXPACKS_SPA_OUT_DIR)$/, path],
  [/^(?:NODE_ENV|FLASK_ENV|RAILS_ENV|RACK_ENV|APP_ENV|ENV|ENVIRONMENT|DJANGO_ENV|PYTHON_ENV|NEXT_PUBLIC_ENV|STAGE|SENTRY_ENVIRONMENT)$/, stage],
  [/^(?:DJANGO_SETTINGS_MODULE|FLASK_APP|APP_MODULE|ASGI_APP|WSGI_APP)$/, moduleName],
  [/^(?:(?:DJANGO|FLASK|APP)_)?DEBUG$/, either(boolean, oneOf('*'))],
  [/^(?:PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|PYTHONFAULTHANDLER|PYTHONOPTIMIZE|PYTHONASYNCIODEBUG|CI|NEXT_TELEMETRY_DISABLED|PIP_NO_CACHE_DIR|UV_NO_CACHE|NPM_CONFIG_PRODUCTION|NODE_NO_WARNINGS|DISABLE_COLLECTSTATIC)$/, boolean],
  [/^NODE_OPTIONS$/, words(NODE_FLAG)],
  [/^(?:RAILWAY_DEPLOYMENT_(?:DRAINING|OVERLAP)_SECONDS|RAILWAY_HEALTHCHECK_TIMEOUT_SEC|RAILWAY_RUN_UID)$/, number],
  [/^RAILWAY_SHM_SIZE_BYTES$/, bytes],
  [/(?:^|_)(?:POOL_SIZE|POOL_(?:MIN|MAX)|(?:MIN|MAX)_POOL_SIZE|MAX_OVERFLOW|POOL_RECYCLE|POOL_TIMEOUT|CONN_MAX_AGE|MAX_CONNECTIONS|WORKERS|THREADS|CONCURRENCY|REPLICAS|MAX_REQUESTS|KEEP_?ALIVE|TIMEOUT(?:_(?:MS|SECS?|SECONDS))?)$/, number],
];

/** True for a variable whose value may be kept: its name is in the table, and the value has the form that the table says. */
export function isKnownSetting(name: string, value: string): boolean {
  return ONE_LINE.test(value) && !isSecretName(name) && SETTINGS.some(([names, form]) => names.test(name) && form(value));
}
