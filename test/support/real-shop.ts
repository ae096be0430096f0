import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SECRETS, WEB, type JsonObject, type PlatformEnvironment } from '../railway/real/platform.ts';
import { optimize, writeFiles, type Run } from './cli.ts';
import { SHOP_FILES } from './planned-shop.ts';
import { RAILWAY, startRailway, TOKENS, type RealRailway, type Setting } from './real-railway.ts';

/** The program, the official CLI and the platform of the tests, in a project that wants three steps of it. */
export interface RealShop extends RealRailway {
  readonly production: PlatformEnvironment;
  /** What the program gets as its environment. */
  readonly env: (setting?: Setting) => Record<string, string>;
  /** Runs the program in the project. */
  readonly run: (words: readonly string[], setting?: Setting) => Promise<Run>;
  /** The variables of the service web as the platform has them. */
  readonly variables: () => JsonObject;
  /** Requests that change something, in their order. */
  readonly changes: () => readonly string[];
  /** Where a secret of the platform or a token was printed or kept: `printed by railway status`, or a file. Empty where nowhere. */
  readonly leaks: (secret?: RegExp) => readonly string[];
}

/** What starts as a query: everything else changes the platform. */
const CHANGES = /^(?:Commit|EnvironmentPatchCommit|EnvironmentStageChanges|VariableCollectionUpsert|VariableDelete)$/;
/** Where the CLI keeps its login; the tests write it. */
const LOGIN = '.railway/config.json';
/** Secrets and tokens have none of the characters that mean something here. */
const SECRET = new RegExp([...Object.values(SECRETS), TOKENS.account, TOKENS.project].join('|'));

/** Starts one, as nobody has changed it. */
export async function realShop(): Promise<RealShop> {
  const real = await startRailway();
  writeFiles(real.folder, SHOP_FILES);
  const [production] = real.platform.environments;
  if (production === undefined) throw new Error('the platform of the tests has no environment');
  const runs: { readonly words: readonly string[]; readonly printed: string }[] = [];
  const env = (setting: Setting = {}): Record<string, string> => ({ PATH: process.env['PATH'] ?? '', OPTIMIZE_RAILWAY_BIN: RAILWAY, OPTIMIZE_AS_OF: '2026-11-26', ...real.environment(setting) as Record<string, string> });
  return {
    ...real, production, env,
    run: async (words, setting) => {
      const run = await optimize(words, { cwd: real.folder, env: env(setting) });
      runs.push({ words, printed: run.stdout + run.stderr });
      return run;
    },
    variables: () => (production.config['services'] as Record<string, Record<string, JsonObject>>)[WEB]?.['variables'] ?? {},
    changes: () => real.backboard.requests.map(({ operation }) => operation).filter((name) => CHANGES.test(name)),
    leaks: (secret = SECRET) => [
      ...runs.filter(({ printed }) => secret.test(printed)).map(({ words }) => `printed by ${words.join(' ')}`),
      ...[real.home, real.folder].flatMap((folder) => filesBelow(folder).filter((path) => path !== LOGIN && secret.test(path + readFileSync(join(folder, path), 'latin1')))),
    ],
  };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
