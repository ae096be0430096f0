import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from '../cli.ts';
import { GIT_USER, makeRepository, type Repository } from '../git-repository.ts';
import { withDouble, type Double, type DoubleMode, type DoubleState } from '../railway-double.ts';
import { newMark, type Mark } from './mark.ts';
import { platformWith } from './platform.ts';
import { watchedRun, type WatchedRun } from './watched-run.ts';

/** A project, a home and a platform that belong together, with a secret of their own. */
export interface Cage {
  readonly mark: Mark;
  readonly root: string;
  readonly double: Double;
  /** Runs the program with the token and the secret around it. */
  readonly run: (words: readonly string[], options?: RunOptions) => Promise<CanaryRun>;
  readonly remove: () => void;
}

export interface RunOptions {
  readonly mode?: DoubleMode | undefined;
  /** Calls that are answered before it fails. */
  readonly after?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds that the mode "slow" sleeps. */
  readonly sleep?: number | undefined;
  /** True where it is interrupted as soon as it waits for the call that fails. */
  readonly isInterrupted?: boolean | undefined;
  /** A file that the user gives: its path stands for the word GIVEN. It lies where nobody looks for leaks. */
  readonly file?: ((mark: Mark) => string) | undefined;
  /** Another program than ours. */
  readonly program?: readonly [string, ...string[]] | undefined;
}

export interface CanaryRun extends WatchedRun {
  /** Where the secret was found: `stdout`, `the file home/x`, `the arguments of a process`; empty where it was kept. */
  readonly leaks: readonly string[];
}

const FILES = {
  'optimize.yaml': 'services:\n  app:\n    railway: web\n', 'requirements.txt': 'flask==3.1.3\ngunicorn==23.0.0\n', Procfile: 'web: gunicorn shop.wsgi --workers 4\n',
  'railway.json': '{ "deploy": { "restartPolicyType": "ON_FAILURE" } }\n', 'shop/__init__.py': '', 'shop/wsgi.py': 'import os\n\nfrom flask import Flask\n\napplication = Flask(__name__)\napplication.secret_key = os.environ["SECRET_KEY"]\n',
};

/** Makes one with a program to run; the platform is the recorded one with the secret in it, or another. */
export function makeCage(platform: (mark: Mark) => DoubleState = platformWith, bin: string = BIN): Cage {
  const mark = newMark();
  const repository = makeRepository(FILES);
  repository.git('commit', '--quiet', '--allow-empty', '-m', 'Second');
  const home = mkdtempSync(join(tmpdir(), 'optimize-home-'));
  for (const folder of ['cache', 'tmp']) mkdirSync(join(home, folder));
  const double = withDouble({ state: platform(mark) });
  const places = [['project', repository.root], ['home', home]] as const;
  return {
    mark, root: repository.root, double,
    run: async (words, options = {}) => {
      const [program, ...first] = options.program ?? [process.execPath, bin];
      const path = join(double.bin, 'given.json');
      if (options.file !== undefined) writeFileSync(path, options.file(mark));
      const failing = double.calls().length + (options.after ?? 0);
      const interrupts = options.isInterrupted === true ? () => double.calls().length > failing : undefined;
      const made = await watchedRun(program, [...first, ...words.map((word) => (word === 'GIVEN' ? path : word))], { cwd: repository.root, env: environmentOf({ mark, home, double, options }), interrupts });
      return { ...made, leaks: leaksIn(made, { mark, double, places }) };
    },
    remove: () => remove(repository, home, double),
  };
}

/** Project token and account token are the secret too, and the CLI says it before each answer. */
function environmentOf({ mark, home, double, options }: { readonly mark: Mark; readonly home: string; readonly double: Double; readonly options: RunOptions }): Record<string, string> {
  return {
    ...GIT_USER, ...double.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TMPDIR: join(home, 'tmp'), RAILWAY_TOKEN: mark.text, RAILWAY_API_TOKEN: mark.base64, OPTIMIZE_AS_OF: '2026-11-26',
    RAILWAY_DOUBLE_SAYS: `warning: DATABASE_URL=postgres://u:${mark.encoded}@host/db\n${mark.text}\nInvalid value ${mark.word} of SECRET_KEY '${mark.text}'\n`,
    ...(options.mode === undefined ? {} : { RAILWAY_DOUBLE_MODE: options.mode, RAILWAY_DOUBLE_AFTER: String(double.calls().length + (options.after ?? 0)), RAILWAY_DOUBLE_SLEEP: String(options.sleep ?? 20_000) }),
    ...options.env,
  };
}

function leaksIn(run: WatchedRun, { mark, double, places }: { readonly mark: Mark; readonly double: Double; readonly places: readonly (readonly [string, string])[] }): readonly string[] {
  const isFound = (text: string): boolean => mark.pattern.test(text);
  return [
    ...(isFound(run.stdout) ? ['stdout'] : []), ...(isFound(run.stderr) ? ['stderr'] : []),
    ...([...run.argumentLists, ...run.started.map((words) => JSON.stringify(words))].some(isFound) ? ['the arguments of a process'] : []),
    ...(double.allCalls().some(({ words }) => isFound(words.join('\n'))) ? ['the arguments of the railway CLI'] : []),
    ...places.flatMap(([name, folder]) => filesBelow(folder).filter((path) => isFound(path) || isFound(readFileSync(join(folder, path), 'latin1'))).map((path) => `the file ${name}/${path}`)),
  ];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(folder, path)).isFile());
}

function remove(repository: Repository, home: string, double: Double): void {
  repository.remove();
  rmSync(home, { recursive: true, force: true });
  double.remove();
}
