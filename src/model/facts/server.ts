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
}
