import type { Fact, Known } from '../fact.ts';

/** One place that names a start command. */
export interface StartSource {
  /** The command as written there. */
  readonly command: Known<string>;
  /** 'railway-json', 'procfile', 'dockerfile', 'railpack default', ... */
  readonly by: string;
  /** True for the one that counts. */
  readonly effective: boolean;
  /** Why it counts or loses. */
  readonly because: string;
}

/** One command of the chain that the start command runs, in order. */
export interface StartStep {
  /** Words after expansion of what is known: ['alembic', 'upgrade', 'head']. */
  readonly words: readonly string[];
  readonly at: Known<string>;
  /** What it is for, as far as its name tells. */
  readonly purpose: 'migration' | 'build' | 'install' | 'seed' | 'static-files' | 'server' | 'worker' | 'other';
  /** True when the chain goes on without waiting for it (`&`). */
  readonly background: boolean;
  /** Folder from the project root in which it runs; undefined when only a run would tell. */
  readonly directory: string | undefined;
}

/** A process type of the service: web, worker, release, cron. */
export interface ProcessEntry {
  readonly process: Known<string>;
  readonly kind: 'web' | 'worker' | 'release' | 'cron' | 'other';
  readonly command: Fact<string>;
}

/** How the start command's process gets signals: what stands between PID 1 and the server. */
export type SignalPath = 'direct' | 'shell' | 'package-manager' | 'init' | 'wrapper' | 'unknown';


export interface StartFacts {
  /** What kind of service this is. */
  'service.kind': 'web' | 'worker' | 'cron' | 'static' | 'library';
  /** Platforms whose configuration the service holds: 'railway', 'heroku', 'render', 'fly'. The first is the one deployed to. */
  'service.platforms': readonly string[];
  /** All process types that the configuration names. */
  'service.processes': readonly ProcessEntry[];
  /** The start command that counts, as written. */
  'start.command': string;
  /** `exec`: no shell sees it, so no variable expands; `shell`: a shell does. */
  'start.form': 'exec' | 'shell';
  /** Every place that names a start command, the effective one first. */
  'start.sources': readonly StartSource[];
  /** The chain of commands, scripts followed. */
  'start.steps': readonly StartStep[];
  /** The server or runtime that ends the chain: gunicorn, uvicorn, hypercorn, granian, daphne, waitress, node, python, ... */
  'start.server': string;
  /** The command line of that server, scripts followed: `gunicorn -w 4 app:app`. */
  'start.serverCommand': string;
  /** The application argument: `app.main:app`; for node and python the file. */
  'start.app': string;
  /** The file that holds the application object, from the project root. */
  'start.appFile': string;
  /** What the application object is. */
  'start.interface': 'asgi' | 'wsgi';
  /** Folder from the project root in which the server starts. */
  'start.directory': string;
  /** What stands between PID 1 and the server. */
  'start.signalPath': SignalPath;
  /** Proof for the signal path, outermost first. */
  'start.wrappers': readonly Known<string>[];
  /** What differs between the Procfile read as YAML (as the builders do) and read as lines. */
  'start.procfileDisagreements': readonly Known<string>[];
}

