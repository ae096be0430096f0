import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startBackboard, type Backboard, type Tokens } from '../railway/real/backboard.ts';
import { newPlatform, PRODUCTION, PROJECT, type Platform } from '../railway/real/platform.ts';
import { isToolMissing } from './real-tools.ts';
import { scratchFolder } from './scratch.ts';

/** The official CLI as scripts/setup-railway.mjs builds it, and the schema that it is built with. */
export const RAILWAY = fileURLToPath(new URL('../../.tools/railway/bin/railway', import.meta.url));
const SCHEMA = fileURLToPath(new URL('../../.tools/railway/schema.json', import.meta.url));

/** For `test.skipIf`: without the CLI, on a machine that need not have it. */
export const WITHOUT_RAILWAY = isToolMissing(RAILWAY);

/** Tokens that the platform of the tests takes. */
export const TOKENS: Tokens = { account: 'acc0unt-dG9rZW5BY2NvdW50', project: 'pr0ject-dG9rZW5Qcm9qZWN0' };

/** Who asks: signed in by `railway login`, by a token in the environment, or not at all. */
export type SignIn = 'login' | 'account' | 'project' | 'none';

export interface Setting {
  readonly signIn?: SignIn;
  /** The credential, where it is another one than the platform takes. */
  readonly token?: string;
  /** Further fields of the user in config.json: when the login ends. */
  readonly user?: Record<string, unknown>;
  /** False where the folder belongs to no project. */
  readonly isLinked?: boolean;
  /** Further variables of the environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The platform of a test, with a folder to run the CLI in. */
export interface RealRailway {
  readonly platform: Platform;
  readonly backboard: Backboard;
  /** The linked folder. */
  readonly folder: string;
  readonly home: string;
  /** What the CLI gets as its environment: nothing of the machine's own. */
  readonly environment: (setting?: Setting) => NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

/** Starts a platform that nobody has changed yet. */
export async function startRailway(): Promise<RealRailway> {
  if (!existsSync(RAILWAY)) throw new Error('the railway CLI is not there: node scripts/setup-railway.mjs builds it');
  const platform = newPlatform();
  const backboard = await startBackboard(platform, SCHEMA, TOKENS);
  const root = realpathSync(scratchFolder('railway'));
  const [home, folder] = [join(root, 'home'), join(root, 'shop')];
  mkdirSync(join(home, '.railway'), { recursive: true });
  mkdirSync(folder);
  return {
    platform, backboard, folder, home,
    environment: (setting = {}) => {
      writeFileSync(join(home, '.railway/config.json'), `${JSON.stringify(configOf(setting, folder), undefined, 2)}\n`);
      return { HOME: home, RAILWAY_BACKBOARD_URL: backboard.url, HTTPS_PROXY: backboard.proxy, ...QUIET, ...tokenOf(setting), ...setting.environment };
    },
    stop: async () => {
      await backboard.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What keeps the CLI from updating itself, from counting, and from advice. */
const QUIET = { RAILWAY_NO_AUTO_UPDATE: '1', RAILWAY_NO_TELEMETRY: '1', RAILWAY_CAC_DEPRECATION_WARNING: '0', RAILWAY_AGENT_ADVISORY: '0', RAILWAY_CALLER: 'optimize', NO_COLOR: '1' };

function configOf({ signIn = 'login', token = TOKENS.account, user = {}, isLinked = true }: Setting, folder: string) {
  const linked = { projectPath: folder, name: 'shop', project: PROJECT, environment: PRODUCTION, environmentName: 'production', service: null };
  return { projects: isLinked ? { [folder]: linked } : {}, user: signIn === 'login' ? { accessToken: token, ...user } : {} };
}

function tokenOf({ signIn, token }: Setting): NodeJS.ProcessEnv {
  if (signIn === 'account') return { RAILWAY_API_TOKEN: token ?? TOKENS.account };
  return signIn === 'project' ? { RAILWAY_TOKEN: token ?? TOKENS.project } : {};
}

/** What a command printed, and how it ended. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs the real CLI. */
export function runRailway(words: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string }): Promise<Answer> {
  const child = spawn(RAILWAY, words, { cwd: options.cwd, env: options.env, stdio: 'pipe' });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream].setEncoding('utf8').on('data', (text: string) => { printed[stream] += text; });
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ ...printed, code }));
  });
}
