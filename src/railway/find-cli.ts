import type { UsageError } from '../usage-error.ts';
import { candidates, namedProgram } from './candidates.ts';
import { childEnvironment } from './child-environment.ts';
import { INSTALL, isAtLeast, OLDEST_VERSION, type RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { runProgram } from './run-program.ts';

/** Milliseconds that a program has to say its version; the first start of a script of npm takes some. */
const VERSION_TIMEOUT = 20_000;

/** What a file that may be the CLI turned out to be. */
type Found = { readonly kind: 'cli'; readonly cli: RailwayCli } | { readonly kind: 'old' | 'shim' | 'other' | 'mute'; readonly path: string; readonly version?: string };

/**
 * Finds the official CLI: the program that the user named (`--railway-bin`, OPTIMIZE_RAILWAY_BIN), else node_modules/.bin/railway of the project or of
 * a folder above it up to the repository's top, else PATH; what is another program of that name is passed over. `npx` is never asked: on npm the name
 * `railway` is Railway's SDK. Programs of the project run only here, in commands that ask Railway. A UsageError where there is none, or only old ones.
 */
export async function findCli(root: string, given?: string): Promise<RailwayCli> {
  if (given !== undefined && given !== '') return findNamed(root, given);
  const refused: Found[] = [];
  for (const path of candidates(root)) {
    const found = await identify(path, root);
    if (found.kind === 'cli') return found.cli;
    refused.push(found);
  }
  const [first] = [...refused].sort((a, b) => rank(a) - rank(b));
  throw first === undefined || first.kind === 'cli' ? railwayError('railway-missing', 'the railway CLI is not installed', INSTALL) : refusal(first);
}

async function findNamed(root: string, given: string): Promise<RailwayCli> {
  const path = namedProgram(given);
  if (path === undefined) throw railwayError('railway-missing', `there is no program at ${given}`, `name the railway CLI with --railway-bin or OPTIMIZE_RAILWAY_BIN, or ${INSTALL}`);
  const found = await identify(path, root);
  if (found.kind !== 'cli') throw refusal(found);
  return found.cli;
}

/** Asks a program which version of the CLI it is: `railway 5.71.0`. */
async function identify(path: string, root: string): Promise<Found> {
  const end = await runProgram({ path, words: ['--version'], cwd: root, environment: childEnvironment(VERSION_TIMEOUT), timeout: VERSION_TIMEOUT });
  if (end.code === 127) return { kind: 'shim', path };
  if (end.kind !== 'ended') return { kind: 'mute', path };
  const [, version] = /^railway(?:app)? v?(\d+\.\d+\.\d+)(?:[-+]\S+)?\s*$/.exec(end.stdout) ?? [];
  if (end.code !== 0 || version === undefined) return { kind: 'other', path };
  return isAtLeast(version, OLDEST_VERSION) ? { kind: 'cli', cli: { path, version } } : { kind: 'old', path, version };
}

/** What says most about how to get on comes first. */
function rank({ kind }: Found): number {
  return ['old', 'shim', 'mute', 'other', 'cli'].indexOf(kind);
}

function refusal(found: Exclude<Found, { readonly kind: 'cli' }>): UsageError {
  switch (found.kind) {
    case 'old': return railwayError('railway-too-old', `the railway CLI at ${found.path} is version ${found.version ?? ''}, and ${OLDEST_VERSION} is needed`, 'renew it: railway upgrade, or npm i -g @railway/cli@latest');
    case 'shim': return railwayError('railway-missing', `the railway CLI at ${found.path} is not complete: the install step of @railway/cli did not run`, 'run it: npm rebuild @railway/cli, or npm i -g @railway/cli');
    case 'mute': return railwayError('railway-missing', `the program at ${found.path} does not start, or does not say its version`, INSTALL);
    case 'other': return railwayError('railway-missing', `${found.path} is another program called railway, not Railway's CLI`, INSTALL);
  }
}
