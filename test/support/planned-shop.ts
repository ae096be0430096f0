import { readFileSync, writeFileSync } from 'node:fs';
import { makeProject, optimize, type Run } from './cli.ts';
import { withDouble, type Double, type DoubleMode } from './railway-double.ts';

/** How the double fails in a run, and after how many calls of that run. */
export interface Failing {
  readonly mode: DoubleMode;
  readonly after: number;
  readonly sleep?: number;
}

/** A project with the double of `railway`, whose answers want three steps of it: a variable is set, one loses its quotes, one goes. */
export interface PlannedShop {
  readonly root: string;
  readonly double: Double;
  /** Variables for a run in the project. */
  readonly env: (failing?: Failing) => Record<string, string>;
  /** Runs `optimize railway` with some words in the project. */
  readonly railway: (words: readonly string[], failing?: Failing) => Promise<Run>;
  /** The hash of a new plan. */
  readonly hash: () => Promise<string>;
  /** What was changed, as words and stdin. */
  readonly writes: () => readonly (readonly [words: string, stdin: string])[];
  /** The variables of the service web as they are now. */
  readonly variables: () => Readonly<Record<string, { readonly value: string }>>;
  /** Somebody else sets a variable of the service web. */
  readonly setVariable: (name: string, value: string) => void;
  readonly remove: () => void;
}

export const WEB = '5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01';
export const ENVIRONMENT = '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03';
export const PROJECT = '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01';
/** What SECRET_KEY of the answers holds between its quotes. */
export const SECRET = 'k3y-Zm9vYmFyYmF6cXV4';
/** The steps in their order. */
export const STEPS = ['web/variables.DATABASE_URL', 'web/variables.SECRET_KEY', 'web/variables.WEB_CONCURRENCY'];
/** Calls of `apply HASH` before it writes first: two readings of two calls each. */
export const CALLS_BEFORE = 4;
/** Calls of a step: two to read, one to write. */
export const CALLS_OF_STEP = 3;

/** A project whose service is `web` of the platform. */
export const SHOP_FILES = {
  'optimize.yaml': 'services:\n  app:\n    railway: web\n',
  'requirements.txt': 'flask==3.1.3\ngunicorn==26.2.0\n',
  'shop/__init__.py': '',
  'shop/wsgi.py': 'from flask import Flask\n\napplication = Flask(__name__)\n',
};
const CHANGES = ['variable set', 'variable delete', 'environment edit', 'scale', 'api'];
const ANSWER = new URL('../railway/double/answers/environment-config.json', import.meta.url);

interface Config {
  readonly services: Record<string, { readonly variables: Record<string, { readonly value: string }> }>;
}

export function plannedShop(): PlannedShop {
  const { root, remove } = makeProject(SHOP_FILES);
  const double = withDouble();
  const config = (): Config => (double.state().config ?? JSON.parse(readFileSync(ANSWER, 'utf8'))) as Config;
  const env = (failing?: Failing): Record<string, string> => ({
    ...double.env, HOME: root, XDG_CACHE_HOME: `${root}/.cache`,
    ...(failing === undefined ? {} : { RAILWAY_DOUBLE_MODE: failing.mode, RAILWAY_DOUBLE_AFTER: String(double.calls().length + failing.after), RAILWAY_DOUBLE_SLEEP: String(failing.sleep ?? 60_000) }),
  });
  const railway = (words: readonly string[], failing?: Failing) => optimize(['railway', ...words], { cwd: root, env: env(failing) });
  return {
    root, double, env, railway,
    hash: async () => (JSON.parse((await railway(['diff', '--json'])).stdout) as { readonly hash: string }).hash,
    writes: () => double.calls().filter(({ words }) => CHANGES.some((name) => words.join(' ').startsWith(name))).map(({ words, stdin }) => [words.join(' '), stdin] as const),
    variables: () => config().services[WEB]?.variables ?? {},
    setVariable: (name, value) => {
      const now = config();
      const web = now.services[WEB];
      writeFileSync(double.env['RAILWAY_DOUBLE_STATE'] ?? '', JSON.stringify({ config: { ...now, services: { ...now.services, [WEB]: { ...web, variables: { ...web?.variables, [name]: { value } } } } } }));
    },
    remove: () => { remove(); double.remove(); },
  };
}
