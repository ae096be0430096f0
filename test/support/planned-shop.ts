import { readFileSync, writeFileSync } from 'node:fs';
import { makeProject, optimize, type Run } from './cli.ts';
import { withDouble, type Double, type DoubleMode } from './railway-double.ts';
import { timeIsUp } from './time-is-up.ts';

/** How the double fails in a run, and after how many calls of that run. */
export interface Failing {
  readonly mode: DoubleMode;
  readonly after: number;
  /** Seconds of the limit of time that is over once the double of the mode "slow" waits. */
  readonly limit?: number;
  /** A file that the double of the mode "slow" waits for; without one it sleeps for ten minutes. */
  readonly gate?: string;
}

/** A project and what Railway holds of it. */
export interface ShopOptions {
  readonly files: Readonly<Record<string, string>>;
  /** Rules that the plans are made for, so that what else the rules find does not matter. */
  readonly rules: readonly string[];
  /** Makes what the service web holds of what the answers of the double say. */
  readonly change: (web: WebService) => WebService;
}

/** The service web of `railway environment config --json`. */
export interface WebService {
  readonly variables: Readonly<Record<string, { readonly value: string }>>;
  readonly deploy: Readonly<Record<string, unknown>>;
  readonly build: Readonly<Record<string, unknown>>;
}

/** A project with the double of `railway`. */
export interface PlannedShop {
  readonly root: string;
  readonly double: Double;
  /** Variables for a run in the project. */
  readonly env: (failing?: Failing) => Record<string, string>;
  /** Runs `optimize railway` with some words in the project; `diff` and `apply` for its rules. */
  readonly railway: (words: readonly string[], failing?: Failing) => Promise<Run>;
  /** The hash of a new plan. */
  readonly hash: () => Promise<string>;
  /** What was changed, as words and stdin. */
  readonly writes: () => readonly (readonly [words: string, stdin: string])[];
  /** What the service web holds now. */
  readonly web: () => WebService;
  /** Somebody else sets a variable of the service web. */
  readonly setVariable: (name: string, value: string) => void;
  readonly remove: () => void;
}

export const WEB = '5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01';
export const ENVIRONMENT = '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03';
export const PROJECT = '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01';
/** What SECRET_KEY of the answers holds between its quotes. */
export const SECRET = 'k3y-Zm9vYmFyYmF6cXV4';
/** Calls of `apply HASH` before it writes first: two readings of two calls each. */
export const CALLS_BEFORE = 4;
/** Calls of it before it writes for the second time: the first step, and a reading of two calls. */
export const SECOND_STEP = CALLS_BEFORE + 3;

/** A project whose service is `web` of the platform. */
export const SHOP_FILES = {
  'optimize.yaml': 'services:\n  app:\n    railway: web\n',
  'requirements.txt': 'flask==3.1.3\ngunicorn==26.2.0\n',
  'shop/__init__.py': '',
  'shop/wsgi.py': 'from flask import Flask\n\napplication = Flask(__name__)\n',
};
const CHANGES = ['variable set', 'environment edit', 'api'];
const ANSWER = new URL('../railway/double/answers/environment-config.json', import.meta.url);

/** Three steps: a variable is set, one loses its quotes, and one goes whose value nobody is shown. */
const VARIABLES: ShopOptions = {
  files: SHOP_FILES,
  rules: ['network/private-references', 'platform/variable-quotes', 'platform/unread-variables'],
  change: (web) => ({ ...web, variables: { ...web.variables, GUNICORN_WORKERS: { value: 'as many as fit' } } }),
};

interface Config {
  readonly services: Readonly<Record<string, WebService>>;
}

export function plannedShop({ files, rules, change }: ShopOptions = VARIABLES): PlannedShop {
  const { root, remove } = makeProject(files);
  const changed = (config: Config, edit: ShopOptions['change']): Config => ({ ...config, services: { ...config.services, [WEB]: edit(config.services[WEB] as WebService) } });
  const double = withDouble({ state: { config: changed(JSON.parse(readFileSync(ANSWER, 'utf8')) as Config, change) } });
  const config = (): Config => double.state().config as Config;
  const env = (failing?: Failing): Record<string, string> => ({
    ...double.env, HOME: root, OPTIMIZE_AS_OF: '2026-11-26', XDG_CACHE_HOME: `${root}/.cache`,
    ...(failing === undefined ? {} : { RAILWAY_DOUBLE_MODE: failing.mode, RAILWAY_DOUBLE_AFTER: String(double.calls().length + failing.after), RAILWAY_DOUBLE_SLEEP: '600000' }),
    ...(failing?.gate === undefined ? {} : { RAILWAY_DOUBLE_GATE: failing.gate }),
    ...(failing?.limit === undefined ? {} : timeIsUp(double, failing.limit)),
  });
  const ruled = (words: readonly string[]) => (['diff', 'apply'].includes(words[0] ?? '') && !words.includes('--rule') ? [...words, ...rules.flatMap((rule) => ['--rule', rule])] : words);
  const railway = (words: readonly string[], failing?: Failing) => optimize(['railway', ...ruled(words)], { cwd: root, env: env(failing) });
  return {
    root, double, env, railway,
    hash: async () => (JSON.parse((await railway(['diff', '--json'])).stdout) as { readonly hash: string }).hash,
    writes: () => double.calls().filter(({ words }) => CHANGES.some((name) => words.join(' ').startsWith(name))).map(({ words, stdin }) => [words.join(' '), stdin] as const),
    web: () => config().services[WEB] as WebService,
    setVariable: (name, value) => {
      const now = changed(config(), (web) => ({ ...web, variables: { ...web.variables, [name]: { value } } }));
      writeFileSync(double.env['RAILWAY_DOUBLE_STATE'] ?? '', JSON.stringify({ config: now }));
    },
    remove: () => { remove(); double.remove(); },
  };
}
