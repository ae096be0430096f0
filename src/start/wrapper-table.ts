/** A program that starts another one, and how its own words end. */
export interface WrapperRow {
  readonly names: readonly string[];
  /** Words that must follow the name: `run` of `uv run`. */
  readonly subcommand?: readonly string[];
  /** Flags that take the next word. */
  readonly values?: readonly string[];
  /** Plain words of its own before the command: the seconds of `timeout`. */
  readonly skips?: number;
  /** Takes `A=b` before the command. */
  readonly assigns?: boolean;
  /** Its command stands after `--` and nowhere else. */
  readonly afterDashes?: boolean;
  /** What kind of process it is to the command; undefined when it replaces itself by it. */
  readonly layer?: 'init' | 'wrapper' | 'package-manager';
}

/**
 * Wrappers. Those without a layer call exec and are gone:
 * https://github.com/newrelic/newrelic-python-agent/blob/main/newrelic/admin/run_program.py
 * https://github.com/DataDog/dd-trace-py/blob/main/ddtrace/commands/ddtrace_run.py
 * https://github.com/open-telemetry/opentelemetry-python-contrib/blob/main/opentelemetry-instrumentation/src/opentelemetry/instrumentation/auto_instrumentation/__init__.py
 */
export const WRAPPERS: readonly WrapperRow[] = [
  { names: ['newrelic-admin'], subcommand: ['run-program'] }, { names: ['newrelic-admin'], subcommand: ['run-python'] },
  { names: ['ddtrace-run'] }, { names: ['scout-apm'], subcommand: ['run'] }, { names: ['sentry-run'] },
  { names: ['opentelemetry-instrument'], values: ['--traces_exporter', '--metrics_exporter', '--logs_exporter', '--service_name', '--exporter_otlp_endpoint', '--propagators', '--id_generator', '--resource_attributes', '--distro', '--configurator'] },
  { names: ['env'], values: ['-u', '--unset', '-C', '--chdir'], assigns: true },
  { names: ['nice'], values: ['-n', '--adjustment'] }, { names: ['ionice'], values: ['-c', '-n', '-p'] }, { names: ['nohup'] }, { names: ['setsid'] }, { names: ['chrt'], skips: 1 },
  { names: ['stdbuf'], values: ['-o', '-e', '-i'] }, { names: ['gosu', 'su-exec'], skips: 1 }, { names: ['setpriv'], values: ['--reuid', '--regid', '--groups'] },
  { names: ['taskset'], skips: 1 }, { names: ['numactl'] }, { names: ['catchsegv'] }, { names: ['with-contenv'] }, { names: ['exec'] }, { names: ['builtin'] },
  { names: ['bundle'], subcommand: ['exec'] }, { names: ['chamber'], subcommand: ['exec'], afterDashes: true }, { names: ['bin/with-env'] },
  { names: ['timeout'], values: ['-k', '--kill-after', '-s', '--signal'], skips: 1, layer: 'wrapper' }, { names: ['time'], layer: 'wrapper' },
  { names: ['dumb-init'], values: ['-r', '--rewrite'], layer: 'init' }, { names: ['tini', 'tini-static', 'docker-init', 'catatonit'], values: ['-p', '-e'], layer: 'init' },
  { names: ['sudo'], values: ['-u', '-g', '--user', '--group'], assigns: true, layer: 'wrapper' }, { names: ['runuser'], values: ['-u'], layer: 'wrapper' },
  { names: ['uv'], subcommand: ['run'], layer: 'wrapper', values: ['--with', '--with-requirements', '--with-editable', '--python', '-p', '--env-file', '--extra', '--group', '--no-group', '--only-group', '--project', '--directory', '--package', '--index', '--index-url', '--cache-dir', '--config-file', '--index-strategy', '--link-mode', '-w', '--no-extra', '--color', '--python-platform', '--refresh-package', '-P', '-C'] },
  { names: ['uvx'], layer: 'wrapper', values: ['--from', '--with', '--python', '-p', '--env-file'] }, { names: ['uv'], subcommand: ['tool', 'run'], layer: 'wrapper', values: ['--from', '--with', '--python', '-p'] },
  { names: ['pipx'], subcommand: ['run'], values: ['--spec', '--python'] },
  { names: ['poetry'], subcommand: ['run'] }, { names: ['pipenv'], subcommand: ['run'] }, { names: ['rye'], subcommand: ['run'] },
  { names: ['pdm'], subcommand: ['run'], values: ['-p', '--project'], layer: 'wrapper' }, { names: ['hatch'], subcommand: ['run'], layer: 'wrapper' }, { names: ['pixi'], subcommand: ['run'], values: ['-e', '--environment', '--manifest-path'], layer: 'wrapper' },
  { names: ['conda', 'mamba', 'micromamba'], subcommand: ['run'], values: ['-n', '--name', '-p', '--prefix', '--cwd'], layer: 'wrapper' },
  { names: ['doppler'], subcommand: ['run'], values: ['-p', '--project', '-c', '--config', '-t', '--token', '--fallback', '--mount', '--name-transformer', '--scope'], layer: 'wrapper' },
  { names: ['infisical'], subcommand: ['run'], values: ['--env', '--path', '--projectId', '--token', '--domain', '-e', '--tags', '--project-config-dir', '--command'], layer: 'wrapper' },
  { names: ['op'], subcommand: ['run'], values: ['--env-file'], layer: 'wrapper' }, { names: ['vault-env'] }, { names: ['railway'], subcommand: ['run'], values: ['-s', '--service', '-e', '--environment'], layer: 'wrapper' },
  { names: ['dotenv'], subcommand: ['run'], values: ['-f', '--file'], layer: 'wrapper' }, { names: ['dotenv'], values: ['-e', '-f', '-c', '-v', '--env-file'], layer: 'wrapper' },
  { names: ['dotenvx'], subcommand: ['run'], values: ['-f', '--env-file', '-fk', '--env-keys-file', '-e', '--env'], layer: 'wrapper' },
  { names: ['env-cmd'], values: ['-f', '--file', '-e', '--environments', '-r', '--rc-file'], layer: 'wrapper' }, { names: ['cross-env', 'cross-env-shell'], assigns: true, layer: 'wrapper' },
  { names: ['wait-for-it', 'wait-for-it.sh', 'wait-for', 'wait-for.sh', 'wait-on'], afterDashes: true }, { names: ['dockerize'], values: ['-wait', '-timeout', '-template', '-stdout', '-stderr', '-wait-retry-interval'], layer: 'wrapper' },
  { names: ['xvfb-run'], values: ['-s', '--server-args', '-n', '--server-num', '-e', '--error-file'], layer: 'wrapper' }, { names: ['coverage'], subcommand: ['run'], values: ['--source', '--rcfile', '-m'] },
  { names: ['watchmedo'], subcommand: ['auto-restart'], values: ['-d', '--directory', '-p', '--pattern', '--patterns'], layer: 'wrapper' }, { names: ['watchfiles'], values: ['--filter', '--ignore-paths'], layer: 'wrapper' },
  { names: ['npx', 'bunx', 'pnpx'], values: ['-p', '--package', '-c', '--call'], layer: 'package-manager' }, { names: ['bun'], subcommand: ['x'], layer: 'package-manager' },
  { names: ['pnpm'], subcommand: ['dlx'], values: ['--package'], layer: 'package-manager' }, { names: ['pnpm'], subcommand: ['exec'], layer: 'package-manager' },
  { names: ['yarn'], subcommand: ['dlx'], values: ['-p'], layer: 'package-manager' }, { names: ['yarn'], subcommand: ['exec'], layer: 'package-manager' },
  { names: ['npm'], subcommand: ['exec'], values: ['-p', '--package', '-c'], layer: 'package-manager' }, { names: ['npm'], subcommand: ['x'], values: ['-p', '--package'], layer: 'package-manager' },
  { names: ['mise', 'asdf', 'rtx'], subcommand: ['exec'], afterDashes: true }, { names: ['mise'], subcommand: ['x'], afterDashes: true }, { names: ['direnv'], subcommand: ['exec'], skips: 1 }, { names: ['heroku-exec'] }, { names: ['bin/start-pgbouncer', 'start-pgbouncer', 'start-stunnel', 'start-pgbouncer-stunnel', 'start-nginx', 'start-nginx-solo'], layer: 'wrapper' },
];

/**
 * Whether an init program passes a signal on to everything behind it, and not to its child alone: dumb-init does unless it is told
 * otherwise, tini when it is told so. https://github.com/Yelp/dumb-init#session-behavior, https://github.com/krallin/tini#process-group-killing
 */
export function signalsAll(name: string, options: readonly string[]): boolean {
  if (name === 'dumb-init') return !options.some((option) => option === '-c' || option === '--single-child');
  return /^(tini|tini-static)$/.test(name) && options.includes('-g');
}
