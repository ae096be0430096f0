import type { Fact } from '../fact.ts';

/** One place that sets an option of the server. */
export interface ServerOption {
  /** As the server's own configuration names it: `max_requests_jitter`, `worker_tmp_dir`, `access_log`. */
  readonly name: string;
  /** The value's text: `4`, `true`, `/dev/shm`; several values stand with commas between them. */
  readonly value: Fact<string>;
  /** Who says so: `the command line`, `GUNICORN_CMD_ARGS`, `WEB_CONCURRENCY`, the path of a file. */
  readonly by: string;
  /** False where a place above it says otherwise. */
  readonly effective: boolean;
}

/** Settings of the web server as it runs in one replica. */
export interface ServerFacts {
  /** Worker processes that one replica starts. */
  'server.workers': number;
  /** gunicorn's worker class as gunicorn itself names it: sync, gthread, uvicorn.workers.UvicornWorker, ... */
  'server.workerClass': string;
  /** Threads of one worker. */
  'server.threads': number;
  /** Seconds until a silent worker is killed (gunicorn). */
  'server.timeout': number;
  /** Seconds a worker gets to finish after SIGTERM. */
  'server.gracefulTimeout': number;
  /** Seconds an idle connection is kept. */
  'server.keepAlive': number;
  /**
   * Addresses that its settings give, `host:port` each; one string when there is one. A variable that no file sets counts as unset
   * where a default stands beside it; `server.host` and `server.port` are those of a platform that sets PORT.
   */
  'server.bind': string | readonly string[];
  /** Host part of the first address. */
  'server.host': string;
  /** Port of the first address: a number, or `$PORT` when the environment decides. */
  'server.port': number | string;
  /** Requests after which a worker is replaced; 0 is never. */
  'server.maxRequests': number;
  /** True when code is loaded before the workers fork. */
  'server.preload': boolean;
  /** True when it watches files and restarts, as a development server does. */
  'server.reload': boolean;
  /** True when a debugger or debug mode is on. */
  'server.debug': boolean;
  /** True for a server that its own documentation says is for development only. */
  'server.development': boolean;
  /** Addresses whose X-Forwarded-* headers it trusts. */
  'server.forwardedAllowIps': string;
  /**
   * Every option that is set, the place that counts before those that lose: command line, variables with arguments, configuration
   * file or call, variables that change a default. Defaults are not among them.
   */
  'server.options': readonly ServerOption[];
  /** True when all options could be read: only then a missing one has its default. */
  'server.optionsComplete': boolean;
}
