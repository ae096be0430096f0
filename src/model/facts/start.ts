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
  /** The command that reads its output through a pipe: `tee access.log`. */
  readonly pipedInto?: string;
}

/** A process type of the service: web, worker, release, cron. */
export interface ProcessEntry {
  readonly process: Known<string>;
  readonly kind: 'web' | 'worker' | 'release' | 'cron' | 'other';
  readonly command: Fact<string>;
}

/** How the start command's process gets signals: what stands between PID 1 and the server. */
export type SignalPath = 'direct' | 'shell' | 'package-manager' | 'init' | 'wrapper' | 'unknown';

/** A shell script of the project that the start command runs. */
export interface ScriptFile {
  /** Its path from the project root; stands at its first line. */
  readonly at: Known<string>;
  readonly interpreter: 'bash' | 'sh';
  /** False when a shell is called with it, so that its first line and its mode do not count. */
  readonly isExecuted: boolean;
  readonly hasWindowsLineEnds: boolean;
  /** Plain commands at its top whose failure nothing notices: no `set -e` is in force and no `&&` or condition asks. */
  readonly unchecked: readonly Known<string>[];
}

/** The application argument that leads to nothing in the project. */
export interface MissingApplication {
  /** The argument as written: `app.main:app`. */
  readonly at: Known<string>;
  /** No file has the module, or its file sets no such name. */
  readonly lacks: 'module' | 'name';
  /** The module, or the name: `app.main`, `app`. */
  readonly name: string;
  /** Where it was looked for: the file that lacks the name, or the folder that the server starts in, '' for the root. */
  readonly place: string;
  /** True when the first part of the module is a file or folder there. */
  readonly hasPackage: boolean;
  /** Files of the project that would be the module in another folder. */
  readonly elsewhere: readonly string[];
}

/** The application that a Python program hands to the server that it starts. */
export interface PassedApplication {
  /** The argument as written. */
  readonly at: Known<string>;
  readonly server: string;
  /** The import string of the same object, `main:app`; undefined where it cannot be told. */
  readonly importString: string | undefined;
  /** True where the file asks for `__name__`, so that a second process may import it without starting another server. */
  readonly isGuarded: boolean;
}

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
  /** Commands of the other services of the same folder, which run the same code. */
  'start.elsewhere': readonly Known<string>[];
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
  /** Shell scripts of the project that the start command runs, in the order in which they are reached. */
  'start.scriptFiles': readonly ScriptFile[];
  /** Virtual environments that the start command activates: `source venv/bin/activate`. */
  'start.activations': readonly Known<string>[];
  /** The application argument, where the project has no such module or name. */
  'start.missingApplication': MissingApplication;
  /** The application object that the program hands to its server; absent where it hands over an import string. */
  'start.passedApplication': PassedApplication;
}
